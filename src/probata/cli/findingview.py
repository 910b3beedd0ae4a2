"""A finding as ``probata show`` prints it: thirteen parts, and nothing blank without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from probata.cli import entries
from probata.records import Reply
from probata.wording import words
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from probata.pipeline import Labels
    from probata.pipeline.sheetparts import FactAmount, Item, Noted, Sheet

Row = entries.Row

NOT_TOLD = "not told"
NONE_GIVEN = "none given"


def parts(screen: Console, sheet: Sheet, finding: str, labels: Labels) -> None:
    """All parts of a finding, each under its heading, in the order in which panels print them."""
    number = sheet.number or "none given yet; the first decision on it gives one"
    _part(screen, 1, "Number", [("number", number), ("id", finding)])
    _part(screen, 2, "Statement", [("", sheet.statement)])
    _part(screen, 3, "Facts, as they are told", _facts(sheet))
    _part(screen, 4, "Measure", _measure(sheet))
    _part(screen, 5, "Evidence", [row for item in sheet.evidence for row in _item(item)])
    names = {o.root: words.root(o, labels) for o in sheet.origins}
    origins = [(o.kind.value, f"{words.root(o, labels)} ({'counts' if o.counted else 'doesn’t count'}): {o.because}")
               for o in sheet.origins]  # fmt: skip
    origins += [
        ("possibly", f"{names[o.root]} is one with {names.get(p.root, p.root)}: {p.because}")
        for o in sheet.origins
        for p in o.possibly
    ]
    _part(screen, 6, "Independence", [("independent", str(sheet.independent_origins)), *origins])
    _part(screen, 7, "Grades", _grades(sheet))
    _part(screen, 8, "Contrary evidence", _contrary(sheet))
    _part(screen, 9, "Reply", [row for reply in sheet.replies for row in _reply(reply)], "nobody has been asked yet")
    gaps = sheet.gaps
    rows = [("unknown", f"{e.name} (its reason stands under 4)") for e in gaps.elements]
    rows += [("not told", ", ".join(gaps.values) or "nothing of who, what, how much, when, where and by what means")]
    rows += [("to be asked", question) for question in gaps.questions]
    rows += _notes("gap", gaps.noted, "none noted yet")
    rows += _notes("alternative", sheet.alternatives, "none noted yet")
    _part(screen, 10, "Gaps and alternatives", rows)
    _part(screen, 11, "Likelihood and, apart, confidence", _judged(sheet))
    _part(screen, 12, "Who decided, and when", _decided(sheet))
    for standing in sheet.history:
        rows = [
            r for r in entries.decision_rows(standing) if r != ("machine", one_line(f"statement: {sheet.statement}"))
        ]
        entries.entry(screen, Text(words.decided(standing.decision), style="bold"), rows)
    annexes = [(a.capture, f"{a.sha256}, captured {a.captured_at} by {a.tool}, {a.url or 'no address'}, for "
                f"{_numbers(a.evidence)}") for a in sheet.annexes]  # fmt: skip
    _part(screen, 13, "Annexes: the captures", annexes, "none")


def _part(screen: Console, number: int, name: str, rows: Iterable[Row], otherwise: str = NONE_GIVEN) -> None:
    screen.print()
    screen.print(Text(f"{number} {name}", style="bold"))
    clean = [(one_line(label), one_line(value) or NONE_GIVEN) for label, value in rows]
    entries.entry(screen, Text(""), clean or [("", otherwise)])


def _facts(sheet: Sheet) -> list[Row]:
    facts = sheet.facts
    days = " to ".join(dict.fromkeys(d or "open" for d in (facts.start, facts.end)))
    when = f"{days}, “{facts.when}”" if facts.start or facts.end else f"“{facts.when}” (no date)" if facts.when else ""
    return [
        ("event", f"{facts.event}, told as {', '.join(facts.statuses) or NOT_TOLD}"),
        ("who", ", ".join(facts.who) or NOT_TOLD),
        ("to whom", ", ".join(facts.whom) or NOT_TOLD),
        ("what", ", ".join(facts.what) or NOT_TOLD),
        *([("how much", _amount(a)) for a in facts.amounts] or [("how much", NOT_TOLD)]),
        ("when", when or NOT_TOLD),
        ("where", "; ".join(facts.where) or NOT_TOLD),
        ("by", "; ".join(facts.means) or NOT_TOLD),
    ]


def _amount(amount: FactAmount) -> str:
    low, high = ("open" if v is None else f"{v:,}" for v in (amount.low, amount.high))
    soft = f", said with “{'”, “'.join(amount.approximators)}”" if amount.approximators else ", said without a softener"
    unit = amount.unit or "no unit told"
    return f"{low} to {high} {unit} [{amount.role}]{soft}: “{amount.text}” {_numbers(amount.evidence)}"


def _numbers(evidence: Sequence[int]) -> str:
    return " ".join(f"[E{n}]" for n in evidence) or "[no passage]"


def _measure(sheet: Sheet) -> list[Row]:
    measure = sheet.measure
    title = measure.title or "not in the rule base at hand any more"
    rows = [
        ("engages", f"{measure.id}, {title}"),
        ("regime", measure.regime),
        ("direction", measure.direction or NOT_TOLD),
        ("binds", measure.addressee or NOT_TOLD),
        ("citations", f"{measure.citation_status} (the lowest of the paragraphs below)"),
        *([("contested", measure.contested)] if measure.contested else []),
    ]
    for paragraph in measure.paragraphs:
        end = f"to {paragraph.in_force_to}" if paragraph.in_force_to else "no end known"
        after = f", superseded by {paragraph.superseded_by}" if paragraph.superseded_by else ""
        rows.append(
            ("paragraph", f"{paragraph.label}, in force from {paragraph.in_force_from}, {end}{after}; citation "
             f"{paragraph.citation_status}: {paragraph.source}")
        )  # fmt: skip
    return [*rows, *((e.state.value, f"{e.name}: {e.because}") for e in measure.elements)]


def _item(item: Item) -> list[Row]:
    via = f", via {', '.join(item.via)}" if item.via else ""
    said = f"said {item.said}" if item.said else "day of saying not told"
    kind = "" if item.text_kind == "original" else f" [{item.text_kind}]"
    where = ", ".join((item.outlet or "outlet not known", item.published or "no date", item.url or "no address"))
    return [
        (f"E{item.number}", f"{item.side}: {item.source} {item.stance}{via}, {said}, source graded {item.grade}"),
        ("", f"“{item.quote}” ({item.claim}, characters {item.start} to {item.end}; {item.verdict})"),
        *(("", f"entered, not read: {words.entered(e)}") for e in item.entered),
        ("", f"{item.title}{kind}; {where} ({item.report}, text {item.report_sha256})"),
        ("", f"{item.capture}, bytes {item.capture_sha256}, captured {item.captured_at}"),
    ]


def _grades(sheet: Sheet) -> list[Row]:
    grades = sheet.grades
    rows = []
    for name, value, proposed in (
        ("reliability", grades.reliability, grades.proposed_reliability),
        ("credibility", grades.credibility, grades.proposed_credibility),
    ):
        why = f"proposed: {proposed.value}, {'; '.join(proposed.because)}" if proposed else "none proposed"
        rows.append((name, f"{value} ({why})"))
    names = {o.root: o.label or o.root for o in sheet.origins}
    for source in grades.sources:
        described = (("access", source.access), ("record", source.record), ("interest", source.interest))
        told = "; ".join(f"{name}: {value}" for name, value in described if value) or "no descriptor given"
        rows.append(("source", f"{names.get(source.source, source.source)} {source.reliability.value}; {told}"))
    return rows


def _contrary(sheet: Sheet) -> list[Row]:
    contrary = sheet.contrary
    denied = f"{', '.join(contrary.denied_by)} {_numbers(contrary.evidence)}"
    return [
        ("denied by", denied if contrary.denied_by else "nobody in the claims"),
        *([("conflict", note) for note in contrary.conflicts] or [("conflict", "none between the claims")]),
        *_notes("noted", contrary.noted, "none noted yet"),
        *_notes("looked", contrary.none_found, "nobody has noted yet where it was looked for", "none found: "),
    ]


def _notes(label: str, noted: Sequence[Noted], otherwise: str, before: str = "") -> list[Row]:
    return [(label, before + _note(n)) for n in noted] or [(label, otherwise)]


def _note(noted: Noted) -> str:
    return f"{noted.text} ({noted.author}, {noted.at[:10]}, {noted.decision})"


def _reply(reply: Reply) -> list[Row]:
    if reply.answer is not None:
        result = f"answered {reply.answered}: {reply.answer}"
    elif reply.answered is not None:
        result = f"no answer by {reply.due}, noted {reply.answered}"
    else:
        result = f"no answer yet, due {reply.due}"
    return [(reply.addressee, f"asked {reply.asked}, due {reply.due}: {reply.question}"), ("", result)]


def _judged(sheet: Sheet) -> list[Row]:
    judgement = sheet.judgement
    likely = (
        f"{judgement.likelihood} ({judgement.low} to {judgement.high} %)" if judgement.likelihood else "not judged yet"
    )
    by = judgement.judged
    return [
        ("likelihood", likely),
        ("confidence", judgement.confidence or "not judged yet"),
        *([("reason", _note(by))] if by else []),
    ]


def _decided(sheet: Sheet) -> list[Row]:
    judgement = sheet.judgement
    decided = _note(judgement.decided) if judgement.decided else "nobody has confirmed or rejected it yet"
    if judgement.decided and judgement.status == "proposed" and not judgement.awaited:
        decided += "; confirmed then, but what that rested on is gone: it is proposed again"
    people = {s.decision.author for s in sheet.history if s.decision.finding is not None and s.retracted_by is None}
    return [
        ("status", judgement.status),
        ("decided", decided),
        *([("awaited", judgement.awaited)] if judgement.awaited else []),
        ("people", f"{len(people)} took part: {', '.join(sorted(people))}" if people else "nobody has taken it up yet"),
        *([("lacks", what) for what in judgement.lacks] if judgement.status != "confirmed" else []),
        *(("rules", f"{r.rule_base}, {f'when decided {r.at[:10]}' if r.at else 'now'}") for r in sheet.rules),
        *([] if sheet.history else [("decisions", "none yet")]),
    ]
