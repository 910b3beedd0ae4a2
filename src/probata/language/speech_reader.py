"""What every reader of a verb of saying needs: its words, its subject, and whether it is really said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.language.annotated import Paragraph
from probata.language.cues import Cues
from probata.language.speech import Speech, subject_of
from probata.language.speech_content import PUNCT, SaidContent
from probata.records import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNREAL = frozenset({"should", "must", "would", "could", "can", "may", "might", "will", "’d", "'d", "’ll", "'ll"})
_MANNER = frozenset({"in", "on", "at", "during"})
MEDIA = frozenset(
    {"statement", "interview", "tweet", "post", "letter", "report", "speech", "release", "email", "e-mail"}
)
"""Nouns by which words reach the public: "said in a statement"."""
_SAYS = frozenset({"say", "add", "tell", "note"})
_GOES_ON = frozenset(
    {"go", "continue", "be", "proceed", "begin", "start", "rush", "hasten", "hurry", "compel", "force"}
)
"""Verbs over which the saying itself takes place: "went on to say", "was forced to deny"."""
_CLOSING = frozenset({"”", '"', "''", "»", "’", "'"})
_READY = frozenset({"quick", "swift", "prompt"})
_NOBODY = frozenset({"nobody", "no-one", "none", "neither", "nothing"})


class VerbReader:
    """Reads what hangs on a verb of one paragraph; the readers of the kinds of saying build on it."""

    def __init__(
        self, paragraph: Paragraph, cues: Cues, quoted: list[tuple[int, int]], who: frozenset[int] = frozenset()
    ) -> None:
        self._paragraph, self._doc, self._cues = paragraph, paragraph.doc, cues
        self._quoted, self._who = quoted, who
        self._content = SaidContent(paragraph, cues, quoted)

    def _cue_run(self, verb: Token, extra: int | None = None) -> tuple[int, int]:
        """The verb with its auxiliaries, particles and adverbs beside it, and "in a statement" after it."""
        first, last = verb.i, verb.i + 1
        own = {
            c.i
            for c in verb.children
            if c.dep_ in ("aux", "auxpass", "neg", "prt") or (c.dep_ == "advmod" and c.pos_ == "ADV")
        }
        while first - 1 in own:
            first -= 1
        while last in own and self._doc[last].dep_ == "prt":
            last += 1
        if extra is not None and extra >= last:
            last = extra + 1
        prep = next((c for c in verb.children if c.i == last and c.dep_ == "prep" and c.lower_ in _MANNER), None)
        if prep is not None:
            noun = next((g for g in prep.children if g.dep_ == "pobj"), None)
            if noun is not None and noun.lemma_ in MEDIA and noun.i - prep.i <= 3:
                last = noun.i + 1
        return first, last

    @staticmethod
    def _auxiliary(verb: Token) -> bool:
        return any(c.dep_ in ("aux", "auxpass") for c in verb.children)

    def _subject(self, verb: Token) -> Token | None:
        """ "A will go on, she said, and criticized B": the parser hangs "criticized" on A; she did it."""
        if verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
            for token in reversed(self._doc[verb.head.i + 1 : verb.i]):
                own = next((c for c in token.children if c.dep_ == "nsubj"), None)
                if (
                    own is not None
                    and token.lemma_ in _SAYS
                    and token.head.i in (token.i, verb.head.i, verb.head.head.i)
                ):
                    return own if self._doc[min(own.left_edge.i, token.i) - 1].text == "," else subject_of(verb)
        inverted = next((c for c in verb.children if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)
        if inverted is not None and verb.dep_ == "ROOT" and verb.i > 0 and self._doc[verb.i - 1].text in _CLOSING:
            return subject_of(verb) or inverted  # "“Who sold it?” asked the judge"
        if verb.dep_ == "xcomp" and verb.head.lower_ in _READY and verb.head.head.i != verb.head.i:
            return subject_of(verb.head.head)  # "was quick to deny"
        return subject_of(verb)

    def _negative(self, verb: Token) -> bool:
        """ "did not deny", "neither confirmed nor denied", "nobody denied", "made no denial"."""
        if any(c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor", "hardly") for c in verb.children):
            return True
        if verb.dep_ == "conj" and any(c.lower_ in ("nor", "neither") for c in verb.head.children):
            return True
        subject = self._subject(verb)
        return subject is not None and (
            subject.lower_ in _NOBODY
            or any(c.lower_ in ("no", "neither") and c.dep_ == "det" for c in subject.children)
        )

    def _is_told(self, verb: Token) -> bool:
        """Whether it is really said: not "declined to say", "should confirm", "did not say"."""
        if self._negative(verb) or any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in verb.children):
            return False
        if verb.lemma_ == "tell" and verb.tag_ == "VBG" and any(c.dep_ == "aux" for c in verb.children):
            return False  # "the choice is telling"
        if verb.dep_ == "conj" and verb.tag_ == "VB" == verb.head.tag_ and not self._auxiliary(verb):
            return self._is_told(verb.head)  # "refused to confirm or deny", "would confirm or deny"
        infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
        over = verb.head.lemma_ in _GOES_ON or verb.head.lower_ in _READY
        return not infinitive or (verb.dep_ == "xcomp" and over and not self._negative(verb.head))

    def _speech(
        self,
        verb: Token,
        cue: tuple[int, int],
        content: list[tuple[int, int]],
        stance: Stance,
        rule: str,
        subject: Token | None,
    ) -> Speech | None:
        content = [c for c in (self._trim(a, b) for a, b in content) if c[0] < c[1]]
        if not content:
            return None
        return Speech(self._paragraph, verb.i, cue, subject, None, content, stance, rule)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        doc = self._doc
        while first < last and (doc[first].lower_ in PUNCT or doc[first].is_space):
            first += 1
        while first < last and (doc[last - 1].lower_ in PUNCT or doc[last - 1].is_space):
            last -= 1
        return first, last
