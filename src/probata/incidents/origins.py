"""Independent roots of an incident's claims: origins are counted, not articles.

Where each claim comes from is told in :mod:`probata.incidents.origin_trace`, what a report adds to the count
in :mod:`probata.incidents.origin_count`. This module brings the reports of one incident together.

Only roots that assert or allege the event count. Not counted: a denial and an "unverified" (they support
nothing), an unnamed source (it may be one of the others), a report's own voice beside those whom it names
and that of a site or relay which isn't known to report for itself. A group of roots (a state and its unnamed
officials, the names of one house) counts once. If none but uncounted ones are left, they count as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from probata.incidents.kinds import is_denial, supports
from probata.incidents.origin_count import contributions, independent
from probata.incidents.origin_root import Root
from probata.incidents.origin_trace import Trace, trace
from probata.incidents.original import Copies, original_of
from probata.records import (
    Claim,
    ObjectClass,
    Origin,
    OriginKind,
    OriginPath,
    OriginStep,
    PossiblySame,
    Report,
    Statement,
)

if TYPE_CHECKING:
    from probata.knowledge import Knowledge


_KIND_ORDER = list(OriginKind)

PEOPLE = 3
"""Names that the reason of one origin gives; the paths have them all."""


def find_origins(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    knowledge: Knowledge,
    copies: Copies | None = None,
    traces: Mapping[str, Trace] | None = None,
) -> tuple[tuple[Origin, ...], int]:
    """The origins of an incident's claims, those that support it first, and how many are independent.

    ``traces`` are those of :func:`trace_all` over whole reports; without them each report is traced by the
    claims given, which knows less.
    """
    traces = traces if traces is not None else trace_all(claims, reports, knowledge, copies)
    traces = dict(traces) | _unknown_goods(claims, traces)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    given = {r: contributions(own, traces) for r, own in by_report.items()}
    counting: dict[str, str] = {}
    for root, group in sorted({(c.root, c.group) for told in given.values() for c in told if c.counts}):
        # A state stands for its unnamed officials where both are there.
        counting[group] = group if root == group else counting.get(group, root)
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.report, c.start, c.id)):
        held[traces[claim.id].root.key].append(claim)
    origins = [_origin(own, traces, root in counting.values(), counting) for root, own in held.items()]
    backing = {root for root, own in held.items() if any(supports(c) for c in own)}
    origins.sort(key=lambda o: (o.root not in backing, not o.counted, o.root))
    told = [c for each in given.values() for c in each]
    return tuple(_relate(origins, held, traces, knowledge)), independent(told)


def _unknown_goods(claims: Sequence[Claim], traces: Mapping[str, Trace]) -> dict[str, Trace]:
    """Who saw containers go has not said what was in them: beside named goods such a claim makes no origin count."""
    unknown = [c for c in claims if set(c.object) == {ObjectClass.CARGO_UNKNOWN}]
    if not any(supports(c) and set(c.object) - {ObjectClass.CARGO_UNKNOWN} for c in claims):
        return {}
    why = "it doesn't say what the cargo was"
    return {c.id: replace(traces[c.id], counts=False, why_not=why) for c in unknown}


def trace_all(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    knowledge: Knowledge,
    copies: Copies | None = None,
    statements: Iterable[Statement] = (),
) -> dict[str, Trace]:
    """The traces of all claims of whole reports, by claim."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.report].append(statement)
    found: dict[str, Trace] = {}
    for report, own in by_report.items():
        original = original_of(report, copies or {}, reports)
        found |= trace(reports.get(report), own, knowledge, original, said[report])
    return found


def _origin(own: Sequence[Claim], traces: Mapping[str, Trace], counted: bool, counting: Mapping[str, str]) -> Origin:
    told = [traces[c.id] for c in own]
    # What a claim itself says of the root tells more than that others rest on it.
    best = min(told, key=lambda t: (not t.counts, t.voice, _KIND_ORDER.index(t.root.kind), t.root.because))
    root = best.root
    paths: dict[tuple[str, tuple[OriginStep, ...]], list[str]] = defaultdict(list)
    for claim, one in zip(own, told, strict=True):
        paths[claim.report, one.steps].append(claim.id)
    return Origin(
        root=root.key,
        kind=root.kind,
        claims=tuple(sorted(c.id for c in own)),
        because=_because(root, own, told, counted, counting),
        label=root.label,
        counted=counted,
        possibly=tuple(dict.fromkeys(p for t in told for p in t.possibly)),
        paths=tuple(OriginPath(report, tuple(ids), steps) for (report, steps), ids in paths.items()),
    )


def _because(
    root: Root, own: Sequence[Claim], told: Sequence[Trace], counted: bool, counting: Mapping[str, str]
) -> str:
    one = _who(root, own)
    if not any(supports(c) for c in own):
        against = "it denies" if any(is_denial(c) for c in own) else "it couldn't verify"
        return f"{one}; {against}, so it supports nothing"
    if counted:
        return one
    if counting.get(root.group, root.key) != root.key:
        return f"{one}; counted as one with {counting[root.group]}"
    why = next((t.why_not for t in told if t.why_not), "the report names somebody else for it")
    return f"{one}; not counted: {why}"


def _who(root: Root, own: Sequence[Claim]) -> str:
    """Why the claims are of one root; of a state, who speaks for it."""
    people = sorted({c.source.person for c in own if c.source.person}) if root.kind is OriginKind.OFFICIAL else []
    if not people:
        return root.because
    named = ", ".join(people[:PEOPLE]) + (f" and {len(people) - PEOPLE} more" if len(people) > PEOPLE else "")
    speak = "speaks" if len(people) == 1 else "speak"
    return f"{named} {speak} for {root.label}: a government and its officials are one origin"


def _relate(
    origins: Sequence[Origin], held: Mapping[str, Sequence[Claim]], traces: Mapping[str, Trace], knowledge: Knowledge
) -> list[Origin]:
    """The origins with what each may be one with."""
    labels = {o.root: o.label for o in origins}
    groups = {root: traces[own[0].id].root.group for root, own in held.items()}
    related: dict[str, list[PossiblySame]] = {o.root: [p for p in o.possibly if p.root in labels] for o in origins}
    for one in labels:
        for other in labels.keys() - {one}:
            because = _possibly(one, other, groups, labels, knowledge) or _possibly(
                other, one, groups, labels, knowledge
            )
            if because:
                related[one].append(PossiblySame(other, because))
    return [_with(o, related[o.root]) for o in origins]


def _with(origin: Origin, related: Collection[PossiblySame]) -> Origin:
    return replace(origin, possibly=tuple(sorted(set(related), key=lambda p: (p.root, p.because))))


def _possibly(one: str, other: str, groups: Mapping[str, str], labels: Mapping[str, str], knowledge: Knowledge) -> str:
    """Why the first root may be one with the second, empty where nothing says so."""
    if groups[one] == other:
        return f"those whom nobody names may be those who speak for {labels[other]} by name"
    actor = knowledge.actors.get(one)
    if actor is not None and other in actor.members:
        return f"{labels[other]} is a member of {labels[one]} and may have told it"
    outlet = knowledge.outlets.get(one)
    if outlet is not None and outlet.owner == other and outlet.kind == "public":
        return f"{labels[one]} is paid by {labels[other]} and may pass on what that told it"
    return ""
