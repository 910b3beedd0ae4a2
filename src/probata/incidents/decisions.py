"""What people's decisions amount to: which claims are of one event, which roots of one origin, which grades hold.

A pure function of the decisions. A retraction takes its decision out as if it had never been made. Those that are
left are gone through from the newest to the oldest, and each holds as far as no newer one speaks against it:
where two contradict each other the later wins, and :attr:`Rulings.overruled` says so.

**Several incidents.** A denial stands in every incident that it denies, a list of goods in one for each family. Such
claims don't tell which incident was meant: those that were so when it was decided are ``shared`` and join nothing;
:mod:`probata.incidents.ruled` leaves out those that have become so since.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from probata.incidents.partition import Partition
from probata.incidents.verdicts import lay
from probata.records import Act, Claim, Decision


@dataclass(frozen=True, slots=True)
class Overruled:
    """A decision that holds no more, or not in full, since a later one says otherwise."""

    decision: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Dangling:
    """A decision that names what the desk doesn't have any more; it is kept, and holds for the rest."""

    decision: str
    missing: tuple[str, ...]


class Rulings:
    """The state that decisions amount to. ``Rulings.of(())`` rules nothing."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.decisions = tuple(sorted(decisions, key=lambda d: (d.at, d.id)))
        """All of them, oldest first, retracted ones too."""
        self.in_force = _in_force(self.decisions)
        """Those that nobody has retracted."""
        self._cells: dict[str, str] = {}
        self._others: dict[str, set[str]] = defaultdict(set)
        self._claims, self._roots, self._reports = Partition(), Partition(), Partition()
        self._splits: dict[tuple[str, str], str] = {}
        self._by_id = {d.id: d for d in self.in_force}
        self._gradings: dict[str, list[str]] = defaultdict(list)
        self._sources: dict[str, list[Decision]] = defaultdict(list)
        self._decided: dict[str, list[Decision]] = defaultdict(list)
        self._on_findings: dict[str, list[Decision]] = defaultdict(list)
        self._verdicts: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            if decision.finding is not None:
                for claim in _meant(decision):
                    self._on_findings[claim].append(decision)
        overruled: list[Overruled] = []
        for decision in reversed(self.in_force):
            overruled += self._take(decision)
        self.overruled = tuple(reversed(overruled))
        """What later decisions have overruled, oldest first."""

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Rulings:
        """The state after these decisions, given in any order."""
        return cls(decisions)

    # Claims

    def verdicts(self, claim: str) -> tuple[Decision, ...]:
        """The acceptances, rejections and corrections of a claim that hold, oldest first."""
        return tuple(reversed(self._verdicts.get(claim, ())))

    def lay(self, machine: Claim) -> Claim:
        """A claim as the machine read it, with what people have made of it."""
        return lay(machine, self._verdicts.get(machine.id, ())[::-1])

    def cell_of(self, claim: str) -> str | None:
        """The split (its id) that has put the claim into a cell of its own with those split off beside it."""
        return self._cells.get(claim)

    def set_apart(self, claim: str) -> frozenset[str]:
        """The claims that a split has taken this one away from: it doesn't stand in an incident beside them."""
        return frozenset(self._others.get(claim, ()))

    def split_of(self, claim: str, other: str) -> str:
        """The split that sets the first claim apart from the second; ``KeyError`` where none does."""
        return self._splits[claim, other]

    def joined(self, claim: str) -> frozenset[str]:
        """All claims decided to be of one event with this one, itself with them; empty if there was no such decision.

        Their whole cells go together.
        """
        return self._claims.block(claim)

    # Origins

    def one_root(self, root: str) -> str:
        """The root that stands for all decided to be one with this; itself where nothing was decided."""
        return min(self._roots.block(root), default=root)

    def roots_with(self, root: str) -> frozenset[str]:
        """All roots decided to be one with this, itself with them; empty where nothing was decided."""
        return self._roots.block(root)

    def roots_apart(self, root: str, other: str) -> bool:
        """Whether two roots were decided to be two origins."""
        return self._roots.apart(root, other)

    def roots_near(self, roots: Iterable[str]) -> frozenset[str]:
        """The roots, and all that a decision, retracted ones too, names with one of them, or with one of those: no
        decision on the roots tells otherwise of another root."""
        near, named = set(roots), [set(d.roots) for d in self.decisions if d.roots]
        while more := {r for group in named if group & near for r in group} - near:
            near |= more
        return frozenset(near)

    def one_text(self, report: str) -> frozenset[str]:
        """The reports decided to be of one origin with this, itself with them; empty where nothing was decided."""
        return self._reports.block(report)

    def apart(self, report: str, other: str) -> bool:
        """Whether two reports were decided to be two origins."""
        return self._reports.apart(report, other)

    # Grades

    def reliability(self, source: str, day: str | None) -> Decision | None:
        """The latest grading of a source that holds on an ISO day; for an unknown day only an undated one."""
        return next((d for d in self._sources.get(source, ()) if _holds(d, day)), None)

    def history(self, source: str) -> tuple[Decision, ...]:
        """All gradings of a source that nobody has retracted, the newest first."""
        return tuple(self._sources.get(source, ()))

    def credibility(self, claims: Collection[str]) -> Decision | None:
        """The latest grading with a credibility of the event that these claims are of.

        An incident has the grades given to its claims if it holds more than half of those then graded: so they go
        along when claims join it, and lapse when it falls apart.
        """
        return self._grading(claims, "credibility")

    def sources_reliability(self, claims: Collection[str]) -> Decision | None:
        """The latest grading with a reliability of the sources behind the event that these claims are of."""
        return self._grading(claims, "reliability")

    # Findings

    def on_finding(self, measure: str, claims: Collection[str]) -> tuple[Decision, ...]:
        """All decisions on the event of these claims held against a measure, retracted ones too, oldest first.

        They go along with the event as a grade does: with the incident that holds more than half of their claims.
        """
        return tuple(sorted(_mostly(self._on_findings, measure, claims), key=lambda d: (d.at, d.id)))

    def _grading(self, claims: Collection[str], field: str) -> Decision | None:
        held = Counter(d for c in set(claims) for d in self._gradings.get(c, ()))
        found = [self._by_id[d] for d, n in held.items() if 2 * n > len(_meant(self._by_id[d]))]
        return max((d for d in found if getattr(d, field)), key=lambda d: (d.at, d.id), default=None)

    # All

    def naming(self, subjects: Iterable[str]) -> tuple[Decision, ...]:
        """The decisions that name one of the subjects, and the retractions of them, oldest first."""
        wanted = set(subjects)
        named = {d.id for d in self.decisions if any(s in wanted for _, s in d.subjects)}
        for decision in self.decisions:  # oldest first, so that the retraction of a retraction is found too
            if decision.retracts in named:
                named.add(decision.id)
        return tuple(d for d in self.decisions if d.id in named)

    def holds(self, decision: str) -> bool:
        """Whether nobody has retracted it."""
        return decision in self._by_id

    def dangling(self, claims: Collection[str], reports: Collection[str]) -> tuple[Dangling, ...]:
        """Decisions in force that name claims or reports which aren't among these."""
        there = {"claim": claims, "report": reports}
        found = []
        for decision in self.in_force:
            missing = tuple(s for kind, s in decision.subjects if kind in there and s not in there[kind])
            if missing:
                found.append(Dangling(decision.id, missing))
        return tuple(found)

    def _take(self, decision: Decision) -> list[Overruled]:
        """Let an older decision hold beside the newer ones taken before."""
        match decision.act:
            case Act.MERGE:
                # Those split off since come last: who wasn't named then stays with those who were left.
                claims = sorted(_meant(decision), key=lambda c: (c in self._cells, c))
                by = self._claims.join(claims, decision.id)
                return _overruled(decision, by, "claims that it joins were set apart")
            case Act.SPLIT:
                return self._split(decision)
            case Act.SAME_ORIGIN:
                by = self._roots.join(sorted(decision.roots), decision.id)
                by |= self._reports.join(sorted(decision.reports), decision.id)
                return _overruled(decision, by, "what it makes one origin was decided to be two")
            case Act.NOT_SAME_ORIGIN:
                by = set()
                for names, partition in ((decision.roots, self._roots), (decision.reports, self._reports)):
                    for one, other in combinations(names, 2):
                        by |= partition.separate((one,), (other,), decision.id)
                return _overruled(decision, by, "what it sets apart was decided to be one origin")
            case Act.GRADE_SOURCE:
                newer = self._sources[decision.source or ""]
                by = {d.id for d in newer if _overlap(d, decision) and d.reliability != decision.reliability}
                newer.append(decision)
                return _overruled(decision, by, "the source was graded anew for some of its days")
            case Act.GRADE_INCIDENT:
                return self._grade(decision)
            case Act.CONFIRM | Act.REJECT | Act.JUDGE:
                return self._decide(decision)
            case Act.ACCEPT_CLAIM | Act.REJECT_CLAIM | Act.CORRECT_CLAIM:
                return self._review(decision)
            case _:
                return []

    def _split(self, decision: Decision) -> list[Overruled]:
        shared = set(decision.shared)
        others = [c for c in decision.others if c not in shared]
        own = [c for c in decision.claims if c not in shared]
        by = self._claims.separate(own, others, decision.id)
        if by:
            return _overruled(decision, by, "the claims that it sets apart were joined again")
        fresh = [c for c in own if c not in self._cells]
        self._cells |= dict.fromkeys(fresh, decision.id)
        self._claims.join(sorted(fresh), decision.id)
        for claim in decision.claims:
            self._others[claim].update(others)
            for other in others:
                self._splits.setdefault((claim, other), decision.id)
        return []

    def _grade(self, decision: Decision) -> list[Overruled]:
        by = set()
        for field in ("credibility", "reliability"):
            value = getattr(decision, field)
            newer = self._grading(_meant(decision), field) if value else None
            if newer is not None and getattr(newer, field) != value:
                by.add(newer.id)
        for claim in _meant(decision):
            self._gradings[claim].append(decision.id)
        return _overruled(decision, by, "the event was graded anew")

    def _review(self, decision: Decision) -> list[Overruled]:
        newer = self._verdicts[decision.claims[0]]
        if newer and (newer[0].act is Act.REJECT_CLAIM) is not (decision.act is Act.REJECT_CLAIM):
            overruled = _overruled(decision, {newer[0].id}, "the claim was judged anew")
        else:
            fields = set(decision.correction.fields) if decision.correction else set()
            by = {d.id for d in newer if d.correction and fields.intersection(d.correction.fields)}
            overruled = _overruled(decision, by, "a field that it corrects was corrected anew")
        newer.append(decision)
        return overruled

    def _decide(self, decision: Decision) -> list[Overruled]:
        measure = decision.finding.measure if decision.finding else ""
        newer = _mostly(self._decided, measure, _meant(decision))
        judged = decision.act is Act.JUDGE
        # A second person's confirmation stands beside the first.
        beside = decision.act is Act.CONFIRM
        by = {d.id for d in newer if (d.act is Act.JUDGE) is judged and not (beside and d.act is Act.CONFIRM)}
        for claim in _meant(decision):
            self._decided[claim].append(decision)
        return _overruled(decision, by, "the finding was judged anew" if judged else "the finding was decided anew")


def _mostly(held: Mapping[str, list[Decision]], measure: str, claims: Collection[str]) -> list[Decision]:
    """The decisions on findings under a measure that have more than half of their claims among these."""
    counts: Counter[str] = Counter()
    named: dict[str, Decision] = {}
    for claim in set(claims):
        for decision in held.get(claim, ()):
            if decision.finding is not None and decision.finding.measure == measure:
                counts[decision.id] += 1
                named[decision.id] = decision
    return [d for i, d in named.items() if 2 * counts[i] > len(_meant(d))]


def _in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that no retraction in force takes back; one of a retraction brings back what that took."""
    decisions = tuple(decisions)
    retracted: set[str] = set()
    for decision in reversed(decisions):  # a retraction is younger than what it retracts
        if decision.retracts is not None and decision.id not in retracted:
            retracted.add(decision.retracts)
    return tuple(d for d in decisions if d.id not in retracted)


def _meant(decision: Decision) -> list[str]:
    """The claims that tell which incident was meant; all of them where none does."""
    return [c for c in decision.claims if c not in decision.shared] or list(decision.claims)


def _overruled(decision: Decision, by: Iterable[str], what: str) -> list[Overruled]:
    return [Overruled(decision.id, newer, what) for newer in sorted(set(by))]


def _holds(grading: Decision, day: str | None) -> bool:
    if day is None:
        return grading.valid_from is None and grading.valid_to is None
    return (grading.valid_from or "") <= day and (grading.valid_to is None or day <= grading.valid_to)


def _overlap(one: Decision, other: Decision) -> bool:
    ends = ((a.valid_from or "", b.valid_to or "9999-12-31") for a, b in ((one, other), (other, one)))
    return all(start <= end for start, end in ends)
