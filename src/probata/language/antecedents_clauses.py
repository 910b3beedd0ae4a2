"""Clauses as what "it" may stand for: the sentence before, and the clauses of its own sentence before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.language.annotated import Paragraph
from probata.language.antecedents_noun import Article, Noun, Role, Word
from probata.language.antecedents_syntax import clause_behind
from probata.language.antecedents_words import Kind, Number, Sex

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = 8
_FEWEST = 3
"""Words of the shortest sentence that "it" takes up: shorter ones are answers ("No.") and headings."""

_SUBJECTS = frozenset(
    """be become seem appear mean happen occur take make cost help hurt matter show prove work sound feel look require
    cause come turn depend imply suggest remind allow lead let change go affect create raise reflect follow begin start
    end continue last stop involve include mark bring give keep add""".split()
)
"""Verbs that a fact or event may be the subject of: "it showed", "it took years"; not "it said", "it carried"."""
_OBJECTS = frozenset(
    """do say know believe tell see mean think hear understand explain deny admit love like hate make call describe
    regret doubt consider find feel accept confirm announce report expect notice remember forget mention discuss
    dismiss condemn welcome oppose support stop prevent allow want need try enjoy get take repeat put""".split()
)


def may_be_clause(pronoun: Noun) -> bool:
    """Whether "it" stands where a fact or event may stand."""
    if pronoun.clause < 0:
        return False
    verb = pronoun.paragraph.doc[pronoun.clause].lemma_
    if pronoun.role is Role.SUBJECT:
        return verb in _SUBJECTS
    return pronoun.role is Role.AFTER_VERB or verb in _OBJECTS


class Clauses:
    """The clauses of a text as nouns, one and the same noun for one clause."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._nouns: dict[tuple[int, int], Noun] = {}

    def before(self, pronoun: Noun) -> list[tuple[Noun, bool]]:
        """What "it" may stand for, the nearest first, and whether it is of the same sentence."""
        at = pronoun.at - pronoun.i
        doc = pronoun.paragraph.doc
        token = doc[pronoun.i]
        found = [(n, True) for n in self._own(pronoun, token, at)]
        start = token.sent.start
        if start > 0:
            before = doc[start - 1].sent
            noun = self._clause(pronoun.paragraph, before.root, before.start, before.end, at, pronoun.sentence - 1)
        elif pronoun.paragraph.index > 0:
            paragraph = self._paragraphs[pronoun.paragraph.index - 1]
            last = paragraph.doc[len(paragraph.doc) - 1].sent
            noun = self._clause(
                paragraph, last.root, last.start, last.end, at - len(paragraph.doc), pronoun.sentence - 1
            )
        else:
            noun = None
        if noun is not None:
            found.append((noun, False))
        return found

    def behind(self, pronoun: Noun) -> Noun | None:
        """The clause that "it" announces: "it is hard to say"."""
        verb = clause_behind(pronoun)
        if verb is None:
            return None
        first, last = verb.left_edge.i, verb.right_edge.i + 1
        at = pronoun.at - pronoun.i
        return self._clause(pronoun.paragraph, verb, first, last, at, pronoun.sentence, strip=False)

    def _own(self, pronoun: Noun, token: Token, at: int) -> list[Noun]:
        found: list[Noun] = []
        below = token
        for _ in range(_UP):
            verb = below.head
            if verb.i == below.i:
                break
            if verb.pos_ in ("VERB", "AUX"):
                if verb.i < below.i and below.dep_ in ("conj", "advcl", "parataxis"):
                    clause = self._clause(
                        pronoun.paragraph, verb, verb.left_edge.i, below.left_edge.i, at, pronoun.sentence
                    )
                    if clause is not None:
                        found.append(clause)
                for child in verb.children:
                    if child.dep_ in ("advcl", "csubj", "ccomp") and child.right_edge.i < min(token.i, below.i):
                        clause = self._clause(
                            pronoun.paragraph,
                            child,
                            child.left_edge.i,
                            child.right_edge.i + 1,
                            at,
                            pronoun.sentence,
                        )
                        if clause is not None:
                            found.append(clause)
            below = verb
        return found[:2]

    def _clause(
        self, paragraph: Paragraph, verb: Token, first: int, last: int, at: int, sentence: int, strip: bool = True
    ) -> Noun | None:
        if strip and verb.pos_ not in ("VERB", "AUX"):
            return None
        key = paragraph.index, verb.i
        if key not in self._nouns:
            doc = paragraph.doc
            while (
                strip
                and first < verb.i
                and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in ("cc", "mark", "intj"))
            ):
                first += 1
            while last - 1 > verb.i and (
                doc[last - 1].is_punct or doc[last - 1].is_space or doc[last - 1].dep_ == "cc"
            ):
                last -= 1
            if strip and last - first < _FEWEST:
                return None
            noun = Noun(
                paragraph, verb.i, first, last, at + verb.i, sentence, Word.CLAUSE, Role.CLAUSE, Number.ONE,
                Sex.UNKNOWN, Kind.ABSTRACT, Article.NONE, verb.i, 0,
            )  # fmt: skip
            noun.entity.mentions.append(noun)
            noun.entity.kind, noun.entity.number, noun.entity.named_in = noun.kind, noun.number, sentence
            self._nouns[key] = noun
        return self._nouns[key]
