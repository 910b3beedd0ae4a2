"""A finding with all that an analyst needs to stand by it: thirteen parts, each value with where it comes from.

Nothing is decided here. The parts are those that panels of experts print: number, sentence, facts, measure, evidence,
independence, grades, contrary evidence, replies, gaps and alternatives, judgement, history, annexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from probata.desk import Desk
from probata.errors import InputError
from probata.pipeline.account import Account, Voice, account
from probata.pipeline.labels import Labels
from probata.pipeline.rulebase import regimes
from probata.pipeline.sheetparts import (
    Annex,
    Contrary,
    Engaged,
    FactAmount,
    Facts,
    Gaps,
    Grades,
    Item,
    Judgement,
    Noted,
    Rules,
    Sheet,
    SheetParagraph,
)
from probata.pipeline.standings import Standing, standings
from probata.records import (
    Act,
    Capture,
    Claim,
    ElementState,
    Finding,
    Incident,
    Quantity,
    Status,
)
from probata.settings import Settings


def sheet(desk: Desk, settings: Settings, finding: Finding, today: str | None = None) -> Sheet:
    """All of a finding. ``today`` (ISO day, by the clock if it isn't given) says whose time to answer is past."""
    from probata.capture import stamp, utc_now
    from probata.knowledge.estimates import read_estimates
    from probata.regimes import missing
    from probata.regimes.sentence import sentence

    incident = desk.get(finding.incident)
    if not isinstance(incident, Incident):
        raise InputError(finding.incident, "is not an incident of this desk; run `probata verify`")
    labels = Labels()
    told = account(desk, incident)
    items, annexes = _evidence(desk, incident, told, labels)
    by_claim = {i.claim: i.number for i in items}
    history = _history(desk, finding, incident)
    own = [s.decision for s in history if s.decision.finding is not None and s.retracted_by is None]

    def noted(act: Act, none: bool = False) -> tuple[Noted, ...]:
        return tuple(
            Noted(d.finding.text or "", d.author, d.at, d.id)
            for d in own
            if d.act is act and d.finding is not None and d.finding.none is none
        )

    def latest(*acts: Act) -> Noted | None:
        return next((Noted(d.reason, d.author, d.at, d.id) for d in reversed(own) if d.act in acts), None)

    lacks = missing(incident, own, today or stamp(utc_now())[:10])
    word = read_estimates().likelihood(finding.likelihood or "")
    p = incident.proposed
    return Sheet(
        number=finding.number,
        statement=sentence(finding, incident, labels.actor),
        facts=_facts(incident, [v.claim for v in (*told.backing, *told.others)], labels, by_claim),
        measure=_measure(finding, settings),
        evidence=items,
        independent_origins=incident.independent_origins,
        origins=incident.origins,
        grades=Grades(incident.reliability, incident.credibility, p.reliability if p else None,
                      p.credibility if p else None, p.sources if p else ()),
        contrary=Contrary(
            tuple(map(labels.actor, incident.denied_by)),
            tuple(i.number for i in items if i.side == "against"),
            tuple(c.note for c in incident.conflicts),
            noted(Act.CONTRARY),
            noted(Act.CONTRARY, none=True),
        ),
        replies=tuple(replace(r, addressee=labels.actor(r.addressee)) for r in finding.replies),
        gaps=Gaps(
            tuple(e for e in finding.elements if e.state is ElementState.UNKNOWN),
            tuple(_untold(incident, [v.claim for v in told.backing])),
            tuple(q.note for q in incident.questions),
            noted(Act.GAP),
        ),
        alternatives=noted(Act.ALTERNATIVE),
        judgement=Judgement(
            finding.status.value, finding.likelihood, word.low if word else None, word.high if word else None,
            finding.confidence, latest(Act.JUDGE), latest(Act.CONFIRM, Act.REJECT), lacks,
            finding.confirmed_by, finding.awaited,
        ),
        history=history,
        rules=_rules(finding, history),
        annexes=annexes,
    )  # fmt: skip


def _evidence(
    desk: Desk, incident: Incident, told: Account, labels: Labels
) -> tuple[tuple[Item, ...], tuple[Annex, ...]]:
    sources = {s.source: s for s in incident.proposed.sources} if incident.proposed else {}
    grades = {c: sources[o.root].reliability.value for o in incident.origins if o.root in sources for c in o.claims}
    captures = _captures(desk, told)
    items: list[Item] = []
    sides = (("for", told.backing), ("against", told.denying), ("neither", told.others))
    for side, voice in ((side, v) for side, voices in sides for v in voices):
        capture = captures[voice.report.capture]
        items.append(_item(len(items) + 1, side, voice, capture, labels, grades))
    annexes = tuple(
        Annex(c.id, c.sha256, c.url_final, c.captured_at, c.tool,
              tuple(i.number for i in items if i.capture == c.id))
        for c in (captures[i] for i in dict.fromkeys(i.capture for i in items))
    )  # fmt: skip
    return tuple(items), annexes


def _captures(desk: Desk, told: Account) -> dict[str, Capture]:
    from probata.desk import telling

    wanted = dict.fromkeys(v.report.capture for v in (*told.backing, *told.denying, *told.others))
    found = telling.captures(desk.base, wanted)
    if gone := next((i for i in wanted if i not in found), None):
        raise InputError(gone, "is not a capture of this desk; run `probata verify`")
    return found


def _item(number: int, side: str, voice: Voice, capture: Capture, labels: Labels, grades: dict[str, str]) -> Item:
    claim, report = voice.claim, voice.report
    person = claim.source.person if claim.source.person != claim.source.id else None
    return Item(
        number=number, side=side, claim=claim.id,
        source=labels.actor(claim.source.id) + (f" ({person})" if person else ""), stance=claim.stance.value,
        via=tuple(labels.actor(v.id) for v in claim.via), said=voice.day if voice.said else None, quote=claim.quote,
        start=claim.start, end=claim.end, report=report.id,
        title=report.title.text if report.title else report.label or report.id, outlet=report.outlet, url=report.url,
        published=report.published, text_kind=report.text_kind, report_sha256=report.sha256, capture=capture.id,
        capture_sha256=capture.sha256, captured_at=capture.captured_at, grade=grades.get(claim.id, "F"),
        verdict=claim.verdict.value, entered=claim.entered,
    )  # fmt: skip


def _facts(incident: Incident, claims: Iterable[Claim], labels: Labels, by_claim: dict[str, int]) -> Facts:
    claims = tuple(claims)
    softened: dict[tuple[str, str], dict[str, None]] = {}
    for quantity in (q for c in claims for q in _quantities(c)):
        if quantity.approximator:
            softened.setdefault((quantity.text, quantity.role), {})[quantity.approximator] = None
    time = incident.time
    return Facts(
        event=incident.type.value,
        who=tuple(map(labels.actor, incident.agent)),
        whom=tuple(map(labels.actor, incident.counterpart)),
        what=tuple(o.value for o in incident.object),
        amounts=tuple(
            FactAmount(q.low, q.high, q.unit, tuple(softened.get((q.text, q.role), ())), q.role.value, q.text,
                       tuple(sorted(by_claim[c] for c in q.claims if c in by_claim)))
            for q in incident.quantities
        ),
        start=time.start if time else None,
        end=time.end if time else None,
        when=time.text if time else "",
        where=_each(claims, lambda c: [c.place.text] if c.place else []),
        means=_each(claims, lambda c: [m.name or m.text for m in c.means]),
        statuses=tuple(dict.fromkeys(c.status.value for c in claims)),
    )  # fmt: skip


def _quantities(claim: Claim) -> tuple[Quantity, ...]:
    return tuple(q for q in (claim.quantity, *claim.also_quantity) if q is not None)


def _each(claims: Iterable[Claim], values: Callable[[Claim], list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(v.split()) for c in claims for v in values(c)))


def _untold(incident: Incident, claims: Iterable[Claim]) -> Iterable[str]:
    claims = tuple(claims)
    time = incident.time
    told = {
        "who": incident.agent,
        "to whom": incident.counterpart,
        "what": incident.object,
        "how much": incident.quantities,
        "when": (time.start or time.end) if time else None,
        "where": any(c.place for c in claims),
        "by what means": any(c.means for c in claims),
        "whether it came about": any(c.status in (Status.DONE, Status.ONGOING) for c in claims),
    }
    return (name for name, value in told.items() if not value)


def _measure(finding: Finding, settings: Settings) -> Engaged:
    regime = next((r for r in regimes(settings) if r.id == finding.regime), None)
    measure = regime.measure(finding.measure) if regime else None
    contested = (measure.contested if measure else None) or (regime.contested if regime else None)
    return Engaged(
        finding.measure, measure.title if measure else "", finding.regime, measure.direction.value if measure else "",
        measure.addressee if measure else "", contested.told if contested else "", finding.citation_status,
        tuple(
            SheetParagraph(q.label, q.in_force_from, q.in_force_to, q.superseded_by, q.citation_status.value, q.source)
            for q in (measure.paragraphs if measure else ())
            if q.label in finding.paragraphs
        ),
        finding.elements,
    )  # fmt: skip


def _history(desk: Desk, finding: Finding, incident: Incident) -> tuple[Standing, ...]:
    """The decisions that name its claims, reports or origins, without those on other findings."""
    from probata.incidents import Rulings

    roots = (o.root for o in incident.origins)
    found = standings(desk, (*incident.claims, *incident.reports, *roots))
    own = {d.id for d in Rulings.of(desk.decisions_but_verdicts()).on_finding(finding.measure, incident.claims)}
    others: set[str] = set()
    for decision in (s.decision for s in found):  # oldest first: a retraction goes with what it is about
        if (decision.finding is not None and decision.id not in own) or decision.retracts in others:
            others.add(decision.id)
    return tuple(s for s in found if s.decision.id not in others)


def _rules(finding: Finding, history: Iterable[Standing]) -> tuple[Rules, ...]:
    found: list[Rules] = []
    for decision in (s.decision for s in history):
        if decision.finding is not None and (not found or found[-1].rule_base != decision.finding.rule_base):
            found.append(Rules(decision.finding.rule_base, decision.at))
    return (*found, Rules(finding.rule_base, None))
