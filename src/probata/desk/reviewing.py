"""The part of a desk that is asked about review: what was read, verdicts on it, what is left to do, by how many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from probata.desk.filters import Filter

if TYPE_CHECKING:
    from probata.desk.verdicts import Queued
    from probata.records import Claim, Decision, Quantity, Timex, Verdict

ANY = Filter()


class Reviewing:
    """What :class:`~probata.desk.Desk` says of review."""

    _base: str

    def as_read(self, claims: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids as the machine read them, whatever people have entered since."""
        from probata.desk import verdicts

        return verdicts.as_read(self._base, claims)

    def marks(self, report: str) -> tuple[tuple[Timex, ...], tuple[Quantity, ...]]:
        """Every time and quantity read in a report; none where it was read before those were kept."""
        from probata.desk import queries

        return queries.marks(self._base, report)

    def verdicts(self) -> dict[Verdict, int]:
        """How many claims have each verdict."""
        from probata.desk import verdicts

        return verdicts.counts(self._base)

    def review_queue(self, by: Filter = ANY, after: str = "", limit: int = 50) -> list[Queued]:
        """Claims to review, those in incidents with findings first, then incident by incident, each once.

        ``by`` narrows them (unreviewed ones where it names no verdict); ``after`` is the key of the last one seen.
        :class:`UsageError` for a key that isn't one.
        """
        from probata.desk import verdicts

        return verdicts.queue(self._base, by, after, limit)

    def decisions_but_verdicts(self) -> list[Decision]:
        """All decisions in their order but those on single claims, which may be many."""
        from probata.desk import decisions
        from probata.records import VERDICTS, Act

        return decisions.of_acts(self._base, [a for a in Act if a not in VERDICTS])

    def verdicts_on(self, claims: Iterable[str]) -> list[Decision]:
        """Acceptances, rejections and corrections of these claims, retracted ones too, in their order."""
        from probata.desk import decisions
        from probata.records import VERDICTS

        return [d for d in decisions.naming(self._base, claims) if d.act in VERDICTS]

    def decisions_beginning(self, prefix: str) -> list[Decision]:
        """Up to two decisions whose id begins so; one with that very id comes first."""
        from probata.desk import decisions

        return decisions.beginning(self._base, prefix)

    @property
    def ruled(self) -> int:
        """How many decisions, in their order, its claims and incidents take into account."""
        from probata.desk import ledger

        return ledger.ruled(self._base)

    @property
    def last_moment(self) -> str:
        """When the latest decision was made (ISO, UTC); empty where there is none."""
        from probata.desk import decisions

        return decisions.last_moment(self._base)

    @property
    def two_persons(self) -> bool:
        """Whether it takes two different people to confirm a finding."""
        from probata.desk.models import DeskInfo

        return DeskInfo.objects.using(self._base).get(pk=1).two_persons

    @property
    def people(self) -> int:
        """How many different people it takes to confirm a finding."""
        return 2 if self.two_persons else 1

    def set_two_persons(self, on: bool) -> None:
        """Note how many people it takes; findings that people have confirmed are to be made anew. In a transaction."""
        from probata.desk import decisions, ledger
        from probata.desk.models import DeskInfo
        from probata.records import Act

        DeskInfo.objects.using(self._base).filter(pk=1).update(two_persons=on)
        confirmed = decisions.of_acts(self._base, (Act.CONFIRM,))
        ledger.age(self._base, ledger.holding(self._base, {c for d in confirmed for c in d.claims}))
