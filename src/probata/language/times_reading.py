"""What a time expression is read against, what it was read as, and what most readings need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from probata.language import times_calendar as cal
from probata.language.numbers import parse_number
from probata.language.times_calendar import Stretch
from probata.records import Precision, TimexType

_FROM_THEN = frozenset({"effective", "payable"})
_UNTIL = frozenset({"by", "until", "till", "before"})


_DAYS = frozenset({Precision.DAY, Precision.DAYS})
_MONTHS = _DAYS | {Precision.WEEK, Precision.MONTH}
_YEARS = _MONTHS | {Precision.QUARTER, Precision.SEASON, Precision.YEAR}
_NARROW = {"day": _DAYS, "weekend": _DAYS, "week": _DAYS | {Precision.WEEK}, "fortnight": _DAYS}
_NARROW |= {"month": _MONTHS, "quarter": _MONTHS | {Precision.QUARTER}, "year": _YEARS, "decade": _YEARS}
"""How wide a time may be for "that week", "the same month" and so on to be of it."""


@dataclass(frozen=True, slots=True)
class Context:
    """``published`` is the report's date if known, ``tense`` that of the governing verb (``past``,
    ``before-past``, ``future`` or ``""``), ``mentioned`` what the text named last before, ``words`` the
    expression itself and ``lead`` the word before it, in lower case. ``exact`` is false where only the
    month of publication is known: ``published`` is then its last day. ``near``: what was mentioned last
    stands close before.
    """

    published: date | None
    tense: str = ""
    mentioned: Reading | None = None
    words: str = ""
    lead: str = ""
    exact: bool = True
    near: bool = True

    @property
    def today(self) -> date | None:
        """The day of publication, ``None`` where not known to the day."""
        return self.published if self.exact else None

    @property
    def day(self) -> date | None:
        """The first day that was mentioned last."""
        return self.mentioned.start if self.mentioned else None

    def names(self, unit: str) -> bool:
        """Whether what was mentioned last is at least as narrow as a unit: "the same week" as 2019 is no week."""
        named = self.mentioned
        return named is not None and named.precision in _NARROW.get(unit, frozenset())

    @property
    def exact_day(self) -> date | None:
        """The last day of what was mentioned last, if that was named to the day."""
        named = self.mentioned if self.near else None
        return named.end if named and named.precision in (Precision.DAY, Precision.DAYS) else None

    @property
    def ahead(self) -> bool:
        """Whether the words speak of what is still to come: by the tense, or by "until" or "by" before them."""
        if self.tense == "future" or self.lead in _FROM_THEN:
            return True
        return self.tense != "before-past" and self.lead in _UNTIL

    @property
    def until_past(self) -> bool:
        """ "Lay there until May": the tense is past, the day may be either."""
        return self.tense == "past" and self.lead in _UNTIL

    @property
    def past(self) -> bool:
        return not self.ahead and self.tense in ("past", "before-past")


@dataclass(frozen=True, slots=True)
class Reading:
    """TIMEX3 type and value with the days meant; ``start`` and ``end`` are ``None`` where not known."""

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    anchor: str | None = None
    rule: str = ""

    def at_clock(self, clock: str) -> Reading:
        """The same day at a clock time ("13:45") or part of the day ("NI")."""
        return replace(self, type=TimexType.TIME, value=f"{self.value}T{clock}")


def unresolved(kind: TimexType, value: str, rule: str) -> Reading:
    """An expression whose days aren't known."""
    return Reading(kind, value, rule=rule)


def cut_of(parts: dict[str, str]) -> str | None:
    """How a stretch is cut: ``early``, ``mid``, ``late``, ``half1``, ``half2``; ``earlier``, ``later``."""
    words = " ".join(parts.get("cut", "").lower().split())
    if not words:
        return None
    if words.startswith(("earlier", "later")):
        return words.split()[0]
    if "half" in words:
        return "half2" if any(w in words for w in ("second", "latter", "last")) else "half1"
    for name, keys in (
        ("early", ("early", "beginning", "start", "turn")),
        ("late", ("late", "end")),
        ("mid", ("mid",)),
    ):
        if any(k in words for k in keys):
            return name
    return None


def within(stretch: Stretch, cut: str | None, context: Context) -> Stretch:
    """The part of a stretch that words such as "early", "the end of" or "earlier" leave."""
    if cut in ("early", "mid", "late"):
        return cal.third(stretch, cut)
    if cut in ("half1", "half2"):
        return cal.half(stretch, int(cut[-1]))
    published = context.published
    if cut is None and context.lead == "far":  # "so far this year"
        cut = "earlier"
    if cut == "earlier" and published and stretch.start <= published <= stretch.end:
        return Stretch(stretch.start, published, Precision.OPEN, stretch.value)
    if cut == "later" and published and stretch.start <= published <= stretch.end:
        return Stretch(published, stretch.end, Precision.OPEN, stretch.value)
    return stretch


def dated(stretch: Stretch, cut: str | None, context: Context, rule: str, anchor: str = "explicit") -> Reading:
    part = within(stretch, cut, context)
    return Reading(TimexType.DATE, part.value, part.start, part.end, part.precision, anchor, rule)


def year_of(parts: dict[str, str], *names: str) -> int | None:
    for name in names or ("year",):
        if name in parts:
            return int(parts[name])
    if "spoken" in parts:
        return spoken_year(parts["spoken"])
    return None


def spoken_year(words: str) -> int:
    pieces = words.lower().replace("-", " ").split()
    if pieces[0] == "two":
        rest = parse_number(" ".join(w for w in pieces[2:] if w != "and") or "zero")
        return 2000 + int(rest or 0)
    century = 1900 if pieces[0] == "nineteen" else 1800
    rest = parse_number(" ".join(w for w in pieces[1:] if w not in ("hundred", "and")) or "zero")
    return century + int(rest or 0)


_YEARS_ON = {"last": -1, "this": 0, "next": 1, "that": 0, "the same": 0, "the following": 1, "the previous": -1}


def own_year(parts: dict[str, str], context: Context) -> tuple[int, str] | None:
    """The year of "January this year" or "June of the same year" and what it was counted from, if that is known."""
    words = " ".join(parts.get("ownyear", "").lower().split())
    if not words:
        return None
    relative = words not in ("last", "this", "next")
    base = context.day if relative else context.published
    return (bounded(base.year + _YEARS_ON[words]), "mentioned" if relative else "published") if base else None


def anchor_of(parts: dict[str, str]) -> str:
    return "mentioned" if "mentioned" in parts else "explicit"


def bounded(year: int) -> int:
    return min(9998, max(1, year))
