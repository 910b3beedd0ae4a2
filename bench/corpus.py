"""Origins and contradictions in the 321 paraphrased reports: what ``corpus/README.md`` lists must come out.

    python bench/corpus.py              the figures, and for each group or contradiction why not
    python bench/corpus.py --claims     also every claim of a group with its root

**One origin.** A group is a set of reports of one announcement. Its claims are those of its reports that have
the announcement's type, parties, goods and polarity. Its incident is the one that holds such claims from most
of its reports. The group comes out as one origin if

1. at least two of its reports (or the one that there is) have such a claim, else the failure is of extraction;
2. the incident holds at least half of those reports, else it is of clustering;
3. the groups of roots that count in the incident by these claims of these reports, less those of other
   speakers whom the texts themselves name for the same event (``beside``), are exactly one, and that one is the
   announcer, and at least two reports (or the one that has claims) lead to it. In a group of denials the roots
   of the denials are taken, since denials never count.

Nothing is fitted: which speakers stand beside was read off the texts, not off the output.

**A contradiction** comes out if, of the reports on each side, at least half have a claim in a conflict of the right
kind together with a claim of a report on the other side.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from probata.records import Claim, ClaimType, Conflict, ConflictKind, Extraction, Incident

if TYPE_CHECKING:
    from probata.incidents.origin_trace import Trace
    from probata.pipeline.engine import Engine

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))

ARMS = ("arms.", "cargo", "other")
OIL = ("petroleum", "other")
CARS = ("luxury", "vehicle", "other")


@dataclass(frozen=True)
class Group:
    """Reports of one announcement. ``goods`` are beginnings of object classes; a claim without goods has any."""

    name: str
    reports: str
    types: tuple[str, ...]
    agent: str
    counterpart: str
    roots: tuple[str, ...]
    goods: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    denials: bool = False


HOUSE = "RUSI and OSC"
GROUPS = (
    Group("Kirby's containers", "1-2", ("transfer",), "KP", "RU", ("US",), ARMS),
    Group("Peskov: no proof", "3-7", ("transfer",), "KP", "RU", ("RU",), ARMS, denials=True),
    Group("Kim Yo Jong", "9-14", ("transfer", "agreement"), "KP", "RU", ("KP",), (*ARMS, "tech"), ("RU",), True),
    Group("UN veto", "15-21 263 266", ("veto",), "RU", "UN", ("UN",)),
    Group("NIS on 1,500 troops", "22-28", ("deployment",), "KP", "RU", ("KR",), ("troops",), ("UA",)),
    Group("Aurus", "34-40", ("transfer",), "RU", "KP", ("KP", "RU"), CARS),
    Group("Kirby on oil", "49-52", ("transfer",), "RU", "KP", ("US",), OIL),
    Group("Kharkiv missile", "56-57", ("transfer", "use"), "", "", ("UN",), ("arms.missile",), ("US", "UA")),
    Group("RUSI", "58-64", ("transfer",), "KP", "RU", (HOUSE,), ARMS, ("US", "Korea Risk Group", "CSIS")),
    Group("Open Source Centre on oil", "65-69", ("transfer",), "RU", "KP", (HOUSE,), OIL, ("GB",)),
    Group("Shin's 6,700 containers", "71-75", ("transfer",), "KP", "RU", ("KR",), ARMS, ("UA", "US")),
    Group("MSMT", "83-88", ("transfer",), "KP", "RU", ("Multilateral Sanctions Monitoring Team",), ("arms.", "other")),
    Group("CSIS railcars", "178-181", ("transfer", "movement"), "KP", "RU", ("CSIS",), ARMS, ("US",)),
    Group("FT on oil", "255-258", ("transfer",), "RU", "KP", ("Financial Times", HOUSE), OIL),
)


@dataclass(frozen=True)
class Contradiction:
    """Two sets of reports that can't both be right."""

    name: str
    kinds: tuple[ConflictKind, ...]
    left: str
    right: str


_AGAINST = (ConflictKind.DENIAL,)
_AMOUNT = (ConflictKind.QUANTITY,)
CONTRADICTIONS = (
    # p0003 and p0004 are held back; p0005 tells the same denial.
    Contradiction("containers and the Kremlin's denial", _AGAINST, "1", "3-5"),
    Contradiction("arms exports and Kim Yo Jong's denial", _AGAINST, "77 83", "9 12 14"),
    Contradiction("troops and the denials", _AGAINST, "22-28", "115 117 118"),
    Contradiction("troops denied and later confirmed", _AGAINST, "110-113", "115 117 118"),
    Contradiction("Iranian drones", _AGAINST, "124 128", "123 125-127"),
    Contradiction("5,000 containers and 6,700", _AMOUNT, "70", "71"),
    Contradiction("6,700 containers and 7,000", _AMOUNT, "71", "77"),
    Contradiction("7,000 containers and more than 10,000", _AMOUNT, "77", "73"),
    Contradiction("7,000 containers and more than 20,000", _AMOUNT, "77", "83 99"),
)


def ids(words: str) -> list[str]:
    """The report ids of "1-2 263"."""
    found = []
    for part in words.split():
        first, _, last = part.partition("-")
        found += [f"p{n:04d}" for n in range(int(first), int(last or first) + 1)]
    return found


@dataclass
class Corpus:
    """The reports with what was read from them, the incidents, and where each claim comes from."""

    extractions: dict[str, Extraction]
    incidents: dict[str, Incident]
    traces: dict[str, Trace]
    labels: dict[str, str]
    """The corpus id of a report by its own id."""

    def present(self, words: str) -> list[str]:
        return [i for i in ids(words) if i in self.extractions]

    def incidents_of(self, claim: str) -> list[str]:
        return self._by_claim.get(claim, [])

    def __post_init__(self) -> None:
        self._by_claim: dict[str, list[str]] = defaultdict(list)
        for incident in self.incidents.values():
            for claim in incident.claims:
                self._by_claim[claim].append(incident.id)


def read(engine: Engine, path: Path) -> list[Extraction]:
    """What the engine reads from each report of the corpus; kept in the folder for temporary files."""
    from probata.reading import read_text

    cache = Path(tempfile.gettempdir()) / "probata-corpus.pickle"
    if cache.exists():
        reader, found = pickle.loads(cache.read_bytes())
        if reader == engine.reader:
            return list(found)
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        report = read_text(
            given["text"], label=given["id"], published=given["published"], url=given["url"], text_kind="paraphrase"
        )
        found.append(engine.extract(report))
    cache.write_bytes(pickle.dumps((engine.reader, found)))
    return found


def walk() -> Corpus:
    """The whole corpus through extraction and fusion."""
    from probata.incidents import fuse
    from probata.incidents.origins import trace_all
    from probata.pipeline.engine import Engine
    from probata.settings import Settings

    engine = Engine(Settings.from_environment())
    found = read(engine, SHARED / "corpus" / "reports.jsonl")
    claims = [c for x in found for c in x.claims]
    statements = [s for x in found for s in x.statements]
    reports = {x.report.id: x.report for x in found}
    incidents = fuse(claims, statements, list(reports.values()), engine.knowledge)
    traces = trace_all(claims, reports, engine.knowledge, statements=statements)
    return Corpus(
        {x.report.label: x for x in found},
        {i.id: i for i in incidents},
        traces,
        {x.report.id: x.report.label for x in found},
    )


def about(group: Group, claim: Claim) -> bool:
    """Whether a claim is about the group's announcement, by type, parties, goods and polarity."""
    from probata.incidents.kinds import is_denial, supports

    sides = ((group.agent, claim.agent), (group.counterpart, claim.counterpart))
    return (
        claim.type in {ClaimType(t) for t in group.types}
        and all(not wanted or not there or wanted in there for wanted, there in sides)
        and (not group.goods or not claim.object or any(o.startswith(group.goods) for o in claim.object))
        and (is_denial(claim) if group.denials else supports(claim))
    )


def judge(group: Group, corpus: Corpus) -> tuple[bool, str]:
    """Whether the group comes out as one origin, and why not: the cause, then what was found."""
    from probata.incidents.origin_count import contributions

    members = corpus.present(group.reports)
    if not members:
        return False, "held back: none of its reports is here"
    told = {m: [c for c in corpus.extractions[m].claims if about(group, c)] for m in members}
    having = [m for m in members if told[m]]
    silent = [m for m in members if not told[m]]
    if len(having) < min(2, len(members)):
        return False, f"extraction: no claim in {' '.join(silent)}"
    places = Counter(i for m in having for i in {i for c in told[m] for i in corpus.incidents_of(c.id)})
    incident, holds = min(places.items(), key=lambda e: (-e[1], e[0]))
    apart = [m for m in having if not any(incident in corpus.incidents_of(c.id) for c in told[m])]
    if 2 * holds < len(having):
        return False, f"clustering: {incident} holds {holds} of {len(having)}; {' '.join(apart)} elsewhere"
    roots: dict[str, list[str]] = defaultdict(list)
    for m in having:
        claims = [c for c in told[m] if incident in corpus.incidents_of(c.id)]
        if group.denials:
            counted = {corpus.traces[c.id].root.group for c in claims}
        else:
            # Whether the report's voice counts is decided by all that the report says in the incident.
            here = [c for c in corpus.extractions[m].claims if incident in corpus.incidents_of(c.id)]
            mine = {corpus.traces[c.id].root.key for c in claims}
            counted = {c.group for c in contributions(here, corpus.traces) if c.counts and c.root in mine}
        for root in counted - set(group.beside):
            roots[root].append(m)
    shown = "; ".join(f"{root}: {' '.join(where)}" for root, where in sorted(roots.items())) or "none counts"
    also = f" (silent {' '.join(silent)}; elsewhere {' '.join(apart)})"
    good = len(roots) == 1 and set(roots) <= set(group.roots)
    good = good and len(next(iter(roots.values()))) >= min(2, len(members))
    return good, (f"{incident} {shown}{also}" if good else f"origins: {incident} {shown}{also}")


def contradicts(one: Contradiction, corpus: Corpus) -> tuple[bool, str]:
    """Whether the contradiction comes out, and what of it."""
    left, right = corpus.present(one.left), corpus.present(one.right)
    if not left or not right:
        return False, "held back: one side isn't here"
    met = [
        {corpus.labels[r] for r in _reports(conflict, corpus)}
        for incident in corpus.incidents.values()
        for conflict in incident.conflicts
        if conflict.about in one.kinds
    ]
    both = [m for m in met if m & set(left) and m & set(right)]
    lefts, rights = ({r for m in both for r in m & set(side)} for side in (left, right))
    missing = [r for r in (*left, *right) if r not in lefts | rights]
    good = 2 * len(lefts) >= len(left) and 2 * len(rights) >= len(right) and bool(both)
    return (
        good,
        f"{len(lefts)} of {len(left)} against {len(rights)} of {len(right)}; missing {' '.join(missing) or '-'}",
    )


def _reports(conflict: Conflict, corpus: Corpus) -> Iterable[str]:
    return (corpus.traces[c].report for c in conflict.claims)


def measure(corpus: Corpus | None = None) -> dict[str, Any]:
    """The two figures of the page: shares of the groups and contradictions of which the corpus has both sides."""
    corpus = corpus or walk()
    groups = [judge(g, corpus) for g in GROUPS]
    against = [contradicts(c, corpus) for c in CONTRADICTIONS]
    return {"one origin": _share(groups), "contradictions": _share(against)}


def told(history: Sequence[dict[str, Any]]) -> list[str]:
    """The section of the evaluation page."""
    rows = [h for h in reversed(history) if h.get("corpus")]
    if not rows:
        return []
    columns = list(rows[0]["corpus"])
    return [
        "## Origins and contradictions, paraphrased reports",
        "",
        "Share of the announcements in the 321 paraphrases that come out as one origin, and of the contradictions that"
        " come out as conflicts; the definitions stand in `bench/corpus.py`.",
        "",
        "| date | commit | " + " | ".join(columns) + " |",
        "| --- " * (len(columns) + 2) + "|",
        *(
            f"| {h['date']} | {h['commit']} | " + " | ".join(str(h["corpus"].get(c, "")) for c in columns) + " |"
            for h in rows
        ),
        "",
    ]


def _share(judged: Sequence[tuple[bool, str]]) -> float:
    here = [good for good, why in judged if not why.startswith("held back")]
    return round(sum(here) / max(len(here), 1), 3)


def show(corpus: Corpus) -> None:
    """Every claim of a group with where it goes back to."""
    for group in GROUPS:
        print("##", group.name)
        for m in corpus.present(group.reports):
            for c in corpus.extractions[m].claims:
                t = corpus.traces[c.id]
                mark = "*" if about(group, c) else " "
                said = f"{c.source.id} {c.source.text[:30]!r} → {t.root.key}" + ("" if t.counts else " (not counted)")
                print(f"  {mark} {m} {c.type} {said} {corpus.incidents_of(c.id)} {c.quote[:60]!r}")


def main() -> int:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--claims", action="store_true")
    arguments = options.parse_args()
    corpus = walk()
    for group in GROUPS:
        good, why = judge(group, corpus)
        print("one  " if good else "MANY ", f"{group.name}: {why}")
    for one in CONTRADICTIONS:
        good, why = contradicts(one, corpus)
        print("seen " if good else "LOST ", f"{one.name}: {why}")
    if arguments.claims:
        show(corpus)
    print(json.dumps(measure(corpus)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
