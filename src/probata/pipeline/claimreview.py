"""What an analyst decides of a claim: accept, reject, correct; and notes on any record."""

from __future__ import annotations

from probata.errors import UsageError
from probata.pipeline.claimstanding import on_claim, see_unchanged
from probata.pipeline.correcting import Values, read_correction
from probata.pipeline.deciding import clean, kind_of
from probata.pipeline.findings import FindingReview
from probata.records import Act, Claim, Decision, Finding, Incident, Report, Verdict


class ClaimReview(FindingReview):
    """The acts of one author on claims.

    Each takes ``seen``: the last decision on the claim that the author knew of, empty for none. Where another was made
    since, :class:`~probata.errors.ChangedMeanwhile` says whose; ``None`` doesn't ask.
    """

    def accept(self, wanted: str, seen: str | None = None) -> Decision:
        """The claim says what its passage says, as far as it wasn't corrected."""
        return self._verdict(wanted, Act.ACCEPT_CLAIM, Verdict.ACCEPTED, seen)

    def reject_claim(self, wanted: str, seen: str | None = None) -> Decision:
        """The passage doesn't say that; the claim stays in the desk and stands in no incident."""
        return self._verdict(wanted, Act.REJECT_CLAIM, Verdict.REJECTED, seen)

    def correct(self, wanted: str, values: Values, seen: str | None = None) -> Decision:
        """The claim says something else: new values by name (:data:`~probata.pipeline.correcting.NAMES`).

        :class:`UsageError` for a value that none can have, and where nothing is new.
        """
        with self.writing():
            claim = self.claim(wanted)
            see_unchanged(claim.id, on_claim(self.desk, claim.id), seen)
            report = self.desk.get(claim.report)
            published = report.published if isinstance(report, Report) else None
            correction = read_correction(claim, values, published)
            before = {f.value: told(claim, f.value) for f in correction.fields}
            return self.enter(Act.CORRECT_CLAIM, before, claims=(claim.id,), correction=correction)

    def note(self, wanted: str, words: str, seen: str | None = None) -> Decision:
        """Words kept with a claim, a report, the event of an incident, or a finding. ``seen`` is asked of claims."""
        text = clean(words.strip())
        if not text:
            raise UsageError("the words are empty; say what is noted")
        with self.writing():
            found = self.desk.get(wanted)
            match found:
                case Finding():
                    return self.on_finding(Act.NOTE, found, self.incident(found.incident), text=text)
                case Incident():
                    return self.enter(Act.NOTE, {}, claims=found.claims, shared=self.shared(found), text=text)
                case Report():
                    return self.enter(Act.NOTE, {}, reports=(found.id,), text=text)
                case Claim():
                    see_unchanged(found.id, on_claim(self.desk, found.id), seen)
                    return self.enter(Act.NOTE, {}, claims=(found.id,), text=text)
                case _:
                    raise UsageError(
                        f"{found.id} is {kind_of(found)}; a note is on a claim, a report, an incident or a finding"
                    )

    def _verdict(self, wanted: str, act: Act, verdict: Verdict, seen: str | None) -> Decision:
        with self.writing():
            claim = self.claim(wanted)
            see_unchanged(claim.id, on_claim(self.desk, claim.id), seen)
            if claim.verdict is verdict:
                raise UsageError(f"{claim.id} is {verdict.value} already; nothing is left to do")
            return self.enter(act, {claim.id: summary(claim)}, claims=(claim.id,))


def summary(claim: Claim) -> str:
    """A claim in a line: "transfer KP → RU, arms.ammunition, done; KR asserts"."""
    who = f"{'+'.join(claim.agent)} → {'+'.join(claim.counterpart)}"
    status = f"not {claim.status.value}" if claim.negated else claim.status.value
    goods = "+".join(o.value for o in claim.object)
    return ", ".join(p for p in (f"{claim.type.value} {who}", goods, status) if p) + (
        f"; {claim.source.id} {claim.stance.value}"
    )


def told(claim: Claim, name: str) -> str:
    """What a claim says in a field, in short; empty for nothing."""
    value = getattr(claim, name)
    match name:
        case "agent" | "counterpart" | "object":
            return ", ".join(value)
        case "quantity" | "place" if value is not None:
            return str(value.text)
        case "time" if value is not None:
            days = " to ".join(dict.fromkeys(d or "open" for d in (value.start, value.end)))
            return days if value.start or value.end else str(value.text)
        case "negated":
            return "yes" if value else "no"
        case "source":
            return str(value.id)
        case _:
            return str(value.value) if value is not None else ""
