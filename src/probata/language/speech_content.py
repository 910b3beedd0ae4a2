"""What is said: the stretches of a sentence that hang on a verb of saying, before, after or around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.language.annotated import Paragraph
from probata.language.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Run = tuple[int, int]
"""Tokens of a paragraph, the last exclusive."""

_CLAUSES = ("ccomp", "parataxis")
PUNCT = frozenset({",", ";", ":", "-", "–", "—", ".", "!", "?", "…"})
_ONLY_SAY = frozenset({"say", "add", "claim", "argue", "insist", "allege"})
_SAID_LENGTH = 7
"""Tokens, marks included, from which a quotation counts as said rather than a title or a scare quote."""


class SaidContent:
    """Finds what is said in one paragraph; ``quoted`` are the tokens of its quotations."""

    def __init__(self, paragraph: Paragraph, cues: Cues, quoted: list[Run]) -> None:
        self._doc, self._cues, self._quoted = paragraph.doc, cues, quoted

    def clause(self, verb: Token, subject: Token, run: Run, sentence: Span) -> list[Run]:
        clause = next((c for c in verb.children if c.dep_ in _CLAUSES and c.i > verb.i), None)
        if clause is not None and not (subject.i > verb.i and clause.left_edge.i < subject.i):
            first = max(clause.left_edge.i, run[1])
            return [(first, self._end_after(verb, clause, sentence))]
        before = next((c for c in verb.children if c.dep_ in _CLAUSES and c.i < verb.i), None)
        if before is not None:
            begin = before.left_edge.i
            stop = min(run[0], subject.left_edge.i if subject.head.i == verb.i else run[0])
            if (
                self._doc[stop - 1].lower_ not in PUNCT
                and not self._is_mark(stop - 1)
                and not self._lone(begin, sentence)
            ):
                return []
            content = [(self._back_to(begin, sentence), stop)]
            return content + self._rest(verb, subject, run, sentence)
        if (
            verb.dep_ in (*_CLAUSES, "advcl", "conj", "dep")
            and verb.head.pos_ in ("VERB", "AUX")
            and subject.head.i == verb.i
        ):
            return self._inserted(verb, subject, run, sentence)
        return (
            self._trailing(verb, subject, run, sentence)
            or self._told(verb, run, sentence)
            or self._leading(verb, subject, run, sentence)
        )

    def _told(self, verb: Token, run: Run, sentence: Span) -> list[Run]:
        """ "told lawmakers behind closed doors that ...": a clause that the parser hung on a noun before it."""
        for token in verb.subtree:
            if token.dep_ not in ("relcl", "acl") or token.head.i < run[1] or token.head.pos_ not in ("NOUN", "PROPN"):
                continue
            mark = next((c for c in token.children if c.lower_ == "that" and c.dep_ == "mark"), None)
            own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)
            if mark is None or not own or token.head.lemma_.lower() in self._cues.nouns:
                continue
            return [(mark.i, self._end_after(verb, token, sentence))]
        return []

    def _trailing(self, verb: Token, subject: Token, run: Run, sentence: Span) -> list[Run]:
        """ "..., X reported": by the comma alone, where the parse lost the clause."""
        first = min(run[0], subject.i)
        while first - 1 > sentence.start and self._doc[first - 1].lower_ not in PUNCT and subject.left_edge.i < first:
            first -= 1
        if verb.dep_ != "ROOT" or subject.head.i != verb.i or first - sentence.start < 4:
            return []
        if self._doc[first - 1].text != "," or (verb.lemma_ != "tell" and any(c.dep_ == "dobj" for c in verb.children)):
            return []
        after = [c for c in verb.children if c.i > max(verb.i, subject.i) and not c.is_punct]
        if any(c.dep_ not in ("prep", "npadvmod", "advmod", "dative", "advcl", "dobj") for c in after):
            return []
        headline = self._doc[sentence.end - 1].i == max(verb.i, subject.i) and first - sentence.start >= 3
        if not headline and not any(t.pos_ in ("VERB", "AUX") for t in self._doc[sentence.start : first]):
            return []
        return [(sentence.start, first - 1)]

    def _leading(self, verb: Token, subject: Token, run: Run, sentence: Span) -> list[Run]:
        """ "X said such use breaks the law": all that follows, where the parse took the clause for an object."""
        if verb.lemma_ not in _ONLY_SAY or subject.i > verb.i or sentence.end - run[1] < 4:
            return []
        following = self._doc[run[1]]
        if following.lower_ in PUNCT or following.pos_ in ("ADP", "ADV") or self._is_mark(run[1]):
            return []
        stops = [c.left_edge.i for c in verb.children if c.dep_ in ("conj", "cc") and c.i > verb.i]
        end = min([sentence.end, *stops])
        return [(run[1], end)] if end - run[1] > 2 else []

    def _lone(self, begin: int, sentence: Span) -> bool:
        return begin == sentence.start

    def _back_to(self, begin: int, sentence: Span) -> int:
        """A clause said before its verb begins with its sentence, unless another one said comes between."""
        for i in range(begin - 1, sentence.start - 1, -1):
            if self._doc[i].lemma_.lower() in self._cues.verbs and self._doc[i].pos_ == "VERB":
                return begin
        return sentence.start

    def _rest(self, verb: Token, subject: Token, run: Run, sentence: Span) -> list[Run]:
        """What the source goes on to say in the same sentence: '"...," she said, "..."'."""
        own = max(run[1] - 1, subject.right_edge.i if subject.head.i == verb.i else 0)
        return [(a, b) for a, b in self._quoted if own < a < sentence.end and self._is_speech(a, b)]

    def _is_speech(self, first: int, last: int) -> bool:
        """Whether a quotation is long enough to be said, and no title or scare quote."""
        led_in = first > 0 and self._doc[first - 1].lower_ in (",", ":")
        return last - first >= _SAID_LENGTH or (led_in and last - first > 3)

    def _inserted(self, verb: Token, subject: Token, run: Run, sentence: Span) -> list[Run]:
        """A saying between commas: "The ship, he said, has left"."""
        first = min(run[0], subject.left_edge.i)
        last = max(run[1], subject.right_edge.i + 1)
        open_, close = self._doc[first - 1] if first > 0 else None, self._doc[last] if last < len(self._doc) else None
        if open_ is None or first <= sentence.start or not (open_.lower_ in PUNCT or self._is_mark(open_.i)):
            return []
        if close is not None and last < sentence.end and close.lower_ not in PUNCT and not self._is_mark(last):
            if not any(
                c.i >= last
                for c in verb.children
                if c.dep_ in ("prep", "npadvmod", "advmod", "dobj", "dative", "appos")
            ):
                return []
            last = max(c.right_edge.i + 1 for c in verb.children if c.i >= last or c.i < verb.i)
        content = [(sentence.start, first)]
        if last + 2 < sentence.end and self._doc[last].lower_ == "," and not self._new_verb(last + 1):
            content.append((last + 1, sentence.end))
        return content

    def _new_verb(self, i: int) -> bool:
        """Whether the source does something else from here: ", she said, and criticized B"."""
        first = self._doc[i]
        if first.tag_ == "VBG":  # ", he said, brushing off the report"
            after = self._doc[i + 1].lower_ if i + 1 < len(self._doc) else ""
            return first.lemma_.lower() in self._cues.verbs or f"{first.lemma_} {after}" in self._cues.phrasal_denials
        joined = first.lower_ in ("and", "but") and i + 1 < len(self._doc)
        return joined and self._doc[i + 1].lemma_.lower() in self._cues.verbs and self._doc[i + 1].pos_ == "VERB"

    def _is_mark(self, i: int) -> bool:
        return self._doc[i].text in ("”", "“", '"', "''", "``", "’", "'")

    def _end_after(self, verb: Token, clause: Token, sentence: Span) -> int:
        """Where words said after the verb end: with the sentence, or where another saying begins."""
        stops = [sentence.end]
        if verb.dep_ not in ("ROOT", "conj", "advcl") or (verb.dep_ == "advcl" and verb.i < verb.head.i):
            stops.append(clause.right_edge.i + 1)  # "what X said was a test" stands within another clause
        for child in verb.children:
            if child.i > clause.i and child.dep_ in ("conj", "advcl", "cc", "prep", "parataxis"):
                speaks = child.lemma_.lower() in self._cues.verbs and child.pos_ == "VERB"
                if (child.dep_ == "conj") or speaks or child.lower_ == "according":
                    stops.append(child.left_edge.i)
                elif child.dep_ == "cc":
                    stops.append(child.i)
        stops += [t.i for t in clause.subtree if t.lower_ == "according" and t.i > clause.i]
        return min(stops)

    def quotes(self, verb: Token, run: Run, subject: Token, sentence: Span) -> list[Run]:
        """The quotations of the sentence, where no clause hangs on the verb."""
        if any(a <= verb.i < b for a, b in self._quoted):
            return []
        near = [(a, b) for a, b in self._quoted if a < sentence.end and b > sentence.start and not a <= subject.i < b]
        if not near and verb.dep_ == "ROOT":
            # "“Where is it?” the judge asked": the question ends the parser's sentence.
            near = [(a, b) for a, b in self._quoted if b == sentence.start and self._doc[b - 2].text in ("?", "!", "…")]
        if subject.head.i != verb.i or subject.i < verb.i:
            # 'X did "this" and mentioned "that"': what was quoted before belongs to another verb.
            after = [(a, b) for a, b in near if a >= run[1]]
            near = after or [(a, b) for a, b in near if b <= subject.left_edge.i]
        return [q for q in near if self._is_speech(*q)] or near
