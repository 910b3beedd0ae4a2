"""What an event's own clause says of it: tense, auxiliaries, negation, hedges, before anything above is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.language.signatures import signatures

if TYPE_CHECKING:
    from spacy.tokens import Token

FACTUAL = frozenset(
    "past perfect past_progressive progressive present passive participle done modifier nominal to_have held".split()
)
PAST = frozenset("past perfect past_progressive done to_have".split())
DEEPEST = 12
"""Steps over the parse; deeper trees are lists or broken text."""
_COPULAS = frozenset("be seem become remain prove appear".split())
_AUXILIARIES = (
    ("future", frozenset("will shall 'll wo ll sha".split())),
    ("possible", frozenset("may might could".split())),
    ("would", frozenset(("would", "'d"))),
    ("obliged", frozenset("should must ought".split())),
    ("can", frozenset(("can", "ca"))),
)
_NEVER_ORDERED = frozenset("love like need want thank hope wish hate prefer know seem".split())
"""Verbs that stand bare because their subject is dropped ("Love the food"), not as an order."""
_WEAK_WORDS = {
    **dict.fromkeys("possible potential likely any such eventual hypothetical further".split(), "nominal_weak"),
    **dict.fromkeys("planned proposed future next upcoming forthcoming intended".split(), "planned"),
    **dict.fromkeys("attempted".split(), "tried"),
    **dict.fromkeys("alleged reported suspected supposed purported".split(), "believed"),
}
_UNDONE = frozenset("aborted averted foiled thwarted cancelled canceled scrapped".split())
_WEAK_ADVERBS = dict.fromkeys(
    "possibly perhaps maybe probably likely presumably reportedly allegedly supposedly apparently".split(), "believed"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the walk finds of an event: the weakest kind on the way up, whether it is reversed, and by which words."""

    kind: str
    negated: bool = False
    because: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The kind as people read it: "not past", "planned"."""
        return f"not {self.kind}" if self.negated else self.kind


def auxiliaries(token: Token) -> list[Token]:
    """The auxiliaries of a verb, or those it shares as a later part of a list: "could ship or sell"."""
    for _ in range(DEEPEST):
        found = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
        shares = token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"} and not has_subject(token)
        if found or not shares or not (token.head.tag_ == token.tag_ or token.tag_ == "VB"):
            return found
        token = token.head
    return []


def has_subject(token: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in token.children)


def clause_of(token: Token) -> Token:
    """The word that carries tense and negation for a predicate: the "was" of "was able"."""
    return token.head if token.dep_ in {"acomp", "attr"} and token.head.lemma_ in _COPULAS else token


_NEGATIVE = frozenset("never hardly scarcely nowhere neither nor n't".split())


def verbal(token: Token) -> bool:
    """Whether a word is a verb, or has an auxiliary though the tagger takes it for a noun: "asked to ship"."""
    return token.pos_ in {"VERB", "AUX"} or any(c.dep_ == "aux" for c in token.children)


def negation(token: Token) -> str:
    """The word that negates a clause or a noun ("not", "never", "no", "nearly", "nobody", "nor"), or ""."""
    verb = token.pos_ in {"VERB", "AUX"}
    for child in token.children:
        if _negates(child) or (verb and child.dep_ in {"nsubj", "nsubjpass"} and _empty(child)):
            return child.lower_
        if verb and child.lower_ in {"nearly", "almost"} and child.dep_ == "advmod" and child.i < token.i:
            return child.lower_
    if verb and token.dep_ == "conj" and any(c.lower_ == "nor" and c.i < token.i for c in token.head.children):
        return "nor"
    return ""


def _negates(child: Token) -> bool:
    word = child.lower_
    if child.i + 1 < len(child.doc) and child.nbor(1).lower_ in {"only", "just", "merely", "least"}:
        return False  # "not only did they ship": the negation is of "only"
    if word == "longer":
        return any(c.lower_ == "no" for c in child.children)
    return (
        child.dep_ == "neg"
        or word in _NEGATIVE
        or (word in {"no", "not"} and child.dep_ in {"det", "advmod", "preconj"})
    )


def _empty(noun: Token) -> bool:
    """Whether a noun phrase stands for none: "no ship", "nobody", "neither side", "few ships", "none of"."""
    if noun.lower_ in {"nobody", "nothing", "none", "neither", "few"}:
        return True
    words = [c for c in noun.children if c.i < noun.i]
    if any(c.lower_ in {"no", "neither"} for c in words):
        return True
    return any(c.lower_ == "few" for c in words) and not any(c.lower_ in {"a", "the"} for c in words)


def _verb_kind(verb: Token) -> tuple[str, str]:
    """What tense and auxiliaries say: the kind, and the word that says it."""
    aux = auxiliaries(verb)
    words = {a.lower_.replace("’", "'") for a in aux}
    for kind, signs in _AUXILIARIES:
        found = words & signs
        if kind == "would" and found == {"'d"} and verb.tag_ in {"VBN", "VBD"} and len(words) == 1:
            return "perfect", ""  # "he'd left"
        if found:
            have = kind in {"would", "possible", "obliged", "can"} and words & {"have", "'ve", "of"}
            return kind + ("_have" if have else ""), min(found)
    if "to" in words:
        return ("to_have" if "have" in words else "infinitive"), ""
    if verb.tag_ == "VBD" or "did" in words:
        return "past", ""
    if words & {"have", "has", "had", "'ve"}:
        return "perfect", ""
    if verb.tag_ == "VBG":
        return ("past_progressive" if words & {"was", "were"} else "progressive" if words else "participle"), ""
    if verb.tag_ == "VBN":
        return ("past" if words & {"was", "were", "got"} else "passive" if words else "done"), ""
    if verb.tag_ == "VB" and not words:
        alone = not has_subject(verb) and verb.dep_ in {"ROOT", "conj", "parataxis"}
        return ("imperative" if alone and verb.lemma_.lower() not in _NEVER_ORDERED else "bare"), ""
    you = any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"you", "one", "anyone"} for c in verb.children)
    return ("generic" if you else "present"), ""


def own(token: Token) -> Verdict:
    """What the event's own clause says of it, before the walk."""
    clause = clause_of(token)
    no = negation(clause) or (negation(token) if clause != token else "")
    if token.dep_ in {"amod", "compound"} and token.tag_ in {"VBN", "VBG", "JJ", "VBD"} and not auxiliaries(token):
        return Verdict("modifier")
    if not verbal(clause):
        before = [c.lower_ for c in token.children if c.i < token.i]
        weak = next((w for w in before if w in _WEAK_WORDS), "")
        no = no or next((w for w in before if w in _UNDONE), "")
        return Verdict(_WEAK_WORDS.get(weak, "nominal"), bool(no), tuple(w for w in (no, weak) if w))
    kind, word = _verb_kind(clause)
    softener = next((c.lower_ for c in clause.children if c.dep_ == "advmod" and c.lower_ in _WEAK_ADVERBS), "")
    if softener and kind in FACTUAL:
        kind, word = _WEAK_ADVERBS[softener], softener
    if not no and any(c.dep_ in {"dobj", "attr"} and _empty(c) for c in clause.children):
        kind, word = "of_nothing", "no"
    if clause.sent[-1].lower_ == "?" and clause.sent.root == clause and not _presupposed(clause, kind):
        kind = signatures().weaker(kind, "question")
    return Verdict(kind, bool(no), tuple(w for w in (no, word) if w))


def _presupposed(clause: Token, kind: str) -> bool:
    """ "Why did they ship?" takes the shipping for granted."""
    return kind in PAST and any(c.tag_ in {"WRB", "WP", "WDT"} and c.i < clause.i for c in clause.children)
