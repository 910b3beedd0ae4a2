"""The elements of one measure, each held against a case: met, unmet or unknown, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from probata.knowledge.regimes import CitationStatus, Exemption, Measure, Paragraph, Reading, Regime, lowest
from probata.records import IN_FORCE_AT_ALL, READING, Claim, Element, ElementState
from probata.regimes.case import Case, came_about
from probata.regimes.naming import Good, best, naming

MET, UNMET, UNKNOWN = ElementState.MET, ElementState.UNMET, ElementState.UNKNOWN

EVENT, DIRECTION, OBJECT, STATUS, DATE = "event", "direction", "object", "status", "date in force"
BOUND = "bound party"
CEILING = "ceiling of the period reached"

_MUST = (EVENT, DIRECTION, OBJECT, BOUND)
"""Elements that must be met; of the other essential ones it is enough that they aren't unmet."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A measure held against a case. ``core`` are the elements without which it isn't engaged.

    ``vague``: it is the report that says too little of the goods, not the paragraph.
    """

    measure: Measure
    core: tuple[Element, ...]
    rest: tuple[Element, ...]
    paragraphs: tuple[Paragraph, ...]
    vague: bool = False

    @property
    def engaged(self) -> bool:
        """No essential element is unmet; event, direction, object and bound party are met, not only unknown."""
        return not self.missing

    @property
    def missing(self) -> tuple[Element, ...]:
        """The essential elements that stand in the way; the date too where no paragraph may be in force."""
        must = _MUST if self.paragraphs else (*_MUST, DATE)
        return tuple(e for e in self.core if e.state is UNMET or (e.state is UNKNOWN and e.name in must))

    @property
    def citation_status(self) -> CitationStatus:
        """The weakest of the paragraphs that are printed."""
        return lowest(p.citation_status for p in self.paragraphs)

    def state(self, name: str) -> ElementState:
        """The state of a core element."""
        return next(e.state for e in self.core if e.name == name)


def hold(measure: Measure, regime: Regime, case: Case) -> Holding:
    """Every element of a measure against a case.

    Object, status and date are read from the same claims: those that name the goods. So a denial or
    a plan beside a delivery changes nothing, and a date told of other goods dates nothing here.
    """
    if measure.targets:
        case = replace(case, targets=measure.targets)
    reading = _reading(measure, case)
    scope = _Scope(measure, reading, case)
    naming = [c for c in case.claims if scope.of(c) is not UNMET]
    if any(scope.of(c) is MET for c in naming):  # "tanks" beside "arms": what is surely named decides
        naming = [c for c in naming if scope.of(c) is MET]
    told = [c for c in naming if came_about(c)]
    # Where the direction doesn't fit, that is said once, and the date is held against the whole chain.
    chain = [p for p in measure.paragraphs if case.runs(p.direction or measure.direction)] or measure.paragraphs
    # A paragraph that leaves the goods out is no law for them, whatever its dates.
    chain = [p for p in chain if any(scope.by(c, p) is not UNMET for c in naming)] or chain
    printed, date = _date(chain, told or naming, case)
    core = [
        _event(measure, reading, case),
        _direction(measure, case),
        _object(scope, printed, told or naming),
        _status(told, naming, case),
        date,
    ]
    if measure.manner is not None:
        core.append(_manner(measure, naming))
    if measure.binds:
        core.append(_bound(measure, case))
    rest = [Element(READING, UNKNOWN, reading.because)] if reading else []
    rest += _rest(measure, regime, printed, told, case)
    vague = core[2].state is UNKNOWN and not any(scope.left_open(c) for c in naming)
    return Holding(measure, tuple(core), tuple(rest), tuple(printed), vague)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a measure names, or a contested reading of it, against the goods of a case."""

    measure: Measure
    reading: Reading | None
    case: Case

    def of(self, claim: Claim) -> ElementState:
        """Whether any paragraph names the goods of a claim."""
        return best(self.by(claim, p) for p in self.measure.paragraphs)

    def by(self, claim: Claim, paragraph: Paragraph) -> ElementState:
        """Whether one paragraph does."""
        goods = self.case.things[claim.id]
        if self.reading is not None:
            return best(MET for g in goods if g.kind in self.reading.objects)
        if self.measure.event_is_object and not goods:
            return MET
        return best(naming(g, paragraph, self.measure, self.case.table) for g in goods)

    def left_open(self, claim: Claim) -> bool:
        """Whether a paragraph itself leaves open if it reaches the goods of a claim."""
        return any(
            {g.kind, *g.line}.intersection(p.unclear)
            for g in self.case.things[claim.id]
            for p in self.measure.paragraphs
        )

    def named(self, claims: Iterable[Claim]) -> str:
        """The goods of claims that it names, surely or perhaps."""
        held = {g for c in claims for g in self.case.things[c.id] if self._reaches(g)}
        return _list(held)

    def _reaches(self, good: Good) -> bool:
        if self.reading is not None:
            return good.kind in self.reading.objects
        return any(naming(good, p, self.measure, self.case.table) is not UNMET for p in self.measure.paragraphs)


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({c.id for c in claims}))


def _list(values: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, values))) or "none"


def _reading(measure: Measure, case: Case) -> Reading | None:
    """The contested reading under which the case would fall, unless the measure names it outright."""
    if case.incident.type in measure.events:
        return None
    named = case.goods(*case.claims)
    return next((r for r in measure.readings if case.incident.type in r.events and named.intersection(r.objects)), None)


def _event(measure: Measure, reading: Reading | None, case: Case) -> Element:
    kind = case.incident.type
    if kind in measure.events:
        return Element(EVENT, MET, f"the measure is about {kind}", _ids(case.claims))
    if reading is not None:
        return Element(EVENT, MET, f"{kind}, by a contested reading", _ids(case.claims))
    return Element(EVENT, UNMET, f"the measure is not about {kind}")


def _direction(measure: Measure, case: Case) -> Element:
    incident = case.incident
    way = f"{' and '.join(incident.agent) or 'somebody'} to {' and '.join(incident.counterpart) or 'somebody'}"
    target = " or ".join(case.targets)
    words = {"TO": f"into {target}", "FROM": f"out of {target}", "BOTH": f"to or from {target}"}
    wanted = words.get(measure.direction, f"acts of {target}")
    if case.runs(measure.direction):
        return Element(DIRECTION, MET, f"{way}: {wanted}. It binds {measure.addressee}", _ids(case.claims))
    return Element(
        DIRECTION,
        UNMET,
        f"{way}; the measure is about what goes {wanted}"
        if measure.direction in words
        else f"{way}; the measure is about {wanted}",
    )


def _date(chain: Sequence[Paragraph], claims: Sequence[Claim], case: Case) -> tuple[list[Paragraph], Element]:
    """The paragraphs in force on the day of the event, and how sure that is.

    A claim whose days lie within a paragraph's is enough. Where none does, days that overlap or are
    not known leave it open, and the paragraphs that are still in force are shown.
    """
    windows = [(c, case.window(c)) for c in claims]
    states = {p.label: {w.within(p) for _, w in windows} or {UNKNOWN} for p in chain}
    met = [p for p in chain if MET in states[p.label]]
    if met:
        because = _list({w.because for _, w in windows if any(w.within(p) is MET for p in met)})
        ids = _ids(c for c, w in windows if any(w.within(p) is MET for p in met))
        return met, Element(DATE, MET, f"{because}. In force: {_chain(met)}", ids)
    open_ = [p for p in chain if UNKNOWN in states[p.label]]
    if open_:
        shown = [p for p in open_ if p.in_force_to is None] or open_
        because = _list({w.because for _, w in windows}) if windows else "no claim dates the event"
        return shown, Element(DATE, UNKNOWN, f"{because}. May be in force: {_chain(shown)}", _ids(claims))
    because = _list({w.because for _, w in windows})
    if any(w.unsaid(p) for _, w in windows for p in chain):
        return [], Element(DATE, UNKNOWN, f"{because}. Not known to be in force then: {_chain(chain)}", _ids(claims))
    return [], Element(DATE, UNMET, f"{because}. Not in force then: {_chain(chain)}", _ids(claims))


def _chain(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs with their days and how far the citation was checked."""
    return "; ".join(f"{p.label} {_days(p)} ({p.citation_status})" for p in paragraphs)


def _days(p: Paragraph) -> str:
    days = f"from {p.in_force_from}{f' to {p.in_force_to}' if p.in_force_to else ''}"
    days += f", unknown before {p.known_from}" if p.known_from and p.known_from <= p.in_force_from else ""
    return days + (f", last renewal seen to {p.known_to}" if p.known_to else "")


def _object(scope: _Scope, printed: Sequence[Paragraph], claims: Sequence[Claim]) -> Element:
    """Whether a paragraph that may be in force names the goods of a claim, surely or perhaps."""
    case, measure = scope.case, scope.measure
    if not claims:
        goods = _list(g for c in case.claims for g in case.things[c.id])
        return Element(OBJECT, UNMET, f"the goods reported are {goods}; it names {_list(reach(measure))}")
    named = scope.named(claims)
    if scope.reading is not None:
        return Element(OBJECT, MET, f"{named}, by a contested reading", _ids(claims))
    if measure.event_is_object and not any(case.things[c.id] for c in claims):
        return Element(OBJECT, MET, "the event itself is what the measure is about", _ids(claims))
    # Where the date stands in the way, the whole chain says whether the goods would be named.
    pairs = [(c, p) for c in claims for p in printed if case.window(c).within(p) is not UNMET]
    pairs = pairs or [(c, p) for c in claims for p in measure.paragraphs]
    sure = {c.id: c for c, p in pairs if scope.by(c, p) is MET}
    if sure:
        who = _list({c.source.id for c in sure.values()})
        return Element(OBJECT, MET, f"{scope.named(sure.values())}, as told by {who}", tuple(sorted(sure)))
    scopes = _list({f"{p.label}: {p.scope}" for c, p in pairs if scope.by(c, p) is UNKNOWN})
    return Element(OBJECT, UNKNOWN, f"whether it names {named} is open ({scopes})", _ids(claims))


def reach(measure: Measure) -> tuple[str, ...]:
    """The classes and entries of the goods table that a measure names, surely or perhaps."""
    named = [*measure.objects, *measure.items, *(o for r in measure.readings for o in r.objects)]
    named += [u for p in measure.paragraphs for u in (*p.items, *p.unclear)]
    return tuple(sorted({str(n) for n in named}))


def _status(told: Sequence[Claim], naming: Sequence[Claim], case: Case) -> Element:
    if not told:
        because = case.why_not_told(naming or case.claims) if naming or not case.told else "told of other goods only"
        return Element(STATUS, UNMET, because, _ids(naming))
    against = f"; denied by {_list(case.incident.denied_by)}" if case.incident.denied_by else ""
    who = _list({f"{c.source.id} {c.stance}" for c in told})
    return Element(STATUS, MET, f"told as done or going on: {who}{against}", _ids(told))


def _manner(measure: Measure, claims: Sequence[Claim]) -> Element:
    assert measure.manner is not None  # the caller looked
    words = re.compile("|".join(rf"\b{re.escape(w)}\b" for w in measure.manner.words), re.IGNORECASE)
    said = [c for c in claims if words.search(c.quote) or (c.place and words.search(f"{c.place.text} {c.place.name}"))]
    if said:
        return Element(measure.manner.name, MET, "the claims say so", _ids(said))
    return Element(measure.manner.name, UNMET, "no claim says so")


def _bound(measure: Measure, case: Case) -> Element:
    """Whether one whom the measure binds takes part; unknown where a side isn't named."""
    incident = case.incident
    if not set(measure.binds).isdisjoint((*incident.agent, *incident.counterpart)):
        return Element(BOUND, MET, f"it binds {measure.addressee}", _ids(case.claims))
    if not incident.agent or not incident.counterpart:
        return Element(BOUND, UNKNOWN, f"it binds {measure.addressee}; a side of the event isn't named")
    return Element(BOUND, UNMET, f"it binds {measure.addressee} only")


def _rest(
    measure: Measure, regime: Regime, printed: Sequence[Paragraph], told: Sequence[Claim], case: Case
) -> list[Element]:
    """Elements that reports can't settle, and the exemptions, which are never known from them."""
    rest = []
    if measure.definition is not None:
        d = measure.definition
        outright = [c for c in told if set(d.all_of) <= set(c.object)]
        fits = outright and any(p.in_force_from >= d.in_force_from for p in printed)
        rest.append(Element(d.name, MET if fits else UNKNOWN, d.because if fits else d.otherwise, _ids(outright)))
    for p in printed:
        if p.cap is not None:
            because = (
                f"{p.label} allows {p.cap.told}; a sum over the period, never one delivery. "
                f"The running total: probata caps --measure {measure.id}"
            )
            rest.append(Element(CEILING, UNKNOWN, because))
    rest += [Element(q.name, UNKNOWN, q.because) for q in measure.questions]
    dispute = measure.contested or regime.contested
    if dispute is not None and any((p.in_force_to or dispute.since) >= dispute.since for p in printed):
        rest.append(Element(IN_FORCE_AT_ALL, UNKNOWN, dispute.told))
    last = max((case.window(c).end for c in told), default="")
    ways = [e for e in (*measure.exemptions, *regime.exemptions) if e.in_force_from <= last]
    rest.append(Element("exemption or approval", UNKNOWN, _exemptions(ways)))
    return rest


def _exemptions(exemptions: Sequence[Exemption]) -> str:
    told = "; ".join(f"{e.rule}: {e.text} (decided by {e.decided_by})" for e in exemptions)
    return f"Committee approval: unknown. Ways out: {told}" if told else "Committee approval: unknown"
