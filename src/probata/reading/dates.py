"""Every sign of the publication date that an input gives, and which one is used.

A wrong date moves every "Monday" of a report, so nothing is invented: without a sign that may win the
date is unknown. A file's own time is no sign at all, since a copy changes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from probata.records import DateEvidence

RANK = ("declared", "json-ld", "meta", "time-element", "htmldate", "url", "dateline", "dateline-no-year")
"""Methods, the most trusted first: the user, what a publisher states for machines, then what is guessed."""

OLDEST = date(1980, 1, 1)
"""Earlier dates on news pages are empty fields of the software behind them (1970-01-01), not dates."""

GRACE = timedelta(days=1)
"""A page of tomorrow's date is possible: it is tomorrow already further east."""

FUTURE = "in the future"
"""How the reason for refusing a date begins that hadn't come yet."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|2[01])\d\d)\b", re.I)
_DAY_FIRST = re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<y>(?:19|2[01])\d\d)\b", re.I)
_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|2[01])\d\d)[-/.](?P<mm>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|2[01])\d\d)(?P<mm>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=\D|\d{6}\b|$)")
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|2[01])\d\d)(?P<sep>[/_.-])(?P<mm>\d{1,2}|[a-z]{3})(?P=sep)(?P<d>\d{1,2})(?=[/_.?#-]|$)", re.I
)
_URL_COMPACT = re.compile(
    r"[/_-](?P<y>(?:19|2[01])\d\d)(?P<mm>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=\D|\d{6}\b|$)"
)
_DATELINE = re.compile(
    rf"^(?:[(\[][\w .]{{2,30}}[)\]]\s*)?(?P<place>[A-Z][\w.’' ]{{1,40}}(?:,\s*[A-Z][\w.’' ]{{1,30}})??)"
    rf",\s+{_MONTH}\s+(?P<d>\d{{1,2}})"
    r"(?:,\s*(?P<y>(?:19|2[01])\d\d))?\s*(?:[(\[](?P<agency>[^()\[\]]{2,40})[)\]])?\s*(?:--|—|–|-|:|$)",
    re.I,
)
_FULL = re.compile(r"^\d{4}-\d{2}-\d{2}")
_PARTIAL = re.compile(r"^\d{4}(?:-(?:0[1-9]|1[0-2]))?$")


@dataclass(frozen=True, slots=True)
class Sign:
    """A date found by a ``method`` of :data:`RANK` at a place in the input, before any judgement."""

    value: str
    method: str
    where: str


def parse_day(value: str) -> str | None:
    """The day of an ISO date or date-time, or of a date in English words, as ISO; ``None`` if it is none.

    The day is that of the zone written with it: a newspaper's date is its own day.
    """
    for pattern in (_ISO, _MONTH_FIRST, _DAY_FIRST, _COMPACT):
        if (m := pattern.search(value)) and (day := _day(m.groupdict())):
            return day
    return None


def declared_day(value: object) -> str | None:
    """The day that a user or a record gives, in ISO 8601; ``ValueError`` for anything else.

    A month or a year alone is let through as it is: it is evidence, but :func:`weigh` won't use it as a day.
    """
    if value is None or value == "":
        return None
    text = str(value).strip()
    if _PARTIAL.match(text):
        return text
    if not _FULL.match(text) or (len(text) > 10 and text[10] not in "Tt "):
        raise ValueError(f"{text[:40]!r} is not a date like 2024-06-17")
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise ValueError(f"{text[:40]!r} is not a day of the calendar") from None


def url_signs(url: str | None) -> list[Sign]:
    """The date in a web address ("/2024/06/17/", "20240617")."""
    path = re.sub(r"^\w+://[^/]*", "", url or "")
    for pattern in (_URL_DAY, _URL_COMPACT):
        for m in pattern.finditer(path):
            if day := _day(m.groupdict()):
                return [Sign(day, "url", m[0].strip("/_-"))]
    return []


def text_signs(lines: Iterable[tuple[int, int, str]], date_lines: Iterable[tuple[int, int, str]]) -> list[Sign]:
    """Dates that the text shows of itself.

    ``date_lines`` are lines that hold only a date (furniture ``date``); ``lines`` are the first lines of the
    text, where a dateline stands ("SEOUL, June 17 (Yonhap) --"). Each is start, end and words.
    """
    found = []
    for start, end, words in date_lines:
        if day := parse_day(words):
            found.append(Sign(day, "dateline", f"text {start}-{end}"))
    for start, _, words in lines:
        if not (m := _DATELINE.match(words)) or _month(m["m"]) is None:
            continue
        where = f"text {start + m.start('place')}-{start + (m.end('y') if m['y'] else m.end('d'))}"
        if m["y"]:
            if day := _day(m.groupdict()):
                found.append(Sign(day, "dateline", where))
        else:
            found.append(Sign(f"--{_month(m['m']):02d}-{int(m['d']):02d}", "dateline-no-year", where))
    return found


def weigh(signs: Iterable[Sign], captured_at: str | None = None) -> tuple[str | None, tuple[DateEvidence, ...]]:
    """The publication day, if one may win, and every sign with the reason for its fate.

    The best method of :data:`RANK` wins, within one method the first. A day later than a day after the
    capture (without a capture: after now), an impossible one or one without a year can't win.
    """
    ordered = sorted(signs, key=lambda s: RANK.index(s.method))
    latest = (_captured_day(captured_at) or datetime.now(UTC).date()) + GRACE
    out: list[DateEvidence] = []
    winner: str | None = None
    for sign in ordered:
        refusal = _refusal(sign, latest)
        if refusal:
            why = refusal
        elif winner is None:
            why = f"the best sign there is ({sign.method})"
        elif sign.value == winner:
            why = "agrees with the one used"
        else:
            why = f"a better sign says {winner}"
        evidence = DateEvidence(sign.value, sign.method, sign.where, won=False, why=why)
        if winner is None and not refusal:
            winner = sign.value
            evidence = replace(evidence, won=True)
        if evidence not in out:
            out.append(evidence)
    return winner, tuple(out)


def _refusal(sign: Sign, latest: date) -> str | None:
    if sign.value.startswith("--"):
        return "gives no year"
    if len(sign.value) < len("2024-06-17"):
        return "gives no day"
    day = date.fromisoformat(sign.value)
    if day > latest:
        return f"{FUTURE} when the input was captured"
    if day < OLDEST and sign.method != "declared":
        return "before any news page: an empty field"
    return None


def _captured_day(captured_at: str | None) -> date | None:
    try:
        return date.fromisoformat((captured_at or "")[:10])
    except ValueError:
        return None


def _day(parts: dict[str, str | None]) -> str | None:
    month = parts.get("mm") or ""
    number = int(month) if month.isdigit() else _month(parts.get("m") or month)
    try:
        return date(int(parts["y"] or 0), number or 0, int(parts["d"] or 0)).isoformat()
    except ValueError:
        return None


def _month(name: str | None) -> int | None:
    key = (name or "")[:3].lower()
    return _MONTHS.index(key) + 1 if key in _MONTHS else None
