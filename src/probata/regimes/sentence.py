"""A finding in one calibrated sentence: what is told, by whom and how, from how many origins, who denies it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from probata.records import REPORT_VOICE, ClaimType, DateInterval, ElementState, Finding, Incident, QuantityRole

Name = Callable[[str], str]

_MUTUAL = (ClaimType.MEETING, ClaimType.AGREEMENT, ClaimType.EXERCISE)
_AMOUNTS = 3
"""Amounts stand in the sentence up to here; the facts below it have them all."""

_ROLES = {
    QuantityRole.CAPACITY: "as capacity",
    QuantityRole.EQUIVALENT: "as an equivalent",
    QuantityRole.CUMULATIVE: "so far",
    QuantityRole.PER_PERIOD: "by period",
    QuantityRole.SHARE: "as a share",
    QuantityRole.MEASURE: "as a measure",
}


def sentence(finding: Finding, incident: Incident, name: Name) -> str:
    """ "A transfer of ammunition by North Korea to Russia (about 7,000 containers), between 2024-01-01 and
    2024-03-31, is asserted by South Korea and alleged by United States (2 independent origins); it is denied by Russia;
    it engages KP.ARMS.FROM (1718 OP8(b)); not known: exemption or approval."

    It says no more than the claims do: who asserts is told apart from who alleges, and a report that speaks for itself
    "reports"; elements of the measure that aren't known stand at its end. ``name`` gives an actor's name for its id.
    """
    unknown = ", ".join(e.name for e in finding.elements if e.state is ElementState.UNKNOWN)
    paragraphs = ", ".join(finding.paragraphs) or "no paragraph named"
    return " ".join(
        f"{_told(incident, name)}; it {finding.engages} {finding.measure} ({paragraphs})"
        f"{f'; not known: {unknown}' if unknown else ''}.".split()
    )


def summary(incident: Incident, name: Name) -> str:
    """The same of an incident by itself: "A transfer of ammunition by North Korea to Russia (about 7,000
    containers), …, is asserted by South Korea (1 independent origin); it is denied by Russia." """
    return " ".join(f"{_told(incident, name)}.".split())


def _told(incident: Incident, name: Name) -> str:
    told = _join(list(_voices(incident, name))) or "told by nobody who stands for it"
    count = incident.independent_origins
    origins = f"{count or 'no'} independent origin{'' if count in (0, 1) else 's'}"
    against = f"it is denied by {_list(incident.denied_by, name)}" if incident.denied_by else "no claim denies it"
    return f"{_event(incident, name)}{_amounts(incident)}, {_when(incident.time)}, is {told} ({origins}); {against}"


def _voices(incident: Incident, name: Name) -> Iterator[str]:
    asserting = [i for i in incident.asserted_by if i != REPORT_VOICE.id]
    if asserting:
        yield f"asserted by {_list(asserting, name)}"
    if REPORT_VOICE.id in incident.asserted_by:
        yield "reported in a report's own voice"
    if incident.alleged_by:
        yield f"alleged by {_list(incident.alleged_by, name)}"
    if incident.unverified_by:
        yield f"told as unverified by {_list(incident.unverified_by, name)}"


def _event(incident: Incident, name: Name) -> str:
    kind = incident.type.value
    goods = _join([o.words for o in incident.object if o.value != kind])
    what = f"{'An' if kind[0] in 'aeiou' else 'A'} {kind}" + (f" of {goods}" if goods else "")
    agents, others = _list(incident.agent, name), _list(incident.counterpart, name)
    if incident.type in _MUTUAL:
        return f"{what} between {' and '.join(p for p in (agents, others) if p) or 'parties not named'}"
    return f"{what} by {agents or 'a party not named'}" + (f" to {others}" if others else "")


def _amounts(incident: Incident) -> str:
    told = dict.fromkeys(f"{q.text} {_ROLES.get(q.role, '')}".strip() for q in incident.quantities)
    if len(told) > _AMOUNTS:
        return f" ({len(told)} amounts told, none added up)"
    return f" ({'; '.join(told)})" if told else " (no amount told)"


def _when(time: DateInterval | None) -> str:
    if time is None or not (time.start or time.end):
        return "at a time not told" if time is None or not time.text else f"at a time not resolved (“{time.text}”)"
    if time.start and time.end:
        return f"on {time.start}" if time.start == time.end else f"between {time.start} and {time.end}"
    return f"on or after {time.start}" if time.start else f"on or before {time.end}"


def _list(ids: Sequence[str], name: Name) -> str:
    return _join([name(i) for i in ids])


def _join(parts: Sequence[str]) -> str:
    return " and ".join(p for p in (", ".join(parts[:-1]), parts[-1]) if p) if parts else ""
