"""A filter as the parameters of an address, and back: one spelling for links, saved searches, the API and options."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from urllib.parse import parse_qs, urlencode

from probata.desk.filters import Filter
from probata.desk.fulltext import asked
from probata.errors import UsageError
from probata.records import CREDIBILITY, NUMBER, RELIABILITY, ClaimType, FindingStatus, ObjectClass, Stance, Verdict

Read = Callable[[str, str], Any]

CITATION = ("seen", "partly", "unseen")
MOST_ORIGINS = 1_000_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
LONGEST = 500
"""Characters of a value: longer than any name, short enough for an address."""


def _text(value: str, name: str) -> str:
    if _CONTROL.search(value) or len(value) > LONGEST:
        raise UsageError(f"{name} has a control character in it or is longer than {LONGEST} characters; shorten it")
    return value


def _words(value: str, name: str) -> str:
    """What is looked for, as it was typed."""
    asked.read(_text(value, name))
    return value


def day(value: str, name: str) -> str:
    """A day as ISO date; :class:`UsageError` for anything else."""
    try:
        if len(value) != 10:
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"{name} {value!r} is not a day; write it as YYYY-MM-DD") from None


def _one_of(known: Iterable[Any]) -> Read:
    told = {str(k.value if isinstance(k, Enum) else k).lower(): k for k in known}

    def read(value: str, name: str) -> Any:
        if value.lower() not in told:
            raise UsageError(f"{name} {value!r} is not known; it can be {', '.join(told)}")
        return told[value.lower()]

    return read


def _goods(value: str, name: str) -> tuple[ObjectClass, ...]:
    """A class of goods, or the beginning that several share (``arms``)."""
    wanted = value.lower()
    found = tuple(c for c in ObjectClass if c.value == wanted or c.value.startswith(f"{wanted}."))
    if not found:
        raise UsageError(f"{name} {value!r} is not known; it can be {', '.join(c.value for c in ObjectClass)}")
    return found


def _yes_or_no(value: str, name: str) -> bool:
    if value.lower() not in ("yes", "no"):
        raise UsageError(f"{name} {value!r} is neither yes nor no")
    return value.lower() == "yes"


def _number(value: str, name: str) -> str:
    if not NUMBER.fullmatch(value):
        raise UsageError(f"{name} {value!r} is not the number of a finding; one looks like 2024-0017")
    return value


def _least(value: str, name: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", value) or not 1 <= int(value) <= MOST_ORIGINS:
        raise UsageError(f"{name} {value!r} is not a number of origins; give 1 or more")
    return int(value)


@dataclass(frozen=True, slots=True)
class _Parameter:
    field: str
    read: Read
    several: bool = False


PARAMETERS: Mapping[str, _Parameter] = {
    "actor": _Parameter("actors", _text, several=True),
    "source": _Parameter("sources", _text, several=True),
    "measure": _Parameter("measure", _text),
    "regime": _Parameter("regimes", _text, several=True),
    "since": _Parameter("since", day),
    "until": _Parameter("until", day),
    "type": _Parameter("type", _one_of(ClaimType)),
    "stance": _Parameter("stance", _one_of(Stance)),
    "disputed": _Parameter("disputed", _yes_or_no),
    "place": _Parameter("places", _text, several=True),
    "carrier": _Parameter("carriers", _text, several=True),
    "goods": _Parameter("goods", _goods, several=True),
    "outlet": _Parameter("outlets", _text, several=True),
    "report": _Parameter("reports", _text, several=True),
    "incident": _Parameter("incidents", _text, several=True),
    "verdict": _Parameter("verdict", _one_of(Verdict)),
    "status": _Parameter("status", _one_of(FindingStatus)),
    "number": _Parameter("number", _number),
    "citation": _Parameter("citation_status", _one_of(CITATION)),
    "reply-due": _Parameter("reply_due", _yes_or_no),
    "reliability": _Parameter("reliability", _one_of(RELIABILITY), several=True),
    "credibility": _Parameter("credibility", _one_of(CREDIBILITY), several=True),
    "origins": _Parameter("origins", _least),
    "words": _Parameter("words", _words),
}
"""The conditions by their names in an address; the command line calls them the same, with ``--`` before."""


def filter_from(
    given: Mapping[str, Sequence[str]], besides: Iterable[str] = (), named: Callable[[str], str] = str
) -> Filter:
    """The filter that parameters mean. Empty values are none, as a form sends them; names aren't looked up in tables.

    ``besides`` are other parameters that the address may have, ``named`` what a parameter is called to the user.
    :class:`UsageError` for a parameter that there isn't, a value that it can't have, one given twice, and days in the
    wrong order.
    """
    values: dict[str, Any] = {}
    known = {*PARAMETERS, *besides}
    for name, told in given.items():
        if name not in known:
            ways = ", ".join(named(n) for n in PARAMETERS)
            raise UsageError(f"there is no condition {named(_shown(name))}; there are {ways}")
        kept = [v.strip() for v in told if v.strip()]
        if not kept or name not in PARAMETERS:
            continue
        parameter = PARAMETERS[name]
        if not parameter.several and len(kept) > 1:
            raise UsageError(f"{named(name)} is given {len(kept)} times; give it once")
        values[parameter.field] = _read(parameter, kept, named(name))
    first, last = values.get("since"), values.get("until")
    if first and last and first > last:
        raise UsageError(f"{named('since')} {first} is after {named('until')} {last}; nothing lies between")
    return Filter(**values)


def _read(parameter: _Parameter, told: Sequence[str], name: str) -> Any:
    if not parameter.several:
        return parameter.read(told[0], name)
    read = (parameter.read(value, name) for value in told)
    return tuple(dict.fromkeys(one for value in read for one in (value if isinstance(value, tuple) else (value,))))


def _shown(name: str) -> str:
    return _CONTROL.sub("?", name[:40])


def parameters(by: Filter) -> list[tuple[str, str]]:
    """The filter as parameters, in one order whatever it was made from."""
    return [
        (name, _told(value))
        for name, parameter in PARAMETERS.items()
        if (held := getattr(by, parameter.field)) not in (None, ())
        for value in (held if parameter.several else (held,))
    ]


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value.value if isinstance(value, Enum) else value)


def to_query(by: Filter) -> str:
    """The filter as the query of an address, without the question mark."""
    return urlencode(parameters(by))


def from_query(query: str, besides: Iterable[str] = ()) -> Filter:
    """The filter that :func:`to_query` wrote, or that somebody typed. :class:`UsageError` as :func:`filter_from`."""
    try:
        given = parse_qs(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        raise UsageError("the address has more than 200 conditions; give fewer") from None
    return filter_from(given, besides)
