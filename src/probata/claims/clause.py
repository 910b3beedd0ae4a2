"""The words of one event's own clause: what hangs on its trigger, without other events and clauses of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from probata.claims.tree import grammatical_subject, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_APART = frozenset({"ccomp", "csubj", "csubjpass", "parataxis", "relcl"})
_LOOSE = frozenset({"advcl", "acl", "xcomp", "pcomp"})
_GOES_ON = frozenset(
    """arrive reach sail continue travel dock unload transfer put load move come go proceed head fly land end finish
    transport carry take bring ship send deliver store call anchor berth transship reload return""".split()
)
"""Verbs by which one way is told in steps: "left Rajin, reached Dunai and were put on trains"."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_MOST = 250
"""Tokens of a clause that are looked at; longer ones are lists or broken text."""


class Clause:
    """The tokens of an event's clause by number; ``subject`` are those of who acts."""

    __slots__ = ("_loads", "subject", "tokens", "verbs")

    def __init__(self, trigger: Token, others: Iterable[int], loads: Iterable[int] = ()) -> None:
        """``others`` are the tokens that call up other events of the paragraph; ``loads`` those of what carries
        and is carried, whose own clause tells the way: "a plane that flew from X"."""
        self._loads = set(loads)
        apart = set(others) - {trigger.i}
        self.tokens: set[int] = set()
        self.verbs: set[int] = {trigger.i}
        verb = trigger
        if not is_verb(trigger):
            self._grow(trigger, apart)
            if trigger.dep_ in _SUBJECTS and is_verb(trigger.head) and trigger.head.i not in apart:
                verb = trigger.head
        if is_verb(verb):
            self._grow(verb, apart)
            if verb.dep_ == "conj" and is_verb(verb.head) and verb.head.i not in apart and verb.head.lemma_ in _GOES_ON:
                self._grow(verb.head, apart)
            if verb.dep_ in {"acl", "relcl"}:
                self._grow(verb.head, apart)
        self.subject: set[int] = set()
        if is_verb(verb):
            before = set(self.tokens)
            for token in grammatical_subject(verb):
                self._grow(token, apart | {verb.i})
                self.subject |= self._below(token)
            self.subject |= self.tokens - before

    def __contains__(self, token: int) -> bool:
        return token in self.tokens

    def _grow(self, top: Token, apart: set[int]) -> None:
        queue = [top]
        while queue and len(self.tokens) < _MOST:
            token = queue.pop()
            if token.i in self.tokens and token is not top:
                continue
            self.tokens.add(token.i)
            if is_verb(token) and (token is top or token.lemma_ in _GOES_ON):
                self.verbs.add(token.i)
            for child in token.children:
                way = (
                    child.dep_ == "relcl"
                    and token.i in self._loads
                    and child.lemma_ in _GOES_ON
                    and child.i not in apart
                )
                if child.dep_ in _APART and is_verb(child) and not way:
                    continue
                if is_verb(child) and child.i in apart and child.dep_ in {*_LOOSE, "conj"}:
                    continue
                if child.dep_ == "conj" and is_verb(child):
                    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children)
                    if own or child.lemma_ not in _GOES_ON or child.i in apart:
                        continue
                queue.append(child)

    @staticmethod
    def _below(top: Token) -> set[int]:
        found: set[int] = set()
        queue = [top]
        while queue and len(found) < _MOST:
            token = queue.pop()
            found.add(token.i)
            queue += [c for c in token.children if not (is_verb(c) and c.dep_ in _APART | {"acl"})]
        return found
