"""The desk as a Django application, so that a workbench can stand on it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Named ``desk`` in migrations and table names."""

    name = "probata.desk"
    label = "desk"
    verbose_name = "Desk"
