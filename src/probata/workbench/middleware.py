"""What a person did wrong, or what is gone, as a page that says what to do; never a traceback."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from probata.errors import DeskError, InputError, NotFound, ProbataError, UsageError
from probata.workbench.views import errors

STATUS: tuple[tuple[type[ProbataError], int], ...] = (
    (NotFound, 404),
    (UsageError, 400),
    (InputError, 422),
    (DeskError, 503),
    (ProbataError, 500),
)


class Plainly:
    """Errors that Probata raises on purpose, as pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error of ours; ``None`` leaves Django's own to it."""
        status = next((code for kind, code in STATUS if isinstance(error, kind)), None)
        return None if status is None else errors.page(request, status, str(error))
