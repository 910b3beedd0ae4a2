"""Attributions without a verb of saying: "according to X", "Western accusations that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probata.language.annotated import Paragraph
from probata.language.cues import Cues
from probata.language.speech import TAKEN_BACK, Speech, made_by, noun_content
from probata.records import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_EDGE = frozenset({",", ";", ":", ".", "!", "?", "-", "–", "—"})
_ACCOUNTS = frozenset("account word view opinion estimate telling reckoning assessment mind version".split())
_BREAKS = frozenset({"while", "but", "although", "though", "whereas"})
UNNAMED_CHARGE = "noun:denied"
"""The rule of an accusation that is told only as what somebody denies, without who made it."""
_NOBODYS = frozenset("concern fear worry suspicion speculation accusation allegation rumor rumour".split())
"""Nouns that tell of a view though nobody is named who holds it."""
_STIRS = frozenset("grow raise prompt spark fuel stoke heighten deepen draw cause trigger feed".split())


def according_to(paragraph: Paragraph, sentence: Span) -> Iterator[Speech]:
    """ "according to X", "in the words of X": the rest of the clause is what X says."""
    doc = paragraph.doc
    for token in sentence:
        if token.lower_ != "according" or token.i + 1 >= sentence.end or doc[token.i + 1].lower_ != "to":
            continue
        to = doc[token.i + 1]
        head = next((c for c in to.children if c.dep_ == "pobj"), None)
        if head is None:
            continue
        first, last = token.i, head.right_edge.i + 1
        before, after = _around(doc, sentence, first, last)
        content = after if first == sentence.start or not before else before
        if first != sentence.start and before and after and after[0][0] == last + 1 and doc[last].lower_ == ",":
            content = before + after if doc[before[0][1]].lower_ == "," else before
        if content:
            yield Speech(
                paragraph, token.i, (token.i, token.i + 2), head, None, content, Stance.ASSERTS, "according to"
            )


def by_account(paragraph: Paragraph, sentence: Span) -> Iterator[Speech]:
    """ "By the panel's account, ...", "in the words of X": the rest of the sentence is what X says."""
    for token in sentence:
        if token.lemma_ not in _ACCOUNTS or token.dep_ != "pobj" or token.head.lower_ not in ("by", "in", "to"):
            continue
        prep = token.head
        first, last = prep.i, token.right_edge.i + 1
        if prep.i != sentence.start and paragraph.doc[prep.i - 1].text != ",":
            continue
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        whose = next((c for c in token.children if c.dep_ == "poss"), None)
        whose = whose or next((g for c in (of,) if c is not None for g in c.children if g.dep_ == "pobj"), None)
        if whose is None or whose.pos_ == "PRON":
            continue
        before, after = _around(paragraph.doc, sentence, first, last)
        content = after if first == sentence.start else before
        if content:
            yield Speech(paragraph, prep.i, _cue(prep, token, whose), whose, None, content, Stance.ASSERTS, "account")


def _cue(prep: Token, noun: Token, whose: Token) -> tuple[int, int]:
    if whose.i > noun.i:
        return prep.i, whose.left_edge.i
    return noun.i, noun.i + 1


def _around(doc: object, sentence: Span, first: int, last: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    tokens = sentence.doc
    begin, end = sentence.start, sentence.end
    for i in range(first - 2, begin, -1):
        that = tokens[i].lower_ == "that" and tokens[i].dep_ == "mark"
        if that or (tokens[i].lower_ in _BREAKS and tokens[i].dep_ in ("cc", "mark")):
            begin = i + 1
            break
    parts = []
    for a, b in ((begin, first), (last, end)):
        while a < b and (tokens[a].lower_ in _EDGE or tokens[a].is_space):
            a += 1
        while a < b and (tokens[b - 1].lower_ in _EDGE or tokens[b - 1].is_space):
            b -= 1
        parts.append([(a, b)] if a < b else [])
    return parts[0], parts[1]


def by_noun(paragraph: Paragraph, sentence: Span, cues: Cues, taken: set[int]) -> Iterator[Speech]:
    """ "Western accusations that ...", "growing concerns about ...": the source modifies or stands by the noun.

    ``taken`` are the cue tokens of other attributions. What is denied is an accusation of its own where its
    content is spelt out, by nobody if no accuser is named: no claim comes of it then (guide, rule 5).
    """
    for token in sentence:
        cue = cues.nouns.get(token.lemma_.lower())
        if cue is None or token.pos_ != "NOUN" or token.i in taken:
            continue
        what = noun_content(token)
        if what is None or (cue.stance is Stance.ASSERTS and what.dep_ in ("pobj", "pcomp")):
            continue
        source = _holder(token)
        clause = what.dep_ not in ("pobj", "pcomp")
        denied = _denied(token)
        if denied and not clause:
            continue  # what is denied is no accusation of its own unless its content is spelt out
        if cue.stance is Stance.DENIES and source is None:
            continue
        nobodys = token.lemma_.lower() in _NOBODYS and (clause or _stands_alone(token))
        if source is None and not denied and not nobodys:
            continue
        head = source if source is not None else token
        run = (token.i, token.i + 1)
        content = [(what.left_edge.i, what.right_edge.i + 1)]
        rule = "noun" if source is not None else "noun:nobody"
        if denied and (source is None or source.text == "Western"):
            rule = UNNAMED_CHARGE
        stance = Stance.ALLEGES if denied else cue.stance
        first, last = _words(token, source)
        if first < what.left_edge.i < last:
            last = what.left_edge.i  # "claims by pilots that it skips repairs"
        yield Speech(paragraph, token.i, run, head, (first, last), content, stance, rule)


def _holder(noun: Token) -> Token | None:
    """Whose accusation or concern it is, as far as a name, adjective or "by X" tells."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("amod", "compound", "nmod") and (
            child.ent_type_ in ("NORP", "GPE", "ORG") or child.text == "Western"
        ):
            return child
    return made_by(noun)


def _words(noun: Token, source: Token | None) -> tuple[int, int]:
    if source is not None:
        if source.i < noun.i:
            return source.left_edge.i, source.i + 1
        return source.left_edge.i, source.right_edge.i + 1
    first = noun.i
    while first - 1 >= noun.left_edge.i and noun.doc[first - 1].dep_ in ("amod", "compound", "advmod"):
        first -= 1
    return first, noun.i + 1


def _denied(noun: Token) -> bool:
    head = noun
    for _ in range(3):
        head = head.head
        if head.lemma_ in TAKEN_BACK:
            return True
    return False


def _stands_alone(noun: Token) -> bool:
    """ "There are growing concerns about", "amid concerns about", "concerns mount about"."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in _STIRS:
        return True
    return noun.dep_ in ("attr", "nsubj") or (noun.dep_ == "pobj" and noun.head.lower_ in ("amid", "amidst"))
