"""Values of records on a page. Text of others goes through :func:`plain`, :func:`line` or a filter that uses them.

Built in: no template has to load them.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from probata import records
from probata.desk.fulltext.snippets import Snippet
from probata.desk.overview import IncidentLine
from probata.pipeline import Standing
from probata.records import (
    Claim,
    DateInterval,
    Decision,
    Element,
    Incident,
    IncidentSummary,
    Means,
    Offsets,
    Origin,
    Place,
    Report,
    Span,
)
from probata.records import Statement as Said
from probata.wording import words
from probata.wording.visible import one_line, visible
from probata.workbench import links, opened
from probata.workbench.deciding import role_to_retract
from probata.workbench.guards import ONCE, new_word
from probata.workbench.pagewords import on_page

register = template.Library()


@register.filter
def plain(text: object) -> SafeString:
    """Text of others: characters that hide or turn the reading round made visible, its direction kept to itself."""
    return format_html("<bdi>{}</bdi>", visible(str(text)))


@register.filter
def seen(text: str) -> str:
    """The same for an attribute, which holds no markup."""
    return visible(text)


@register.filter
def line(text: object) -> SafeString:
    """The same in one line."""
    return format_html("<bdi>{}</bdi>", one_line(str(text)))


@register.filter
def quoted(text: object) -> SafeString:
    """Words of a report, as a quotation."""
    return format_html("<q><bdi>{}</bdi></q>", one_line(str(text)))


@register.filter
def paged(words_of_core: object) -> str:
    """What the core says, as a page says it (:func:`probata.workbench.pagewords.on_page`)."""
    return on_page(words_of_core)


@register.filter
def reasons(told: Iterable[str]) -> SafeString:
    """Several sentences of the core in one line, as a page says them."""
    return line(on_page("; ".join(told)))


@register.filter
def actor(actor_id: str) -> SafeString:
    """An actor by name."""
    return line(opened.labels().actor(actor_id))


@register.filter
def actors(ids: Iterable[str]) -> SafeString:
    """Several, with commas; a dash for none."""
    return format_html_join(", ", "{}", ((actor(i),) for i in ids)) or SafeString(words.NONE)


@register.filter
def measure(measure_id: str) -> str:
    """A measure's title."""
    return opened.labels().measure(measure_id)


@register.filter
def parties(record: Incident | IncidentSummary | IncidentLine | Claim) -> SafeString:
    """Who and whom."""
    return line(words.parties(record, opened.labels()))


@register.filter
def what(record: Incident | IncidentSummary | Claim) -> str:
    """The event and its goods."""
    return words.what(record)


@register.filter
def amounts(record: Incident | IncidentSummary | Claim) -> SafeString:
    """All amounts given, in the words of the reports."""
    return line(words.amounts(record))


@register.filter
def amounts_in(record: Incident | IncidentSummary | Claim, most: int) -> SafeString:
    """The same, cut behind a word where they are long."""
    return line(textwrap.shorten(words.amounts(record), most, placeholder=" …"))


@register.filter
def by_which(engages: str) -> str:
    """By which reading or rules a finding engages its measure: "by a contested reading"."""
    return engages.removeprefix("engages, ").removesuffix(",")


@register.filter
def when(time: DateInterval | None) -> SafeString:
    """The days, or the words where they can't be resolved."""
    # A day is never broken at its hyphens.
    parts = re.split(r"(\d{4}-\d{2}-\d{2})", one_line(words.when(time)))
    told = (("nowrap" if n % 2 else "", part) for n, part in enumerate(parts) if part)
    return format_html("<bdi>{}</bdi>", format_html_join("", '<span class="{}">{}</span>', told))


@register.filter
def where(place: Place | None) -> SafeString:
    """The place in the text's words."""
    return line(words.where(place, opened.labels().actor))


@register.filter
def carriers(means: Sequence[Means]) -> SafeString:
    """What carries."""
    return line(words.carriers(means, opened.labels().actor))


@register.filter
def said_by(record: Claim | Said) -> SafeString:
    """Who says it, how, and through whom."""
    return line(words.said_by(record, opened.labels()))


@register.filter
def state_of(claim: Claim) -> str:
    """The event's status; a negated one says so."""
    return words.state_of(claim)


@register.filter
def sayers(incident: Incident | IncidentSummary) -> SafeString:
    """Who asserts, alleges or could not verify an incident, each kind by its word."""
    told = (("", incident.asserted_by), ("alleged: ", incident.alleged_by), ("unverified: ", incident.unverified_by))
    return format_html_join("; ", "{}{}", ((label, actors(ids)) for label, ids in told if ids)) or SafeString(
        words.NONE
    )


@register.filter
def thousands(number: float) -> str:
    """A number with commas, and with a fraction only where it has one."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


@register.filter
def units(unit: str, number: float | None) -> str:
    """A unit as it stands behind a number."""
    return records.units(unit, number)


@register.filter
def states(elements: Iterable[Element]) -> SafeString:
    """How many elements of a measure are met, unmet and unknown."""
    counted = Counter(e.state.value for e in elements)
    return format_html_join(
        " ",
        '<span class="badge {}">{} {}</span>',
        ((s, counted[s], s) for s in ("met", "unmet", "unknown") if counted[s]),
    )


@register.filter
def name_of(report: Report) -> SafeString:
    """What a report is called: its title, else the label that the user gave it."""
    return line(report.title.text if report.title else report.label or report.id)


@register.filter
def decided(decision: Decision) -> SafeString:
    """What was decided."""
    return line(words.decided(decision, opened.labels().actor))


@register.filter
def root(origin: Origin) -> SafeString:
    """What stands at the root of an origin."""
    return line(words.root(origin, opened.labels()))


@register.filter
def source(words: str) -> SafeString:
    """Where a fact of the tables stands: each web address in it as a link, the rest as text."""
    parts = (
        format_html('<a href="{}" rel="noopener noreferrer">{}</a>', w, w.removeprefix("https://"))
        if re.fullmatch(r"https?://[^\s<>\"']+", w)
        else format_html("{}", w)
        for w in words.split()
    )
    return format_html_join(" ", "{}", ((p,) for p in parts))


@register.filter
def moment(at: str) -> str:
    """An ISO time to the minute, as it is told to people: "2026-11-26 07:30 UTC"."""
    return f"{at[:16].replace('T', ' ')} UTC" if len(at) > 10 else at


@register.filter
def listed(texts: Iterable[str], between: str) -> SafeString:
    """Several texts of others in one line; nothing for none."""
    told = between.join(texts)
    return line(told) if told else SafeString("")


@register.filter
def short(text: object, most: int = 300) -> SafeString:
    """Words of a report as a quotation, cut behind a word where they are long."""
    return quoted(textwrap.shorten(one_line(str(text)[: 4 * most]), most, placeholder=" …"))


WAYS = {"TO": "to the target", "FROM": "from the target", "BOTH": "to and from the target", "ON": "acts of the target",
        "AT": "on the target"}  # fmt: skip
"""Which way a measure looks, seen from whom it is about; a direction that isn't here is called as it is."""


@register.filter
def way(direction: str) -> str:
    """The direction of a measure or a paragraph in words."""
    return WAYS.get(direction, direction)


@register.filter
def part_of(part: str) -> SafeString:
    """The piece of a capture that a report is: "line:7" as "line 7"."""
    return line(part.replace(":", " ", 1))


@register.filter
def found_at(address: str) -> SafeString:
    """Where something was captured: an address, and of a file on somebody's machine the name alone."""
    if not address.casefold().startswith("file:"):
        return line(address)
    name = unquote(urlsplit(address).path).replace("\\", "/").rstrip("/").rpartition("/")[2]
    return format_html('{} <span class="quiet">(a file)</span>', line(name or "a file"))


@register.filter
def cut(text: str, most: int) -> str:
    """Our own words, cut behind a word where they are long."""
    return textwrap.shorten(text, most, placeholder=" …")


@register.filter
def bound(value: float | None) -> str:
    """An end of a range; a dash for an open one."""
    return words.NONE if value is None else f"{value:,}"


@register.filter
def roled(role: str) -> str:
    """What an amount is an amount of, in words."""
    return role.replace("_", " ")


@register.simple_tag
def span(low: int, high: int, width: int) -> tuple[int, int]:
    """A range of percent on a drawing of that width: where it begins and how long it is."""
    return low * width // 100, max(1, (high - low) * width // 100)


@register.simple_tag(takes_context=True)
def may_undo(context: Any, standing: Standing) -> bool:
    """Whether the person may take the decision back."""
    return standing.retracted_by is None and bool(context["user"].may(role_to_retract(standing.decision)))


@register.filter
def url_of(record_id: str) -> str:
    """The address of a record's page."""
    return links.url_of(record_id)


@register.simple_tag
def passage(report: str, start: int, end: int) -> str:
    """The address of a passage of a report."""
    return links.passage(report, start, end)


@register.filter
def snippet(found: Snippet) -> SafeString:
    """A passage in which words were found, those marked; its places are counted in code points of the text."""
    pieces, at = [], 0
    for start, end in found.hits:
        pieces.append((visible(found.text[at : start - found.start]), visible(found.text[start - found.start :
                       end - found.start])))  # fmt: skip
        at = end - found.start
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("<q><bdi>{}{}</bdi></q>", marked, visible(found.text[at:]))


@register.simple_tag
def page_url(name: str) -> str:
    """The address of a page by its name; empty where this version has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag
def page_url_of(name: str, *given: str) -> str:
    """The address of a page about something by its name; empty where this version has none."""
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""


QUOTE = 300
"""Characters of a passage in a table; the link leads to all of it."""


@register.filter
def words_at(report: Report, places: Sequence[Offsets]) -> list[Span]:
    """The words of a report at some places, long ones cut short."""
    cut = ((a, b, report.text[a : min(b, a + QUOTE)]) for a, b in places if a < b)
    return [Span(a, b, text + (" …" if b - a > QUOTE else "")) for a, b, text in cut]


_RECORD = re.compile(r"\b([cidfrsk][a-z2-7]{12})\b")


@register.filter
def linked(told: str) -> SafeString:
    """A sentence of the core, as a page says it, in which the ids of records lead to them."""
    parts = re.split(_RECORD, one_line(on_page(told)))
    pieces = (
        format_html('<a class="id" href="{}">{}</a>', links.url_of(p), p) if n % 2 else format_html("{}", p)
        for n, p in enumerate(parts)
    )
    return format_html("<bdi>{}</bdi>", format_html_join("", "{}", ((p,) for p in pieces)))


@register.filter
def is_web(address: str) -> bool:
    """Whether an address of others may be a link: the web's schemes, and nothing in it that can't be seen."""
    return address.startswith(("http://", "https://")) and visible(address) == address


@register.simple_tag
def once() -> SafeString:
    """The word by which a form that is sent twice is done once."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, new_word())


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """A value by its key; nothing where there is none."""
    return mapping.get(key) if mapping else None
