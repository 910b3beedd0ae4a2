"""Numbers of ships and aircraft: IMO, MMSI, flag, registration, type. As printed, never mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


def read_numbers(paragraph: Paragraph, found: list[Carrier]) -> None:
    """Give the ships of a paragraph the IMO and MMSI numbers that stand by them; a number by itself is one more."""
    text = paragraph.doc.text
    for value, pattern in (("imo", _IMO), ("mmsi", _MMSI)):
        for match in pattern.finditer(text):
            numbers = list(_DIGITS.finditer(text, match.start(), match.end()))
            owners = _owners(found, paragraph.start + match.start(), MeansKind.VESSEL, len(numbers), paragraph)
            for number, owner in zip(numbers, owners, strict=True):
                place = paragraph.start + number.start(), paragraph.start + number.end()
                if owner is None or not owner.put(value, number[0], place):
                    alone = Carrier(paragraph, paragraph.start + match.start(), place[1], MeansKind.VESSEL)
                    alone.put(value, number[0], place)
                    found.append(alone)


def read_flags(paragraph: Paragraph, found: Sequence[Carrier], states: Sequence[Mention]) -> None:
    """Give ships the flag that the text tells: "under the Russian flag", "Togo-flagged", "flagged in Comoros"."""
    if not found or not states:
        return
    text = paragraph.doc.text
    for match in _FLAG.finditer(text):
        at = paragraph.start + match.start()
        before = [m for m in states if m.end <= at and at - m.end <= 2]
        close = {m.start: m for m in states if 0 <= m.start - (paragraph.start + match.end()) <= 12}
        after = [m for s, m in close.items() if _BEHIND.match(text[match.end() : s - paragraph.start])]
        state = (before or after)[:1]
        if not state or len(state[0].ids) != 1:
            continue
        # "the Togo-flagged tanker X" or "the X, flagged in Togo": what the flag word modifies, else who stands before.
        owner = _next(found, at, paragraph) if match[0].casefold() == "flagged" and before else None
        owner = owner or _owners(found, at, MeansKind.VESSEL, 1, paragraph)[0]
        if owner is not None:
            owner.put("flag", state[0].ids[0], (state[0].start, state[0].end))


def aircraft(paragraph: Paragraph, carriers: Carriers) -> Iterator[Carrier]:
    """Aircraft by type: "an Il-76TD", "Antonov An-124"."""
    text = paragraph.doc.text
    for match in _types(carriers.makers, carriers.makes).finditer(text):
        start, end = paragraph.start + match.start(), paragraph.start + match.end()
        carrier = Carrier(paragraph, start, end, MeansKind.AIRCRAFT, plural=match["plural"] is not None)
        at = match.start("make") if match["make"] else match.start()
        make = match["make"] or ""
        written = (
            make[:1] + make[1:].lower() + text[match.end("make") : match.end("type")]
            if make not in {"KC"} and make
            else text[at : match.end("type")]
        )
        carrier.put("model", written, (paragraph.start + at, paragraph.start + match.end("type")))
        yield carrier


def read_registrations(paragraph: Paragraph, found: list[Carrier], carriers: Carriers) -> None:
    """Give aircraft their tail numbers, where a word says that it is one, or behind the type: "An-124 RA-82030"."""
    text = paragraph.doc.text
    taken: set[int] = set()
    for match in _TAIL.finditer(text):
        codes = [
            m for m in _CODE.finditer(text, match.start(1), match.end()) if any(c.isdigit() or c == "-" for c in m[0])
        ]
        taken.update(m.start() for m in codes)
        _register(paragraph, found, [(m.start(), m.end(), m[0]) for m in codes], match.start(), told=True)
    for match in _marks(carriers.marks).finditer(text):
        if match.start() not in taken:
            _register(paragraph, found, [(match.start(), match.end(), match[0])], match.start(), told=False)


def _register(
    paragraph: Paragraph, found: list[Carrier], codes: Sequence[tuple[int, int, str]], at: int, *, told: bool
) -> None:
    base = paragraph.start
    owners = _owners(found, base + at, MeansKind.AIRCRAFT, len(codes), paragraph)
    for (start, end, code), owner in zip(codes, owners, strict=True):
        place = base + start, base + end
        if any(c.start <= place[0] < c.end and c.values.get("model") for c in found):
            continue  # "C-130": a type
        if owner is not None and (told or owner.values.get("model") or not owner.values):
            if owner.put("registration", code, place):
                continue
            also = Carrier(paragraph, *place, MeansKind.AIRCRAFT)
            also.put("registration", code, place)
            if "model" in owner.values:
                also.put("model", owner.values["model"], *owner.spans["model"])
            found.append(also)
        elif told and owner is None and "registered" not in paragraph.doc.text[at : at + 10]:
            alone = Carrier(paragraph, base + at, place[1], MeansKind.AIRCRAFT)
            alone.put("registration", code, place)
            found.append(alone)


def _owners(
    found: Sequence[Carrier], at: int, kind: MeansKind, count: int, paragraph: Paragraph
) -> list[Carrier | None]:
    """Whose ``count`` numbers at an offset are: the last ones named before it in the sentence, in their order;
    for a single number else the one right behind it."""
    span = paragraph.span(at, at + 1)
    start = paragraph.start + span.sent.start_char if span is not None and len(span) else paragraph.start
    before = [c for c in found if c.kind is kind and start <= c.start and c.end <= at and at - c.end <= _NEAR]
    before.sort(key=lambda c: c.start)
    named = [c for c in before if c.values] or before
    if len(named) >= count:
        return list(named[-count:])
    if count == 1:
        following = _next([c for c in found if c.kind is kind], at, paragraph, reach=40)
        return [following]
    return [*named, *[None] * (count - len(named))]


def _next(found: Sequence[Carrier], at: int, paragraph: Paragraph, reach: int = 60) -> Carrier | None:
    behind = sorted((c for c in found if at <= c.start <= at + reach), key=lambda c: c.start)
    if not behind:
        return None
    first = behind[0]
    words = paragraph.doc.text[at - paragraph.start : first.start - paragraph.start]
    return first if not any(c in words for c in ".;") else None


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
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(sorted(marks, key=len, reverse=True))})-(?=[A-Z0-9]*)[A-Z0-9]{{3,5}}(?![\w-])"
    )
