"""What a person says of a claim: a verdict on all of it, and values in place of those that the machine read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What people have made of a claim. ``accepted``: it says what its passage says; ``corrected``: it does now."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class ClaimField(StrEnum):
    """What of a claim a person can correct, each as a whole: an amount with its unit, a time with both ends."""

    TYPE = "type"
    AGENT = "agent"
    COUNTERPART = "counterpart"
    OBJECT = "object"
    QUANTITY = "quantity"
    TIME = "time"
    PLACE = "place"
    STATUS = "status"
    NEGATED = "negated"
    STANCE = "stance"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Entered:
    """A field that holds what a person entered, not what was read: by which decision, whose, when (UTC) and why.

    It stands in place of a passage. The field may hold no value: the person says that there is none.
    """

    field: ClaimField
    decision: str
    author: str
    at: str
    reason: str


def in_brackets(words: str) -> str:
    """Words of a person where a record has words of a text: in square brackets, as editors put theirs."""
    return f"[{words}]"
