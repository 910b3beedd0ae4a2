"""What an analyst decides of a finding: ask, answer, note, judge, confirm, reject. Taken back as all decisions are.

A finding is named by its id, or by the number that the first decision on it has given it. The decision keeps the
claims and the measure, not the id: so it outlives a new reading and new rules, and goes along with the event.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from probata.errors import UsageError
from probata.pipeline.deciding import Deciding, clean, kind_of
from probata.pipeline.labels import Labels
from probata.records import Act, Decision, Finding, FindingStatus, Incident, OnFinding


class FindingReview(Deciding):
    """The acts of one author on findings."""

    def confirm(self, wanted: str) -> Decision:
        """The finding stands; where the desk asks for two people, when a second one says so too, and until then
        ``remarks`` say that. :class:`UsageError` while contrary evidence or a reply is blank, saying which."""
        from probata.regimes import missing
        from probata.regimes.judged import same_person

        with self.writing():
            finding, incident = self._finding(wanted)
            self._anew(finding, FindingStatus.CONFIRMED)
            if any(same_person(self.settings.author, author) for author in finding.confirmed_by):
                raise UsageError(f"{_name(finding)} is {finding.awaited}; somebody else than you has to confirm it")
            if lacks := missing(incident, self._made(finding, incident), self._today):
                raise UsageError(f"{_name(finding)} can't be confirmed yet: {'; '.join(lacks)}")
            made = self.on_finding(Act.CONFIRM, finding, incident)
            if len(finding.confirmed_by) + 1 < self.desk.people:
                self.remarks += (f"{_name(finding)} stays proposed until a second person has confirmed it",)
            return made

    def reject(self, wanted: str) -> Decision:
        """The finding doesn't stand."""
        with self.writing():
            finding, incident = self._finding(wanted)
            self._anew(finding, FindingStatus.REJECTED)
            return self.on_finding(Act.REJECT, finding, incident)

    def judge(self, wanted: str, likelihood: str, confidence: str) -> Decision:
        """How likely it is that the event was so, and, apart, how far the sources bear that.

        Words off the closed lists are refused, in the reason too: the reason of a judgement is printed with it.
        """
        from probata.knowledge.estimates import read_estimates
        from probata.regimes import lint

        tables = read_estimates()
        word, sure = tables.likelihood(likelihood), confidence.strip().casefold()
        if word is None:
            scale = ", ".join(w.told for w in tables.likelihoods)
            raise UsageError(f"{likelihood!r} is no likelihood of ICD 203; say one of: {scale}")
        if sure not in tables.confidence:
            raise UsageError(f"{confidence!r} is no confidence; say {', '.join(tables.confidence)}")
        if found := lint(self.reason):
            raise UsageError(f"the reason of a judgement is printed with it: {'; '.join(found)}")
        with self.writing():
            finding, incident = self._finding(wanted)
            return self.on_finding(Act.JUDGE, finding, incident, likelihood=word.word, confidence=sure)

    def ask(self, wanted: str, party: str, question: str, due: str) -> Decision:
        """Somebody was asked, and is to answer by an ISO day."""
        with self.writing():
            finding, incident = self._finding(wanted)
            if due <= self._today:
                raise UsageError(f"--due {due} is no time to answer; give a day after today")
            return self.on_finding(Act.ASK, finding, incident, party=_party(party), text=_words(question), due=due)

    def answer(self, wanted: str, party: str, answer: str | None) -> Decision:
        """What somebody who was asked answers; ``None``: nothing, and the day is past."""
        with self.writing():
            finding, incident = self._finding(wanted)
            who = _party(party)
            asked = [r for r in finding.replies if r.addressee == who]
            if not asked:
                others = ", ".join(dict.fromkeys(r.addressee for r in finding.replies))
                raise UsageError(
                    f"{party} has not been asked about {_name(finding)}; " + (f"asked were: {others}" if others
                    else "see `probata review ask`")
                )  # fmt: skip
            if answer is None:
                if (asked[-1].due or "") >= self._today:
                    raise UsageError(f"{party} has until {asked[-1].due} to answer; silence counts from the day after")
                return self.on_finding(Act.ANSWER, finding, incident, party=who, none=True)
            return self.on_finding(Act.ANSWER, finding, incident, party=who, text=_words(answer))

    def observe(self, wanted: str, act: Act, words: str, none: bool = False) -> Decision:
        """Contrary evidence, another explanation or a gap. ``none``: no contrary evidence was found, and the words say
        where it was looked for."""
        if none and act is not Act.CONTRARY:
            raise UsageError("“none was found” is said of contrary evidence alone; leave it out")
        with self.writing():
            finding, incident = self._finding(wanted)
            return self.on_finding(act, finding, incident, text=_words(words), none=none)

    def on_finding(self, act: Act, finding: Finding, incident: Incident, **told: Any) -> Decision:
        """Make a decision on a finding, which the first one gives its number."""
        from probata.regimes import lint
        from probata.regimes.sentence import sentence

        given = (d.finding.number for d in self.desk.decisions_but_verdicts() if d.finding is not None)
        number = finding.number or next_number(given, self._today[:4])
        on = OnFinding(number, finding.measure, finding.rule_base, **told)
        own = (self.reason, *([on.text] if on.text and act is not Act.ANSWER else []))
        self.remarks = tuple(dict.fromkeys(line for words in own for line in lint(words)))
        machine = {finding.id: finding.status.value, "statement": sentence(finding, incident, Labels().actor)}
        return self.enter(act, machine, claims=incident.claims, shared=self.shared(incident), finding=on)

    def _finding(self, wanted: str) -> tuple[Finding, Incident]:
        found = self.desk.get(wanted)
        if not isinstance(found, Finding):
            raise UsageError(f"{found.id} is {kind_of(found)}; name a finding, see `probata findings`")
        return found, self.incident(found.incident)

    def _made(self, finding: Finding, incident: Incident) -> tuple[Decision, ...]:
        from probata.incidents import Rulings

        rulings = Rulings.of(self.desk.decisions_but_verdicts())
        return tuple(d for d in rulings.on_finding(finding.measure, incident.claims) if rulings.holds(d.id))

    @property
    def _today(self) -> str:
        from probata.capture import stamp, utc_now

        return stamp(utc_now())[:10]

    @staticmethod
    def _anew(finding: Finding, status: FindingStatus) -> None:
        if finding.status is status:
            raise UsageError(f"{_name(finding)} is {status.value} already; nothing is left to do")


def next_number(given: Iterable[str], year: str) -> str:
    """The year and the next number in it. ``given`` are all that decisions ever named, retracted ones included."""
    own = (int(number.partition("-")[2]) for number in given if number.startswith(f"{year}-"))
    return f"{year}-{max(own, default=0) + 1:04}"


def _name(finding: Finding) -> str:
    return finding.number or finding.id


def _party(words: str) -> str:
    (found,) = Labels().find_actors([_words(words)])
    return found


def _words(words: str) -> str:
    if not words.strip():
        raise UsageError("the words are empty; say what was asked, answered or noted")
    return clean(words.strip())
