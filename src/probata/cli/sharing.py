"""What a report shares with others, as ``probata show`` prints it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from probata.cli import entries
from probata.records import Copy, Difference, Offsets, Report, Span
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from probata.pipeline import Shared, Sharing

MOST = 20
"""Copies that are listed without ``--why``: an agency's text may have hundreds."""

WORDS = 200
"""Characters of a passage in the list: the text stands above, and in the other report."""

NOT_OWN = "A person has decided that the two are origins of their own."


def shares(screen: Console, report: Report, found: Shared, why: bool) -> None:
    """Whose words the report has, then each report that it shares text with; with ``why`` which passages."""
    if not found.copies and found.original is None and not found.takers:
        return
    screen.print()
    screen.print(Text.assemble(("Copies", "bold"), ("  reports of the desk that share text with it", "dim")))
    entries.entry(screen, Text(""), [("words of", one_line(_words_of(found)))])
    listed = found.copies if why else found.copies[:MOST]
    for one in listed:
        entries.entry(screen, Text(""), [(one.what, one_line(_copy(one)))])
        if why:
            entries.entry(screen, Text(""), [(a, one_line(b)) for a, b in _passages(report, one)])
    if len(listed) < len(found.copies):
        screen.print(Text(f"  and {len(found.copies) - len(listed)} more; --why or --json lists all"))


def _words_of(found: Shared) -> str:
    if found.original is not None:
        first = found.original
        return f"{first.report.id} ({_name(first.report)}): {first.shared}; {first.because}"
    number = len(found.takers)
    return "its own" + (f"; {number} other report{'' if number == 1 else 's'} of the desk may have them" * bool(number))


def _copy(one: Sharing) -> str:
    copy = one.copy
    much = f"{copy.in_a:.0%} of this one's words stand in it, {copy.in_b:.0%} of its words in this one"
    taken = _taken(copy)
    apart = f" {NOT_OWN}" if one.apart else ""
    return f"{one.other.id} ({_name(one.other)}): {much}; {copy.because}{taken}.{apart}"


def _taken(copy: Copy) -> str:
    if not copy.taken:
        return ""
    if copy.taker is None:
        return f"; {copy.taken}"
    who = "this one" if copy.taker == copy.a else copy.b
    return f"; taken by {who}, for {copy.taken}"


def _name(report: Report) -> str:
    title = textwrap.shorten(one_line(report.title.text if report.title else report.label), 60, placeholder=" …")
    return f"{report.outlet or 'outlet not known'}, {report.published or 'no date'}, “{title}”"


def _passages(report: Report, one: Sharing) -> Iterator[entries.Row]:
    for p in one.copy.passages:
        here, there = _quote(report, p.a), _quote(one.other, p.b)
        what = "reworded" if p.reworded else "speech" if p.speech else "same words"
        yield what, f"{_at(p.a)} here, {_at(p.b)} there: {here}" + (f" – {there}" if p.reworded else "")
    for difference in one.copy.differences:
        yield _difference(one, difference)


def _difference(one: Sharing, difference: Difference) -> entries.Row:
    """What was put in or taken out; where nothing tells which version is later, where it stands."""
    sides = [f"{place} {_span(s)}" for place, s in (("here", difference.a), ("there", difference.b)) if s.text]
    added = one.put_in(difference)
    if added is None:
        turned = len(sides) == 2 and one.later == one.copy.a
        return ("changed" if len(sides) == 2 else "only"), " → ".join(reversed(sides) if turned else sides)
    return ("put in" if added else "taken out"), sides[0]


def _span(span: Span) -> str:
    return f"{_at(span.offsets)}: “{_short(span.text)}”"


def _quote(report: Report, place: Offsets) -> str:
    return f"“{_short(report.text[place[0] : place[1]])}”"


def _at(place: Offsets) -> str:
    return f"{place[0]}–{place[1]}"


def _short(text: str) -> str:
    """The beginning and the end of a long stretch, cut before it is looked at word by word."""
    if len(text) <= WORDS:
        return text
    return f"{text[: WORDS * 2 // 3].rstrip()} … {text[-WORDS // 3 :].lstrip()}"
