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
_AT_LEAST = re.compile(r"\b(?:since|until|through|from)\s(?:at\sleast|about|around)\s$", re.IGNORECASE)
_AGE = re.compile(r"\s(?:old|of\sage)\b")
_DURING = re.compile(r"\b(?:for|in|during)\s$", re.IGNORECASE)


def _alone(index: TokenIndex, end: int) -> bool:
    """Whether "the 19th" is a day by itself: "the 19th century" and "the 5th brigade" are none."""
    last = index.token_at(end - 1)
    if last is None or last.i + 1 >= len(last.doc):
        return True
    return last.doc[last.i + 1].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")


def is_time(index: TokenIndex, text: str, expression: Expression) -> bool:
    """Whether an expression that the grammar found is a time, by the words around it and their tags."""
    start, end, parts = expression.start, expression.end, expression.parts
    before, after = text[max(0, start - 16) : start], text[end : end + 24]
    if expression.rule == "year" and "year" in parts and len(text[start:end]) == 4:
        if _AT_LEAST.search(before):
            return True
        return not (_LABEL_BEFORE.search(before) or _COUNTED_AFTER.match(after) or before[-1:] in "$€£")
    if expression.rule == "years" and _COUNTED_AFTER.match(after):
        return False
    if expression.rule == "nthday":
        return _alone(index, end)
    if expression.rule == "duration":
        return not (_AGE.match(after) or (parts.get("unit") == "second" and parts["n"].lower() in ("a", "the")))
    if expression.rule == "season" and re.match(r"\s[A-Z]", after) and parts["season"][0].isupper():
        return False  # the Winter Olympics, the Spring Festival
    if expression.rule == "future" and text[start:end].lower() == "soon":
        return not re.match(r"\s(?:as|after)\b", after)
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
        unit = parts["unit"].lower()
        return unit == "weekend" or (unit == "quarter" and bool(_DURING.search(before)))
    return not (expression.rule == "month" and parts.get("which", "").lower() in _NO_MONTH_LEAD)
