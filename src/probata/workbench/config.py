"""Django's settings for the workbench: those of a desk, with people, sessions and a strict page policy.

What the process needs beside them (the desk, the key that signs sessions) comes from
:func:`probata.workbench.server.open_workbench`; nothing here is read from the network or the environment.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from probata.desk.config import DATABASES, DEFAULT_AUTO_FIELD, LOGGING_CONFIG, TIME_ZONE, USE_I18N, USE_TZ
from probata.desk.config import INSTALLED_APPS as DESK_APPS

__all__ = ["DATABASES", "DEFAULT_AUTO_FIELD", "LOGGING_CONFIG", "TIME_ZONE", "USE_I18N", "USE_TZ"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "ninja",
    *DESK_APPS,
    "probata.workbench",
]
DATABASE_ROUTERS = ["probata.workbench.routers.People"]
AUTH_USER_MODEL = "workbench.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "probata.workbench.people.ByPassword"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"

# Set when a workbench is opened: a key of its own for each desk.
SECRET_KEY = "not for use: a workbench brings its own"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "probata.workbench.urls"
USE_X_FORWARDED_HOST = False
APPEND_SLASH = False

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "probata.workbench.middleware.Plainly",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader",
                                                                   "django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "probata.workbench.context.page",
            ],
            "builtins": ["probata.workbench.templatetags.probata"],
            "string_if_invalid": "",
        },
    }
]  # fmt: skip

STATIC_URL = "/static/"
STATICFILES_DIRS = [("pictures", Path(__file__).parents[1] / "pictures" / "data")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600

# A page may load what this server gives, and nothing else; a captured page gets a policy of its own.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "probata_session"
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
"""A working day: who leaves a desk open overnight is asked again."""
CSRF_COOKIE_NAME = "probata_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "probata.workbench.views.errors.csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Five wrong passwords close the door to that name from that address for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "probata.workbench.views.people.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]

NINJA_PAGINATION_MAX_LIMIT = 1000


def setup() -> None:
    """Switch Django on with these settings; for a process that serves a desk, before the desk is opened.

    A process whose Django is on already with a desk's own settings can't serve; it has to start with this.
    """
    import django
    from django.apps import apps
    from django.conf import settings

    if apps.ready:
        return
    if not settings.configured:
        settings.configure(**{name: value for name, value in globals().items() if name.isupper()})
    django.setup()
