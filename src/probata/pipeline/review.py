"""What an analyst decides of a desk: merge, split, same origin or not, grades, and taking a decision back; with
what is decided of findings (:mod:`probata.pipeline.findings`) and of claims (:mod:`probata.pipeline.claimreview`).

Each act is checked against what the desk holds, gets its claims in place of the incident that was named, and is
written by :func:`probata.pipeline.decisions.enter`. All refuse with one line what would say more than is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from probata.desk import Filter
from probata.errors import NotFound, UsageError
from probata.pipeline import policy
from probata.pipeline.claimreview import ClaimReview
from probata.pipeline.deciding import clean, in_order, kind_of
from probata.pipeline.grading import Graded, read_grade
from probata.pipeline.labels import Labels
from probata.pipeline.sides import Side, see_one_event, see_own, told_of
from probata.pipeline.standings import standings_among
from probata.records import Act, Claim, CustodyEntry, Decision, Incident, Report


class Review(ClaimReview):
    """The acts of one author on one desk."""

    def merge(self, wanted: Sequence[str]) -> Decision:
        """The incidents (or claims) are of one event."""
        with self.writing():
            sides = {s.name: s for s in map(self._side, wanted)}
            if len(sides) < 2:
                raise UsageError("merge needs two different incidents or more; give their ids")
            named = {name for name, side in sides.items() if side.incident}
            homes = self.desk.incidents_of(c.id for s in sides.values() for c in s.claims)
            shared = {c for c, where in homes.items() if not named.issuperset(where) and len(where) > 1}
            for side in sides.values():
                see_own(side, shared, homes)
            first, *others = sides.values()
            for other in others:
                see_one_event(first, other)
            claims = tuple(dict.fromkeys(c.id for s in sides.values() for c in s.claims))
            machine = {s.name: s.told for s in sides.values()}
            return self.enter(Act.MERGE, machine, claims=claims, shared=in_order(claims, shared))

    def split(self, wanted: str, claims: Sequence[str]) -> Decision:
        """The claims are of another event than the rest of the incident."""
        with self.writing():
            incident = self.incident(wanted)
            own = tuple(dict.fromkeys(self.claim(c).id for c in claims))
            strangers = [c for c in own if c not in incident.claims]
            if strangers:
                raise UsageError(f"{strangers[0]} is not a claim of {incident.id}; see `probata show {incident.id}`")
            rest = tuple(c for c in incident.claims if c not in own)
            if not rest:
                raise UsageError(f"these are all the claims of {incident.id}; a split has to leave some of them in it")
            shared = self.shared(incident)
            if set(shared).issuperset(rest):
                raise UsageError(
                    f"the claims that would be left in {incident.id} stand in other incidents too, so that nothing "
                    "tells them apart; split off the others instead"
                )
            machine = {incident.id: told_of(incident)}
            return self.enter(Act.SPLIT, machine, claims=own, others=rest, shared=shared)

    def origin(self, wanted: Sequence[str], same: bool) -> Decision:
        """The roots (as ``probata show`` names them), or the reports, are of one origin or are not."""
        with self.writing():
            named = dict.fromkeys(map(self._root_or_report, wanted))
            if len(named) < 2:
                raise UsageError("name two different origins or reports")
            if len({kind for kind, _ in named}) > 1:
                raise UsageError(
                    "name two origins or two reports, not one of each; `probata show` an incident for both"
                )
            ids = tuple(i for _, i in named)
            kind = next(iter(named))[0]
            machine = {i: self._origin_told(i, kind) for i in ids}
            subjects: dict[str, Any] = {"reports" if kind == "report" else "roots": ids}
            return self.enter(Act.SAME_ORIGIN if same else Act.NOT_SAME_ORIGIN, machine, **subjects)

    def grade(self, wanted: str, grade: str, about: Graded) -> Decision:
        """Grade an incident ("3", "B3") or a source ("B", dated and described by ``about``)."""
        letter, number = read_grade(grade)
        with self.writing():
            source = self._source(wanted)
            if source is not None:
                if number or not letter:
                    raise UsageError(
                        f"{source} is a source, which has a reliability from A to F; credibility is of incidents"
                    )
                return self._grade_source(source, letter, about)
            if about != Graded():
                raise UsageError("--from, --to, --access, --record and --interest are of sources; leave them out")
            incident = self.incident(wanted)
            from probata.incidents.grades import CONFIRMED, CONFIRMING

            if number == CONFIRMED and incident.independent_origins < CONFIRMING:
                raise UsageError(
                    f"{incident.id} has {incident.independent_origins} independent origin(s) and can't be confirmed: "
                    f"1 needs {CONFIRMING}; grade it 2 to 6"
                )
            machine = {"set": f"{incident.reliability}{incident.credibility}", incident.id: told_of(incident)}
            if incident.proposed is not None:
                p = incident.proposed
                reasons = "; ".join((*p.reliability.because, *p.credibility.because))
                machine["proposed"] = f"{p.reliability.value}{p.credibility.value}: {reasons}"
            return self.enter(
                Act.GRADE_INCIDENT, machine, claims=incident.claims, shared=self.shared(incident),
                reliability=letter, credibility=number,
            )  # fmt: skip

    def reject(self, wanted: str) -> Decision:
        """The finding doesn't stand; or, for a claim, the passage doesn't say it."""
        if isinstance(self.desk.get(wanted), Claim):
            return self.reject_claim(wanted)
        return super().reject(wanted)

    def two_persons(self, on: bool) -> CustodyEntry:
        """Let it take two different people to confirm a finding, or one."""
        with self.writing():
            return policy.change(self.desk, on, clean(self.settings.author.strip()), self.reason)

    def retract(self, wanted: str) -> Decision:
        """Take a decision back; a retraction too can be."""
        with self.writing():
            found = self.desk.decisions_beginning(wanted) if wanted else []
            found = [d for d in found if d.id == wanted] or found
            if not found:
                raise NotFound(
                    wanted or "(empty id)",
                    "no decision of the desk has an id that begins so; see `probata review list`",
                )
            if len(found) > 1:
                raise UsageError(f"{wanted} could be {found[0].id} or {found[1].id}; give more of the id")
            made = {d.id: d for d in (*self.desk.decisions_but_verdicts(), found[0])}
            standing = next(s for s in standings_among(self.desk, list(made.values())) if s.decision.id == found[0].id)
            if standing.retracted_by is not None:
                raise UsageError(
                    f"{found[0].id} is retracted already, by {standing.retracted_by}; nothing is left to do"
                )
            return self.enter(Act.RETRACT, {"act": found[0].act.value}, retracts=found[0].id)

    def _grade_source(self, source: str, letter: str, about: Graded) -> Decision:
        if about.valid_from and about.valid_to and about.valid_from > about.valid_to:
            raise UsageError(f"--from {about.valid_from} is after --to {about.valid_to}; no day lies between")
        told = {"valid_from": about.valid_from, "valid_to": about.valid_to, "access": about.access}
        told |= {"record": about.record, "interest": about.interest}
        described = {k: clean(v) if v else None for k, v in told.items()}
        incident = self._resting_on(source)
        told_of_it = incident.proposed.sources if incident is not None and incident.proposed else ()
        proposed = next((s for s in told_of_it if s.source == source), None)
        machine = {}
        if proposed is not None:
            said = {"proposed": proposed.reliability.value, "access": proposed.access, "interest": proposed.interest}
            machine = {k: v for k, v in said.items() if v}
        return self.enter(Act.GRADE_SOURCE, machine, source=source, reliability=letter, **described)

    def _side(self, wanted: str) -> Side:
        found = self.desk.get(wanted)
        if isinstance(found, Claim):
            return Side(found.id, (found,), found.agent, found.counterpart, f"{found.type.value}, by itself", False)
        if not isinstance(found, Incident):
            raise UsageError(f"{found.id} is {kind_of(found)}; name incidents (or claims) to merge")
        claims = tuple(c for c in (self.desk.get(i) for i in found.claims) if isinstance(c, Claim))
        return Side(found.id, claims, found.agent, found.counterpart, told_of(found), True)

    def _root_or_report(self, wanted: str) -> tuple[str, str]:
        if (root := self._root(wanted, folded=True)) is not None:
            return "root", root
        try:
            found = self.desk.get(wanted)
        except NotFound:
            raise UsageError(
                f"no origin or report of the desk is called {wanted!r}; `probata show` an incident to see its origins"
            ) from None
        if not isinstance(found, Report):
            raise UsageError(f"{found.id} is {kind_of(found)}; name the origin that it goes back to, or its report")
        return "report", found.id

    def _source(self, wanted: str) -> str | None:
        """The source that a name or code means; ``None`` for what must be a record's id."""
        from probata.desk import sources

        (named,) = Labels().find_actors([wanted])
        if Labels().known(named):
            return named
        if (root := self._root(wanted)) is not None:
            return root
        return wanted if sources.summary(self.desk.base, wanted) is not None else None

    def _root(self, wanted: str, folded: bool = False) -> str | None:
        """The root that has that id or label, in any case of letters if ``folded``."""
        from probata.desk import sources

        (named,) = Labels().find_actors([wanted])
        if found := sources.known_roots(self.desk.base, (wanted, named)):
            return wanted if wanted in found else named
        labels = sources.labels_of_roots(self.desk.base)
        fold = str.casefold if folded else str
        return next((root for root, label in labels if label and fold(label) == fold(wanted)), None)

    def _resting_on(self, root: str) -> Incident | None:
        """An incident that goes back to the root, if there is one."""
        from probata.desk import sources

        found = sources.incident_of_root(self.desk.base, root)
        incident = None if found is None else self.desk.get(found)
        return incident if isinstance(incident, Incident) else None

    def _origin_told(self, name: str, kind: str) -> str:
        """What the machine says of a root, or of the roots that a report's claims go back to."""
        if kind == "root":
            incident = self._resting_on(name)
            return next((o.because for o in incident.origins if o.root == name), "") if incident is not None else ""
        found = [o for i in self.desk.incidents(Filter(reports=(name,))) for o in i.origins]
        return ", ".join(sorted({o.root for o in found if any(path.report == name for path in o.paths)}))
