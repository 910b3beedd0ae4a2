"""The custody log, newest entries first, and the last check of all evidence."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from probata.errors import UsageError
from probata.pipeline.custody import entries_about, entries_before, entries_by
from probata.pipeline.verifying import Checked, Progress, verifying
from probata.records import CustodyEntry
from probata.workbench import opened
from probata.workbench.api.answers import linked, shape, tell
from probata.workbench.api.operations import only, reading

TAGS = ["custody"]

Entries = shape("CustodyPage", custody=list[CustodyEntry], next=str | None)


class Asked(BaseModel):
    """Entries numbered below ``before``: all, those about a record, or those of an author."""

    model_config = ConfigDict(extra="forbid")

    before: Annotated[int, Field(ge=1, le=2**60)] | None = None
    about: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    author: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 50


@reading("/custody", Entries, url_name="custody", tags=TAGS)
def custody(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """What was done, by whom and when, the newest first."""
    only(request, Asked)
    if asked.about is not None and asked.author is not None:
        raise UsageError("entries are asked by what they are about or by whom; give one of the two")
    desk, more = opened.desk(), asked.limit + 1
    if asked.about is not None:
        found = entries_about(desk, asked.about.replace("\x00", ""), asked.before, more)
    elif asked.author is not None:
        found = entries_by(desk, asked.author.replace("\x00", ""), asked.before, more)
    else:
        found = entries_before(desk, asked.before, more)
    kept = found[: asked.limit]
    following = None
    if len(found) > asked.limit:
        given = {"about": asked.about, "author": asked.author, "limit": asked.limit, "before": kept[-1].seq}
        following = f"{request.path}?{urlencode({k: v for k, v in given.items() if v is not None})}"
    return linked(tell(request, {"custody": kept, "next": following}), following)


@reading("/verification", shape("Verification", running=Progress | None, last=Checked | None), tags=TAGS)
def verification(request: HttpRequest) -> HttpResponse:
    """The check of all evidence that is going on, and what the last one found."""
    now = verifying(opened.desk())
    return tell(request, {"running": now.running, "last": now.last})
