"""What the claims of one incident tell under the ceiling of one measure: those that count, and why others don't.

Nothing here looks at another incident, a period or a day of asking, so it is found once for each incident
(:mod:`probata.regimes.caps` adds it up).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from probata.knowledge.goods import Goods
from probata.knowledge.regimes import Direction, Measure, Regime
from probata.knowledge.tallying import Tallying
from probata.records import CapTelling, Claim, Counted, ElementState, Incident, ObjectClass, Origin, Stance
from probata.regimes.captelling import column_of, is_snapshot, measure_amount, sentence_of
from probata.regimes.case import Case, came_about
from probata.regimes.naming import best, naming


@dataclass(frozen=True, slots=True)
class CapTables:
    """The tables that amounts and goods are read by."""

    tallying: Tallying
    goods: Goods


def bears_on(incident: Incident, measure: Measure, goods: Goods) -> bool:
    """Whether an incident may tell anything of a measure: its event, and goods that are or may be of the measure."""
    return incident.type in measure.events and not _kinds(measure, goods).isdisjoint(incident.object)


def counting(
    regime: Regime, measure: Measure, incident: Incident, goods: Goods, claims: Mapping[str, Claim]
) -> Iterator[Claim]:
    """The claims of an incident whose sentences :func:`tellings` looks at."""
    if bears_on(incident, measure, goods):
        case = Case.of(incident, regime.targets, claims, {}, goods)
        if case.runs(measure.direction):
            named = (c for c in case.claims if _named(c, case, measure) is not ElementState.UNMET)
            yield from (c for c in named if not _why_not(c, case, measure, {})[0])


def tellings(
    regime: Regime,
    measure: Measure,
    incident: Incident,
    tables: CapTables,
    claims: Mapping[str, Claim],
    published: Mapping[str, str],
    texts: Mapping[str, str],
    sentences: Mapping[str, str] | None = None,
) -> list[CapTelling]:
    """What an incident tells of a measure that has a ceiling.

    ``published`` and ``texts`` are the days and texts of reports by their ids; of a claim that counts, ``sentences``
    may give the sentence that it stands in, so that its text isn't needed.
    """
    if not bears_on(incident, measure, tables.goods):
        return []
    case = Case.of(incident, regime.targets, claims, published, tables.goods)
    roots = {c: o for o in incident.origins for c in o.claims}
    named = [c for c in case.claims if _named(c, case, measure) is not ElementState.UNMET]
    # Who denies "the reports" denies these goods too, without naming them.
    shown = (*named, *(c for c in case.claims if named and _denies(c) and c not in named))
    known = sentences or {}
    made = []
    for claim in shown:
        where, because = _why_not(claim, case, measure, published)
        sentence = "" if where else known.get(claim.id) or sentence_of(claim, texts.get(claim.report))
        given = (claim.quantity, *claim.also_quantity)
        made.append(
            CapTelling(
                measure=measure.id,
                claim=claim.id,
                incident=incident.id,
                report=claim.report,
                source=claim.source.id,
                published=published.get(claim.report),
                runs=case.runs(measure.direction),
                words="; ".join(" ".join(q.text.split()) for q in given if q is not None),
                quote=" ".join(claim.quote.split()),
                sentence=sentence,
                apart=where,
                because=because,
                counts=None if where else _counted(claim, case, roots.get(claim.id), measure, regime, tables, sentence),
            )
        )
    return made


def _kinds(measure: Measure, goods: Goods) -> frozenset[ObjectClass]:
    """The classes of a measure, and those of entries that may be of them ("oil")."""
    named = frozenset(measure.objects)
    return named.union(*(i.classes for i in goods if named.intersection(i.also)))


def _counted(
    claim: Claim,
    case: Case,
    origin: Origin | None,
    measure: Measure,
    regime: Regime,
    tables: CapTables,
    sentence: str,
) -> Counted:
    outward = measure.direction is Direction.FROM
    others = claim.counterpart if outward else claim.agent
    suppliers = tuple(sorted(set(others).difference(regime.targets)))
    window = case.window(claim)
    column, notified = column_of(claim, suppliers, sentence, tables.tallying)
    snapshot = is_snapshot(claim, column, tables.tallying)
    goods = tuple(sorted(case.goods(claim).intersection(measure.objects) or measure.objects))
    limits = dict.fromkeys(limit for p in measure.paragraphs if p.cap is not None for limit in p.cap.limits)
    evidence = claim.evidence
    return Counted(
        origin=origin.root if origin else claim.source.id,
        counted=origin.counted if origin else True,
        goods=goods,
        objects=claim.object,
        kind_open=_named(claim, case, measure) is not ElementState.MET,
        suppliers=suppliers,
        when=claim.time.text if claim.time else "",
        start=window.start,
        end=window.end,
        column=column,
        snapshot=bool(snapshot),
        rules=tuple(r for r in (notified, snapshot) if r),
        measured=tuple(
            (limit.amount, limit.unit, measure_amount(claim, goods, limit, sentence, tables.tallying))
            for limit in limits
        ),
        passages=tuple(sorted({*evidence.quantity, *evidence.time, *evidence.object})),
    )


def _named(claim: Claim, case: Case, measure: Measure) -> ElementState:
    """Whether a claim names goods under the ceiling; unknown where that is one way to read its words ("oil")."""
    capped = [p for p in measure.paragraphs if p.cap is not None]
    state = best(naming(good, p, measure, case.table) for good in case.things[claim.id] for p in capped)
    also = _also(claim, case.table)
    if state is ElementState.UNMET:
        return ElementState.UNKNOWN if also.intersection(measure.objects) else state
    items = [i for i in map(case.table.get, claim.items) if i is not None]
    sure = any(not i.also and set(measure.objects).intersection(i.classes) for i in items)
    return ElementState.UNKNOWN if also.difference(measure.objects) and not sure else state


def _also(claim: Claim, goods: Goods) -> frozenset[ObjectClass]:
    return frozenset(o for i in claim.items if (item := goods.get(i)) is not None for o in item.also)


def _why_not(claim: Claim, case: Case, measure: Measure, published: Mapping[str, str]) -> tuple[str, str]:
    """Where a claim that doesn't count is shown, and why (without a reason: nowhere); empty where it counts."""
    incident = case.incident
    if not case.runs(measure.direction):
        other = incident.counterpart if measure.direction is Direction.TO else incident.agent
        side = "who received it" if measure.direction is Direction.TO else "who supplied it"
        inward = not {*incident.agent, *incident.counterpart}.isdisjoint(case.targets)
        if other or inward or claim.quantity is None or not came_about(claim):
            return "left_out", ""
        return "left_out", f"it isn't told {side}"
    if _denies(claim):
        return "denied", "a denial changes no bound"
    if claim.stance is Stance.UNVERIFIED:
        return "left_out", "told as not verified; nobody asserts or alleges it here"
    if not came_about(claim):
        return "left_out", f"told as {claim.status}; only what is told as done or going on is a delivery"
    if claim.time is None or not (claim.time.start or claim.time.end):
        day = published.get(claim.report)
        words = f"“{claim.time.text}” gives no date" if claim.time and claim.time.text else "no date is told"
        return "undated", f"{words}; it may belong to any period{f' up to {day}' if day else ''}"
    return "", ""


def _denies(claim: Claim) -> bool:
    return claim.negated or claim.stance is Stance.DENIES
