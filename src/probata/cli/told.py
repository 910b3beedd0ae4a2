"""What is told of an incident, and why each claim is in it, as ``probata show`` prints them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from probata.cli import entries
from probata.records import QuantityRole, Report, SourceKind
from probata.wording import words
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from probata.pipeline import Account, Join, Labels, Voice, Weight

WORDS = 140
"""Characters of a passage in a list; the passages below show all of it."""

TITLE = 60
NO_DAY = "no date"
WHOLE = "the rest of the incident"
NOT_SAID = "*"
"""Behind a day that is the report's: when it was said isn't told."""


def account(screen: Console, told: Account, labels: Labels) -> None:
    """Who is for it, who is against it, in which words and when; then every amount."""
    for heading, voices in (
        ("Asserted or alleged by", told.backing),
        ("Denied by", told.denying),
        ("Neither asserted nor denied by", told.others),
    ):
        if voices:
            _heading(screen, heading)
            entries.entry(screen, Text(""), [(_day(v), _voice(v, labels)) for v in voices])
    if told.figures:
        note = "each a snapshot of what goes on, none added up" if told.running else "none added up"
        _heading(screen, "Amounts", f"each as it was told, {note}")
    for unit, figures in told.figures:
        if len(told.figures) > 1:
            screen.print(Text(f"  {one_line(unit) or 'no unit told'}", style="dim"))
        rows = [
            (
                _day(f.voices[0]) if f.voices else NO_DAY,
                f"{one_line(f.amount.text)}{_role(f.amount.role)}: {_givers(f.voices, labels)}",
            )
            for f in figures
        ]
        entries.entry(screen, Text(""), rows)
    if any(v.day and not v.said for v in (*told.backing, *told.denying, *told.others)):
        screen.print(Text(f"  {NOT_SAID} the day of the report; when it was said isn't told", style="dim"))


def joins(screen: Console, found: Sequence[Join], weights: Sequence[Weight], labels: Labels) -> None:
    """Why each claim is in the incident, those with the same reasons together; then the features of the score."""
    _heading(screen, "Why each claim is in it")
    groups: dict[tuple[str, str, str, str], list[Join]] = {}
    for join in found:
        why = join.why
        groups.setdefault((why.block, why.bucket, why.joined, why.placed), []).append(join)
    for number, ((block, bucket, joined, placed), own) in enumerate(groups.items()):
        if number:
            screen.print()
        claims = f"{len(own)} claim{'' if len(own) == 1 else 's'}"
        head = Text.assemble((f"{claims}: {one_line(block)}", "bold"))
        entries.entry(screen, head, _clean([("cell", bucket), ("put there by", placed), ("in it by", joined)]))
        for join in own:
            said = f"{words.said_by(join.claim, labels)} ({join.claim.id}): {_shares(join)}"
            rows = [("no score" if join.why.score is None else f"fits {join.why.score:.2f}", said)]
            rows += [("decided", d) for d in join.decisions]
            entries.entry(screen, Text(""), _clean(rows))
    _heading(screen, "Features of the score", "how well a claim fits the rest of the incident, 1 at most")
    entries.entry(screen, Text(""), _clean((w.feature, f"{w.weight:.2f} × {w.means}") for w in weights))
    screen.print(
        Text(
            "The score decides only where a claim could stand in several groups; the rules named above decide the "
            "rest (docs/incidents.md)."
        )
    )
    undo = next((j.undo for j in found if j.undo), "")
    if undo:
        screen.print(Text("To take claims out, which can be retracted: " + undo.replace(found[0].claim.id, "CLAIM…")))


def _shares(join: Join) -> str:
    why = join.why
    if why.score is None:
        return "nothing to hold it against"
    telling = [f"{s.feature} {s.share:+.2f}" for s in why.shares if s.share]
    silent = [s.feature for s in why.shares if not s.share]
    told = ", ".join(telling) or "nothing in common"
    against = "" if why.against == WHOLE else f" (against {why.against})"
    return told + (f"; nothing from {', '.join(silent)}" if silent else "") + against


def _voice(voice: Voice, labels: Labels) -> str:
    claim = voice.claim
    said = textwrap.shorten(one_line(claim.quote), WORDS, placeholder=" …")
    negated = ", negated," if claim.negated and claim.stance.value != "denies" else ""
    return f"{_name(voice, labels)} {words.SAYS[claim.stance]}{negated}{_through(voice, labels)}: “{said}” ({claim.id})"


def _through(voice: Voice, labels: Labels) -> str:
    via = ", ".join(dict.fromkeys(one_line(labels.actor(v.id)) for v in voice.claim.via))
    return f", via {via}" if via else ""


def _name(voice: Voice, labels: Labels) -> str:
    source = voice.claim.source
    if source.kind is SourceKind.REPORT:
        return _title(voice.report)
    return words.speaker(source, labels)


def _title(report: Report) -> str:
    title = one_line(report.title.text if report.title else report.label or report.id)
    return f"the report “{textwrap.shorten(title, TITLE, placeholder=' …')}”"


def _givers(voices: Iterable[Voice], labels: Labels) -> str:
    told: dict[str, list[str]] = {}
    for voice in voices:
        of = f", of “{one_line(voice.claim.time.text)}”" if voice.claim.time and voice.claim.time.text else ""
        told.setdefault(_name(voice, labels) + of, []).append(_day(voice))
    by = [f"{name}, {', '.join(dict.fromkeys(days))}" for name, days in told.items()]
    if len(by) == 1:
        (only,) = told.items()
        return only[0] if len(set(only[1])) == 1 else by[0]
    return "; ".join(by)


def _day(voice: Voice) -> str:
    return NO_DAY if voice.day is None else voice.day + ("" if voice.said else NOT_SAID)


def _role(role: QuantityRole) -> str:
    return "" if role is QuantityRole.TRANSFERRED else f" [{role.value.replace('_', ' ')}]"


def _clean(rows: Iterable[entries.Row]) -> list[entries.Row]:
    return [(one_line(label), one_line(value)) for label, value in rows]


def _heading(screen: Console, name: str, note: str = "") -> None:
    screen.print()
    screen.print(Text.assemble((name, "bold"), (f"  {note}" if note else "", "dim")))
