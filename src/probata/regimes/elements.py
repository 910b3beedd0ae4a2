"""The elements of one measure, each held against a case: met, unmet or unknown, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from probata.knowledge.regimes import CitationStatus, Exemption, Measure, Paragraph, Reading, Regime, lowest
from probata.records import Claim, Element, ElementState, ObjectClass
from probata.regimes.case import Case, came_about

MET, UNMET, UNKNOWN = ElementState.MET, ElementState.UNMET, ElementState.UNKNOWN

EVENT, DIRECTION, OBJECT, STATUS, DATE = "event", "direction", "object", "status", "date in force"


@dataclass(frozen=True, slots=True)
class Holding:
    """A measure held against a case. ``core`` are the elements without which it isn't engaged."""

    measure: Measure
    core: tuple[Element, ...]
    rest: tuple[Element, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def engaged(self) -> bool:
        """No essential element is unmet; event, direction and object are met, not only unknown."""
        return all(
            e.state is MET or (e.state is UNKNOWN and e.name not in (EVENT, DIRECTION, OBJECT)) for e in self.core
        )

    @property
    def missing(self) -> tuple[Element, ...]:
        """The essential elements that stand in the way."""
        return tuple(
            e for e in self.core if e.state is UNMET or (e.state is UNKNOWN and e.name in (EVENT, DIRECTION, OBJECT))
        )

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
    reading = _reading(measure, case)
    classes = reading.objects if reading else measure.objects
    naming = [c for c in case.claims if _names(case.goods(c), classes, measure)]
    told = [c for c in naming if came_about(c)]
    # Where the direction doesn't fit, that is said once, and the date is held against the whole chain.
    chain = [p for p in measure.paragraphs if case.runs(p.direction or measure.direction)] or measure.paragraphs
    printed, date = _date(chain, told or naming, case)
    core = [
        _event(measure, reading, case),
        _direction(measure, case),
        _object(measure, reading, printed, told or naming, case),
        _status(told, case),
        date,
    ]
    if measure.manner is not None:
        core.append(_manner(measure, naming))
    rest = [Element("reading", UNKNOWN, reading.because)] if reading else []
    rest += _rest(measure, regime, printed, told)
    return Holding(measure, tuple(core), tuple(rest), tuple(printed))


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


def _names(goods: frozenset[ObjectClass], classes: Sequence[ObjectClass], measure: Measure) -> bool:
    return bool(goods.intersection(classes)) or (measure.event_is_object and not goods)


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
    words = {"TO": f"into {case.target}", "FROM": f"out of {case.target}", "BOTH": f"to or from {case.target}"}
    wanted = words.get(measure.direction, f"acts of {case.target}")
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
    return [], Element(DATE, UNMET, f"{because}. Not in force then: {_chain(chain)}", _ids(claims))


def _chain(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs with their days and how far the citation was checked."""
    return "; ".join(
        f"{p.label} from {p.in_force_from}{f' to {p.in_force_to}' if p.in_force_to else ''} ({p.citation_status})"
        for p in paragraphs
    )


def _object(
    measure: Measure, reading: Reading | None, printed: Sequence[Paragraph], claims: Sequence[Claim], case: Case
) -> Element:
    """Whether a paragraph that may be in force names the goods of a claim, surely or perhaps."""
    named = case.goods(*claims)
    if reading is not None:
        return Element(
            OBJECT, MET, f"{_list(named.intersection(reading.objects))}, by a contested reading", _ids(claims)
        )
    if not claims:
        goods = _list(case.goods(*case.claims))
        return Element(OBJECT, UNMET, f"the goods reported are {goods}; it names {_list(measure.objects)}")
    if measure.event_is_object and not named:
        return Element(OBJECT, MET, "the event itself is what the measure is about", _ids(claims))
    if not printed:  # the date stands in the way, not the goods
        return Element(OBJECT, MET, _list(named.intersection(measure.objects)), _ids(claims))
    sure: list[Claim] = []
    scopes: set[str] = set()
    for claim in claims:
        window = case.window(claim)
        for p in printed:
            if window.within(p) is UNMET:
                continue
            if case.goods(claim).intersection(p.objects):
                sure.append(claim)
            elif case.goods(claim).intersection(p.unclear):
                scopes.add(f"{p.label}: {p.scope}")
    if sure:
        goods = _list(case.goods(*sure).intersection(measure.objects))
        return Element(OBJECT, MET, f"{goods}, as told by {_list({c.source.id for c in sure})}", _ids(sure))
    because = f"whether the paragraph in force names {_list(named.intersection(measure.objects))} is open"
    return Element(OBJECT, UNKNOWN, f"{because} ({_list(scopes)})", _ids(claims))


def _status(told: Sequence[Claim], case: Case) -> Element:
    if not told:
        return Element(STATUS, UNMET, case.why_not_told() if not case.told else "told as done of other goods only")
    against = f"; denied by {_list(case.incident.denied_by)}" if case.incident.denied_by else ""
    who = _list({f"{c.source.id} {c.stance}" for c in told})
    return Element(STATUS, MET, f"told as done or going on: {who}{against}", _ids(told))


def _manner(measure: Measure, claims: Sequence[Claim]) -> Element:
    assert measure.manner is not None  # the caller looked
    words = re.compile("|".join(rf"\b{re.escape(w)}\b" for w in measure.manner.words), re.IGNORECASE)
    said = [c for c in claims if words.search(c.quote)]
    if said:
        return Element(measure.manner.name, MET, "the claims say so", _ids(said))
    return Element(measure.manner.name, UNMET, "no claim says so")


def _rest(measure: Measure, regime: Regime, printed: Sequence[Paragraph], told: Sequence[Claim]) -> list[Element]:
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
            rest.append(Element("ceiling of the period reached", UNKNOWN, because))
    rest += [Element(q.name, UNKNOWN, q.because) for q in measure.questions]
    rest.append(Element("exemption or approval", UNKNOWN, _exemptions((*measure.exemptions, *regime.exemptions))))
    return rest


def _exemptions(exemptions: Sequence[Exemption]) -> str:
    told = "; ".join(f"{e.rule}: {e.text} (decided by {e.decided_by})" for e in exemptions)
    return f"Committee approval: unknown. Ways out: {told}" if told else "Committee approval: unknown"
