"""The workbench as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Its tables (people, tokens, forms sent) stand beside the desk's, in a file of their own."""

    name = "probata.workbench"
    label = "workbench"
