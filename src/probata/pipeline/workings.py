"""How a statement or claim was read: by which engine and rule, with what score, and how its source was told."""

from __future__ import annotations

from collections.abc import Iterator

from probata.pipeline.labels import Labels
from probata.pipeline.workings_scene import scene_told
from probata.pipeline.workings_time import interval as _interval
from probata.pipeline.workings_time import times_told
from probata.records import Claim, Report, Source, SourceKind, Statement

Row = tuple[str, str]
BY_TABLE = ("verb:", "noun", "light verb", "denial", "unverified", "quoted as")
"""Kinds of attribution that begin with a word of the table of cues."""

_SLOTS = {
    "subject": 'the subject (of a passive, who stands after "by")',
    "object": "the object (of a passive, what stands first)",
    "dative": "the person or side that the verb gives to",
    "poss": 'the owner ("Iran\'s")',
    "mod": 'a word before the noun ("Iranian")',
    "origin": "where the goods are made or come from",
    "inner": "a name taken into the goods' phrase",
    "head": "the noun itself",
    "share": "whose share of the goods it is",
    "around": "the subject of the clause around it",
    "trigger": "the word itself",
    "report": "elsewhere in the report, where all agree on it",
}
"""The slots of the parse in words; any other slot is the preposition that it stands behind."""


def workings(record: Statement | Claim, report: Report, reader: str) -> tuple[Row, ...]:
    """Labelled lines, in the order of the work. ``reader`` is what read the report, as the desk keeps it."""
    rows = _statement(record, report) if isinstance(record, Statement) else _claim(record, report)
    return (*rows, *_source(record.source, report), ("read with", reader))


def _statement(statement: Statement, report: Report) -> Iterator[Row]:
    from probata.language.rules import explain

    yield "found by", statement.engine or "not recorded"
    if statement.rule:
        yield "rule", f"{statement.rule}: {explain('attribution', statement.rule) or 'no description'}"
    if statement.score is not None:
        yield "score", f"{statement.score:.2f} of 1: the tagger's own probability that its words are a cue"
    if statement.cue is not None:
        table = "from" if statement.rule.startswith(BY_TABLE) else "not from"
        yield "cue", f"“{statement.cue.text}”, {table} the table of cues"
    spoken = "" if statement.speaks else "; a wish, a feeling or words not said: no claim is made by it"
    yield "stance", f"{statement.stance.value}{spoken}"
    if statement.said is not None:
        yield from _interval("said", statement.said, report)
    quoted = [report.text[a:b] for a, b in statement.content]
    yield "content", f"{len(quoted)} stretch{'es' if len(quoted) > 1 else ''}, {sum(map(len, quoted))} characters"
    for via in statement.via:
        where = "the outlet's own words" if via.start is None else f"“{via.text}” at {via.start}"
        yield "passed on by", f"{via.id}: {where}"


def _claim(claim: Claim, report: Report) -> Iterator[Row]:
    yield "found by", claim.engine or "not recorded"
    if claim.rule:
        yield "frame", f"{claim.rule}{_codes(claim.rule)}"
    if claim.items:
        labels = Labels()
        yield "goods", "; ".join(f"{labels.item(i)} ({i})" for i in claim.items)
    for part in claim.pattern:
        name, _, slot = part.partition(": ")
        yield ("trigger", name) if not slot else (f"{name} from", _SLOTS.get(slot, f"“{slot}”"))
    yield "statement", claim.statement or "none: the outlet's own voice"
    yield "status", f"{'not ' if claim.negated else ''}{claim.status.value}, by the grammar around the trigger"
    if claim.factuality is not None:
        f = claim.factuality
        yield (
            "presented as",
            (
                f"{f.committed:+.1f} how sure the source is of it, {f.happened:+.1f} whether it has happened"
                f" (-3 certainly not, 3 certainly; by {f.engine})"
            ),
        )
        words = f", by the words {', '.join(f'“{w}”' for w in f.because)}" if f.because else ""
        yield "grammar", f"{f.rule}{words}"
    yield from times_told(claim, report)
    yield from scene_told(claim, report)


def _codes(rule: str) -> str:
    """The event codes of the frame that a claim's rule begins with, as far as it has any."""
    from probata.claims.framefile import load_frames

    frame = next((f for f in load_frames().all if f.id == rule.split("+")[0]), None)
    codes = [f"PLOVER {frame.plover}", f"CAMEO {frame.cameo}"] if frame and frame.plover and frame.cameo else []
    return f" (nearest to {', '.join(codes)})" if codes else ""


def _source(source: Source, report: Report) -> Iterator[Row]:
    from probata.language.rules import explain

    if source.kind is SourceKind.REPORT:
        yield "source", "nobody is named: the outlet speaks"
        return
    if source.start is None:
        yield "source", "no words name or describe who speaks"
        return
    how = explain("source", source.rule) if source.rule else ""
    yield "source", f"“{source.text}” is {source.id}" + (f": {how} ({source.rule})" if how else "")
    if source.antecedent is not None:
        a, b = source.antecedent
        yield "taken back to", f"“{report.text[a:b]}” at {a}"
    if source.alternatives:
        yield "could also be", ", ".join(source.alternatives)
