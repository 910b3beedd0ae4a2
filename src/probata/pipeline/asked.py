"""The questions that were put to those whom findings are about, with what came of each: a list over all findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from probata.desk import Desk
from probata.records import Act, Decision


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what came of it: ``answers`` are the decisions that keep an answer or note the silence.

    ``overdue``: the day is past and nobody has noted an answer or the silence yet.
    """

    question: Decision
    answers: tuple[Decision, ...]
    overdue: bool

    @property
    def due(self) -> str:
        """The ISO day by which an answer was to come."""
        return (self.question.finding.due if self.question.finding else None) or ""

    @property
    def state(self) -> str:
        """ "overdue", "open", "answered" or "silent"."""
        if not self.answers:
            return "overdue" if self.overdue else "open"
        last = self.answers[-1].finding
        return "silent" if last is not None and last.none else "answered"


STATES = ("overdue", "open", "answered", "silent")
"""In the order in which they are listed."""


def asked(desk: Desk, today: str | None = None) -> tuple[Asked, ...]:
    """All questions in force: overdue first, then open by their day, then those answered and the silent, newest first.

    ``today`` is an ISO day, by the clock if it isn't given.
    """
    from probata.capture import stamp, utc_now

    day = today or stamp(utc_now())[:10]
    found = [Asked(question, answers, not answers and (question.finding.due or "") < day)
             for question, answers in _paired(_in_force(desk)) if question.finding is not None]  # fmt: skip
    waiting = sorted((a for a in found if not a.answers), key=lambda a: (a.due, a.question.at))
    done = sorted((a for a in found if a.answers), key=lambda a: a.answers[-1].at, reverse=True)
    return tuple(sorted((*waiting, *done), key=lambda a: STATES.index(a.state)))


def _in_force(desk: Desk) -> Iterable[Decision]:
    """Questions and answers that nobody has taken back, oldest first."""
    made = desk.decisions_of((Act.ASK, Act.ANSWER, Act.RETRACT))
    retracted: set[str] = set()
    for decision in reversed(made):  # a retraction is younger than what it retracts
        if decision.retracts is not None and decision.id not in retracted:
            retracted.add(decision.retracts)
    return [d for d in made if d.id not in retracted and d.act is not Act.RETRACT]


def _paired(made: Iterable[Decision]) -> Iterable[tuple[Decision, tuple[Decision, ...]]]:
    """Each question with its answers: an answer is to the last question that its party was asked on that finding."""
    questions: list[Decision] = []
    answers: dict[str, list[Decision]] = defaultdict(list)
    for decision in made:
        if decision.act is Act.ASK:
            questions.append(decision)
        elif (to := next((q for q in reversed(questions) if _same(q, decision)), None)) is not None:
            answers[to.id].append(decision)
    return [(q, tuple(answers[q.id])) for q in questions]


def _same(question: Decision, answer: Decision) -> bool:
    a, b = question.finding, answer.finding
    return a is not None and b is not None and (a.number, a.party) == (b.number, b.party)
