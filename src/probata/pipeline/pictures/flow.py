"""Who is told to have sent what to whom over a period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from probata.desk import Desk
from probata.pictures import Flow, Pair, isolated
from probata.pipeline.labels import Labels
from probata.pipeline.pictures.wording import NOT_NAMED, Href, goods
from probata.records import ClaimType, ObjectClass, Outlined, Status

SENT = (ClaimType.TRANSFER, ClaimType.DEPLOYMENT, ClaimType.TRAINING)
"""Events in which something or somebody goes from one party to another."""

COME_ABOUT = (Status.DONE, Status.ONGOING)
"""Claims of one incident are all of what has come about, or all of what is planned, so that one of them tells."""

PairHref = Callable[[str, str], str]
"""The address of the incidents between a giver and a receiver, by their ids; empty for one that isn't named."""


class Counted(StrEnum):
    """What a ribbon is as wide as; never the number of reports."""

    INCIDENTS = "incidents"
    ORIGINS = "independent origins"


@dataclass(slots=True)
class _Sum:
    count: int = 0
    disputed: int = 0
    incidents: list[str] = field(default_factory=list)
    what: Counter[ObjectClass] = field(default_factory=Counter)


def flow_of(
    desk: Desk,
    incidents: Iterable[Outlined],
    href: Href,
    *,
    since: str | None = None,
    until: str | None = None,
    counted: Counted = Counted.INCIDENTS,
    pair_href: PairHref | None = None,
) -> Flow:
    """The flow of transfers, deployments and trainings that somebody asserts or alleges to have come about.

    ``since`` and ``until`` (ISO days) keep the incidents whose days overlap the period; without them those of unknown
    days count too. Plans, and what is only denied, are left out and counted in the note. A ribbon of one incident leads
    to it, one of several to ``pair_href`` (giver, receiver), else to the list.
    """
    labels = Labels()
    sent = [i for i in incidents if i.type in SENT and _during(i, since, until)]
    told = [i for i in sent if i.asserted_by or i.alleged_by]
    status = desk.statuses(i.claims[0] for i in told if i.claims)
    reported = [i for i in told if i.claims and status.get(i.claims[0]) in COME_ABOUT]
    sums: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
    for incident in reported:
        count = 1 if counted is Counted.INCIDENTS else incident.independent_origins
        for giver in incident.agent or ("",):
            for receiver in incident.counterpart or ("",):
                total = sums[giver, receiver]
                total.count += count
                total.disputed += count if incident.denied_by else 0
                total.incidents.append(incident.id)
                total.what.update(incident.object)
    return Flow(
        _title(since, until),
        tuple(
            Pair(
                _name(giver, labels),
                _name(receiver, labels),
                total.count,
                _address(giver, receiver, total.incidents, href, pair_href),
                total.disputed,
                goods(o for o, _ in total.what.most_common()),
            )
            for (giver, receiver), total in sums.items()
            if total.count
        ),
        href(""),
        counted.value,
        _note(len(told) - len(reported), len(sent) - len(told)),
    )


def _during(incident: Outlined, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    start, end = (incident.time.start, incident.time.end) if incident.time else (None, None)
    first, last = start or end, end or start
    return first is not None and last is not None and (since is None or last >= since) and (not until or first <= until)


def _title(since: str | None, until: str | None) -> str:
    period = " ".join(w for w in (f"from {since}" if since else "", f"until {until}" if until else "") if w)
    return "Who is told to have sent what to whom" + (f", {period}" if period else "")


def _name(actor: str, labels: Labels) -> str:
    return isolated(labels.actor(actor)) if actor else NOT_NAMED


def _address(giver: str, receiver: str, incidents: list[str], href: Href, pair_href: PairHref | None) -> str:
    if len(incidents) == 1:
        return href(incidents[0])
    return pair_href(giver, receiver) if pair_href else href("")


def _note(planned: int, denied: int) -> str:
    left_out = [
        f"{planned} planned or possible" if planned else "",
        f"{denied} that nobody asserts or alleges" if denied else "",
    ]
    told = " and ".join(w for w in left_out if w)
    return "Told, not established. An incident with several parties counts for each pair." + (
        f" Left out: {told}." if told else ""
    )
