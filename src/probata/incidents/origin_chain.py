"""The steps of a chain in words: from the report through credits and relays to the root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.incidents.origin_root import UNNAMED_OF, Root, Roots
from probata.incidents.origin_words import sentence
from probata.incidents.original import Original
from probata.records import Claim, CreditKind, OriginKind, OriginStep, Report, Source, SourceKind, StepKind

if TYPE_CHECKING:
    from probata.knowledge import Knowledge

_KINDS = {
    OriginKind.OFFICIAL: StepKind.STATE,
    OriginKind.PERSON: StepKind.SPEAKER,
    OriginKind.DOCUMENT: StepKind.DOCUMENT,
    OriginKind.IMAGERY: StepKind.IMAGERY,
    OriginKind.AGENCY: StepKind.AGENCY,
    OriginKind.OUTLET: StepKind.OUTLET,
    OriginKind.ANONYMOUS: StepKind.ANONYMOUS,
}
_SHORT = 80


class Chain:
    """Writes the steps of one report's claims."""

    def __init__(self, report: Report | None, roots: Roots, knowledge: Knowledge) -> None:
        self._report, self._roots, self._knowledge = report, roots, knowledge

    def to(self, claim: Claim, source: Source, root: Root, alternative: str = "") -> tuple[OriginStep, ...]:
        """Through relays and the speaker to the root."""
        steps = [self._first(), *self._relays(claim, source, root)]
        words = _words(source.text)
        kind = StepKind.ANONYMOUS if source.kind is SourceKind.ANONYMOUS else StepKind.SPEAKER
        who = source.person or words or root.label
        if root.kind is OriginKind.OFFICIAL and who != root.label:
            steps.append(OriginStep(who, kind, f"“{words}” is named as the source", self._other(source)))
            steps.append(OriginStep(root.label, StepKind.STATE, root.because, alternative))
        elif root.key.startswith(UNNAMED_OF):
            also = "one of its named officials, or somebody at odds with it"
            steps.append(OriginStep(root.label, StepKind.ANONYMOUS, root.because, also))
        else:
            because = root.because if root.kind is not OriginKind.OFFICIAL else f"“{words}” is named as the source"
            steps.append(OriginStep(root.label, _KINDS[root.kind], because, alternative or self._other(source)))
        return tuple(steps)

    def resting(self, claim: Claim, root: Root, because: str, alternative: str) -> tuple[OriginStep, ...]:
        """To a root that the report's own words, a medium or a thing rest on."""
        steps = [self._first(), *self._relays(claim, claim.source, root)]
        if claim.source.kind not in (SourceKind.REPORT, SourceKind.ANONYMOUS):
            words = _words(claim.source.text)
            steps.append(OriginStep(self._roots.label(claim.source.id), StepKind.RELAY, f"“{words}” tells it"))
        steps.append(OriginStep(root.label, _KINDS[root.kind], because, alternative))
        return tuple(_once(steps))

    def own(self, claim: Claim, root: Root, because: str, original: Original | None = None) -> tuple[OriginStep, ...]:
        """To the report's own voice: that of the text it copies, which may be an agency's."""
        steps = [self._first()]
        if original is not None:
            told = f"{original.shared}; {original.because}"
            steps.append(OriginStep(self._roots.page(original.report), StepKind.COPY, told, "the outlet's own words"))
        if root.label != steps[-1].who:
            steps.append(OriginStep(root.label, _KINDS[root.kind], because or root.because, "the outlet's own words"))
        return tuple(steps)

    def _first(self) -> OriginStep:
        return OriginStep(self._roots.page(self._report), StepKind.OUTLET, "it publishes the report")

    def _relays(self, claim: Claim, source: Source, root: Root) -> list[OriginStep]:
        """Credits beside the claim and the links of its chain, the outermost first."""
        steps = []
        named = {source.id, root.key, root.group, *(v.id for v in claim.via)}
        if self._report is not None:
            start, end = sentence(self._report.text, claim.start, claim.end)
            for credit in self._report.credits:
                beside = start <= credit.start < end and credit.kind in (CreditKind.REPORTED_BY, CreditKind.TOLD)
                if beside and credit.agency and credit.agency not in named:
                    named.add(credit.agency)
                    words = _words(self._report.text[start:end])
                    steps.append(
                        OriginStep(credit.agency, self._kind(credit.agency), f"it stands by the claim: “{words}”")
                    )
        for via in reversed(claim.via):
            label = self._roots.label(via.id)
            if label not in (root.label, source.id):
                steps.append(OriginStep(label, self._kind(via.id), f"“{_words(via.text)}” passes it on"))
        return steps

    def _kind(self, relay: str) -> StepKind:
        outlet = self._knowledge.outlets.get(relay)
        return StepKind.AGENCY if outlet is not None and outlet.agency else StepKind.RELAY

    def _other(self, source: Source) -> str:
        return "or " + ", ".join(self._roots.label(a) for a in source.alternatives) if source.alternatives else ""


def _once(steps: list[OriginStep]) -> list[OriginStep]:
    return [s for n, s in enumerate(steps) if n == 0 or s.who != steps[n - 1].who]


def _words(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _SHORT else told[: _SHORT - 1] + "…"
