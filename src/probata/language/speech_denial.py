"""Denials by verb: "denied that", "rejected the accusation as groundless", and what only looks like one.

To deny is to say of something said, or of an event, that it isn't so. "Denied entry", "rejected a
resolution", "dismissed the minister" withhold, vote or sack; "did not deny", "neither confirmed nor
denied" tell nothing (guide, rule 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.language.annotated import Mention
from probata.language.cues import Cue, Takes
from probata.language.speech import Speech
from probata.language.speech_reader import VerbReader
from probata.records import Source, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DISPROVES = frozenset({"refute", "rebut"})
"""Verbs that have no other sense than to deny."""
_THINGS = frozenset({"it", "this", "that", "these", "those", "any", "all", "everything", "anything"})
_WHICH = frozenset({"which", "that", "who", "whom"})


class DenialReader(VerbReader):
    """Reads the denials of one paragraph."""

    def denial(self, verb: Token, cue: Cue, sentence: Span) -> Speech | None:
        """The denial that a verb makes, ``None`` where it makes none."""
        if not self._is_told(verb):
            return None
        if verb.tag_ == "VBN" and not self._active(verb):
            return self._passive(verb, cue)
        subject = self._subject(verb)
        if subject is None:
            return None
        run = self._cue_run(verb)
        relative = self._relative(verb, cue)
        if relative is not None:
            return self._speech(verb, run, [relative], cue.stance, "denial:relative", subject)
        thing = self._thing(verb)
        if thing is not None:
            if not self._deniable(verb, thing):
                return None
            span = (max(thing.left_edge.i, run[1]), self._end(verb, thing))
            return self._speech(verb, run, [span], cue.stance, "verb:object", subject)
        judged = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i), None)
        if judged is not None:
            # "dismissed as rumours reports that": the parser takes the reports for part of the judgement.
            span = (judged.i, verb.right_edge.i + 1)
            named = any(t.lemma_.lower() in self._cues.deniable for t in self._doc[slice(*span)])
            return self._speech(verb, run, [span], cue.stance, "verb:object", subject) if named else None
        content = self._content.clause(verb, subject, run, sentence) if Takes.CLAUSE in cue.takes else []
        if content:
            return self._speech(verb, run, content, cue.stance, "verb:clause", subject)
        content = self._content.quotes(verb, run, subject, sentence) if Takes.QUOTE in cue.takes else []
        found = self._speech(verb, run, content, cue.stance, "verb:quote", subject) if content else None
        if found is not None:
            found.quoted = True
        return found

    def called_false(self, verb: Token) -> Speech | None:
        """ "called the report baseless", "brushed the account off as a rumour": a denial by a verb that is none."""
        off = next((c for c in verb.children if f"{verb.lemma_} {c.lower_}" in self._cues.phrasal_denials), None)
        if not (off or verb.lemma_ in self._cues.calls) or not self._is_told(verb):
            return None
        subject, thing = self._subject(verb), self._thing(verb) or self._small_clause(verb)
        if thing is None and off is not None:  # "scoffed at the report"
            thing = next((g for g in off.children if g.dep_ == "pobj"), None)
        if subject is None or thing is None or thing.left_edge.i < verb.i:
            return None
        said = thing.lemma_.lower() in self._cues.deniable
        if not said and thing.lower_ not in _THINGS | {"them", "they"}:
            return None
        if off is None and not self._has_false(verb, thing, strong=not said):
            return None
        run = self._cue_run(verb) if off is None else (verb.i, max(verb.i, off.i) + 1)
        run = run if run[1] <= thing.left_edge.i else (verb.i, verb.i + 1)  # "brushed the report off"
        first = thing.left_edge.i
        parts = [c.right_edge.i for c in verb.children if c.i > verb.i and (self._belongs(c) or c.dep_ == "ccomp")]
        span = (first, max([thing.right_edge.i, *parts]) + 1)
        return self._speech(verb, run, [span], Stance.DENIES, "verb:false", subject)

    @staticmethod
    def _small_clause(verb: Token) -> Token | None:
        """ "called the report baseless", parsed as if the report were the subject of a clause."""
        clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "oprd") and c.i > verb.i), None)
        return next((c for c in clause.children if c.dep_ == "nsubj"), None) if clause is not None else None

    def _has_false(self, verb: Token, thing: Token, *, strong: bool) -> bool:
        words = self._cues.untrue | self._cues.falsehoods
        words = words if strong else words | self._cues.absurd
        after = [t for t in verb.subtree if t.i > thing.i]
        return any(t.lower_ in words or t.lemma_.lower() in words for t in after)

    def _active(self, verb: Token) -> bool:
        """Whether a participle is a perfect ("has denied") rather than a passive ("was denied", "denied by")."""
        if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
            return False
        if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not self._auxiliary(verb):
            return self._active(verb.head)
        return self._auxiliary(verb) or verb.dep_ not in ("acl", "amod", "advcl")

    def _passive(self, verb: Token, cue: Cue) -> Speech | None:
        """ "The report was denied by Moscow", "accusations denied by Moscow"."""
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        by = next((g for g in agent.children if g.dep_ == "pobj"), None) if agent is not None else None
        thing = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if thing is None and verb.dep_ == "acl":
            thing = verb.head
        if thing is None or any(c.dep_ == "dobj" for c in verb.children) or not self._deniable(verb, thing):
            return None  # "The tanker was denied entry"
        if by is None and not (thing.lemma_.lower() in self._cues.deniable and cue.stance is Stance.DENIES):
            return None
        run = self._cue_run(verb)
        end = min(run[0], thing.right_edge.i + 1) if thing.i < verb.i else thing.right_edge.i + 1
        return self._speech(verb, run, [(thing.left_edge.i, end)], cue.stance, "denial:passive", by)

    def _relative(self, verb: Token, cue: Cue) -> tuple[int, int] | None:
        """ "..., a charge Tehran denies", "..., which Tehran denies": the words that stand for what is denied."""
        if verb.dep_ not in ("relcl", "acl") or any(
            c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > verb.i for c in verb.children
        ):
            return None
        word = next(
            (c for c in verb.children if c.lower_ in _WHICH and c.dep_ in ("dobj", "mark") and c.i < verb.i), None
        )
        noun = verb.head
        if noun.lemma_.lower() in self._cues.deniable or (word is not None and word.lower_ == "that"):
            end = min([word.i] if word is not None else [verb.left_edge.i])
            if self._deniable(verb, noun) and noun.left_edge.i < end:
                return noun.left_edge.i, end
            return None
        return (word.i, word.i + 1) if word is not None and word.lower_ == "which" else None

    @staticmethod
    def _has_content(verb: Token) -> bool:
        return any(c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > verb.i for c in verb.children)

    def _thing(self, verb: Token) -> Token | None:
        """What is denied, as a noun or gerund: "the report", "having sold"."""
        for child in verb.children:
            if child.i < verb.i:
                continue
            if child.dep_ == "dobj":
                return child
            if child.dep_ in ("xcomp", "ccomp", "pcomp") and self._gerund(child):
                return child
        return None

    @staticmethod
    def _gerund(token: Token) -> bool:
        return token.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ in ("aux", "auxpass") for c in token.children)

    def _end(self, verb: Token, thing: Token) -> int:
        """With "as groundless" and what the parser hung on the verb though it belongs to the thing."""
        more = [c.right_edge.i for c in verb.children if c.i > thing.i and self._belongs(c)]
        end = max([thing.right_edge.i, *more]) + 1
        aside = next((c for c in thing.children if c.dep_ == "relcl" and c.right_edge.i + 1 == end), None)
        if aside is not None and aside.left_edge.lower_ in _WHICH and self._doc[aside.left_edge.i - 1].text == ",":
            end = aside.left_edge.i - 1  # "denied the affair, which ended his career"
        return end

    @staticmethod
    def _belongs(child: Token) -> bool:
        if child.dep_ == "prep":
            noun = next((g for g in child.children if g.dep_ in ("pobj", "amod", "pcomp")), None)
            return (
                noun is not None and noun.ent_type_ not in ("DATE", "TIME") and child.lower_ not in ("in", "at", "on")
            )
        return child.dep_ in ("acl", "relcl", "xcomp", "oprd")

    def _deniable(self, verb: Token, thing: Token) -> bool:
        """Whether the thing is something said or an event, so that the verb denies it."""
        lemma = thing.lemma_.lower()
        if verb.lemma_ == "deny":
            given = sum(c.dep_ in ("dative", "dobj") for c in verb.children) > (thing.dep_ == "dobj")
            return lemma not in self._cues.withheld and not given and thing.ent_type_ not in ("PERSON", "GPE")
        if verb.lemma_ in _DISPROVES or lemma in self._cues.deniable or thing.lower_ in _THINGS or self._gerund(thing):
            return True
        return self._as_false(verb)

    def _as_false(self, verb: Token) -> bool:
        """ "dismissed the photos as fake"."""
        words = self._cues.untrue | self._cues.absurd | self._cues.falsehoods
        return any(
            t.lemma_.lower() in words or t.lower_ in words
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ == "as"
            for t in c.subtree
        )


def set_apart(found: Sequence[Speech]) -> None:
    """Cuts "..., a charge Tehran denies" off the words of who made the charge: the denial is the outlet's news."""
    for denial in found:
        if denial.rule != "denial:relative":
            continue
        first = denial.content[0][0]
        for other in found:
            if other is denial:
                continue
            for n, (a, b) in enumerate(other.content):
                if a < first and denial.cue_head < b and denial.cue_head != other.cue_head:
                    end = first
                    while end > a and other.paragraph.doc[end - 1].is_punct:
                        end -= 1
                    other.content[n] = (a, end)


def stance_of(speech: Speech, source: Source, mentions: Sequence[Mention]) -> Stance:
    """The stance of a speech from one source: who says of himself that there is no proof, denies.

    ``mentions`` are those of the speech's paragraph.
    """
    if not speech.doubts:
        return speech.stance
    accused = any(source.id in m.ids and a <= m.head < b for m in mentions for a, b in speech.content)
    return Stance.DENIES if accused else Stance.UNVERIFIED
