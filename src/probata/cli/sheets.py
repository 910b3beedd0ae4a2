"""Records as rows of a spreadsheet: one value a cell, several in one cell with "; " between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from probata.cli import words
from probata.records import Claim, DateInterval, Finding, Incident, Report

if TYPE_CHECKING:
    from probata.pipeline import Labels

Row = list[object]
EVENT = ["type", "agent", "counterpart", "object", "amounts", "from", "to"]
VOICES = ["asserted by", "alleged by", "denied by", "unverified by", "independent origins"]


def sheet(
    kind: str, records: Sequence[Any], incidents: Mapping[str, Incident], labels: Labels
) -> tuple[list[str], Iterator[Row]]:
    """The head and rows for records of a kind."""
    if kind == "findings":
        head = ["id", "regime", "measure", "title", "paragraphs", "citation", "status", "incident", *EVENT, *VOICES,
                "number", "likelihood", "confidence"]  # fmt: skip
        return head, (_finding(f, incidents[f.incident], labels) for f in records)
    if kind == "incidents":
        return ["id", *EVENT, *VOICES], ([i.id, *_event(i), *_voices(i, labels)] for i in records)
    if kind == "claims":
        head = ["id", "report", "stance", "source", "person", "via", "status", "negated", *EVENT,
                "place", "carriers", "route", "quote"]  # fmt: skip
        return head, (_claim(c, labels) for c in records)
    head = ["id", "label", "published", "title", "outlet", "url", "language", "text kind", "sha256", "capture"]
    return head, (_report(r) for r in records)


def _finding(f: Finding, i: Incident, labels: Labels) -> Row:
    head: Row = [f.id, f.regime, f.measure, labels.measure(f.measure), "; ".join(f.paragraphs), f.citation_status]
    return [*head, f.status.value, i.id, *_event(i), *_voices(i, labels), f.number, f.likelihood, f.confidence]


def _claim(c: Claim, labels: Labels) -> Row:
    via = "; ".join(v.id for v in c.via)
    source = labels.actor(c.source.id)
    return [c.id, c.report, c.stance.value, source, c.source.person, via, c.status.value, str(c.negated).lower(),
            *_event(c), *_scene(c), c.quote]  # fmt: skip


def _scene(c: Claim) -> Row:
    told = (words.where(c.place), words.carriers(c.means), words.way(c.route))
    return ["" if value == words.NONE else value for value in told]


def _report(r: Report) -> Row:
    title = r.title.text if r.title else None
    return [r.id, r.label, r.published, title, r.outlet, r.url, r.language, r.text_kind, r.sha256, r.capture]


def _event(record: Incident | Claim) -> Row:
    amounts = words.amounts(record)
    time: DateInterval | None = record.time
    return [
        record.type.value,
        "; ".join(record.agent),
        "; ".join(record.counterpart),
        "; ".join(o.value for o in record.object),
        "" if amounts == words.NONE else amounts,
        time.start if time else None,
        time.end if time else None,
    ]


def _voices(i: Incident, labels: Labels) -> Row:
    lists = (i.asserted_by, i.alleged_by, i.denied_by, i.unverified_by)
    return [*("; ".join(map(labels.actor, ids)) for ids in lists), i.independent_origins]
