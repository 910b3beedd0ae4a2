"""What somebody looks for, as they type it.

``shells rajin`` both words, ``"artillery shells"`` the words in this order, ``-drill`` without it, ``ammun*`` words
that begin so, ``A B OR C`` what has A and B, or C. Nothing else has a meaning: it is read as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from probata.desk.fulltext.tokens import words
from probata.errors import UsageError

LONGEST = 500
"""Characters that can be looked for."""

MOST = 64
"""Words and phrases: each is one more list to go through."""

OR = "OR"
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PART = re.compile(r'(?P<no>-?)"(?P<phrase>[^"]*)(?:"(?P<more>\*?)|$)|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow one another; with ``prefix`` the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """All of ``having`` (one at least) have to be there, none of ``lacking``."""

    having: tuple[Term, ...]
    lacking: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One of the alternatives has to hold."""

    alternatives: tuple[Alternative, ...]

    @cached_property
    def wanted(self) -> tuple[Term, ...]:
        """All that may be marked where it is found, each once."""
        return tuple(dict.fromkeys(t for a in self.alternatives for t in a.having))


def read(text: str) -> Asked:
    """What a text asks for. :class:`UsageError` where it has no word that has to be there, or is too long."""
    if len(text) > LONGEST:
        raise UsageError(f"the words to look for are longer than {LONGEST} characters; give fewer")
    groups: list[tuple[list[Term], list[Term]]] = [([], [])]
    for term, negated in _terms(text):
        if term is None:
            groups.append(([], []))
        else:
            groups[-1][negated].append(term)
    found = tuple(
        Alternative(tuple(dict.fromkeys(having)), tuple(dict.fromkeys(lacking))) for having, lacking in groups if having
    )
    if not found or any(lacking and not having for having, lacking in groups):
        without = " beside what is left out with -" if any(lacking for _, lacking in groups) else ""
        raise UsageError(
            f"{text[:40]!r} has no word to look for{without}; give letters or digits that have to be there"
        )
    if sum(len(a.having) + len(a.lacking) for a in found) > MOST:
        raise UsageError(f"there are more than {MOST} words to look for; give fewer, or put phrases in quotation marks")
    return Asked(found)


def _terms(text: str) -> Iterator[tuple[Term | None, bool]]:
    """Each term and whether it is left out; ``None`` where another alternative begins."""
    for part in _PART.finditer(text.translate(_QUOTES)):
        told = part["word"]
        if told == OR:
            yield None, False
            continue
        if told is None:
            negated, said, more = bool(part["no"]), part["phrase"], bool(part["more"])
        else:
            negated, said = told.startswith("-"), told.lstrip("-")
            more = said.endswith("*")
        if found := words(said):
            yield Term(tuple(found), more), negated
