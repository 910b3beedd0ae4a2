"""How far an event is presented as having happened: a score from -3 (certainly not) to +3 (certainly), by rules.

The rule reads the event's own clause (tense, auxiliaries, negation), then walks up through the words it hangs on. Each
affirms, reverses or weakens what hangs on it, by the classes of ``data/signatures.yml``; the weakest kind on the
way wins and reversals multiply ("failed to stop A from shipping B": B was shipped). Method: TruthTeller (Lotan, Stern
and Dagan 2013) as Stanovsky et al. 2017 use it. The scores are means over the train parts of two labelled sets, made by
``bench/factuality.py --calibrate``; the sets ask two different questions, see :class:`Scale`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from probata.language.event_clause import DEEPEST, FACTUAL, PAST, Verdict, auxiliaries, clause_of, own, verbal
from probata.language.signatures import Signature, signature, signatures

if TYPE_CHECKING:
    from spacy.tokens import Token


class Scale(StrEnum):
    """What a score answers. ``COMMITTED``: how sure is the writer that it has happened or will (UW, as FactBank)?
    ``HAPPENED``: has it happened by now (UDS-IH2)? "Will sign" is above +2 on the first and below -1 on the second.
    """

    COMMITTED = "committed"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Hang:
    """How an event hangs on the sentence: the governor, the form, and the preposition or conjunction between."""

    governor: Token | None
    form: str
    through: Token | None = None


_TIMELESS = {
    **dict.fromkeys(("participle", "done", "passive"), "participle_weak"),
    **dict.fromkeys(("present", "progressive", "modifier"), "present_weak"),
}
_BARE = frozenset("infinitive bare participle done nominal".split())


def _form(verb: Token) -> str:
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(a.lower_ == "to" for a in aux):
        return "to"
    if verb.tag_ == "VBG" and not any(a.tag_ in {"VBZ", "VBP", "VBD"} for a in aux):
        return "ing"
    if not aux and verb.tag_ == "VB":
        return "bare"
    if not aux and verb.tag_ == "VBN":
        return "part"
    for child in verb.children:
        if child.dep_ == "mark" and child.lower_ in {"if", "whether"}:
            return "whether"
        if child.tag_ in {"WRB", "WP", "WDT"} and child.i < verb.i:
            return "how"
    return "that"


def hang_of(token: Token) -> Hang:
    """What an event hangs on, one step up; a later part of a list hangs where the first part does."""
    clause = clause_of(token)
    while clause.dep_ in {"conj", "compound"} and clause.head != clause:
        first = clause.head
        if verbal(clause) and first.pos_ in {"VERB", "AUX"} and _form(clause) not in {_form(first), "bare"}:
            return Hang(None, "")
        clause = clause_of(first)
    head, dep = clause.head, clause.dep_
    verb = verbal(clause)
    if dep == "ROOT" or head == clause:
        return Hang(None, "")
    if dep == "amod" and verb and auxiliaries(clause):
        return Hang(head.head, "ing")  # "denied having shipped drones", as the parser sees it
    if dep in {"pobj", "pcomp"}:
        above = head
        while above.dep_ == "prep" and above.pos_ in {"ADP", "SCONJ"} and above.head != above:
            above = above.head
        from_ing = head.lower_ == "from" and (verb or signature(above.lemma_, "from") is not None)
        form = "from" if from_ing else "ing" if verb else "noun"
        near = (head.head, *head.children)
        return Hang(above, form, next((w for w in near if w.lower_ == "instead"), head))
    if dep == "advcl":
        for child in clause.children:
            if child.dep_ in {"mark", "advmod"} and child.i < clause.i and signature(child.lower_, "mark"):
                return Hang(head, "mark", child)
        return Hang(head, "to" if _form(clause) == "to" else "beside")
    if verb and dep in {"xcomp", "ccomp", "acl", "oprd", "csubj", "csubjpass"}:
        form = _form(clause)
        return Hang(head, "beside" if dep == "acl" and form in {"part", "ing"} else form)
    if dep in {"dobj", "attr", "nsubjpass", "dative", "appos", "oprd", "acomp"}:
        return Hang(head, "noun")
    return Hang(head, {"nsubj": "subject", "parataxis": "beside", "dep": "beside"}.get(dep, "loose"))


def project(token: Token) -> Verdict:
    """The verdict on the event that a word (verb, noun or adjective) names, from its clause and all that is above."""
    return _project(token, 0)


def _project(token: Token, depth: int) -> Verdict:
    mine, hang, data = own(token), hang_of(token), signatures()
    if hang.governor is None or depth >= DEEPEST:
        return mine
    between = hang.through
    found = signature(between.lower_, "mark" if hang.form == "mark" else "under") if between is not None else None
    if found is not None and between is not None:
        if found.affirmed == "as main":
            above = _project(hang.governor, depth + 1)
            kind = mine.kind if above.kind in FACTUAL else data.weaker(mine.kind, above.kind)
            return replace(mine, kind=kind)
        return _apply(found, _project(hang.governor, depth + 1), mine, between)
    above = _project(hang.governor, depth + 1)
    if hang.form == "beside" and above.negated and not verbal(hang.governor):
        return replace(mine, negated=True)  # "has no trip planned", "nothing linking the two"
    if hang.form in {"loose", "beside"}:
        return _beneath(mine, above)
    if hang.form in {"noun", "subject"} and mine.negated and above.negated:
        above = replace(above, negated=False)  # "has no trip planned": one "no", not two
    if signature(hang.governor.lemma_, "word") and (denial := _denying(hang.governor, depth)):
        return _apply(_DENIAL, Verdict("past"), mine, denial)
    if hang.form == "to" and any(c.lower_ == "yet" for c in hang.governor.children):
        return _apply(_DENIAL, Verdict("past"), mine, hang.governor)  # "has yet to ship"
    found = _governing(hang, token)
    if found is not None:
        if found.affirmed == "fails" and hang.form == "noun" and signature(token.lemma_, "word"):
            return mine  # the claim that is denied was made, the plan that is given up was there
        return _apply(found, above, mine, hang.governor)
    if hang.form == "to":
        base = "purpose" if clause_of(token).dep_ == "advcl" else "infinitive"
        return _weaken(mine, base, above, ())
    if hang.form in {"whether", "how"}:
        return replace(mine, kind=data.weaker(mine.kind, "asked")) if hang.form == "whether" else _beneath(mine, above)
    if hang.form == "subject":
        weak = above.kind not in FACTUAL and not _definite(token)
        return replace(mine, kind=data.weaker(mine.kind, "nominal_weak")) if weak else mine
    if above.kind in FACTUAL:
        if above.negated and hang.form != "noun":
            return replace(mine, kind=data.weaker(mine.kind, "under_not"))
        if above.negated and not _definite(token):
            return replace(mine, kind=data.weaker(mine.kind, "under_not"))
        return mine
    if hang.form == "noun":
        return mine if _definite(token) else replace(mine, kind=data.weaker(mine.kind, "nominal_weak"))
    return _beneath(mine, above) if hang.form == "that" else replace(mine, kind=data.weaker(mine.kind, above.kind))


def _beneath(mine: Verdict, above: Verdict) -> Verdict:
    """A clause of its own beneath one that isn't certain: "send it to those who ask"; the past stays past."""
    if above.kind in FACTUAL or mine.kind not in _TIMELESS:
        return mine
    return replace(mine, kind=_TIMELESS[mine.kind])


_PLACES = frozenset("in at during over under within near".split())
_DENIAL = Signature("denial", "fails", "open")
_FALSE = frozenset("false groundless baseless unfounded unsubstantiated untrue".split())


def _denying(said: Token, depth: int) -> Token | None:
    """What denies the content of a thing said: "rejected accusations of", "groundless claims that"."""
    for child in said.children:
        if child.dep_ == "amod" and child.lower_ in _FALSE:
            return child
    hang = hang_of(said)
    found = _governing(hang, said)
    if found is None or found.name != "denial" or hang.governor is None:
        return None
    above = _project(hang.governor, depth + 1)
    return None if above.negated or above.kind not in FACTUAL else hang.governor


def _definite(noun: Token) -> bool:
    """Whether a noun points at something known: "the attack", "his attack", "that attack"."""
    return any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that", "these", "those"} for c in noun.children)


def _governing(hang: Hang, token: Token) -> Signature | None:
    """The class of the governor for this form; for "it is likely that", of the adjective beside "is"."""
    governor = hang.governor
    if governor is None:
        return None
    if hang.form == "noun" and hang.through is not None and hang.through.lower_ in _PLACES:
        return None  # "a decline in sales" declines nothing
    words = [governor]
    if governor.pos_ == "AUX":
        words = [c for c in governor.children if c.dep_ in {"acomp", "attr"} and c != token]
    for word in words:
        lemmas = [f"{word.lemma_} {c.lower_}" for c in word.children if c.dep_ == "prt"]
        for lemma in (*lemmas, word.lemma_, word.lower_):
            if found := signature(lemma, hang.form):
                return found
    return None


def _apply(found: Signature, above: Verdict, mine: Verdict, governor: Token) -> Verdict:
    verdict, because = (found.negated if above.negated else found.affirmed), (*mine.because, governor.lower_)
    if verdict == "fact":
        return replace(mine, kind="past" if mine.kind in _BARE else mine.kind, because=because)
    if verdict not in {"holds", "fails"}:
        weakened = _weaken(mine, verdict.removeprefix("not "), above, because)
        return replace(weakened, negated=mine.negated != verdict.startswith("not "))
    # beneath what is itself not certain, affirmed and negated part as they would if it were
    kind = mine.kind
    if above.kind not in FACTUAL:
        kind = signatures().weaker(above.kind, kind)
    elif kind in _BARE and kind != "nominal":
        kind = above.kind if above.kind in PAST else "held"
    return Verdict(kind, mine.negated != (verdict == "fails"), because)


def _weaken(mine: Verdict, kind: str, above: Verdict, because: tuple[str, ...]) -> Verdict:
    """The weakest of the three; a wish, a plan or an order of the past may have come about by now."""
    data = signatures()
    if above.kind in PAST and not above.negated and f"{kind}_past" in data.rank:
        kind = f"{kind}_past"
    kind = data.weaker(mine.kind, kind) if mine.kind not in _BARE | {"infinitive"} else kind
    if above.kind not in FACTUAL:
        kind = data.weaker(kind, above.kind)
    return Verdict(kind, mine.negated, because or mine.because)


def factuality(token: Token, scale: Scale = Scale.COMMITTED) -> float:
    """The score, -3..3, of the event that a word names. Any word of any parse has one; nothing raises but
    :class:`KnowledgeError` where the packaged data can't be read."""
    return score_of(project(token), scale)


def score_of(verdict: Verdict, scale: Scale) -> float:
    """The score of a verdict on one of the two scales."""
    affirmed, negated = signatures().scores[verdict.kind][scale.value]
    return float(negated if verdict.negated else affirmed)
