"""What a decision on a finding says: which finding by its number, and the words of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(r"\d{4}-\d{4,}", re.ASCII)
"""A finding's number: the year in which a person first took it up, and a running number of the desk in that year."""

CONFIDENCE = ("low", "moderate", "high")
"""How far the sources bear a judgement (ICD 203). It is no likelihood and never stands in one sentence with it."""


@dataclass(frozen=True, slots=True)
class OnFinding:
    """What is decided of the finding ``number``: the event of the decision's claims, held against ``measure``.

    ``rule_base`` is the version of the rules that it had then. ``text`` is what was asked, answered or noted.
    ``party`` is who is asked or answers (an actor's id, or a name that the tables don't have), ``due`` the ISO day by
    which. ``none``: nothing was found (``text`` says where it was looked for), or nobody answered.
    """

    number: str
    measure: str
    rule_base: str
    text: str | None = None
    party: str | None = None
    due: str | None = None
    none: bool = False
    likelihood: str | None = None
    confidence: str | None = None
