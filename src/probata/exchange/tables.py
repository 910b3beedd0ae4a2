"""The columns of each kind of records: what CSV, Parquet and ``docs/exports.md`` are made from.

Names are those of the records' JSON. What a list of the workbench shows is in its table, and what else of a record
fits a cell; the whole record is in JSON Lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from probata.exchange.columns import Column, Type, actors, days, plain, plain_value, report, source
from probata.exchange.lines import Line
from probata.records import Claim, ElementState, Finding, IncidentSummary, Quantity
from probata.wording import words

if TYPE_CHECKING:
    from probata.exchange.selection import ExportKind
    from probata.pipeline import Labels


def _told(text: str) -> str | None:
    return None if text == words.NONE else text


def _incident(line: Line) -> IncidentSummary | None:
    found: IncidentSummary | None = line.it if isinstance(line.it, IncidentSummary) else line.incident
    return found


def _of_incident(name: str, type_: Type, about: str, at: str = "") -> Column:
    def value(line: Line, _: Labels) -> Any:
        it = _incident(line)
        return None if it is None else plain_value(getattr(it, at or name))

    return Column(name, type_, about, value)


def _actors_of_incident(name: str, about: str) -> tuple[Column, Column]:
    def ids(line: Line) -> tuple[str, ...]:
        it = _incident(line)
        return () if it is None else getattr(it, name)

    return (
        Column(name, Type.TEXTS, f"{about}: ids", lambda line, _: list(ids(line))),
        Column(f"{name}_names", Type.TEXTS, "the same by name",
               lambda line, labels: [labels.actor(i) for i in ids(line)]),
    )  # fmt: skip


def _amounts(name: str, type_: Type, about: str) -> Column:
    def value(line: Line, _: Labels) -> Any:
        it = _incident(line)
        return None if it is None else [plain_value(getattr(q, name)) for q in it.quantities]

    return Column(f"quantities_{name}", type_, about, value)


def _amount(name: str, type_: Type, about: str) -> Column:
    def value(line: Line, _: Labels) -> Any:
        amount: Quantity | None = line.it.quantity
        return None if amount is None else plain_value(getattr(amount, name))

    return Column(f"quantity_{name}", type_, about, value)


EVENT = (
    _of_incident("type", Type.TEXT, "The event: transfer, visit, launch, …"),
    *_actors_of_incident("agent", "Who gives, goes or acts"),
    *_actors_of_incident("counterpart", "To whom, or with whom"),
    _of_incident("object", Type.TEXTS, "What it is about: classes of goods"),
    *days("time", "When", lambda line: it.time if (it := _incident(line)) else None),
    Column("amounts", Type.TEXT, "Every amount, in the reports' words",
           lambda line, _: _told(words.amounts(it)) if (it := _incident(line)) else None),
    _amounts("low", Type.NUMBERS, "Lower bound of each amount, inclusive"),
    _amounts("high", Type.NUMBERS, "upper bound of each"),
    _amounts("unit", Type.TEXTS, "unit of each"),
    _amounts("role", Type.TEXTS, "what each is an amount of; only `transferred` counts as moved"),
    *_actors_of_incident("asserted_by", "Who asserts it"),
    *_actors_of_incident("alleged_by", "Who alleges it"),
    *_actors_of_incident("denied_by", "Who denies it"),
    *_actors_of_incident("unverified_by", "Who could not verify it"),
    _of_incident("independent_origins", Type.WHOLE, "How many independent origins stand behind it"),
    _of_incident("claims", Type.WHOLE, "How many claims tell of it"),
    _of_incident("reports", Type.WHOLE, "in how many reports"),
    _of_incident("conflicts", Type.TEXTS, "What the claims disagree about"),
    _of_incident("reliability", Type.TEXT, "Admiralty grade of the sources, A to F"),
    _of_incident("credibility", Type.TEXT, "Admiralty grade of the information, 1 to 6"),
)  # fmt: skip


def _elements(state: ElementState) -> Column:
    def value(line: Line, _: Labels) -> list[str]:
        it: Finding = line.it
        return [e.name for e in it.elements if e.state is state]

    return Column(f"elements_{state.value}", Type.TEXTS, f"Elements of the measure that are {state.value}", value)


FINDINGS = (
    plain("id", "The finding's id"),
    plain("number", "What people call it by; none until somebody takes it up"),
    plain("status", "proposed (by the software), confirmed or rejected (by people)"),
    plain("regime", "The sanctions regime: id"),
    plain("measure", "The measure that it engages: id"),
    Column("measure_title", Type.TEXT, "the measure's title", lambda line, labels: labels.measure(line.it.measure)),
    plain("engages", "How it engages it: outright, by a contested reading or by contested rules"),
    plain("paragraphs", "The paragraphs of law", Type.TEXTS),
    plain("citation_status", "Whether their numbers were checked: seen, partly, unseen"),
    plain("rule_base", "Version of the rules"),
    *map(_elements, ElementState),
    plain("likelihood", "A person's judgement, in the words of ICD 203"),
    plain("confidence", "low, moderate or high"),
    plain("confirmed_by", "Whose confirmations hold", Type.TEXTS),
    Column("replies_asked", Type.TEXTS, "Who was asked for a reply",
           lambda line, _: [r.addressee for r in line.it.replies]),
    Column("replies_answered", Type.TEXTS, "of these, who answered",
           lambda line, _: [r.addressee for r in line.it.replies if r.answer is not None]),
    plain("incident", "The incident: id; the columns that follow are its"),
    *EVENT,
)  # fmt: skip

INCIDENTS = (plain("id", "The incident's id"), *EVENT)


def _claim(line: Line) -> Claim:
    found: Claim = line.it
    return found


CLAIMS = (
    plain("id", "The claim's id"),
    plain("type", "The event: transfer, visit, launch, …"),
    plain("status", "done, ongoing, planned, sought, possible or conditional"),
    plain("negated", "It is said not to be so", Type.FLAG),
    plain("stance", "How the source puts it: asserts, alleges, denies, unverified"),
    *source(),
    *actors("agent", "Who gives, goes or acts"),
    *actors("counterpart", "To whom, or with whom"),
    plain("object", "What it is about: classes of goods", Type.TEXTS),
    plain("items", "finer: entries of the goods table", Type.TEXTS),
    _amount("low", Type.NUMBER, "The amount's lower bound, inclusive; none where open"),
    _amount("high", Type.NUMBER, "its upper bound"),
    _amount("unit", Type.TEXT, "its unit"),
    _amount("role", Type.TEXT, "what it is an amount of; only `transferred` counts as moved"),
    Column("amounts", Type.TEXT, "this and every other amount of the claim, in the report's words",
           lambda line, _: _told(words.amounts(_claim(line)))),
    *days("time", "When", lambda line: _claim(line).time),
    Column("place", Type.TEXT, "Where, in the report's words", lambda line, _: _told(words.where(_claim(line).place))),
    plain("place_name", "the place by the table's name, else the report's", at="place.name"),
    plain("place_state", "the state on whose territory it lies: id", at="place.state"),
    Column("means", Type.TEXT, "Ships, aircraft, trains, with their numbers",
           lambda line, _: _told(words.carriers(_claim(line).means))),
    Column("route", Type.TEXT, "The way, as far as it is told", lambda line, _: _told(words.way(_claim(line).route))),
    plain("quote", "The words"),
    plain("start", "Where they begin in the report's text (code points)", Type.WHOLE),
    plain("end", "where they end", Type.WHOLE),
    *report(),
    plain("statement", "The statement that makes it: id"),
    Column("incidents", Type.TEXTS, "The incidents that it is a member of: ids", lambda line, _: list(line.incidents)),
    plain("verdict", "What people have made of it: unreviewed, accepted, corrected, rejected"),
    Column("entered", Type.TEXTS, "Fields that hold what a person entered",
           lambda line, _: [f.value for f in _claim(line).entered_fields]),
)  # fmt: skip

STATEMENTS = (
    plain("id", "The statement's id"),
    *source(),
    plain("stance", "asserts, alleges, denies, unverified"),
    plain("cue", "The words that say so; none in the report's own voice", at="cue.text"),
    *days("said", "When it was said", lambda line: line.it.said),
    plain("speaks", "false for a wish or a feeling, by which no claim is made", Type.FLAG),
    *report(),
)

REPORTS = (
    plain("id", "The report's id"),
    plain("label", "What the user calls it"),
    plain("published", "Day of publication (ISO)"),
    plain("title", "Its title", at="title.text"),
    plain("outlet", "Who published it"),
    plain("url", "Its address"),
    plain("language", "Its language"),
    plain("text_kind", "original, or paraphrase for a rewording"),
    plain("sha256", "Hash of its text; the text is in JSON Lines"),
    plain("capture", "The capture that it was read from: id"),
    plain("part", "which part of a capture that holds several"),
)

DECISIONS = (
    plain("id", "The decision's id"),
    plain("at", "When (UTC)"),
    plain("author", "Who"),
    plain("act", "What was done: merge, confirm, correct-claim, retract, …"),
    Column("decided", Type.TEXT, "the same in words", lambda line, _: words.decided(line.it)),
    plain("reason", "Why"),
    plain("claims", "Claims that it is about: ids", Type.TEXTS),
    plain("others", "the claims that these were split from", Type.TEXTS),
    plain("reports", "Reports that it is about: ids", Type.TEXTS),
    plain("roots", "Roots of origins that it is about", Type.TEXTS),
    plain("source", "The source that is graded"),
    plain("reliability", "Grade of the source, A to F"),
    plain("credibility", "Grade of the information, 1 to 6"),
    plain("valid_from", "The grade's first day"),
    plain("valid_to", "its last day"),
    plain("finding", "Number of the finding", at="finding.number"),
    plain("measure", "the measure that it engages", at="finding.measure"),
    plain("retracts", "The decision that holds no more: id"),
)

CUSTODY = (
    plain("seq", "Number of the entry", Type.WHOLE),
    plain("at", "When (UTC)"),
    plain("author", "Who"),
    plain("act", "What was done"),
    plain("subject", "To what: id"),
    Column("detail", Type.TEXT, "What else is told; a decision's record only in JSON Lines",
           lambda line, _: "; ".join(f"{k} {v}" for k, v in line.it.detail.items() if k != "decision")),
    plain("previous", "Hash of the entry before"),
    plain("hash", "Hash of this entry"),
)  # fmt: skip

CAPS = (
    plain("regime", "The sanctions regime: id"),
    plain("measure", "The measure with the ceiling: id"),
    plain("paragraph", "The paragraph of law"),
    plain("period", "The period; none for what is in no total"),
    plain("limit", "The ceiling", Type.NUMBER),
    plain("unit", "its unit"),
    plain("counted", "`total as notified`, `total as alleged`; `notified`, `alleged` for one telling in it; `undated`, "
          "`denied`, `left out` for what no total counts"),
    plain("low", "Lower bound", Type.NUMBER),
    plain("high", "upper bound; none where open", Type.NUMBER),
    plain("figures", "Upper bound of a total as far as figures are told", Type.NUMBER),
    plain("start", "First day of the period or telling (ISO)"),
    plain("end", "last day"),
    plain("words", "The amounts as told; of a total what it says"),
    plain("when", "The time as told"),
    plain("source", "Who tells it: id"),
    plain("suppliers", "Who delivers; of goods out of the target, who takes them: ids", Type.TEXTS),
    plain("origin", "Where the telling comes from: root"),
    plain("incident", "The incident: id"),
    plain("claim", "The claim: id"),
    plain("report", "The report: id"),
    plain("snapshot", "It is the whole of its stretch, not one delivery", Type.FLAG),
    plain("in_low", "Its amount is in the lower bound", Type.FLAG),
    plain("in_figures", "its amount is in the figures", Type.FLAG),
    plain("rules", "How it was read, or why it is left out", Type.TEXTS),
)  # fmt: skip

TABLES: Mapping[ExportKind, tuple[Column, ...]] = {
    "reports": REPORTS,
    "statements": STATEMENTS,
    "claims": CLAIMS,
    "incidents": INCIDENTS,
    "findings": FINDINGS,
    "decisions": DECISIONS,
    "custody": CUSTODY,
    "caps": CAPS,
}
"""By the kind of records. A new column is added at the end of what it belongs to; none changes its meaning."""
