"""Sources with their grades, a page at a time, and all of one."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, Field, StringConstraints

from probata.pipeline.sources import GradedSource, list_sources, source_file
from probata.records import Claim, Report, SourceKind
from probata.workbench import opened
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.operations import only, reading

TAGS = ["sources"]

Key = Annotated[str, StringConstraints(max_length=2000)]


class SourcesAsked(BaseModel):
    """Which sources, in which order; ``grade``: how they are graded today, F by nobody."""

    kind: SourceKind | None = None
    grade: Annotated[str, StringConstraints(pattern="^[A-F]$")] | None = None
    words: Annotated[str, StringConstraints(max_length=200)] = ""
    order: Annotated[str, StringConstraints(pattern="^-?(told|last|name)$")] = "-told"
    after: Key | None = None
    before: Key | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 50


@reading(
    "/sources",
    shape("SourcesPage", sources=list[GradedSource], next=str | None, previous=str | None),
    url_name="sources",
    tags=TAGS,
)
def sources(request: HttpRequest, asked: Query[SourcesAsked]) -> HttpResponse:
    """Outlets, states, people and bodies that say something, with what became of it and how they are graded."""
    only(request, SourcesAsked)
    found, page = list_sources(
        opened.desk(), opened.today(), asked.kind.value if asked.kind else "", asked.grade or "",
        asked.words.replace("\x00", ""), asked.order, asked.after or None, asked.before or None, asked.limit,
    )  # fmt: skip
    ways = {
        "next": _address(request, "after", page.last_key) if page.has_next else None,
        "previous": _address(request, "before", page.first_key) if page.has_previous else None,
    }
    return tell(request, {"sources": found, **ways})


SourceAnswer = shape(
    "SourceAnswer", graded=GradedSource, history=list[dict[str, object]], alone=list[dict[str, object]],
    denials=list[Claim], reports=list[Report], speaks_for=str, origin=bool,
)  # fmt: skip


@reading("/sources/{path:source}", SourceAnswer, url_name="source", tags=TAGS)
def source(request: HttpRequest, source: str) -> HttpResponse:
    """One source: its grades from when on, the incidents that rest on it alone, its denials and reports."""
    file = source_file(opened.desk(), source.replace("\x00", ""), opened.today())
    names = ("graded", "history", "alone", "denials", "reports", "speaks_for", "origin")
    return tell(request, {name: getattr(file, name) for name in names})


def _address(request: HttpRequest, way: str, key: str | None) -> str:
    kept = [(n, v) for n in request.GET for v in request.GET.getlist(n) if n not in ("after", "before")]
    return f"{request.path}?{urlencode([*kept, (way, key or '')])}"
