"""Stretches that look like times and are none: "May" the verb, "June" the person, 2,019 barrels, resolution 1718."""

from __future__ import annotations

import re

from probata.language.times_grammar import Expression
from probata.language.tokenindex import TokenIndex

_LABEL_BEFORE = re.compile(
    r"\b(?:resolutions?|no\.|number|article|articles|boeing|flight|route|windows|room|paragraph|section|page|unit|model|"
    r"at|than|about|some|over|nearly|around|almost|least|most)\s$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"\s(?:[a-z]+\s)?(?:containers|troops|soldiers|people|shells|rounds|tons|tonnes|barrels|miles|men|women|meters|metres|"
    r"dollars|feet|points|votes|jobs|workers|euros|rubles|employees|pounds|homes|missiles|drones)\b"
)
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "april", "june", "august", "jan", "sun", "sat"})
_NO_MONTH_LEAD = frozenset({"past", "current", "previous", "following", "coming"})
_LEAD_IN = re.compile(
    r"\b(?:in|on|since|of|by|until|till|through|from|to|for|during|before|after|between|and|or|"
    r"early|late|every|each|next|last|this|mid)[ -]$",
    re.IGNORECASE,
)


def is_time(index: TokenIndex, text: str, expression: Expression) -> bool:
    """Whether an expression that the grammar found is a time, by the words around it and their tags."""
    start, end, parts = expression.start, expression.end, expression.parts
    before, after = text[max(0, start - 16) : start], text[end : end + 24]
    if expression.rule == "year" and "year" in parts and len(text[start:end]) == 4:
        return not (_LABEL_BEFORE.search(before) or _COUNTED_AFTER.match(after) or before[-1:] in "$€£")
    if expression.rule == "month" and set(parts) == {"month"}:
        word = parts["month"].lower().rstrip(".")
        if word in _AMBIGUOUS_MONTHS and not _LEAD_IN.search(before):
            token = index.token_at(start)
            if token is None or token.pos_ in ("AUX", "VERB") or token.ent_type_ in ("PERSON", "ORG", "GPE"):
                return False
            if re.match(r"\s[A-Z]", after) or re.search(r"[A-Z][\w.’-]*\s$", before):
                return False
    if (
        expression.rule == "unit"
        and parts.get("which", "").lower() == "the"
        and "cut" not in parts
        and "fiscal" not in parts
    ):
        return parts["unit"].lower() in ("weekend",)
    return not (expression.rule == "month" and parts.get("which", "").lower() in _NO_MONTH_LEAD)
