"""What sums under a ceiling need: conversions as ranges, and the words that tell one kind of amount from another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from probata.knowledge.yamlfile import Spec, read_yaml
from probata.records import ObjectClass

_CONVERSION = ("goods", "from", "to", "low", "high", "note", "citation_status", "source")


@dataclass(frozen=True, slots=True)
class Conversion:
    """One ``unit`` of the goods is between ``low`` and ``high`` of ``into``, as ``source`` has it."""

    goods: tuple[ObjectClass, ...]
    unit: str
    into: str
    low: float
    high: float
    note: str
    citation_status: str
    source: str

    @property
    def reverse(self) -> Conversion:
        """The same the other way round."""
        low, high = 1 / self.high, 1 / self.low
        return Conversion(self.goods, self.into, self.unit, low, high, self.note, self.citation_status, self.source)

    @property
    def told(self) -> str:
        """The range with its status and source, for a line that was converted by it."""
        figure = f"{self.low:.4g}" if self.low == self.high else f"{self.low:.4g} to {self.high:.4g}"
        return f"1 {self.unit} as {figure} {self.into}s ({self.note}; {self.citation_status}, {self.source})"


@dataclass(frozen=True, slots=True)
class Tallying:
    """The tables of ``data/caps.yml``. ``bodies`` are ids of those whom States notify; patterns ignore case."""

    conversions: tuple[Conversion, ...]
    bodies: frozenset[str]
    by_supplier: re.Pattern[str]
    by_body: re.Pattern[str]
    totals: re.Pattern[str]
    ceilings: re.Pattern[str]
    beyond: re.Pattern[str]

    def conversion(self, goods: Iterable[ObjectClass], unit: str, into: str) -> Conversion | None:
        """The range from one unit into another for all of these goods; ``None`` where the tables give none."""
        wanted = frozenset(goods)
        for c in self.conversions:
            if wanted and wanted <= set(c.goods) and {unit, into} == {c.unit, c.into}:
                return c if c.unit == unit else c.reverse
        return None


def read_tallying() -> Tallying:
    """The packaged tables. :class:`~probata.errors.KnowledgeError` names file and line of a slip."""
    top = Spec(read_yaml("caps.yml"), ("conversions", "notified", "totals", "ceilings", "beyond"), "caps.yml")
    notified = Spec(top.raw("notified"), ("bodies", "by_supplier", "by_body"), top.where)
    ceilings, beyond = top.texts("ceilings"), top.texts("beyond")
    of_it = r"(?:of|is|was|at|to|stands at|is set at)"
    return Tallying(
        tuple(_conversion(s) for s in top.specs("conversions", _CONVERSION)),
        frozenset(notified.texts("bodies")),
        _any(notified.texts("by_supplier")),
        _any(notified.texts("by_body")),
        _any(top.texts("totals")),
        re.compile(rf"\b(?:{_or(ceilings)})\s+{of_it}\s+\Z", re.IGNORECASE),
        re.compile(rf"(?:\w+\s+)?\b(?:{_or(beyond)})\b[^.;]{{0,40}}?\b(?:{_or(ceilings)})s?\b", re.IGNORECASE),
    )


def _conversion(s: Spec) -> Conversion:
    low, high = s.number("low"), s.number("high")
    if low is None or high is None or not 0 < low <= high:
        raise s.error("a conversion is a range: low, more than nothing, and high, no less than low")
    return Conversion(
        s.choices("goods", ObjectClass),
        s.text("from"),
        s.text("to"),
        low,
        high,
        s.text("note"),
        s.citation_status(),
        s.text("source"),
    )


def _or(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_or(words)})(?!\w)", re.IGNORECASE)
