"""The words by which the origin of a claim is told: evidence, unnamed officials, collective and joint sources."""

from __future__ import annotations

import re

IMAGERY = re.compile(
    r"\b(?:satellite|commercial|aerial|high-resolution)[\w\s-]{0,20}?\b(?:images?|imagery|photos?|photographs?|pictures?|data)\b"
    r"|\bimagery\b|\bimages?\b",
    re.IGNORECASE,
)
DOCUMENT = re.compile(
    r"\b(?:documents?|records?|invoices?|manifests?|customs data|reports?|papers?|notice|letter)\b", re.IGNORECASE
)

UNNAMED = re.compile(
    r"\b(?:officials?|sources?|diplomats?|lawmakers?|aides?|officers?|commanders?|spokes\w+|advis[eo]rs?|insiders?)\b",
    re.IGNORECASE,
)
"""Nouns of people; where a state's source has no name beside one, nobody can tell who of that state speaks."""

OFFICIAL = re.compile(
    r"\b(?:officials?|ministr\w+|ministers?|offices?|governments?|councils?|spokes\w+|intelligence|militar\w+|army|navy"
    r"|police|leaders?|presidents?|diplomats?|embass\w+|envoys?|missions?|prosecutors?|lawmakers?|body|bodies|agenc\w+"
    r"|services?|commands?|authorit\w+)\b",
    re.IGNORECASE,
)
"""What makes a nationality that of a state's own people: "a Ukrainian state body", not "American analysts"."""

LAWMAKER = re.compile(r"\b(?:lawmakers?|legislators?|members? of parliament|MPs?|parliamentarians?)\b")
BRIEFED = re.compile(r"\b(?:brief(?:ed|ing|ings)|closed(?:-door)? (?:meeting|session|hearing))\b", re.IGNORECASE)

_BEFORE = r"^(?:the|a|an|its|their|this|that|these|those|new|one|another)?\s*(?:[\w-]+\s+){0,3}?"

EVIDENCE = re.compile(
    _BEFORE + r"(?:reports?|analys[ie]s|stud(?:y|ies)|papers?|findings?|groups?|institutes?|institution|think[ -]tanks?"
    r"|cent(?:re|er)|teams?|monitors|researchers|authors|images?|imagery|photos?|photographs?|pictures?|data|documents?"
    r"|website|project|organi[sz]ation|notice|letter|investigation|experts)\b",
    re.IGNORECASE,
)
"""A piece of evidence, or who reads it, that is named elsewhere in its report ("the analysis", "the group")."""

SERVICE = re.compile(
    _BEFORE + r"(?:agency|service|ministry|department|outlet|newspaper|channel|broadcaster)\b", re.IGNORECASE
)
"""A body that is named elsewhere in its report ("the agency")."""

COLLECTIVE = re.compile(
    r"\b(?:both|the two (?!Koreas)|two (?:countries|governments|states|sides)|jointly|joint)\b", re.IGNORECASE
)
"""One source that stands for several ("both countries", "in a joint statement")."""


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence or sentences around a passage; an abbreviation's dot may cut them short."""
    begins = [i + len(stop) for stop in ("\n", ". ") if (i := text.rfind(stop, 0, start)) >= 0]
    stops = [i for i in (text.find("\n", end), text.find(". ", end)) if i >= 0]
    return max(begins, default=0), min(stops, default=len(text))
