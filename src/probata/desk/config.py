"""Django without a project: its settings, and the one place that switches it on.

The names in capitals are Django settings, so that this module can be named as
``DJANGO_SETTINGS_MODULE`` (the type checker's plugin does; a workbench may build its own on it).
Each desk has a database of its own; ``default`` is a memory that nothing is written to.
"""

from __future__ import annotations

from typing import Any

INSTALLED_APPS = ["probata.desk"]
DATABASES: dict[str, dict[str, Any]] = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
# Probata's messages are its own; Django's logging set-up would only cost time and catch ours.
LOGGING_CONFIG = None


def setup() -> None:
    """Switch Django on with these settings, unless a program around us has done so with its own."""
    import django
    from django.apps import apps
    from django.conf import settings

    if apps.ready:
        return
    if not settings.configured:
        settings.configure(**{name: value for name, value in globals().items() if name.isupper()})
    django.setup()
