"""What people have decided of a finding, laid over what the rules made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from probata.records import Act, ConflictKind, Decision, Finding, FindingStatus, Incident, Reply


def lay(
    finding: Finding, incident: Incident, made: Iterable[Decision], numbers: Iterable[str] = (), people: int = 1
) -> Finding:
    """The finding with number, status, replies, likelihood and confidence.

    ``made`` are the decisions on it that nobody has retracted, oldest first, ``numbers`` those it was ever given, the
    first of which it keeps. It is confirmed when as many ``people`` have confirmed it since it was last rejected, and
    only while all still stands that a confirmation needed: take back the one note of contrary evidence, and it is
    proposed again. What is asked or noted afterwards doesn't undo it.
    """
    made = tuple(made)
    verdict = last(made, Act.CONFIRM, Act.REJECT)
    confirmed_by = _confirmed_by(incident, made)
    status = FindingStatus.PROPOSED
    if verdict is not None and verdict.act is Act.REJECT:
        status = FindingStatus.REJECTED
    elif len(confirmed_by) >= people:
        status = FindingStatus.CONFIRMED
    judged = last(made, Act.JUDGE)
    said = judged.finding if judged is not None else None
    return replace(
        finding,
        status=status,
        replies=replies(made),
        likelihood=said.likelihood if said else None,
        confidence=said.confidence if said else None,
        number=next(iter(numbers), None),
        confirmed_by=confirmed_by,
    )


def same_person(one: str, other: str) -> bool:
    """Whether two authors are one person, as far as their names tell: case and spaces make no second one."""
    return _person(one) == _person(other)


def _person(author: str) -> str:
    return " ".join(author.casefold().split())


def _confirmed_by(incident: Incident, made: Sequence[Decision]) -> tuple[str, ...]:
    """The people whose confirmations hold, each once, the first first; a rejection clears those before it."""
    rejected = last(made, Act.REJECT)
    first = made.index(rejected) + 1 if rejected is not None else 0
    people = {
        _person(d.author): d.author
        for n, d in reversed([*enumerate(made)][first:])
        if d.act is Act.CONFIRM and not missing(incident, made[:n], d.at[:10])
    }
    return tuple(reversed(people.values()))


def last(made: Sequence[Decision], *acts: Act) -> Decision | None:
    """The latest decision of these acts."""
    return next((d for d in reversed(made) if d.act in acts), None)


def replies(made: Iterable[Decision]) -> tuple[Reply, ...]:
    """Who was asked what, with each answer; one that was asked anew stands anew. Oldest first."""
    asked: list[tuple[Decision, Reply]] = []
    answers: dict[str, list[Reply]] = {}
    for decision in made:
        it = decision.finding
        if it is None:
            continue
        if decision.act is Act.ASK:
            asked.append((decision, Reply(it.party or "", it.text or "", decision.at[:10], it.due, None, None)))
        elif decision.act is Act.ANSWER:
            to = next((a for a in reversed(asked) if a[1].addressee == it.party), None)
            if to is not None:  # the question may have been taken back since
                answered = replace(to[1], answer=it.text, answered=decision.at[:10])
                answers.setdefault(to[0].id, []).append(answered)
    return tuple(reply for ask, blank in asked for reply in answers.get(ask.id, [blank]))


def contradicted(incident: Incident) -> bool:
    """Whether the claims themselves hold contrary evidence: somebody denies it."""
    return bool(incident.denied_by) or any(c.about is ConflictKind.DENIAL for c in incident.conflicts)


def missing(incident: Incident, made: Sequence[Decision], day: str) -> tuple[str, ...]:
    """What has to be there before a finding can be confirmed on a day (ISO); empty if all is.

    Contrary evidence: a denial in the claims, a note of it, or a note of where it was looked for and not found.
    A reply: somebody was asked, and all who were have answered, or the day is past by which they were to.
    """
    lacks = []
    if not contradicted(incident) and last(made, Act.CONTRARY) is None:
        lacks.append("contrary evidence is blank: no claim denies it, and nobody has noted any or where it was sought")
    told = replies(made)
    if not told:
        lacks.append("the reply is blank: nobody has been asked")
    lacks += [
        f"the reply of {r.addressee} is blank: it is due {r.due}"
        for r in told
        if r.answered is None and (r.due or "") >= day
    ]
    return tuple(lacks)
