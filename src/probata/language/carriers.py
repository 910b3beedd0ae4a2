"""A ship, aircraft or train while it is being read: where it stands, and the values found for it so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from probata.language.annotated import MeansMention, Paragraph
from probata.language.drafts import head_of
from probata.records import Means, MeansEvidence, MeansKind, Offsets, valid_imo

VALUES = ("name", "model", "imo", "mmsi", "flag", "registration")


@dataclass(slots=True)
class Carrier:
    """A :class:`MeansMention` that later rules may still fill in; ``start``/``end`` count in the report.

    ``values`` are what it is called and numbered, each with its passages; ``key`` tells which carriers of a
    report are one; ``definite``: "the ship", which may stand for one named before.
    """

    paragraph: Paragraph
    start: int
    end: int
    kind: MeansKind
    values: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[Offsets, ...]] = field(default_factory=dict)
    plural: bool = False
    definite: bool = False
    how: bool = False

    @property
    def key(self) -> str:
        """The name without regard to capitals, "" for one without a name."""
        return self.values.get("name", "").casefold()

    def put(self, value: str, text: str, *places: Offsets) -> bool:
        """Give it a value that it has not got yet; whether it took it."""
        if value in self.values:
            return False
        self.values[value], self.spans[value] = text, tuple(places)
        return True

    def done(self, text: str) -> MeansMention | None:
        """The finished mention; ``None`` where no token stands there. ``text`` is the report's."""
        span = self.paragraph.span(self.start, self.end)
        if span is None or not len(span):
            return None
        imo = self.values.get("imo")
        means = Means(
            start=self.start,
            end=self.end,
            text=text[self.start : self.end],
            kind=self.kind,
            imo_valid=None if imo is None else valid_imo(imo),
            evidence=MeansEvidence(**self.spans),
            **self.values,
        )
        head = head_of(self.paragraph, span.start, span.end)
        return MeansMention(means, self.paragraph.index, span.start, span.end, head, self.plural, self.how)


def share_values(carriers: Iterable[Carrier]) -> None:
    """What the text tells of a ship at one place it tells of it at all; where it contradicts itself, each place
    keeps its own."""
    named: dict[str, list[Carrier]] = {}
    for carrier in carriers:
        if carrier.key:
            named.setdefault(carrier.key, []).append(carrier)
    for same in named.values():
        for value in VALUES[1:]:
            told = {c.values[value]: c.spans[value] for c in same if value in c.values}
            if len(told) == 1:
                ((text, places),) = told.items()
                for carrier in same:
                    carrier.put(value, text, *places)
