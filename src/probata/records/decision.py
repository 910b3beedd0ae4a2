"""A person's decision on what the machine had put together: kept for good, undone by another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from probata.records.correction import Correction
from probata.records.onfinding import CONFIDENCE, NUMBER, OnFinding

RELIABILITY = "ABCDEF"
"""Admiralty: A completely, B usually, C fairly, D not usually reliable, E unreliable, F cannot be judged."""

CREDIBILITY = "123456"
"""Admiralty: 1 confirmed by others, 2 probably, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged."""


class Act(StrEnum):
    """What was decided."""

    MERGE = "merge"
    SPLIT = "split"
    SAME_ORIGIN = "same-origin"
    NOT_SAME_ORIGIN = "not-same-origin"
    GRADE_SOURCE = "grade-source"
    GRADE_INCIDENT = "grade-incident"
    CONFIRM = "confirm"
    REJECT = "reject"
    JUDGE = "judge"
    ASK = "ask"
    ANSWER = "answer"
    CONTRARY = "contrary"
    ALTERNATIVE = "alternative"
    GAP = "gap"
    ACCEPT_CLAIM = "accept-claim"
    REJECT_CLAIM = "reject-claim"
    CORRECT_CLAIM = "correct-claim"
    NOTE = "note"
    RETRACT = "retract"


ON_FINDING = frozenset(
    {Act.CONFIRM, Act.REJECT, Act.JUDGE, Act.ASK, Act.ANSWER, Act.CONTRARY, Act.ALTERNATIVE, Act.GAP}
)
"""The acts on a finding: their decisions say of which in ``finding``."""

VERDICTS = frozenset({Act.ACCEPT_CLAIM, Act.REJECT_CLAIM, Act.CORRECT_CLAIM})
"""The acts on one claim, the only one that their decisions name."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what, when and why. Rows of decisions are only added; ``retracts`` names one that holds no more.

    Subjects are claims, reports, roots and sources, never incidents: those are derived and get other ids.

    * merge: ``claims`` are of one event;
    * split: ``claims`` are of another event than ``others``, the rest of the incident that they stood in;
    * same-origin, not-same-origin: of ``reports`` or of ``roots`` (as an incident's origins name them), two or more;
    * grade-source: ``source`` has the ``reliability`` A to F from ``valid_from`` to ``valid_to`` (ISO days, both
      inclusive, ``None`` for open), with what was said of its ``access``, ``record`` and ``interest``;
    * grade-incident: the event of ``claims`` has the ``credibility`` 1 to 6, and its sources the ``reliability``;
    * confirm, reject, judge, ask, answer, contrary, alternative, gap: of the event of ``claims`` held against the
      measure of ``finding``, which holds the words, the party and the day;
    * accept-claim, reject-claim, correct-claim: of the one claim in ``claims``, whose new values ``correction`` holds;
    * note: the words in ``text`` are of the one claim or report, or of the event of ``claims``; those on a finding
      stand in ``finding``.

    ``shared`` are those of ``claims`` and ``others`` that stood in a further incident too, as a denial of several does:
    they don't tell which incident was meant. ``machine`` is what the software had said of it until then.
    :class:`ValueError` for a decision without author or reason, or whose subjects don't fit its act.
    """

    id: str
    act: Act
    author: str
    at: str
    reason: str
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    source: str | None = None
    reliability: str | None = None
    credibility: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    access: str | None = None
    record: str | None = None
    interest: str | None = None
    retracts: str | None = None
    finding: OnFinding | None = None
    correction: Correction | None = None
    text: str | None = None
    machine: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.author.strip() or not self.reason.strip():
            raise ValueError(f"decision {self.id}: it needs an author and a reason")
        if self.reliability is not None and (len(self.reliability) != 1 or self.reliability not in RELIABILITY):
            raise ValueError(f"decision {self.id}: {self.reliability!r} is no reliability, A to F")
        if self.credibility is not None and (len(self.credibility) != 1 or self.credibility not in CREDIBILITY):
            raise ValueError(f"decision {self.id}: {self.credibility!r} is no credibility, 1 to 6")
        if not self._fits():
            raise ValueError(f"decision {self.id}: its subjects are not those of the act {self.act.value}")

    def _fits(self) -> bool:
        if (self.correction is not None) is not (self.act is Act.CORRECT_CLAIM):
            return False
        if (self.text is not None) is not (self.act is Act.NOTE and self.finding is None):
            return False
        if self.act in ON_FINDING or self.finding is not None:
            return self._fits_finding()
        graded = self.reliability is not None or self.credibility is not None
        match self.act:
            case Act.MERGE:
                return len(set(self.claims)) > 1
            case Act.SPLIT:
                return bool(self.claims and self.others) and not set(self.claims) & set(self.others)
            case Act.SAME_ORIGIN | Act.NOT_SAME_ORIGIN:
                return sorted((len(set(self.reports)) > 1, len(set(self.roots)) > 1)) == [False, True] and not (
                    self.reports and self.roots
                )
            case Act.GRADE_SOURCE:
                in_order = not (self.valid_from and self.valid_to) or self.valid_from <= self.valid_to
                return bool(self.source and self.reliability) and self.credibility is None and in_order
            case Act.GRADE_INCIDENT:
                return bool(self.claims) and graded
            case Act.ACCEPT_CLAIM | Act.REJECT_CLAIM | Act.CORRECT_CLAIM:
                return len(self.claims) == 1 and not self.others
            case Act.NOTE:
                on_report = len(self.reports) == 1 and not self.claims
                return bool(self.text and self.text.strip()) and (on_report or bool(self.claims and not self.reports))
            case _:
                return bool(self.retracts)

    def _fits_finding(self) -> bool:
        it = self.finding
        if self.act not in {*ON_FINDING, Act.NOTE} or it is None or not self.claims or not NUMBER.fullmatch(it.number):
            return False
        judged, said = (it.likelihood is not None, it.confidence in CONFIDENCE), bool(it.text and it.text.strip())
        if not it.measure or any(judged) is not (self.act is Act.JUDGE):
            return False
        match self.act:
            case Act.JUDGE:
                return all(judged)
            case Act.ASK:
                return said and bool(it.party and it.due)
            case Act.ANSWER:
                return bool(it.party) and said is not it.none
            case Act.CONTRARY | Act.ALTERNATIVE | Act.GAP | Act.NOTE:
                return said and (self.act is Act.CONTRARY or not it.none)
            case _:
                return True

    @property
    def words(self) -> str:
        """What was noted, asked or answered; empty for other acts."""
        return self.text or (self.finding.text if self.finding else None) or ""

    @property
    def subjects(self) -> tuple[tuple[str, str], ...]:
        """All that it names, each once, with its kind: ``claim``, ``report``, ``root``, ``source``, ``finding`` (its
        number), ``decision``."""
        named = (
            *(("claim", c) for c in (*self.claims, *self.others)),
            *(("report", r) for r in self.reports),
            *(("root", r) for r in self.roots),
            *((("source", self.source),) if self.source else ()),
            *((("finding", self.finding.number),) if self.finding else ()),
            *((("decision", self.retracts),) if self.retracts else ()),
        )
        return tuple(dict.fromkeys(named))
