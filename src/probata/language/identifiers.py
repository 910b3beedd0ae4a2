"""Numbers of ships and aircraft: IMO, MMSI, flag, registration, type. As printed, never mended."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from probata.knowledge import Carriers
from probata.language.annotated import Mention, Paragraph
from probata.language.carriers import Carrier
from probata.records import MeansKind

_NUMBER = r"[\s)]*(?:(?:identification )?(?:numbers?|nos?|num)\b\.?)?\s*(?:[:#]|\bis\b|\bwas\b|\bof\b)?\s*[:#]?\s*"
_IMO = re.compile(
    r"\b(?:IMO|International Maritime Organi[sz]ation(?: \(IMO)?)"
    + _NUMBER
    + r"(\d{5,9})\b(?:(?:,| and|, and| &) (\d{5,9})\b)*"
)
_MMSI = re.compile(r"\b(?:MMSI|Maritime Mobile Service Identity(?: \(MMSI)?)" + _NUMBER + r"(\d{7,10})\b")
_DIGITS = re.compile(r"\d{5,10}")
_TAIL = re.compile(
    r"\b(?:(?:tail|registration|serial)(?: (?:numbers?|nos?\.?|marks?|codes?))|registration|registered (?:as|under))"
    r"\s*[:#]?\s*(?:is |was |of )?([A-Z0-9]{1,3}-?[A-Z0-9]{2,6})\b(?:(?:,| and|, and) ([A-Z0-9]{1,3}-[A-Z0-9]{2,6})\b)*"
)
_CODE = re.compile(r"[A-Z0-9]{1,3}-?[A-Z0-9]{2,6}")
_FLAG = re.compile(r"(?i)(?<!\w)(?:flag|flagged|flags)\b")
_BEHIND = re.compile(r"\s*(?:in|of|by|to|from)?\s*(?:the )?$")
_NEAR = 120
"""Characters between a ship and its number: what stands further off is another's."""


class Numbers:
    """Gives the carriers of one paragraph the numbers that stand by them.

    ``found`` are the carriers so far; a number that stands alone is one more of them.
    """

    def __init__(self, paragraph: Paragraph, found: Iterable[Carrier], carriers: Carriers) -> None:
        self.paragraph = paragraph
        self.text = paragraph.text
        self.base = paragraph.start
        self.carriers = carriers
        self.found = sorted(found, key=_start)

    def read(self, states: Iterable[Mention]) -> list[Carrier]:
        """All carriers in order; ``states`` are the paragraph's mentions of states, for flags."""
        self._imo_and_mmsi()
        self._flags(states)
        self._registrations()
        return self.found

    def _imo_and_mmsi(self) -> None:
        for value, pattern in (("imo", _IMO), ("mmsi", _MMSI)):
            for match in pattern.finditer(self.text):
                numbers = list(_DIGITS.finditer(self.text, match.start(), match.end()))
                owners = self._owners(self.base + match.start(), MeansKind.VESSEL, len(numbers))
                for number, owner in zip(numbers, owners, strict=True):
                    place = self.base + number.start(), self.base + number.end()
                    if owner is None or not owner.put(value, number[0], place):
                        self._add(self.base + match.start(), place[1], MeansKind.VESSEL).put(value, number[0], place)

    def _flags(self, states: Iterable[Mention]) -> None:
        """ "under the Russian flag", "Togo-flagged", "flagged in Comoros"."""
        known = list(states)
        starts, ends = {m.start: m for m in known}, {m.end: m for m in known}
        for match in _FLAG.finditer(self.text):
            at, behind = self.base + match.start(), self.base + match.end()
            before = next((ends[n] for n in range(at, at - 3, -1) if n in ends), None)
            after = next((starts[n] for n in range(behind, behind + 13) if n in starts), None)
            if after is not None and not _BEHIND.match(self.text[match.end() : after.start - self.base]):
                after = None
            state = before or after
            if state is None or len(state.ids) != 1:
                continue
            # "the Togo-flagged tanker X" or "the X, flagged in Togo": what the word modifies, else who is before it.
            told = match[0].casefold() == "flagged" and before is not None
            owner = self._next(at, MeansKind.VESSEL, 60) if told else None
            owner = owner or self._owners(at, MeansKind.VESSEL, 1)[0]
            if owner is not None:
                owner.put("flag", state.ids[0], (state.start, state.end))

    def _registrations(self) -> None:
        """Tail numbers, where a word says that it is one, or behind the type: "An-124 RA-82030"."""
        taken: set[int] = set()
        for match in _TAIL.finditer(self.text):
            codes = [
                m
                for m in _CODE.finditer(self.text, match.start(1), match.end())
                if any(c.isdigit() or c == "-" for c in m[0])
            ]
            taken.update(m.start() for m in codes)
            self._register(codes, match.start(), told=not match[0].startswith("registered"), sure=True)
        for match in _marks(self.carriers.marks).finditer(self.text):
            if match.start() not in taken:
                self._register([match], match.start(), told=False, sure=False)

    def _register(self, codes: Sequence[re.Match[str]], at: int, *, told: bool, sure: bool) -> None:
        """``told``: a word says that these are tail numbers, of whatever; ``sure``: of the aircraft beside it."""
        owners = self._owners(self.base + at, MeansKind.AIRCRAFT, len(codes))
        for code, owner in zip(codes, owners, strict=True):
            place = self.base + code.start(), self.base + code.end()
            if any(c.end > place[0] and "model" in c.values for c in self._between(place[0] - _NEAR, place[0])):
                continue  # "C-130": a type
            if owner is not None and (sure or "model" in owner.values or not owner.values):
                if owner.put("registration", code[0], place):
                    continue
                also = self._add(*place, MeansKind.AIRCRAFT)
                also.put("registration", code[0], place)
                if "model" in owner.values:
                    also.put("model", owner.values["model"], *owner.spans["model"])
            elif told and owner is None:
                self._add(self.base + at, place[1], MeansKind.AIRCRAFT).put("registration", code[0], place)

    def _add(self, start: int, end: int, kind: MeansKind) -> Carrier:
        one = Carrier(self.paragraph, start, end, kind)
        insort(self.found, one, key=_start)
        return one

    def _between(self, low: int, high: int) -> list[Carrier]:
        """The carriers that start from ``low`` to ``high``, both included."""
        return self.found[bisect_left(self.found, low, key=_start) : bisect_right(self.found, high, key=_start)]

    def _owners(self, at: int, kind: MeansKind, count: int) -> list[Carrier | None]:
        """Whose ``count`` numbers at an offset are: the last ones named before it in the sentence, in their order;
        for a single number else the one right behind it."""
        span = self.paragraph.span(at, at + 1)
        start = self.base + span.sent.start_char if span is not None and len(span) else self.base
        near = self._between(max(start, at - 2 * _NEAR), at)
        before = [c for c in near if c.kind is kind and at - _NEAR <= c.end <= at]
        named = [c for c in before if c.values] or before
        if len(named) >= count:
            return list(named[-count:])
        if count == 1:
            return [self._next(at, kind, 40)]
        return [*named, *[None] * (count - len(named))]

    def _next(self, at: int, kind: MeansKind, reach: int) -> Carrier | None:
        """The first one behind an offset in the same clause."""
        first = next((c for c in self._between(at, at + reach) if c.kind is kind), None)
        if first is None or any(c in self.text[at - self.base : first.start - self.base] for c in ".;"):
            return None
        return first


def aircraft(paragraph: Paragraph, carriers: Carriers) -> Iterator[Carrier]:
    """Aircraft by type: "an Il-76TD", "Antonov An-124"."""
    text = paragraph.text
    for match in _types(carriers.makers, carriers.makes).finditer(text):
        start, end = paragraph.start + match.start(), paragraph.start + match.end()
        carrier = Carrier(paragraph, start, end, MeansKind.AIRCRAFT, plural=match["plural"] is not None)
        at = match.start("make") if match["make"] else match.start()
        written = text[at : match.end("type")]
        if match["make"] and not match["make"].startswith("KC"):
            written = written[:1] + written[1 : len(match["make"])].lower() + written[len(match["make"]) :]
        carrier.put("model", written, (paragraph.start + at, paragraph.start + match.end("type")))
        yield carrier


def _start(carrier: Carrier) -> int:
    return carrier.start


@cache
def _types(makers: tuple[str, ...], makes: tuple[str, ...]) -> re.Pattern[str]:
    maker = "|".join(map(re.escape, makers))
    make = "|".join(sorted({form for m in makes for form in (m, m.upper())}, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<type>(?:(?:{maker}) )?(?P<make>{make})-\d{{1,3}}(?:[A-Z]{{1,4}}\d?)?"
        r"|Boeing 7\d7(?:-\w{1,6})?|Airbus A\d{3}(?:-\d{2,4})?)(?P<plural>s)?(?![\w-])"
    )


@cache
def _marks(marks: tuple[str, ...]) -> re.Pattern[str]:
    """Registrations by the shapes that they have: letters, or at least four digits ("F-15E" is a type)."""
    long = "|".join(sorted((m for m in marks if len(m) > 1), key=len, reverse=True))
    short = "".join(m for m in marks if len(m) == 1 and m not in "BP")
    return re.compile(
        rf"(?<![\w-])(?:(?:{long})-(?:[A-Z]{{3}}|[A-Z]?\d{{4,5}}|\d{{3}}[A-Z]{{2}})|[{short}]-[A-Z]{{4}}|B-\d{{4}}|P-\d{{3}})(?![\w-])"
    )
