"""The timeline of many incidents, and of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probata.desk import Desk, Voice
from probata.pictures import LANES, Certainty, Extent, Lane, Said, Timeline, Undated, heaviest, words_said
from probata.pipeline.labels import Labels
from probata.pipeline.pictures.wording import (
    Href,
    day,
    event_label,
    names,
    origins,
    party_label,
    receiver_label,
    weight,
)
from probata.records import REPORT_VOICE, DateInterval, Incident, Outlined, Precision, Stance

TOLD = "When it is told to have been"
SAID = "Who says so, and when"
_WHOLE = "from the first to the last day told"


class Grouping(StrEnum):
    """By what lanes stand together."""

    KIND = "kind"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class _Voice:
    """A claim's voice with the day that it was said on, else published; ``None`` where neither is known."""

    told: Voice
    day: date | None
    who: str


def timeline_of(
    desk: Desk,
    incidents: Iterable[Outlined],
    href: Href,
    *,
    by: Grouping = Grouping.KIND,
    since: str | None = None,
    until: str | None = None,
    title: str = "Incidents over time",
) -> Timeline:
    """Incidents as lanes, each with the statements about it under its days. ``since`` and ``until`` (ISO days) cut
    the axis. Only the lanes that one picture holds have their statements read, in one go."""
    labels = Labels()
    all_of = list(incidents)
    dated = [(i, e) for i in all_of if (e := extent(i.time)) is not None]
    kept, _ = heaviest(dated, LANES, lambda pair: weight(pair[0]))
    spoken = _spoken(desk, [i for i, _ in kept], labels)

    def lane(incident: Outlined, when: Extent) -> Lane:
        return Lane(
            label=party_label(incident, labels) if by is Grouping.KIND else receiver_label(incident, labels),
            href=href(incident.id),
            group=incident.type.value if by is Grouping.KIND else names(incident.agent, labels) or "Not named",
            extent=when,
            said=tuple(_said(v, href) for c in incident.claims if (v := spoken.get(c)) and v.day),
            disputed=bool(incident.denied_by),
            detail=origins(incident),
            weight=weight(incident),
        )

    lanes = [lane(i, e) for i, e in dated]
    undated = [i for i in all_of if extent(i.time) is None]
    return Timeline(
        title,
        tuple(sorted(lanes, key=lambda it: (it.group, it.extent.start if it.extent else date.min))),
        href(""),
        tuple(Undated(event_label(i, labels), href(i.id), origins(i), weight(i)) for i in undated),
        day(since),
        day(until),
        "Each line is an incident as it is told, none is established. Signs below a bar are statements about it, on "
        "the day that they were made or published.",
    )


def timeline_of_incident(desk: Desk, incident: Incident, href: Href) -> Timeline:
    """One incident: the days that its claims give, and who said what when, a lane for each source."""
    labels = Labels()
    spoken = _spoken(desk, [incident], labels)
    voices = [spoken[c] for c in incident.claims if c in spoken]
    times: dict[Extent, list[_Voice]] = defaultdict(list)
    sources: dict[str, list[_Voice]] = defaultdict(list)
    for voice in voices:
        when = extent(voice.told.time)
        if when is not None and voice.told.stance is not Stance.DENIES:
            times[when].append(voice)
        sources[voice.who].append(voice)
    told = [
        Lane(_who(own), href(own[0].told.claim), TOLD, when, detail=f"told by {_who(own)}", weight=1 + len(own))
        for when, own in sorted(times.items(), key=lambda e: (e[0].start, e[0].end, e[0].certainty))
    ]
    said = [
        Lane(
            who,
            href(incident.id),
            SAID,
            said=tuple(_said(v, href) for v in own if v.day),
            weight=len(own),
        )
        for who, own in sorted(sources.items(), key=lambda e: (_first(e[1]), e[0]))
        if any(v.day for v in own)
    ]
    return Timeline(
        event_label(incident, labels),
        (*told, *said),
        href(incident.id),
        _undated(voices, incident, href),
        note="What is told and by whom; nothing here is established.",
    )


def _undated(voices: Iterable[_Voice], incident: Incident, href: Href) -> tuple[Undated, ...]:
    """What was said on days not known, by speaker and stance."""
    alike: dict[tuple[str, Stance], list[_Voice]] = defaultdict(list)
    for voice in voices:
        if voice.day is None:
            alike[voice.who, _stance(voice.told)].append(voice)
    return tuple(
        Undated(
            words_said(Said(date.min, stance, who, "", len(own))),
            href(own[0].told.claim if len(own) == 1 else incident.id),
            weight=len(own),
        )
        for (who, stance), own in alike.items()
    )


def extent(time: DateInterval | None) -> Extent | None:
    """The days of a time, and how they are meant; ``None`` where they aren't known."""
    start, end = (day(time.start), day(time.end)) if time else (None, None)
    if time is None or (start is None and end is None):
        return None
    if start is None or end is None:
        known = start or end
        assert known is not None  # one of them is there
        return Extent(known, known, Certainty.SINCE if start else Certainty.UNTIL)
    if end < start:
        return None
    return Extent(start, end, _certainty(time))


def _certainty(time: DateInterval) -> Certainty:
    if time.precision is Precision.DAY:
        return Certainty.KNOWN
    if time.rule == _WHOLE:
        return Certainty.TOLD
    if time.precision is Precision.OPEN and (time.rule or "").startswith("since"):
        return Certainty.SINCE
    return Certainty.WITHIN


def _spoken(desk: Desk, incidents: Sequence[Outlined], labels: Labels) -> Mapping[str, _Voice]:
    """The voices of incidents by the ids of their claims, in a number of questions that doesn't grow with them."""
    told = desk.voices({c for i in incidents for c in i.claims})
    return {v.claim: _Voice(v, day(v.said or v.published), _source(v, labels)) for v in told}


def _source(voice: Voice, labels: Labels) -> str:
    if voice.source == REPORT_VOICE.id:
        return labels.actor(voice.outlet or REPORT_VOICE.id)
    return labels.actor(voice.source)


def _said(voice: _Voice, href: Href) -> Said:
    assert voice.day is not None  # callers leave the others out
    return Said(voice.day, _stance(voice.told), voice.who, href(voice.told.claim))


def _stance(voice: Voice) -> Stance:
    """A negated claim speaks against the event, whoever makes it."""
    return Stance.DENIES if voice.negated and voice.stance is not Stance.UNVERIFIED else voice.stance


def _first(voices: Sequence[_Voice]) -> date:
    return min((v.day for v in voices if v.day), default=date.max)


def _who(voices: Sequence[_Voice]) -> str:
    return ", ".join(dict.fromkeys(v.who for v in voices))
