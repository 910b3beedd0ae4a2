"""A claim or a statement as a form: each value in words, with the passages that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from probata.pipeline import Labels
from probata.records import Claim, Entered, Offsets, Quantity, QuantityRole, Report, Statement
from probata.wording import words
from probata.workbench.marking import Kind, Mark

KINDS = {
    "agent": Kind.PARTY,
    "counterpart": Kind.PARTY,
    "source": Kind.PARTY,
    "via": Kind.PARTY,
    "object": Kind.OBJECT,
    "quantity": Kind.QUANTITY,
    "time": Kind.TIME,
    "said": Kind.TIME,
    "place": Kind.PLACE,
    "means": Kind.PLACE,
    "route": Kind.PLACE,
    "content": Kind.STATEMENT,
}
"""How the passages of each field are marked."""

ALSO = {"status": ("status", "negated"), "source": ("source", "stance")}
"""Rows that tell more than one field of a claim."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value: the field that it is of, what that is called, the value in words, and its passages.

    ``said`` are the report's own words where they say more than the value. ``entered`` where a person gave the value:
    it stands in place of passages.
    """

    field: str
    label: str
    value: str
    at: tuple[Offsets, ...] = ()
    said: str = ""
    entered: Entered | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its number in the order of the text and the incidents that it stands in."""

    number: int
    claim: Claim
    rows: tuple[Row, ...]
    incidents: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """What its marks are known by on a page."""
        return f"c{self.number}"

    @property
    def marks(self) -> Iterator[Mark]:
        """The claim's own words, and those of its values."""
        if self.claim.start < self.claim.end:
            yield Mark(self.claim.start, self.claim.end, Kind.CLAIM, (self.ref,))
        yield from marks_of(self.rows, self.ref)


def marks_of(rows: Sequence[Row], ref: str) -> Iterator[Mark]:
    """The passages of values as marks; each names the record and the field."""
    for row in rows:
        kind = KINDS.get(row.field)
        if kind is not None:
            yield from (Mark(a, b, kind, (f"{ref}.{row.field}",)) for a, b in row.at if a < b)


def rows_of(claim: Claim, report: Report, labels: Labels) -> tuple[Row, ...]:
    """The values of a claim, from the event to how it is told; what neither the text nor a person tells has no row."""
    seen = claim.evidence
    mutual = claim.type in words.MUTUAL
    rows = [
        Row("type", "event", claim.type.value, seen.trigger),
        Row("agent", "who", _names(claim.agent, seen.agent, report, labels), seen.agent),
        Row("counterpart", "with" if mutual else "whom", _names(claim.counterpart, seen.counterpart, report, labels),
            seen.counterpart),
        Row("object", "what", _goods(claim, labels), seen.object),
        *_quantities(claim),
        *_times(claim, report),
        Row("place", "where", words.where(claim.place, labels.actor) if claim.place else "", seen.place),
        Row("means", "by", words.carriers(claim.means, labels.actor) if claim.means else "", seen.means),
        Row("route", "way", words.way(claim.route, labels.actor) if claim.route else "", seen.route),
        Row("status", "status", words.state_of(claim), seen.trigger),
        Row("source", words.SAYS[claim.stance], words.speaker(claim.source, labels), _source_at(claim)),
        Row("via", "via", ", ".join(labels.actor(v.id) for v in claim.via), _via_at(claim)),
    ]  # fmt: skip
    told = [_with_author(row, claim) for row in rows]
    return tuple(row for row in told if row.value)


def rows_of_statement(statement: Statement, report: Report, labels: Labels) -> tuple[Row, ...]:
    """The values of a statement: who says what, how, when and through whom."""
    said = statement.said
    rows = [
        Row("source", words.SAYS[statement.stance], words.speaker(statement.source, labels), _source_at(statement)),
        Row("cue", "in the words", statement.cue.text if statement.cue else "",
            (statement.cue.offsets,) if statement.cue else ()),
        Row("said", "when", words.when(said) if said else "", (said.at,) if said and said.at else (),
            said.text if said else ""),
        Row("via", "via", ", ".join(labels.actor(v.id) for v in statement.via), _via_at(statement)),
        Row("content", "what", _stretches(statement.content), statement.content),
    ]  # fmt: skip
    return tuple(row for row in rows if row.value)


def _with_author(row: Row, claim: Claim) -> Row:
    """The same, with who entered it where somebody did; a value that a person took away says so."""
    fields = ALSO.get(row.field, (row.field,))
    entered = next((e for e in claim.entered if e.field.value in fields), None)
    if entered is None:
        return row
    return Row(row.field, row.label, row.value or "none", row.at, "", entered)


def _names(ids: Sequence[str], at: Sequence[Offsets], report: Report, labels: Labels) -> str:
    """Actors by name; a party of whom only a passage is known by its words."""
    if ids:
        return words.names(ids, labels)
    return ", ".join(f"“{report.text[a:b]}”" for a, b in at)


def _goods(claim: Claim, labels: Labels) -> str:
    classes = ", ".join(o.words for o in claim.object)
    items = ", ".join(labels.item(i) for i in claim.items)
    return f"{classes} ({items})" if items and items != classes else classes


def _quantities(claim: Claim) -> Iterator[Row]:
    """Each amount as a range with its words; the first one's passages are those of the claim's evidence."""
    given = [q for q in (claim.quantity, *claim.also_quantity) if q is not None]
    for quantity in given:
        at = claim.evidence.quantity if quantity is claim.quantity else ((quantity.start, quantity.end),)
        yield Row("quantity", "how much", _amount(quantity), at, quantity.text)
    if not given:
        yield Row("quantity", "how much", "")


def _amount(quantity: Quantity) -> str:
    told = [words.bounds(quantity.low, quantity.high, quantity.unit)]
    told += [f"or {words.bounds(a.low, a.high, a.unit)}" for a in quantity.alternatives]
    role = "" if quantity.role is QuantityRole.TRANSFERRED else f" [{quantity.role.value.replace('_', ' ')}]"
    return " ".join(told) + role


def _times(claim: Claim, report: Report) -> Iterator[Row]:
    at = claim.evidence.time
    time = claim.time
    if time is not None:
        yield Row("time", "when", words.when(time), at, time.text if time.start or time.end else "")
    else:
        yield Row("time", "when", ", ".join(f"“{report.text[a:b]}” (no date)" for a, b in at), at)


def _stretches(content: Sequence[Offsets]) -> str:
    long = sum(b - a for a, b in content)
    return f"{long} characters" + (f" in {len(content)} stretches" if len(content) > 1 else "") if content else ""


def _source_at(record: Claim | Statement) -> tuple[Offsets, ...]:
    source = record.source
    return ((source.start, source.end),) if source.start is not None and source.end is not None else ()


def _via_at(record: Claim | Statement) -> tuple[Offsets, ...]:
    return tuple((v.start, v.end) for v in record.via if v.start is not None and v.end is not None)
