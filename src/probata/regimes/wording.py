"""What people write of a finding, held against the closed list of words for likelihood and confidence (ICD 203).

A word of guilt, a word of likelihood that has no range, both rows of the scale in one text, and likelihood with
confidence in one sentence: each leaves a reader unsure of what was judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from probata.knowledge.estimates import Estimates, read_estimates

_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_CONFIDENCE = re.compile(r"\b(?:confidence|confident|confidently)\b", re.IGNORECASE)
_MONTH = "May"


def lint(text: str, estimates: Estimates | None = None) -> tuple[str, ...]:
    """What is to be mended in a text, a line each; empty if nothing is.

    What stands between quotation marks is left alone: those are somebody else's words.
    """
    tables = read_estimates() if estimates is None else estimates
    pattern = _either((*tables.forms, *tables.others, *tables.charged))
    found: list[str] = []
    rows: dict[int, str] = {}
    for sentence in _SENTENCES.split(_QUOTED.sub("“”", text)):
        likely: list[str] = []
        for match in pattern.finditer(sentence):
            word, key = match[0], _key(match[0])
            if word == _MONTH:
                continue
            if key in tables.charged:
                found.append(f"“{word}” is for a court to say; write “{tables.charged[key]}”")
                continue
            likely.append(word)
            if key in tables.forms:
                rows.setdefault(tables.forms[key].row, word)
            else:
                found.append(f"“{word}” has no range; say one of: {_scale(tables)}")
        if likely and (sure := _CONFIDENCE.search(sentence)):
            found.append(
                f"“{sure[0]}” and “{likely[0]}” stand in one sentence; likelihood and confidence are two things, "
                "give each a sentence"
            )
    if len(rows) > 1:
        found.append(f"“{rows[0]}” and “{rows[1]}” are of two rows of the scale; keep to one")
    return tuple(dict.fromkeys(found))


def _scale(tables: Estimates) -> str:
    return ", ".join(w.word for w in tables.likelihoods if w.row == 0)


def _key(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


@cache
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest first: "almost certain" is not "certain", "very likely" not "likely"."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_spelt(words))})(?![\w-])", re.IGNORECASE)


def _spelt(words: Iterable[str]) -> list[str]:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return [r"\s+".join(map(re.escape, w.split())).replace("'", "['’]") for w in longest]
