"""Words that call something said false or unproven: "the claim is groundless", "there is no proof that".

By the labelling guide's rule 4 the first denies, whatever the verb of saying; the second denies where
the accused says it, and is a doubt ("unverified") from anybody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.language.cues import Cues
from probata.language.speech import Speech
from probata.records import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

FALSE, UNPROVEN = "+false", "+no proof"
"""What is added to the rule of a statement that was read so."""

_POINTS_BACK = frozenset("it this that these those they them all everything none nothing which what".split())
_TRUE = frozenset({"true", "accurate", "correct", "so"})
_UNPROVEN = frozenset({"unproven", "unsubstantiated", "unconfirmed", "unverified"})
_BASIS = frozenset({"truth", "basis", "foundation", "merit", "substance", "ground", "grounds"})
_SPREADS = frozenset("spread peddle circulate disseminate pass invent fabricate concoct propagate repeat push".split())
_NEWS = frozenset("information news report claim story accusation allegation".split())
_HAS = frozenset("be have find see offer present provide produce give show exist detect remain contain lack".split())


def calls_false(clause: Token, cues: Cues) -> Token | None:
    """Of a clause's verb: the word for what it calls false, ``None`` where it calls nothing false."""
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
    negative = _negative(clause)
    if clause.lemma_ == "be" or (clause.dep_ == "ccomp" and clause.pos_ == "ADJ"):
        if subject is None:
            return _no_basis(clause)
        said = subject.lemma_.lower() in cues.deniable
        back = subject.lower_ in _POINTS_BACK
        for word in _complements(clause):
            true = word.lower_ in _TRUE or (word.lemma_ == "case" and _negative(clause))
            nothing = negative or subject.lower_ in ("none", "nothing")
            if true and nothing and (said or back):
                return subject
            if not negative and (said or back) and _is_false(word, cues, strong=not said):
                return subject
        return None
    if negative or subject is None:
        return _no_basis(clause) if clause.lemma_ in ("have", "lack") else _unreal(clause, subject)
    if clause.lemma_ == "have" or (clause.lemma_ == "lack" and subject.lemma_.lower() in cues.deniable):
        return _no_basis(clause)
    if clause.lemma_ in _SPREADS:
        for thing in (c for c in clause.children if c.dep_ == "dobj"):
            if thing.lemma_.lower() in cues.falsehoods or _called(thing, cues):
                return thing
    return None


def lacks_proof(clause: Token, cues: Cues) -> Token | None:
    """Of a clause's verb: the word for the proof that it says is missing."""
    if clause.lemma_ not in _HAS:
        return None
    for child in clause.children:
        noun = child
        if child.dep_ not in ("attr", "dobj", "nsubj", "nsubjpass"):
            continue
        if noun.lemma_.lower() == "shred":
            noun = next((g for p in noun.children if p.dep_ == "prep" for g in p.children), noun)
        if noun.lemma_.lower() not in cues.proof:
            continue
        none = any(c.lower_ in ("no", "zero", "little") and c.dep_ in ("det", "amod", "neg") for c in child.children)
        if none or _negative(clause) or clause.lemma_ == "lack":
            return child
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if clause.lemma_ == "be" and subject is not None and subject.lemma_.lower() in cues.deniable:
        return next((w for w in _complements(clause) if w.lower_ in _UNPROVEN), None)
    return None


def weigh(speech: Speech, cues: Cues) -> None:
    """Makes a denial of a speech that sets out to call something false, and marks one that misses the proof."""
    if speech.stance not in (Stance.ASSERTS, Stance.ALLEGES):
        return
    clauses = [c for a, b in speech.content for c in _clauses(speech, a, b)]
    if not clauses:
        return
    false = [calls_false(c, cues) is not None for c in clauses]
    if false[0]:
        speech.stance = Stance.DENIES
        speech.rule += FALSE
    elif all(f or lacks_proof(c, cues) is not None for f, c in zip(false, clauses, strict=True)):
        speech.doubts = True
        speech.rule += UNPROVEN


def _clauses(speech: Speech, first: int, last: int) -> list[Token]:
    """The verbs of the main clauses of a stretch, those that share their subject with another left out."""
    doc = speech.paragraph.doc
    found = [
        t
        for t in doc[first:last]
        if t.pos_ in ("VERB", "AUX") and (t.head.i == t.i or not first <= t.head.i < last) and t.i != speech.cue_head
    ]
    for verb in list(found):
        found += [
            c
            for c in verb.children
            if c.dep_ in ("conj", "ccomp", "parataxis")
            and c.pos_ in ("VERB", "AUX")
            and first <= c.i < last
            and c.dep_ != "ccomp"
            and any(g.dep_ in ("nsubj", "nsubjpass", "expl") for g in c.children)
        ]
    return found


def _complements(clause: Token) -> list[Token]:
    found = [c for c in clause.children if c.dep_ in ("acomp", "attr", "oprd", "advmod") and c.i > clause.i]
    for word in list(found):
        found += [c for c in word.conjuncts if c.i > word.i]
        if word.lemma_ in ("pack", "piece", "bunch", "set", "tissue", "web", "string", "sheer"):
            found += [g for p in word.children if p.dep_ == "prep" for g in p.children if g.dep_ == "pobj"]
    return found


def _is_false(word: Token, cues: Cues, *, strong: bool) -> bool:
    lower, lemma = word.lower_, word.lemma_.lower()
    if lower in cues.untrue or lemma in cues.falsehoods or _called(word, cues):
        return True
    return not strong and lower in cues.absurd


def _called(noun: Token, cues: Cues) -> bool:
    """ "false information", "a baseless report"."""
    return noun.lemma_.lower() in _NEWS and any(
        c.lower_ in cues.untrue for c in noun.children if c.dep_ in ("amod", "compound")
    )


def _no_basis(clause: Token) -> Token | None:
    """ "There is no truth to the report", "the claims have no basis", "lack any basis"."""
    for child in clause.children:
        if child.dep_ in ("attr", "dobj", "nsubj") and child.lemma_.lower() in _BASIS:
            none = any(c.lower_ in ("no", "little") for c in child.children) or _negative(clause)
            about = any(c.dep_ == "prep" and c.lower_ in ("to", "in", "behind") for c in child.children)
            if (none or clause.lemma_ == "lack") and (about or clause.lemma_ != "be"):
                return child
    return None


def _unreal(clause: Token, subject: Token | None) -> Token | None:
    """ "does not correspond to reality"."""
    if (
        subject is not None
        and clause.lemma_ == "correspond"
        and any(g.lemma_.lower() in ("reality", "fact", "truth") for p in clause.children for g in p.children)
    ):
        return subject
    return None


def _negative(clause: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("never", "hardly") for c in clause.children)
