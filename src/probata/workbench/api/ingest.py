"""Reports that are sent: read, understood and brought together as ``probata run`` does."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from probata.errors import InputError
from probata.pipeline import RunResult, Upload, run
from probata.records import Claim, Finding, Incident, NotEngaged, Report, Statement
from probata.workbench import opened
from probata.workbench.api.acts import Words
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.once import once
from probata.workbench.api.operations import only, writing
from probata.workbench.api.refusals import Failure, Refused, refusal, status_of
from probata.workbench.models import Scope

TAGS = ["ingest"]

KINDS = ("application/json", "application/jsonl", "application/x-ndjson", "text/html", "text/plain", "text/markdown")
"""What can be sent."""

Address = Annotated[str, StringConstraints(max_length=2000)]


class NewReport(BaseModel):
    """One report: its ``text``, or its page as ``html``. ``id`` is what you call it."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, StringConstraints(max_length=200)] | None = None
    text: Words | None = Field(default=None, max_length=32 * 1024 * 1024)
    html: str | None = None
    url: Address | None = None
    title: Annotated[str, StringConstraints(max_length=2000)] | None = None
    published: date | None = None
    text_kind: str | None = Field(default=None, pattern="^(original|paraphrase)$")


class About(BaseModel):
    """What is said of bytes that are sent: when and where they came out, and under which name they are kept."""

    published: date | None = None
    url: Address | None = None
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)] = "report"


Ran = shape(
    "Ran", reports=list[Report], statements=list[Statement], claims=list[Claim], incidents=list[Incident],
    findings=list[Finding], not_engaged=list[NotEngaged], failures=list[Failure], new=int,
)  # fmt: skip

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "One report as JSON, many as JSON Lines (a report a line), or a page or text as it is.",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/NewReport"}},
            **{kind: {"schema": {}} for kind in KINDS[1:]},
        },
    }
}


@writing("/reports", {200: Ran, 201: Ran}, Scope.INGEST, openapi_extra=_BODY, tags=TAGS)
def add(request: HttpRequest, about: Query[About]) -> HttpResponse:
    """Add reports. The bytes are kept as they were sent; the same again changes nothing.

    201 where a report is new, 200 where all were known. What fails is told in ``failures``; where nothing else was
    sent, the answer is a refusal.
    """
    only(request, About)
    settings = opened.settings_for(request)
    if about.published is not None and about.published > datetime.now(UTC).date() + timedelta(days=1):
        raise Refused(422, f"{about.published} has not begun anywhere; give the day on which it was published")
    content = _content(request, settings.max_bytes)
    declared = request.headers.get("Content-Type", "")
    kind = declared.partition(";")[0].strip().lower()
    if kind not in KINDS:
        raise Refused(415, f"{kind[:80] or 'bytes of no kind'} can't be read; send {', '.join(KINDS)}")
    if kind == "application/json":
        content, declared = _line(content), "application/jsonl"
    upload = Upload(content, about.name, declared)
    published = about.published.isoformat() if about.published else None

    def do() -> HttpResponse:
        result = run([upload], opened.desk(), settings, published=published, url=about.url)
        return _told(request, result)

    return once(request, content, do)


def _content(request: HttpRequest, most: int) -> bytes:
    length = request.headers.get("Content-Length", "")
    content: bytes = b"" if length.isdigit() and int(length) > most else request.read(most + 1)
    if len(content) > most or (length.isdigit() and int(length) > most):
        raise Refused(413, f"more than {most:,} bytes are not taken at once; send the reports in parts")
    if not content.strip():
        raise Refused(422, "nothing was sent; send a report in the body of the request")
    return content


def _line(content: bytes) -> bytes:
    """A report in JSON as a line of JSON Lines: as it was sent where it is one line, else rewritten as one."""
    try:
        given = NewReport.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(p) for p in first["loc"])
        raise Refused(422, f"{place or 'the report'}: {first['msg']}") from None
    if given.text is None and given.html is None:
        raise Refused(422, "there is neither “text” nor “html” in it; give one of them")
    stripped = content.strip()
    if b"\n" not in stripped:
        return stripped
    return json.dumps(given.model_dump(mode="json", exclude_unset=True), ensure_ascii=False).encode()


def _told(request: HttpRequest, result: RunResult) -> HttpResponse:
    failures = [_failure(f) for f in result.failures]
    if failures and not result.reports:
        first = result.failures[0]
        return refusal(status_of(first), f"{first.where}: {first.reason}", failures)
    told = {name: getattr(result, name) for name in RECORDS}
    told |= {"failures": [f.model_dump() for f in failures], "new": result.new}
    return tell(request, told, status=201 if result.new else 200)


RECORDS = ("reports", "statements", "claims", "incidents", "findings", "not_engaged")


def _failure(error: InputError) -> Failure:
    return Failure(where=error.where, reason=error.reason, error=type(error).__name__)
