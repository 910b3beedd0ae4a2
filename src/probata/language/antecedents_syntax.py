"""What the parse tells of a pronoun's place: how it hangs together with a noun, and whether it refers at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.language.antecedents_noun import Noun, Role, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_UP = 25
"""Steps up the parse; deeper trees are lists or broken text."""


def subject_behind(pronoun: Noun) -> Token | None:
    """The subject of the main clause, for a pronoun in the clause or phrase that leads it."""
    token = pronoun.paragraph.doc[pronoun.i]
    for _ in range(_UP):
        head = token.head
        if token.dep_ in ("advcl", "prep") and head.i > token.i and head.pos_ in ("VERB", "AUX"):
            found = (c for c in head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > pronoun.i)
            return next(found, None)
        if head.i == token.i:
            return None
        token = head
    return None


def _verb_of_subject(doc: Doc, verb: int) -> int:
    """The verb that has the subject of a verb: "searched" for "burned" in "they searched and burned it"."""
    for _ in range(_UP):
        if verb < 0 or doc[verb].dep_ != "conj" or any(c.dep_.startswith("nsubj") for c in doc[verb].children):
            return verb
        verb = doc[verb].head.i
    return verb


def speaker_behind(pronoun: Noun) -> str | None:
    """The last word of who says the quotation that a pronoun stands in, where it is named behind."""
    if not pronoun.quote or pronoun.clause < 0:
        return None
    token = pronoun.paragraph.doc[pronoun.clause]
    for _ in range(_UP):
        if token.head.i == token.i:
            return None
        said = token.dep_ in ("ccomp", "parataxis")
        token = token.head
        if said:
            subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i > pronoun.i), None)
            if subject is not None:
                return subject.lower_ if subject.pos_ == "PROPN" else None
    return None


def _inside(pronoun: Noun, noun: Noun) -> int:
    """The tie of a pronoun in a clause on the noun, whose subject the noun may be: "managers who made their case"."""
    verb = pronoun.paragraph.doc[pronoun.clause] if pronoun.clause >= 0 else None
    if verb is None or verb.dep_ != "relcl" or verb.head.i != noun.i:
        return 4
    if not any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("who", "which", "that") for c in verb.children):
        return 4
    return 2 if pronoun.role is Role.OWNER else -1 if pronoun.role is Role.OBJECT else 4


def is_said_to_be(pronoun: Noun) -> Token | None:
    """The noun that "it" or "they" is said to be: "it is a ship". Not of "it isn't a ship"."""
    token = pronoun.paragraph.doc[pronoun.i]
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ not in ("be", "become"):
        return None
    found = None
    for child in verb.children:
        if child.dep_ == "neg":
            return None
        if child.dep_ == "attr" and child.i > token.i and child.pos_ in ("NOUN", "PROPN"):
            found = child
    return found


def leads(pronoun: Noun, noun: Noun) -> bool:
    """Whether a noun outside the clause stands right before the pronoun: "Ana Berg, she is our editor"."""
    doc = pronoun.paragraph.doc
    beside = noun.paragraph is pronoun.paragraph and noun.last + 1 == pronoun.i and doc[noun.last].text == ","
    outside = noun.role in (Role.ALONE, Role.OTHER, Role.APPOSED) and pronoun.role in (Role.SUBJECT, Role.PASSIVE)
    return beside and outside


def tie_of(pronoun: Noun, noun: Noun) -> int:
    """How two nouns of a sentence hang together; -1 where syntax forbids that they are one.

    1 subject of the same verb, pronoun its object (forbidden unless reflexive); 2 subject and owner below the
    same verb; 3 subject of a verb above; 4 the pronoun is inside a clause on the noun; 5 other of the same verb;
    6 reflexive; 0 none.
    """
    doc = pronoun.paragraph.doc
    mine = doc[pronoun.i]
    reflexive = mine.lower_.endswith(("self", "selves"))
    if noun.parts and noun.first <= pronoun.i < noun.last:
        return -1
    # Up from the pronoun: through the noun itself without a clause between means "its leader" of the leader.
    token, clauses = mine, 0
    for _ in range(_UP):
        if token.i == noun.i:
            return _inside(pronoun, noun) if clauses else -1
        if token.head.i == token.i or (token.dep_ == "conj" and token.head.i == noun.i):
            break
        if token.dep_ in ("relcl", "acl", "ccomp", "advcl"):
            clauses += 1
        token = token.head
    token = doc[noun.i]
    for _ in range(6):  # up from the noun: "Ana and her sister", "the friend of Ana ... she"
        if token.head.i == token.i or token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
        if token.i == pronoun.i:
            return -1
    subject = noun.role is Role.SUBJECT or noun.role is Role.PASSIVE
    if subject and pronoun.quote and not noun.quote and pronoun.word is not Word.IT:
        return -1  # who is quoted says "I"
    if noun.clause >= 0 and noun.clause in (pronoun.clause, _verb_of_subject(doc, pronoun.clause)):
        if reflexive:
            return 6
        direct = pronoun.role in (Role.OBJECT, Role.AFTER_VERB, Role.SUBJECT, Role.PASSIVE)
        if direct and subject and pronoun.role is not Role.SUBJECT and pronoun.role is not Role.AFTER_VERB:
            return -1
        if direct and (subject or noun.role is Role.OBJECT):
            return 1
        return 2 if subject else 5
    if reflexive:
        return 0
    if subject and pronoun.clause >= 0:
        token = doc[pronoun.clause]
        for _ in range(6):
            if token.head.i == token.i:
                break
            token = token.head
            if token.i == noun.clause:
                return 3
    return 0


_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acl", "relcl"})


def clause_behind(pronoun: Noun) -> Token | None:
    """The verb of the clause that "it" announces."""
    token = pronoun.paragraph.doc[pronoun.i]
    verb = token.head
    behind = [c for c in verb.children if c.i > token.i]
    behind += [g for c in behind if c.dep_ in ("acomp", "attr", "oprd", "ccomp") for g in c.children if g.i > token.i]
    found = [c for c in behind if c.dep_ in _CLAUSES and c.left_edge.i > token.i and c.left_edge.lower_ in _OPENERS]
    return min(found, key=lambda c: c.i, default=None)


_OPENERS = frozenset("to that for whether when if how what why".split())


ANNOUNCING = frozenset({1, 3, 6})
"""Patterns in which a clause behind is what "it" stands for, nine times in ten on the train part."""


def pattern_of(pronoun: Noun) -> int:
    """What around "it" shows that it refers to nothing: 0 nothing does, 1 "it is clear that", 2 "it is Ana who",
    3 "it seems", 4 weather and time, 5 "make it clear", 6 "it was said that", 7 another form of "be"."""
    if pronoun.word is not Word.IT:
        return 0
    doc = pronoun.paragraph.doc
    token = doc[pronoun.i]
    verb = token.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        deps = {c.dep_ for c in verb.children if c.i > token.i}
        clause = bool(deps & {"ccomp", "xcomp", "csubj", "advcl", "acl"}) or "relcl" in {
            g.dep_ for c in verb.children if c.dep_ in ("attr", "acomp") for g in c.children
        }
        if token.dep_ == "nsubjpass":
            return 6 if clause else 0
        if verb.lemma_ == "be":
            if any(c.dep_ in ("attr", "acomp") and c.ent_type_ in ("DATE", "TIME") for c in verb.children):
                return 4
            if "acomp" in deps:
                return (
                    1
                    if clause
                    or any(g.dep_ in ("xcomp", "ccomp") for c in verb.children if c.dep_ == "acomp" for g in c.children)
                    else 7
                )
            if "attr" in deps:
                return 2 if deps & {"ccomp", "xcomp", "csubj"} else 7
            return 7
        if verb.lemma_ in ("seem", "appear", "happen", "take", "turn", "become"):
            return 3 if clause else 0
        if verb.lemma_ in ("rain", "snow"):
            return 4
        return 0
    return 5 if verb.lemma_ in ("make", "find", "take", "consider") and pronoun.role is Role.OBJECT else 0
