"""The way from one report back to the root of each of its claims, from that report alone and its copies.

1. A **speaker** (a government, an official, a body, a named person) is the root.
2. A **medium** that the text makes a source passes on what somebody told it: the chain, a statement around the
   claim or the one research house that the report names stands behind it; else the medium itself does.
3. A **thing** ("the agency", "a report", "the analysis") is whoever the report names for it.
4. The **voice** of the report rests on the one speaker whom the report names for the same matter. Where it names
   several, or nobody, the voice is that of the agency credited, of the text it copies, of its outlet.
   A veto and a listing are done by being declared: the report's voice about one goes back to the declaring body.

What isn't known to be somebody's own knowledge never counts: unnamed sources, the voice beside several
speakers, sites that the tables don't know and relays, which may repeat one of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from probata.incidents.kinds import is_denial, supports
from probata.incidents.origin_chain import Chain
from probata.incidents.origin_matter import one_matter
from probata.incidents.origin_root import Root, Roots
from probata.incidents.origin_words import COLLECTIVE, EVIDENCE, IMAGERY, SERVICE, sentence
from probata.incidents.original import Original
from probata.records import (
    Claim,
    ClaimType,
    Credit,
    CreditKind,
    OriginKind,
    OriginStep,
    PossiblySame,
    Report,
    Source,
    SourceKind,
    Stance,
    Statement,
    Status,
)

if TYPE_CHECKING:
    from probata.knowledge import Knowledge

_WITH_RECEIVER = frozenset({ClaimType.TRANSFER, ClaimType.DEPLOYMENT, ClaimType.TRAINING})
"""Types whose counterpart takes part in what is alleged; of a use or a theft it is the victim."""


LEAD = 400
"""Characters at the head of a report: whose findings it is about is named there, not in passing further down."""


class _Standing(IntEnum):
    """How far a source can be the root, the surest first."""

    SPEAKER = 0
    UNNAMED = 1
    MEDIUM = 2
    THING = 3
    VOICE = 4


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one claim of a report comes from. ``voice``: nobody but the report says it.

    ``counts``: the root is known to speak for itself here; where it isn't, ``why_not`` says why.
    """

    claim: str
    report: str
    root: Root
    steps: tuple[OriginStep, ...]
    counts: bool
    voice: bool = False
    why_not: str = ""
    possibly: tuple[PossiblySame, ...] = ()


def trace(
    report: Report | None,
    claims: Sequence[Claim],
    knowledge: Knowledge,
    original: Original | None = None,
    statements: Sequence[Statement] = (),
) -> Mapping[str, Trace]:
    """The trace of each claim of one report, by the claim's id.

    ``claims`` are all claims of the report, of whatever incident. ``original`` is whose words this one
    has: its voice is then that one's. ``statements`` of the report help to look behind a medium.
    """
    return _Tracer(report, claims, Roots(knowledge), knowledge, original, statements).all()


class _Tracer:
    def __init__(
        self,
        report: Report | None,
        claims: Sequence[Claim],
        roots: Roots,
        knowledge: Knowledge,
        original: Original | None,
        statements: Sequence[Statement],
    ) -> None:
        self._report, self._roots, self._knowledge, self._original = report, roots, knowledge, original
        self._claims = sorted(claims, key=lambda c: (c.start, c.end, c.id))
        self._statements = statements
        self._chain = Chain(report, roots, knowledge)
        self._done: dict[str, Trace] = {}
        self._finders = roots.finders(report) if report is not None else {}
        self._led_by = roots.finders(replace(report, text=report.text[:LEAD])) if report is not None else {}
        self._speaking: set[str] = set()
        self._owning_up = {(c.source.start, c.source.end) for c in self._claims if self._owns_up(c)}
        self._own_findings = report is not None and self._publishes_findings(report)
        self._lead = next((c for c in self._claims if c.source.kind is SourceKind.REPORT and supports(c)), None)

    def all(self) -> Mapping[str, Trace]:
        standing = {c.id: self._standing(c) for c in self._claims}
        for rank in _Standing:
            self._speaking = {t.root.group for t in self._done.values()}
            for claim in self._claims:
                if standing[claim.id] is rank:
                    self._done[claim.id] = self._trace(claim, rank)
            if rank is _Standing.SPEAKER:
                self._join_collectives()
        return self._done

    def _standing(self, claim: Claim) -> _Standing:
        source = claim.source
        if source.kind is SourceKind.REPORT or source.id == "report":
            return _Standing.SPEAKER if self._own_findings else _Standing.VOICE
        if source.kind is SourceKind.ANONYMOUS or source.id == "anonymous":
            named = self._roots.unnamed_state(source.text) is not None
            thing = EVIDENCE.match(source.text) or SERVICE.match(source.text)
            return _Standing.THING if thing and not named else _Standing.UNNAMED
        outlet = self._knowledge.outlets.get(source.id)
        if outlet is not None and outlet.kind == "imagery":
            return _Standing.THING
        if outlet is not None and outlet.kind not in ("state", "research"):
            return _Standing.MEDIUM
        if outlet is None and source.kind is SourceKind.MEDIA:
            return _Standing.MEDIUM
        return _Standing.THING if (source.start, source.end) in self._owning_up else _Standing.SPEAKER

    def _owns_up(self, claim: Claim) -> bool:
        """Whether a party would own up to what it is accused of by no more than a pronoun or a short form that
        was taken back to it: too little to believe an admission by."""
        short = claim.source.rule.partition(":")[0]
        if short not in ("pronoun", "short") or not supports(claim):
            return False
        parties = claim.agent
        if short == "pronoun" and claim.type in _WITH_RECEIVER:
            parties = (*parties, *claim.counterpart)
        return self._roots.state_of(claim.source.id, self._report) in parties

    def _publishes_findings(self, report: Report) -> bool:
        """Whether the report is a research house's own page that tells what it saw in images."""
        outlet = self._knowledge.outlets.get(self._roots.outlet_name(report))
        return outlet is not None and outlet.kind == "research" and IMAGERY.search(report.text) is not None

    def _trace(self, claim: Claim, standing: _Standing) -> Trace:
        if standing is _Standing.SPEAKER:
            return self._speaker(claim, claim.source)
        if standing is _Standing.UNNAMED:
            return self._unnamed(claim)
        if standing is _Standing.MEDIUM:
            return self._medium(claim)
        return self._thing(claim) if standing is _Standing.THING else self._voice(claim)

    def _speaker(self, claim: Claim, source: Source, alternative: str = "") -> Trace:
        if source.kind is SourceKind.REPORT and self._report is not None:
            own = self._roots.outlet(self._roots.outlet_name(self._report), "it reads images itself")
            own = replace(own, kind=OriginKind.IMAGERY)
            return Trace(claim.id, claim.report, own, self._chain.own(claim, own, own.because), counts=True)
        root = self._roots.speaker(source, self._report)
        return Trace(claim.id, claim.report, root, self._chain.to(claim, source, root, alternative), counts=True)

    def _unnamed(self, claim: Claim) -> Trace:
        source = claim.source
        state = self._roots.unnamed_state(source.text)
        if state is not None:
            root = self._roots.unnamed(state, source.text)
            return Trace(claim.id, claim.report, root, self._chain.to(claim, source, root), counts=True)
        return self._nobody(claim)

    def _nobody(self, claim: Claim) -> Trace:
        root = self._roots.anonymous(claim.source.text, self._report, claim.report)
        why = "it may be one of the others"
        return Trace(claim.id, claim.report, root, self._chain.to(claim, claim.source, root), False, why_not=why)

    def _medium(self, claim: Claim) -> Trace:
        told = self._behind(claim)
        if told is not None:
            return self._speaker(claim, told, f"{claim.source.text} knows it from others too")
        root = self._finder(claim)
        if root is not None:
            because = f"{root.because}; {self._roots.label(claim.source.id)} relays them"
            return self._resting(claim, root, because, f"{self._roots.label(claim.source.id)}'s own reporting")
        own = self._roots.speaker(claim.source, self._report)
        return Trace(claim.id, claim.report, own, self._chain.to(claim, claim.source, own), counts=True)

    def _behind(self, claim: Claim) -> Source | None:
        """Who tells a medium: a link of the chain that is no medium, else the innermost speaker of a statement
        that holds the claim."""
        for via in claim.via:
            actor = self._knowledge.actors.get(via.id)
            if actor is not None and self._knowledge.outlets.get(via.id) is None:
                return Source(via.text, via.id, actor.kind, True, via.start or 0, via.end or 0)
        denied = is_denial(claim)
        around = [
            (sum(e - s for s, e in statement.content), statement)
            for statement in self._statements
            if statement.source.kind not in (SourceKind.REPORT, SourceKind.MEDIA, SourceKind.ANONYMOUS)
            and any(s <= claim.start and claim.end <= e for s, e in statement.content)
            and (statement.stance is Stance.DENIES) == denied
            and statement.speaks
        ]
        return min(around, key=lambda e: (e[0], e[1].id))[1].source if around else None

    def _finder(self, claim: Claim, even_speaking: bool = False) -> Root | None:
        """The one research house of the report; where other claims are put down to it, the others are not its."""
        if len(self._finders) != 1 or not supports(claim):
            return None
        group, root = next(iter(self._finders.items()))
        return root if even_speaking or group not in self._speaking else None

    def _thing(self, claim: Claim) -> Trace:
        source = claim.source
        if (source.start, source.end) in self._owning_up:
            return self._admission(claim)
        evidence = EVIDENCE.match(source.text) is not None or source.kind is not SourceKind.ANONYMOUS
        unnamed = "somebody whom the report doesn't name"
        root = self._finder(claim, even_speaking=True) if evidence else None
        if root is not None:
            return self._resting(claim, root, root.because, unnamed)
        before = [self._done[c.id] for c in self._claims if c.start < claim.start and self._bodily(c, evidence)]
        if before:
            return self._resting(claim, before[-1].root, f"“{source.text}” is who was named before it", unnamed)
        return self._nobody(claim)

    def _admission(self, claim: Claim) -> Trace:
        """A party that seems to own up: rather who else speaks of it, else itself, which then doesn't count."""
        own = self._speaker(claim, claim.source)
        matching = self._same_matter(claim)
        if len({t.root.group for t in matching}) == 1:
            because = f"“{claim.source.text}” is rather who else speaks of it than one of the parties"
            return self._resting(claim, matching[0].root, because, own.root.label)
        return replace(own, counts=False, why_not=f"only “{claim.source.text}” makes it say so")

    def _bodily(self, claim: Claim, evidence: bool) -> bool:
        """Whether a body is named as the claim's source: one that finds things out, or else one of a state."""
        found = self._done.get(claim.id)
        kinds = (OriginKind.IMAGERY, OriginKind.DOCUMENT) if evidence else (OriginKind.OFFICIAL, OriginKind.AGENCY)
        return found is not None and found.counts and found.root.kind in kinds and not claim.source.person

    def _voice(self, claim: Claim) -> Trace:
        declared = self._declared(claim)
        if declared is not None:
            return self._resting(claim, declared, declared.because, "the outlet was there itself")
        matching = self._same_matter(claim)
        groups = {t.root.group for t in matching}
        own = f"{self._roots.page(self._report)} knows it itself"
        if len(groups) == 1:
            said = "the report names nobody else for the same matter"
            return self._resting(claim, matching[0].root, said, own)
        if not groups and self._lead is not None and one_matter(claim, self._lead):
            finder = self._finder(claim)
            if finder is not None and finder.group in self._led_by:
                return self._resting(claim, finder, finder.because, own)
        root, counts, why_not, more = self._own(claim)
        if not groups and not counts and self._lead is not None and one_matter(claim, self._lead):
            only = self._only_speaker(claim)
            if only is not None:
                return self._resting(claim, only, "nobody else speaks in the report", own)
        if groups:
            counts, why_not = False, "it may repeat those whom its report names"
        near = tuple(PossiblySame(r, "the same report names it for the same matter") for r in _keys(matching))
        steps = self._chain.own(claim, root, more, self._original)
        return Trace(claim.id, claim.report, root, steps, counts, True, why_not, near)

    def _only_speaker(self, claim: Claim) -> Root | None:
        """The one who speaks in the report and names its agent; never a party, whom it would make to own up."""
        if self._report is None or not supports(claim):
            return None
        found: dict[str, Root] = {}
        named: set[str] = set()
        for said in self._statements:
            medium = self._knowledge.outlets.get(said.source.id)
            if said.speaks and said.source.named and (medium is None or medium.kind == "research"):
                root = self._roots.speaker(said.source, self._report)
                found.setdefault(root.group, root)
                named.update(*(self._roots.states_in(self._report.text[a:b]) for a, b in said.content))
        parties = {self._roots.state_of(p, self._report) or p for p in (*claim.agent, *claim.counterpart)}
        if len(found) != 1 or found.keys() & parties or not named & parties:
            return None
        return next(iter(found.values()))

    def _resting(self, claim: Claim, root: Root, because: str, alternative: str) -> Trace:
        steps = self._chain.resting(claim, root, because, alternative)
        return Trace(claim.id, claim.report, replace(root, because=because), steps, counts=True)

    def _declared(self, claim: Claim) -> Root | None:
        """The body whose open declaration is the act itself."""
        if not supports(claim) or claim.status not in (Status.DONE, Status.ONGOING):
            return None
        if claim.type is ClaimType.VETO:
            because = "a veto is cast in open council, whose record stands behind every report of it"
            return self._roots.state(claim.counterpart[0] if claim.counterpart else "UN", because)
        if claim.type is ClaimType.LISTING and len(claim.agent) == 1:
            state = self._roots.state_of(claim.agent[0], self._report)
            because = "a listing is made by publishing it"
            return self._roots.state(state, because) if state is not None else None
        return None

    def _same_matter(self, claim: Claim) -> list[Trace]:
        """The traces of claims of the report that others than the report make of the same matter."""
        return [
            found
            for other in self._claims
            if (found := self._done.get(other.id)) is not None
            and found.counts
            and not found.voice
            and other.source.kind is not SourceKind.REPORT
            and one_matter(claim, other)
        ]

    def _own(self, claim: Claim) -> tuple[Root, bool, str, str]:
        """Whose the report's own words are: root, whether it counts, why not, and what shows it."""
        report = self._original.report if self._original is not None else self._report
        if report is None:
            key = f"report {claim.report}"
            root = Root(key, OriginKind.OUTLET, self._roots.page(None), "the report's own voice", key)
            return root, False, "its report isn't at hand", ""
        name = self._roots.outlet_name(report)
        credit, said = self._credit(report, name)
        if credit is not None:
            words = " ".join(credit.text.split())
            root = self._roots.outlet(credit.agency, f"{said}, so the report's own words may be the agency's")
            if root.kind is not OriginKind.OFFICIAL:
                root = replace(root, kind=OriginKind.AGENCY)
            return root, True, "", f"{said} (“{words}”)" if words else said
        if not name:
            key = f"report {report.id}"
            root = Root(key, OriginKind.OUTLET, self._roots.page(report), "the report's own voice", key)
            return root, False, "nothing tells who publishes it", ""
        root = self._roots.outlet(name, "the report's own voice")
        known = self._knowledge.outlets.get(name)
        if known is None:
            return root, False, "nothing shows that this site reports for itself; it may repeat one of the others", ""
        if known.kind == "relay":
            return root, False, "it reprints others", ""
        return root, True, "", ""

    def _credit(self, report: Report, name: str) -> tuple[Credit | None, str]:
        """The credit that makes a report's own words an agency's. "Told the agency" does so only on a page of
        nobody known, and not for a state's agency: another paper quotes such words too."""
        carried = [c for c in report.credits if c.kind in (CreditKind.WIRE, CreditKind.BYLINE) and c.agency]
        if carried:
            return carried[0], "the report carries its credit"
        told = {c.agency: c for c in report.credits if c.kind is CreditKind.TOLD and c.agency}
        agencies = [a for a in told if (o := self._knowledge.outlets.get(a)) is None or o.kind == "agency"]
        if len(told) == 1 and agencies and self._knowledge.outlets.get(name) is None:
            return told[agencies[0]], "the report quotes what it was told"
        return None, ""

    def _join_collectives(self) -> None:
        """Several who speak in one breath ("both countries", "in a joint statement") count once."""
        told: dict[tuple[int | None, int | None, int, int], list[Trace]] = {}
        for claim in self._claims:
            source = claim.source
            if source.start is not None and claim.id in self._done and self._together(claim):
                told.setdefault((source.start, source.end, claim.start, claim.end), []).append(self._done[claim.id])
        for traces in told.values():
            keys = _keys(traces)
            if len(keys) < 2:
                continue
            for found in traces:
                others = tuple(PossiblySame(k, "they say it in one breath") for k in keys if k != found.root.key)
                counts = found.counts and found.root.key == keys[0]
                why_not = found.why_not if counts else f"{traces[0].root.label} says it in the same breath"
                self._done[found.claim] = replace(
                    found, counts=counts, why_not=why_not, possibly=(*found.possibly, *others)
                )

    def _together(self, claim: Claim) -> bool:
        if COLLECTIVE.search(claim.source.text):
            return True
        if self._report is None or claim.source.start is None or claim.source.end is None:
            return False
        start, end = sentence(self._report.text, claim.source.start, claim.source.end)
        return "joint statement" in self._report.text[start:end].lower()


def _keys(traces: Iterable[Trace]) -> list[str]:
    return list(dict.fromkeys(t.root.key for t in traces))
