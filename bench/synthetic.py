"""Synthetic desks with known truth: reports of made-up events, their copies, origins and contradictions.

:func:`generate` streams reports by day of publication. A few streams between two parties hold a third of them, the
other events get a heavy-tailed number each. A report is an original (one or two sources, in words of its own), or a
reprint, an excerpt or a rewrite of an earlier one, or tells what another outlet reported of an official. The truth
goes with it: the event of each claim, the original of a copy, and, with an event's last report, its independent
origins and contradictions. Memory is bounded by the events that are under way, whatever the number of claims.

    python bench/synthetic.py 7 2000      some figures of a small one
"""

from __future__ import annotations

import heapq
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from synthetic_report import Draft, Told, render
from synthetic_truth import EventTruth, Truth
from synthetic_words import ALLEGES, DENIES, RELAYED, SAID, SAYS, VOICED, Line, compose, filler
from synthetic_world import BY_NAME, Event, Kind, Voice, World

from probata.knowledge import Knowledge, load
from probata.records import Capture, ClaimType, Extraction, SourceKind, Stance, Status

CLAIMS_A_REPORT = 5
KEPT = 6
"""Drafts of an event that may still be copied."""
RECENT = 30
"""Events that reports on others may bring in."""


@dataclass(frozen=True, slots=True)
class SyntheticReport:
    """A report as read, and the truth of it. ``copy_of`` is the report whose words it took, ``how`` in what way.

    ``events`` has no entry for a general denial. ``closed`` are the events that this is the last report of.
    """

    capture: Capture
    extraction: Extraction
    events: Mapping[str, str]
    copy_of: str | None
    how: str
    closed: tuple[EventTruth, ...] = ()


def generate(seed: int, claims: int, knowledge: Knowledge | None = None) -> Iterator[SyntheticReport]:
    """About ``claims`` claims in a fifth as many reports, the same for the same arguments."""
    newsroom = _Newsroom(seed, max(1, claims // CLAIMS_A_REPORT), knowledge or load())
    held: SyntheticReport | None = None
    for report in newsroom.reports():
        if held is not None:
            yield held
        held = report
    if held is not None:
        yield replace(held, closed=(*held.closed, *newsroom.rest()))


class _Newsroom:
    def __init__(self, seed: int, reports: int, knowledge: Knowledge) -> None:
        self.rng = Random(f"news {seed}")
        self.seed = seed
        self.world = World(seed, reports, knowledge)
        self.wanted = reports
        self._truth = Truth()
        self._recent: list[Event] = []

    def reports(self) -> Iterator[SyntheticReport]:
        due: list[tuple[date, int, Event]] = []
        count = 0
        for event in self.world.events():
            while due and due[0][0] < event.day and count < self.wanted:
                day, _, of = heapq.heappop(due)
                yield self._report(count, of, day)
                count += 1
            if count >= self.wanted:
                return
            for n in range(event.size):
                late = min(int(self.rng.expovariate(1 / (9 if event.stream else 4))), 40)
                heapq.heappush(due, (event.day + timedelta(days=late + 1), int(event.id[1:]) * 10_000_000 + n, event))

    def rest(self) -> tuple[EventTruth, ...]:
        """The truth of the events that are still under way."""
        return self._truth.rest()

    def _report(self, number: int, event: Event, day: date) -> SyntheticReport:
        rng = self.rng
        truth = self._truth
        closed: list[EventTruth] = []
        if event.told == 0:
            truth.hold([event.id, event.id])  # while reports on it are to come, and while it is recent
            self._recent.append(event)
            if len(self._recent) > RECENT:
                closed += truth.release([self._recent.pop(0).id])
        event.told += 1
        drafts = event.drafts
        how = rng.choices(("original", "reprint", "excerpt", "rewrite", "relay"), (30, 28, 10, 12, 20))[0]
        if not drafts:
            how = "original"
        if how in ("original", "relay"):
            draft = self._original(event, day) if how == "original" else self._relay(event)
            copied = None
        else:
            first = rng.choice(drafts)
            draft, copied = self._copy(first, how), first.report
        report_id, capture, extraction, told = render(self.seed, number, draft, day)
        if how == "original" and len(event.drafts) < KEPT:
            event.drafts.append(replace(draft, report=report_id))
            truth.hold(draft.events)
        truth.count(told)
        if event.told >= event.size:
            closed += truth.release([event.id, *(e for d in event.drafts for e in d.events)])
            event.drafts.clear()
        events = {claim: t.event for claim, t in told.items() if t.event}
        return SyntheticReport(capture, extraction, events, copied, how, tuple(closed))

    # The lines of a draft

    def _original(self, event: Event, day: date) -> Draft:
        rng = self.rng
        place = len(event.used) % len(event.voices)
        if rng.random() < 0.4:
            place = rng.randrange(len(event.voices))
        event.used.append(place)
        voice = event.voices[place]
        lines: list[Line] = []
        outlet = voice.outlet if voice.kind is SourceKind.REPORT and voice.texts[0] == voice.outlet else None
        agency = outlet is None and rng.random() < 0.5
        publisher = outlet or rng.choice(self.world.agencies if agency else self.world.press).id
        own = voice.kind is SourceKind.REPORT
        if not own and voice.kind is not SourceKind.ANONYMOUS and rng.random() < 0.4:
            lines.append(self._claim(event, None, place, counted=False))
        lines.append(self._claim(event, voice, place))
        lines += [self._claim(event, voice, place, short=True) for _ in range(rng.choice((0, 1, 1, 2)))]
        if not own and len(event.voices) > 1 and rng.random() < 0.4:
            other = rng.randrange(len(event.voices))
            second = event.voices[other]
            if second.kind is not SourceKind.REPORT and second.root != voice.root:
                lines.append(self._claim(event, second, other))
        if rng.random() < 0.2:
            lines += self._denial(event, general=False)
        if event.kind.type is ClaimType.TRANSFER and event.status is Status.DONE and rng.random() < 0.02:
            lines.append(self._claim(event, voice, place, turned=True))
        lines += self._background(event, day)
        lines = self._pad(lines)
        return Draft(tuple(lines), publisher, publisher if publisher in self._agency_ids else None)

    @property
    def _agency_ids(self) -> set[str]:
        return {o.id for o in self.world.agencies} | {o.id for m in self.world.media.values() for o in m if o.agency}

    def _relay(self, event: Event) -> Draft:
        """What an official told another outlet, in words of this one's own."""
        rng = self.rng
        told = [n for n in event.used if event.voices[n].kind is not SourceKind.ANONYMOUS]
        if not told:
            return self._original(event, event.day)
        place = rng.choice(told)
        voice = event.voices[place]
        if voice.kind is SourceKind.REPORT:
            voice = Voice(voice.root, SourceKind.MEDIA, voice.texts, voice.ids)
            line = self._claim(event, voice, place)
        else:
            line = self._claim(event, voice, place, via=rng.choice(self.world.agencies).id)
        lines = [line, *([self._claim(event, voice, place, short=True)] if rng.random() < 0.5 else [])]
        publisher = rng.choice(self.world.press).id
        return Draft(tuple(self._pad([*lines, *self._background(event, event.day)])), publisher, None)

    def _copy(self, first: Draft, how: str) -> Draft:
        rng = self.rng
        lines = list(first.lines)
        if how == "excerpt":
            telling = [n for n, line in enumerate(lines) if isinstance(line.meaning, Told) and line.meaning.named]
            least = max(telling[0] + 1 if telling else 1, 3, len(lines) // 2)
            lines = lines[:least]
        elif how == "rewrite":
            lines = [line for line in lines if line.meaning is not None or rng.random() < 0.75]
            lines = [self._again(line) if rng.random() < 0.35 else line for line in lines]
            if rng.random() < 0.5:
                cut = rng.randrange(1, max(2, len(lines) - 1))
                lines = [lines[0], *lines[cut:], *lines[1:cut]] if cut > 1 else lines
        elif rng.random() < 0.04:
            lines = [self._garbled(line) for line in lines]
        publisher = rng.choice(self.world.press).id
        furniture = ("Sign up to our letter for more news", "Read more on this topic") if rng.random() < 0.5 else ()
        credit = first.agency if how == "reprint" or rng.random() < 0.5 else None
        return Draft(tuple(lines), publisher, credit, furniture)

    def _again(self, line: Line) -> Line:
        if not isinstance(line.meaning, Told):
            return filler(self.rng)
        told = line.meaning
        return compose(told.patterns, {**told.slots, "cue": self.rng.choice(told.cues)}, self.rng, told)

    def _garbled(self, line: Line) -> Line:
        """The line with its amount ten or a hundred times as large, as a misprint makes it."""
        told = line.meaning
        if not isinstance(told, Told) or told.low is None or told.stance is Stance.DENIES or not told.exact:
            return line
        amount = told.low * self.rng.choice((10, 100))
        words = _words(amount, told.unit)
        slots = {**told.slots, "quantity": words}
        pieces = tuple((label, words if label == "quantity" else text) for label, text in line.pieces)
        return Line(pieces, replace(told, low=amount, high=amount, slots=slots))

    def _pad(self, lines: list[Line]) -> list[Line]:
        """Claims and fillers in turn: a text of some 150 to 250 words."""
        padded: list[Line] = []
        for line in lines:
            padded += [line, *(filler(self.rng) for _ in range(self.rng.choice((1, 1, 2))))]
        return padded

    def _claim(
        self,
        event: Event,
        voice: Voice | None,
        place: int,
        short: bool = False,
        counted: bool = True,
        via: str = "",
        turned: bool = False,
    ) -> Line:
        """One line about the event by a voice, ``None`` for the outlet's own beside those it names."""
        rng = self.rng
        kind = event.kind
        agent, counterpart = event.agent, event.counterpart
        if turned:
            agent, counterpart = counterpart, agent
        slots = {"agent": self._name(agent), "verb": rng.choice(kind.verbs), "to": kind.to}
        if event.status is Status.PLANNED:
            slots["verb"] = "is due to have " + slots["verb"]
        low = high = None
        if kind.most:
            amount = event.amounts.setdefault(place, event.amount)
            if place not in event.used[:1] and amount == event.amount and rng.random() < 0.06:
                amount = event.amounts[place] = max(2, int(event.amount * rng.choice((0.6, 1.4, 1.9, 2.5))))
            if turned:
                amount = event.amount
            low, high = amount, amount
            slots["quantity"] = _words(amount, kind.unit)
            slots["object"] = rng.choice(kind.words)
            if rng.random() < 0.15 and not turned:
                high, slots["quantity"] = None, "more than " + slots["quantity"]
        start = end = None
        if not short:
            start = end = event.day if event.other_day is None or place % 2 == 0 else event.other_day
            slots["time"] = f"on {start.day} {start:%B %Y}"
        if not (short and kind.stream):
            slots["counterpart"] = self._name(counterpart)
        own = voice is None or voice.kind is SourceKind.REPORT
        stance = Stance.ALLEGES if not own and rng.random() < 0.4 else Stance.ASSERTS
        cues = ALLEGES if stance is Stance.ALLEGES else SAYS
        patterns = VOICED if own else RELAYED if via else SAID
        if voice is not None and not own:
            slots["source"] = rng.choice(voice.texts)
            slots["cue"] = rng.choice(cues)
            slots["via"] = via
        told = Told(
            event=event.id + ("~" if turned else ""),
            root=voice.root if voice is not None and counted else "",
            type=kind.type,
            agent=agent,
            counterpart=counterpart if "counterpart" in slots else "",
            classes=kind.classes if "object" in slots else (),
            unit=kind.unit,
            low=low,
            high=high,
            start=start.isoformat() if start else None,
            end=end.isoformat() if end else None,
            status=event.status,
            stance=stance,
            voice=None if own else voice,
            via=via,
            named=not own,
            slots=slots,
            cues=cues,
            patterns=patterns,
        )
        return compose(patterns, slots, rng, told)

    def _denial(self, event: Event, general: bool) -> list[Line]:
        """A party that denies the event, or all such deliveries."""
        rng = self.rng
        accused = [s for s in (event.agent, event.counterpart) if s in self.world.names]
        if not accused or event.status is not Status.DONE or not event.kind.stream:
            return []
        state = rng.choice(accused)
        line = self._claim(event, self.world.state(state), 0, via="")
        told: Told = line.meaning
        slots = {k: v for k, v in told.slots.items() if k != "quantity" and not (general and k == "time")}
        slots["cue"] = rng.choice(DENIES)
        told = replace(
            told, event="" if general else event.id, root="", stance=Stance.DENIES, low=None, high=None, slots=slots,
            cues=DENIES, **({"start": None, "end": None} if general else {}),
        )  # fmt: skip
        return [compose(SAID, slots, rng, told)]

    def _background(self, event: Event, day: date) -> list[Line]:
        """What else a report tells: the stream that goes on, another recent event, a denial of all of it."""
        rng = self.rng
        lines: list[Line] = []
        if rng.random() < 0.5:
            kind, agent, counterpart = rng.choice(self.world.stream_blocks)
            lines.append(self._stream(kind, agent, counterpart, day))
        others = [e for e in self._recent if e is not event and e.used and _apart(e, event)]
        for _ in range(rng.choice((2, 3, 3, 4))):
            if others:
                other = rng.choice(others)
                place = rng.choice(other.used)
                voice = other.voices[place]
                if voice.kind in (SourceKind.STATE, SourceKind.ORGANISATION):
                    lines.append(self._claim(other, voice, place))
                    others.remove(other)
        if event.stream and rng.random() < 0.03:
            lines += self._denial(event, general=True)
        return lines

    def _stream(self, kind: Kind, agent: str, counterpart: str, day: date) -> Line:
        """That deliveries have gone on for months, by a state that has said so."""
        rng = self.rng
        voice = self.world.state(rng.choice(("US", "KR", "JP", "UA")))
        month = (day.replace(day=1) - timedelta(days=rng.randint(90, 300))).replace(day=1)
        wide = rng.random() < 0.6
        slots = {
            "agent": self._name(agent), "verb": "has " + rng.choice(kind.verbs), "to": kind.to,
            "counterpart": self._name(counterpart), "object": rng.choice(kind.words), "source": rng.choice(voice.texts),
            "cue": rng.choice(SAYS), "via": "", **({"time": f"since {month:%B %Y}"} if wide else {}),
        }  # fmt: skip
        told = Told(
            event=f"stream {kind.name} {agent}>{counterpart}", root=voice.root, type=kind.type, agent=agent,
            counterpart=counterpart, classes=kind.classes, unit="", low=None, high=None,
            start=month.isoformat() if wide else None, end=day.isoformat() if wide else None, status=Status.ONGOING,
            stance=Stance.ASSERTS, voice=voice, via="", named=True, slots=slots, cues=SAYS, patterns=SAID,
        )  # fmt: skip
        return compose(SAID, slots, rng, told)

    def _name(self, party: str) -> str:
        return self.world.names.get(party, party)


def _apart(one: Event, other: Event) -> bool:
    """Whether one report may tell of both without a short line of one being read as of the other."""
    parties = {one.agent, one.counterpart}
    return one.kind.type is not other.kind.type or parties.isdisjoint({other.agent, other.counterpart})


def _words(amount: float, unit: str) -> str:
    return f"{amount:,.0f} {unit}s" if unit != "USD" else f"{amount:,.0f} USD"


def main() -> None:
    seed, claims = int(sys.argv[1]), int(sys.argv[2])
    how: Counter[str] = Counter()
    closed = claims_made = 0
    for report in generate(seed, claims):
        how[report.how] += 1
        claims_made += len(report.extraction.claims)
        closed += len(report.closed)
    print(f"{sum(how.values())} reports, {claims_made} claims, {closed} events; {dict(how)}; {len(BY_NAME)} kinds")


if __name__ == "__main__":
    main()
