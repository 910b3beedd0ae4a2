"""Independent roots of an incident's claims: origins are counted, not articles.

The root of a claim is the innermost source of its attribution chain:

* a government, its officials in office and its own state media are one root, the state;
* a named person or body that speaks for no state is a root of its own;
* the report's own voice is that of the agency whose credit the report carries, else of its outlet,
  else of that one report; reports that use the same words are one root (a copy);
* an unnamed source is one root per report.

Only roots that assert or allege the event count as independent. Not counted: a denial and an
"unverified" (they support nothing), an unnamed source beside a named one (it may be the same person),
and a report's own voice where each of its reports also rests on a named source (it may only repeat it).
If none but unnamed sources and such voices are left, they count as one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from probata.incidents.item import parse_day
from probata.incidents.kinds import is_denial, supports
from probata.records import Claim, CreditKind, Origin, OriginKind, Report, SourceKind

if TYPE_CHECKING:
    from probata.knowledge import Knowledge

COPY_WORDS = 8
"""Two reports that share a clause of so many words in their own voice didn't write it twice."""

_IMAGERY = re.compile(r"\b(?:satellite|commercial|aerial)\s+(?:images?|imagery|photos?|photographs?)\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"\b(?:documents?|records?|invoices?|manifests?|customs data)\b", re.IGNORECASE)

_AGENCY_CREDITS = (
    (CreditKind.WIRE, "the report carries its credit"),
    (CreditKind.TOLD, "the report quotes what it was told"),
)

_Root = tuple[str, OriginKind, str]


def find_origins(
    claims: Sequence[Claim], reports: Mapping[str, Report], knowledge: Knowledge
) -> tuple[tuple[Origin, ...], int]:
    """The origins of an incident's claims, those that support it first, and how many are independent."""
    roots: dict[str, tuple[OriginKind, str]] = {}
    held: dict[str, list[Claim]] = defaultdict(list)
    copies = _copies(claims, reports, knowledge)
    for claim in claims:
        root, kind, why = _root(claim, reports.get(claim.report), copies, knowledge)
        roots.setdefault(root, (kind, why))
        held[root].append(claim)
    counted = _independent({r: k for r, (k, _) in roots.items()}, held)
    origins = [
        Origin(root, kind, tuple(c.id for c in held[root]), _because(why, held[root], root in counted))
        for root, (kind, why) in sorted(roots.items())
    ]
    backing = {root for root, own in held.items() if any(supports(c) for c in own)}
    origins.sort(key=lambda o: (o.root not in backing, o.root not in counted, o.root))
    return tuple(origins), max(len(counted), 1 if backing else 0)


def _root(claim: Claim, report: Report | None, copies: Mapping[str, str], knowledge: Knowledge) -> _Root:
    source = claim.source
    if source.kind is SourceKind.REPORT or source.id == "report":
        return _voice(claim, report, copies, knowledge)
    if source.kind is SourceKind.ANONYMOUS or source.id == "anonymous":
        words = f" ({source.text!r})" if source.text else ""
        return f"anonymous in {claim.report}", OriginKind.ANONYMOUS, f"nobody is named{words}"
    speaker = knowledge.actors.canonical_source(source.id, parse_day(report.published) if report else None)
    actor = knowledge.actors.get(speaker)
    if source.kind is SourceKind.STATE or (actor is not None and actor.kind is SourceKind.STATE):
        return speaker, OriginKind.OFFICIAL, f"{speaker} speaks for itself through its officials"
    if _IMAGERY.search(source.text):
        return speaker, OriginKind.IMAGERY, f"{speaker} reads images"
    if _DOCUMENT.search(source.text):
        return speaker, OriginKind.DOCUMENT, f"{speaker} is a document"
    if knowledge.outlets.get(speaker) is not None:
        return _outlet(speaker, "reports it", knowledge)
    kind = OriginKind.PERSON if source.kind is SourceKind.PERSON else OriginKind.OUTLET
    return speaker, kind, f"{speaker} is named and speaks for no state"


def _outlet(name: str, why: str, knowledge: Knowledge) -> _Root:
    """The root that an outlet's own words have: the state for a state medium."""
    outlet = knowledge.outlets.get(name)
    if outlet is None:
        return name, OriginKind.OUTLET, f"{name}: {why}"
    if outlet.kind == "state" and outlet.owner:
        return outlet.owner, OriginKind.OFFICIAL, f"{name} is a state medium of {outlet.owner}"
    root = outlet.family or outlet.id
    kind = OriginKind.AGENCY if outlet.agency else OriginKind.OUTLET
    return root, kind, f"{name}: {why}" if root == name else f"{name}, one house with {root}: {why}"


def _voice(claim: Claim, report: Report | None, copies: Mapping[str, str], knowledge: Knowledge) -> _Root:
    """Whose words a report's own voice is."""
    if report is None:
        return f"report {claim.report}", OriginKind.OUTLET, "the report's own voice"
    for kind, said in _AGENCY_CREDITS:
        agency = next((c.agency for c in report.credits if c.kind is kind and c.agency), None)
        if agency is not None:
            root, _, why = _outlet(agency, f"{said}, so the report's own words may be the agency's", knowledge)
            return root, OriginKind.AGENCY, why
    first = copies.get(claim.id)
    if first is not None:
        return first, OriginKind.OUTLET, "reports that say it in the same words, hence copies of one text"
    return _outlet(outlet_name(report, knowledge), "the report's own voice", knowledge)


def outlet_name(report: Report, knowledge: Knowledge) -> str:
    """Who publishes a report: its outlet, else the one of its address, else the report itself."""
    if report.outlet:
        return report.outlet
    host = urlsplit(report.url).hostname if report.url else None
    if host is None:
        return f"report {report.id}"
    known = knowledge.outlets.by_host(host)
    return known.id if known else host.removeprefix("www.")


def _copies(claims: Sequence[Claim], reports: Mapping[str, Report], knowledge: Knowledge) -> dict[str, str]:
    """For each claim in the report's own voice that several reports share word for word, their first one's name."""
    same: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        words = re.findall(r"\w+", claim.quote.casefold())
        report = reports.get(claim.report)
        if claim.source.kind is SourceKind.REPORT and len(words) >= COPY_WORDS and report is not None:
            same[" ".join(words)].append(claim)
    shared: dict[str, str] = {}
    for group in same.values():
        names = sorted({outlet_name(reports[c.report], knowledge) for c in group})
        if len(names) > 1:
            shared |= {c.id: names[0] for c in group}
    return shared


def _independent(kinds: Mapping[str, OriginKind], held: Mapping[str, Sequence[Claim]]) -> frozenset[str]:
    """The roots that count, by the rules at the head of this module."""
    backing = {root: [c for c in own if supports(c)] for root, own in held.items()}
    backing = {root: own for root, own in backing.items() if own}
    voices = {r for r, own in backing.items() if all(c.source.kind is SourceKind.REPORT for c in own)}
    named = {r for r in backing if kinds[r] is not OriginKind.ANONYMOUS and r not in voices}
    attributed = {c.report for r in named for c in backing[r]}
    free = {r for r in voices if any(c.report not in attributed for c in backing[r])}
    return frozenset(named | free)


def _because(why: str, own: Sequence[Claim], counts: bool) -> str:
    if not any(supports(c) for c in own):
        against = "it denies" if any(is_denial(c) for c in own) else "it couldn't verify"
        return f"{why}; {against}, so it supports nothing"
    if counts:
        return why
    if own[0].source.kind is SourceKind.REPORT:
        return f"{why}; not counted apart from the sources that its reports name"
    return f"{why}; not counted, since it may be one of the others"
