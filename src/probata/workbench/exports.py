"""Lists as files: what an address asks for, the answer in pieces, and the links that pages have to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from probata.errors import UsageError
from probata.exchange import ExportKind, Format, Selection, export, parquet_available, selected, told_of
from probata.exchange.selection import OWN
from probata.workbench import lists, opened

OURS = ("order", "bom", "format")
PAGE = ("after", "before", "limit")
"""What says where a page of a list begins: an export is whole."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a file of what a page shows."""

    label: str
    about: str
    address: str


def asked(kind: str, query: QueryDict) -> Selection:
    """What an address asks for, by the parameters of the kind's page; :class:`UsageError` for what can't be."""
    if wrong := next((name for name in PAGE if name in query), None):
        raise UsageError(f"an export is whole, not a page; leave out {wrong}")
    order = _one(query, "order")
    if kind in OWN:
        names = OWN[kind]
        if unknown := next((n for n in query if n not in (*names, *OURS)), None):
            raise UsageError(f"{kind} can't be narrowed by {unknown[:40]!r}, only by {', '.join(names)}")
        own = {name.replace("-", "_"): _one(query, name) for name in names}
        measure = own.pop("measure", "")
        by = lists.filter_of(QueryDict(urlencode({"measure": measure})))
        return selected(kind, by, order, **own)
    rest = query.copy()
    for name in OURS:
        rest.pop(name, None)
    return selected(kind, lists.filter_of(rest), order)


def answer(wanted: Selection, form: Format, query: QueryDict) -> StreamingHttpResponse:
    """The file, sent as it is made; what is wrong is said before anything is sent."""
    desk, bom = opened.desk(), _one(query, "bom")
    if bom not in ("", "yes", "no"):
        raise UsageError(f"bom {bom[:20]!r} is neither yes nor no")
    about = told_of(desk, wanted)
    pieces = export(desk, opened.settings(), wanted, form, opened.labels(), about, bom == "yes")
    first = next(pieces, b"")
    made = StreamingHttpResponse(_on(first, pieces), content_type=form.media_type)
    made["Content-Disposition"] = content_disposition_header(True, about.file_name(form.value))
    made["Cache-Control"] = "private, no-store"
    for name, value in about.headers.items():
        made[name] = value
    return made


def links(kind: ExportKind, query: QueryDict, order: str = "") -> list[Link]:
    """Files of what a page shows, with the order that it has."""
    kept = [(n, v) for n in query for v in query.getlist(n) if v.strip() and n not in (*OURS, *PAGE)]
    if order:
        kept.append(("order", order))
    told = [
        ("CSV", "for spreadsheets", Format.CSV, kept),
        ("CSV for Excel", "with a mark by which Excel knows UTF-8", Format.CSV, [*kept, ("bom", "yes")]),
        ("JSON Lines", "whole records, for programs", Format.JSONL, kept),
        *([("Parquet", "typed columns, for databases", Format.PARQUET, kept)] if parquet_available() else []),
    ]
    return [
        Link(label, about, reverse("export", args=[kind, form.value]) + (f"?{urlencode(given)}" if given else ""))
        for label, about, form, given in told
    ]


def _on(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    # A generator, so that whoever goes away before the end closes what is behind it too.
    yield first
    yield from rest


def _one(query: QueryDict, name: str) -> str:
    values = [v.strip() for v in query.getlist(name) if v.strip()]
    if len(values) > 1:
        raise UsageError(f"{name} is given {len(values)} times; give it once")
    return values[0] if values else ""
