"""What went wrong, in one form: ``{"error": what was wrong, "do": what to do}``. Never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel

from probata.errors import (
    ChangedMeanwhile,
    DeskError,
    EvidenceError,
    InputError,
    KnowledgeError,
    NotFound,
    ProbataError,
    TooLarge,
    UsageError,
)

log = logging.getLogger(__name__)

DO = {
    400: "send a request as /api/docs describes it",
    401: "send the header Authorization: Bearer TOKEN; a person makes tokens at /tokens",
    403: "ask a reviewer of this desk",
    404: "take an id or address that the API gives",
    405: "use a method that /api/docs names for this address",
    409: "look at what there is now, then decide again",
    413: "send less at once",
    415: "send one of the kinds that /api/docs names",
    422: "mend the request; /api/docs says what it takes",
    429: "wait a minute",
    500: "tell who runs this server; its log says more",
    503: "try again in a moment",
}
"""What to do where the error itself doesn't say."""

STATUS: tuple[tuple[type[ProbataError], int], ...] = (
    (NotFound, 404),
    (ChangedMeanwhile, 409),
    (TooLarge, 413),
    (UsageError, 422),
    (InputError, 422),
    (DeskError, 503),
    (EvidenceError, 503),
    (KnowledgeError, 503),
)
"""By the kind of an error, the first that fits."""


class Failure(BaseModel):
    """An input that failed; the others went on."""

    where: str
    reason: str
    error: str


class Refusal(BaseModel):
    """What was wrong, and what to do."""

    error: str
    do: str
    failures: list[Failure] = []


class Refused(Exception):
    """A refusal of the API's own."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def refusal(status: int, message: str, failures: Sequence[Failure] = ()) -> HttpResponse:
    """The answer for a message of ours: what was wrong; what to do."""
    error, _, do = message.partition("; ")
    told: dict[str, Any] = {"error": error, "do": do or DO.get(status, DO[400])}
    if failures:
        told["failures"] = [f.model_dump() for f in failures]
    answer = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="probata"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def status_of(error: ProbataError) -> int:
    """The status that says what kind of error it is."""
    return next((code for kind, code in STATUS if isinstance(error, kind)), 422)


def register(api: NinjaAPI) -> None:
    """Have every error told in this form."""

    @api.exception_handler(ProbataError)
    def ours(request: HttpRequest, error: ProbataError) -> HttpResponse:
        return refusal(status_of(error), str(error))

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        answer = refusal(error.status, str(error))
        for name, value in error.headers.items():
            answer.headers[name] = value
        return answer

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return refusal(422, "; ".join((", ".join(_one(e) for e in error.errors[:3]) or "it doesn't fit", DO[422])))

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return refusal(error.status_code, str(error) or "it can't be done")

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return refusal(401, "nobody is known to ask")

    @api.exception_handler(Http404)
    def nothing(request: HttpRequest, error: Http404) -> HttpResponse:
        return refusal(404, "there is nothing at this address")

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return refusal(403, str(error) or "this isn't yours to do")

    @api.exception_handler(RequestDataTooBig)
    def large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return refusal(413, "the request is larger than this address takes")

    for kind in (SuspiciousOperation, UnreadablePostError, RawPostDataException, UnicodeError):
        api.add_exception_handler(kind, lambda request, error: refusal(400, "the request can't be read"))

    @api.exception_handler(DatabaseError)
    def database(request: HttpRequest, error: DatabaseError) -> HttpResponse:
        log.exception("the database refused %s", request.path)
        return refusal(503, "the desk's database can't be used now")

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponse:
        log.exception("an error of ours at %s", request.path)
        return refusal(500, "an error of the software, not of yours")


def _one(error: dict[str, Any]) -> str:
    place = ".".join(str(p) for p in error.get("loc", ()) if p not in ("body", "query", "path", "told"))
    return f"{place or 'the request'}: {str(error.get('msg', 'is wrong')).removeprefix('Value error, ')}"
