"""Lists of names with their snapshots, and names, texts and incidents held against them."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from probata.errors import NotFound, UsageError
from probata.pipeline import Screener, difference, number_in, snapshots
from probata.pipeline.snapshots import in_use
from probata.records import Entry, EntryKind, Incident, ListDifference, NameKind, Snapshot
from probata.workbench import opened
from probata.workbench.api.acts import Words
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.operations import only, reading, writing
from probata.workbench.api.records import found as known
from probata.workbench.models import Role, Scope

TAGS = ["screening"]


@reading("/lists", shape("Lists", lists=list[Snapshot]), tags=TAGS)
def lists(request: HttpRequest) -> HttpResponse:
    """The sanctions lists of the desk, each with its snapshots."""
    return tell(request, {"lists": tuple(snapshots(opened.desk()))})


class Compared(BaseModel):
    """Which two snapshots are held side by side, by id or the first characters of one; the last two unless named."""

    old: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    new: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None


@reading("/lists/{list_id}", shape("ListAnswer", snapshots=list[Snapshot], changed=ListDifference | None), tags=TAGS)
def list_told(request: HttpRequest, list_id: str, asked: Query[Compared]) -> HttpResponse:
    """One list: its snapshots, and what changed between two of them; null where it has but one."""
    only(request, Compared)
    mine = [s for s in snapshots(opened.desk()) if s.list == list_id]
    if not mine:
        raise NotFound(list_id[:64], "no such list in the desk; see /api/lists")
    changed = difference(opened.desk(), list_id, asked.old, asked.new) if len(mine) > 1 else None
    return tell(request, {"snapshots": mine, "changed": changed})


class Screened(BaseModel):
    """A name or number with what is known of it, or a text. ``lists``: only these."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[Words, Field(max_length=300)] | None = None
    text: Annotated[Words, Field(max_length=2_000_000)] | None = None
    kind: EntryKind | None = None
    born: Annotated[int, Field(ge=1000, le=3000)] | None = None
    countries: Annotated[list[Annotated[Words, Field(max_length=100)]], Field(max_length=50)] = []
    lists: Annotated[list[Annotated[Words, Field(max_length=64)]], Field(max_length=50)] = []
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None


class ListHit(BaseModel):
    """An entry that may be meant: by which of its names, and what agrees and disagrees. Offsets are of a text."""

    verdict: str
    score: float
    name: str
    name_kind: NameKind
    agrees: list[str]
    disagrees: list[str]
    entry: Entry
    start: int | None = None
    end: int | None = None
    text: str | None = None


Screening = shape("Screening", hits=list[ListHit], lists=list[str])


class Looked(BaseModel):
    """A name or number to look for, and what is known of it."""

    name: Annotated[Words, Field(max_length=300)] | None = None
    kind: EntryKind | None = None
    born: Annotated[int, Field(ge=1000, le=3000)] | None = None
    country: Annotated[Words, Field(max_length=100)] | None = None
    list: Annotated[Words, Field(max_length=64)] | None = None


@reading("/screening", Screening, tags=TAGS)
def look(request: HttpRequest, asked: Query[Looked]) -> HttpResponse:
    """Hold a name against the newest snapshot of each list. Without a name, only the lists in use are told."""
    only(request, Looked)
    if asked.name is None:
        return tell(request, {"hits": [], "lists": [s.id for s in in_use(opened.desk(), ())]})
    with Screener(opened.desk(), (asked.list,) if asked.list else ()) as screener:
        countries = (asked.country,) if asked.country else ()
        hits = _by_name(screener, asked.name, asked.kind, asked.born, countries)
        return tell(request, {"hits": hits, "lists": [s.id for s in screener.snapshots]})


@writing("/screening", {200: Screening}, Scope.READ, Role.READER, tags=TAGS)
def screening(request: HttpRequest, told: Body[Screened]) -> HttpResponse:
    """Hold a name or a text against the newest snapshot of each list. Nothing of it is kept."""
    if (told.name is None) is (told.text is None):
        raise UsageError("give either a name or a text; not both")
    with Screener(opened.desk(), tuple(told.lists), told.threshold) as screener:
        if told.text is not None:
            hits = [_hit(h) for h in screener.text(told.text)]
        else:
            hits = _by_name(screener, told.name or "", told.kind, told.born, tuple(told.countries))
        used = [s.id for s in screener.snapshots]
    return tell(request, {"hits": hits, "lists": used})


class IncidentListHit(ListHit):
    """A listed name in what a claim of an incident says, with the role in which it stands there."""

    report: str
    claim: str
    role: str


@reading("/screening/incidents/{record_id}", shape("IncidentScreening", hits=list[IncidentListHit], lists=list[str]),
         tags=TAGS)  # fmt: skip
def screened_incident(request: HttpRequest, record_id: str) -> HttpResponse:
    """Hold the passages of an incident's claims against the newest snapshot of each list."""
    with Screener(opened.desk()) as screener:
        found = screener.incident(known(Incident, record_id).id)
        hits = [{"report": h.report.id, "claim": h.claim.id, "role": h.role, **_hit(h.hit)} for h in found]
        return tell(request, {"hits": hits, "lists": [s.id for s in screener.snapshots]})


def _by_name(
    screener: Screener, told: str, kind: EntryKind | None, born: int | None, countries: tuple[str, ...]
) -> list[dict[str, Any]]:
    number = number_in(told)
    name, numbers = ("", (number,)) if number else (told, ())
    return [_match(m) for m in screener.name(name, kind, born, countries, numbers)]


def _hit(hit: Any) -> dict[str, Any]:
    return {"start": hit.start, "end": hit.end, "text": hit.text, **_match(hit.match)}


def _match(match: Any) -> dict[str, Any]:
    return {
        "verdict": match.verdict, "score": match.score, "name": match.form.text, "name_kind": match.form.kind,
        "agrees": match.agrees, "disagrees": match.disagrees, "entry": match.entry,
    }  # fmt: skip
