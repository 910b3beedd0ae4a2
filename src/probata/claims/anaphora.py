"""Events told again by a noun or pronoun: "the shipment violated a resolution", "Moscow denied it"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from probata.claims.denial import DENIERS
from probata.claims.draft import Draft
from probata.claims.fill import classes_of
from probata.claims.filler import Lookup
from probata.claims.tree import conjuncts, grammatical_subject, is_verb
from probata.knowledge.yamlfile import Spec, parse_yaml
from probata.language.annotated import Annotated, Paragraph
from probata.language.cues import load_cues
from probata.language.modality import modality
from probata.records import ClaimType, ObjectClass, Offsets, SourceKind, Stance, Statement, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK = frozenset({"the", "this", "that", "such", "these", "those", "its", "his", "her", "their"})
_ORDER = frozenset(
    "first second third fourth latest last next another more other such earlier previous further".split()
)
_STAGES = frozenset("complete completed finished ongoing under regular frequent over".split())
_PASSING = frozenset("go arrive start resume continue stop total exceed amount rise increase peak follow reach".split())
_MADE = frozenset("make complete conduct carry record document detect observe spot deliver send suspend resume".split())
_NEWS = frozenset({"information", "news"})
_STANDS = frozenset({"it", "this", "that", "these", "those", "them", "which", "none", "all", "everything"})
Spoken = Mapping[tuple[str, int], Sequence[Offsets]]
_REACH = 3
"""How many paragraphs back an event may lie; further off another event would be meant as easily."""


_OPEN_ACTS = frozenset({ClaimType.VETO, ClaimType.LISTING})
"""What is done before all eyes, so that no allegation or denial is about it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``anaphora.yml``."""

    nouns: dict[str, ClaimType]
    judging: frozenset[str]
    after: frozenset[str]
    happening: frozenset[str]
    alleged: frozenset[str]
    denying: frozenset[str]
    doubting: frozenset[str]
    counting: frozenset[str]
    telling: frozenset[str]


@cache
def load_words() -> Words:
    """The packaged word lists. :class:`KnowledgeError` names file and line of a slip."""
    place = files("probata.claims") / "anaphora.yml"
    lists = ("judging", "after", "happening", "alleged", "denying", "doubting", "counting", "telling")
    top = Spec(parse_yaml(place.read_text(encoding="utf-8"), "anaphora.yml"), ("nouns", *lists))
    kinds = Spec(top.raw("nouns"), tuple(ClaimType))
    nouns = {noun: kind for kind in ClaimType for noun in kinds.texts(kind.value, ())}
    return Words(nouns, *(frozenset(top.texts(name)) for name in lists))


def find_again(annotated: Annotated, drafts: list[Draft], lookup: Lookup) -> list[Draft]:
    """The drafts with those that come back to one of them, in order of the text."""
    words, spoken = load_words(), _spoken(annotated)
    taken = {(d.paragraph.index, d.trigger.i) for d in drafts}
    every = list(drafts)
    for paragraph in annotated.paragraphs:
        for token in paragraph.doc:
            if (paragraph.index, token.i) in taken:
                continue
            again = (
                _by_noun(paragraph, token, words, every)
                or _by_course(paragraph, token, words, every, lookup)
                or _by_count(paragraph, token, words, every, lookup)
                or _by_plan(paragraph, token, every)
                or _by_allegation(spoken, paragraph, token, words, every, lookup)
            )
            if again is not None:
                every.append(again)
                every.sort(key=lambda d: d.at)
    for statement in annotated.statements:
        if statement.stance is Stance.DENIES and statement.cue is not None:
            denial = _by_statement(annotated, spoken, statement, words, every)
            if denial is not None:
                every.append(denial)
                every.sort(key=lambda d: d.at)
    return every


def _by_statement(
    annotated: Annotated, spoken: Spoken, statement: Statement, words: Words, drafts: list[Draft]
) -> Draft | None:
    """A denial that names no event ("called the accusation baseless", "a charge Tehran denies") takes the event of
    the last report of it, its own before another's; in a headline the first one that follows."""
    cue = statement.cue
    paragraph = next((p for p in annotated.paragraphs if cue and p.start <= cue.start < p.end), None)
    span = paragraph.span(cue.start, cue.end) if paragraph and cue else None
    if paragraph is None or span is None or not len(span):
        return None
    verb = span.root
    if any(d.extra[:1] == (verb,) and d.stance is not None for d in drafts if d.paragraph is paragraph):
        return None
    token = _stand_in(paragraph, statement, words)
    if token is None:
        return None
    sentence = paragraph.offsets(token.sent)
    if any(max(a, sentence[0]) <= d.at < min(b, sentence[1]) for d in drafts for a, b in statement.content):
        return None  # it names its event
    if _spelt_out(token, statement, paragraph):
        return None
    named = _named_below(annotated, paragraph, token) - {statement.source.id}
    close = [d for d in drafts if abs(paragraph.index - d.paragraph.index) <= _REACH]
    told = [d for d in close if d.answers is None and named <= {*d.agent.ids, *d.counterpart.ids}]
    told = [d for d in told if not _says_himself(spoken, statement.source.id, d)]
    own = [d for d in told if statement.source.id in {*d.agent.ids, *d.counterpart.ids}]
    # A state denies what it is accused of itself; anybody else may deny for another.
    near = [
        d
        for d in (own if statement.source.kind is SourceKind.STATE else own or told)
        if 0 <= paragraph.index - d.paragraph.index <= _REACH
    ]
    antecedent = _last(near, paragraph, token, None, past=False)
    if antecedent is None and paragraph.index == 0:
        antecedent = next((d for d in own if 0 < d.paragraph.index <= _REACH and d.agent and d.counterpart), None)
    return _again(paragraph, token, verb, antecedent, Stance.DENIES) if antecedent else None


def _spelt_out(token: Token, statement: Statement, paragraph: Paragraph) -> bool:
    """Whether the denied noun has a clause of its own ("his claim that the town fell"), which is no event of ours."""
    return any(
        c.dep_ in {"acl", "relcl", "ccomp"} and c.i > token.i and c.lemma_ not in DENIERS
        and any(a <= paragraph.start + c.idx < b for a, b in statement.content)
        for c in token.children
    )  # fmt: skip


def _named_below(annotated: Annotated, paragraph: Paragraph, token: Token) -> set[str]:
    """The states that the denied noun is said to be about ("accusation over North Korean missiles"), not its maker."""
    about = [
        t.i
        for c in token.children
        if c.dep_ in {"prep", "acl", "relcl"} and c.lower_ not in {"by", "from"}
        for t in c.subtree
    ]
    return {
        i
        for m in annotated.mentions
        if m.paragraph == paragraph.index and m.head in about and m.named and m.kind is SourceKind.STATE
        for i in m.ids
    }


def _says_himself(spoken: Spoken, source: str, draft: Draft) -> bool:
    """Whether who denies is the one who tells the event, so that something else is denied."""
    return any(a <= draft.at < b for a, b in spoken.get((source, draft.paragraph.index), ()))


def _spoken(annotated: Annotated) -> Spoken:
    """What each source says in each paragraph, denials left out; a long text has thousands of both."""
    starts = [p.start for p in annotated.paragraphs]
    found: dict[tuple[str, int], list[Offsets]] = defaultdict(list)
    for statement in annotated.statements:
        if statement.stance is not Stance.DENIES:
            for a, b in statement.content:
                for n in range(max(bisect_right(starts, a) - 1, 0), bisect_left(starts, b)):
                    found[statement.source.id, annotated.paragraphs[n].index].append((a, b))
    return found


def _stand_in(paragraph: Paragraph, statement: Statement, words: Words) -> Token | None:
    """The word of a denial that stands for what is denied."""
    cues = load_cues()
    for start, end in statement.content:
        for token in paragraph.span(start, end) or ():
            lemma = token.lemma_.lower()
            if lemma in cues.deniable or lemma in cues.falsehoods or lemma in words.alleged or lemma in _NEWS:
                return token
            if token.lower_ in _STANDS:
                return token
    return None


def _by_noun(paragraph: Paragraph, token: Token, words: Words, drafts: list[Draft]) -> Draft | None:
    lemma = token.lemma_.lower()
    if token.pos_ != "NOUN" or lemma not in words.nouns or token.dep_ in {"compound", "nmod"}:
        return None
    if not any(c.dep_ in {"det", "poss", "amod"} and c.lower_ in _BACK for c in token.children):
        return None
    if any(c.lower_ in {"any", "no"} for c in token.children):
        return None  # law in general
    if any(c.dep_ == "prep" and c.lower_ not in {"in", "on", "at", "as"} for c in token.children):
        return None  # "the shipment of grain to Egypt" is an event of its own
    verb = token.head
    if not is_verb(verb) or token.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    judged = verb.lemma_ in words.judging
    if not judged and not (verb.lemma_ in words.happening and token.dep_ == "nsubj"):
        return None
    if token.dep_ != "dobj" and verb.lemma_ in words.denying:
        return None
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if aux & {"could", "might", "may"}:
        return None
    past = (not judged or verb.lemma_ in words.after) and "would" not in aux
    antecedent = _last(drafts, paragraph, token, words.nouns[lemma], past)
    if antecedent is None:
        return None
    again = _again(paragraph, token, verb, antecedent, None)
    if "would" in aux:
        again.status = Status.CONDITIONAL
    return again


def _by_course(paragraph: Paragraph, token: Token, words: Words, drafts: list[Draft], lookup: Lookup) -> Draft | None:
    """Goods that pass told of on, without saying again which and between whom: "the first shipment came in March",
    "purchases were not complete". Only where the report's transfers are of one giver to one receiver."""
    lemma = token.lemma_.lower()
    verb = token.head
    if words.nouns.get(lemma) is not ClaimType.TRANSFER or token.pos_ != "NOUN" or not is_verb(verb):
        return None
    if not _continues(token, verb, words) or any(
        c.dep_ == "prep" and c.lower_ not in {"in", "on", "at", "as", "by", "since", "of"} for c in token.children
    ):
        return None
    inside = [t for t in token.subtree if t is not token]
    if any(lookup.mention(paragraph, t) or lookup.goods(paragraph, t) or t.lower_ in {"any", "no"} for t in inside):
        return None
    antecedent = _last(drafts, paragraph, token, ClaimType.TRANSFER, past=False)
    if antecedent is None or not (antecedent.agent.ids and antecedent.counterpart.ids):
        return None
    kin = [d for d in drafts if d.type is ClaimType.TRANSFER and d.agent.ids and d.counterpart.ids]
    if len({(d.agent.ids[0], d.counterpart.ids[0]) for d in kin if set(d.classes) & set(antecedent.classes)}) > 1:
        return None
    again = _again(paragraph, token, verb, antecedent, None)
    how = modality(verb)
    again.status = Status.DONE if how.status is Status.ONGOING and verb.tag_ == "VBD" else how.status
    again.negated, again.hedged = how.negated, how.hedged
    return again


def _by_count(paragraph: Paragraph, token: Token, words: Words, drafts: list[Draft], lookup: Lookup) -> Draft | None:
    """A further amount of goods that were told of as sent: "Shin spoke of some 6,700 containers", "gave a figure of
    8,000 shells", "put the number at 7,000 containers". Only where the report's transfers are of one pair."""
    goods = lookup.goods(paragraph, token)
    if goods is None or token.dep_ != "pobj" or token.head.lower_ not in {"of", "at"}:
        return None
    if not any(c.dep_ == "nummod" for c in token.children):
        return None
    verb = _counting(token.head, words)
    if verb is None or not any(c.dep_ == "nsubj" for c in verb.children):
        return None
    if any(d.paragraph is paragraph and token in d.heads for d in drafts):
        return None  # a frame has read it
    antecedent = _last(drafts, paragraph, token, ClaimType.TRANSFER, past=True)
    if antecedent is None or not (antecedent.agent.ids and antecedent.counterpart.ids):
        return None
    kin = [d for d in drafts if d.type is ClaimType.TRANSFER and d.agent.ids and d.counterpart.ids]
    if len({(d.agent.ids[0], d.counterpart.ids[0]) for d in kin if d.status is Status.DONE}) > 1:
        return None
    told = lookup.goods_below(paragraph, token)
    classes = classes_of(told)
    if not classes or not {*classes} <= {ObjectClass.CARGO_UNKNOWN, *(c for d in kin for c in d.classes)}:
        return None
    again = _again(paragraph, token, verb, antecedent, None)
    spans = tuple((g.start, g.end) for g in told)
    return replace(
        again, answers=None, heads=(token,), goods=tuple(told), classes=classes, object_spans=spans, status=Status.DONE
    )


def _counting(prep: Token, words: Words) -> Token | None:
    """The verb that gives an amount, from the preposition before it."""
    up = prep.head
    if prep.lower_ == "of":
        if up.lemma_ == "speak" and is_verb(up):
            return up
        told = up.pos_ == "NOUN" and up.lemma_.lower() in words.counting and up.dep_ == "dobj" and is_verb(up.head)
        return up.head if told and up.head.lemma_ in words.telling else None
    counted = any(c.dep_ == "dobj" and c.lemma_.lower() in words.counting for c in up.children)
    return up if is_verb(up) and up.lemma_ in words.telling and counted else None


def _continues(token: Token, verb: Token, words: Words) -> bool:
    """Whether a noun is one more of the events told of ("the latest", "such", a bare plural), and happens."""
    marks = {c.lower_ for c in token.children if c.dep_ in {"det", "amod", "poss", "predet"}}
    if not marks & (_BACK | _ORDER) and (marks or token.tag_ != "NNS"):
        return False
    if verb.lemma_ == "be":
        if token.dep_ == "attr":
            return "such" in marks and bool(marks & _ORDER)
        return token.dep_ == "nsubj" and any(c.dep_ == "acomp" and c.lower_ in _STAGES for c in verb.children)
    if token.dep_ == "nsubj":
        return verb.lemma_ in words.happening or verb.lemma_ in _PASSING
    return token.dep_ == "nsubjpass" and verb.lemma_ in _MADE


def _by_plan(paragraph: Paragraph, token: Token, drafts: list[Draft]) -> Draft | None:
    """ "Has no such plans", "has no intention of doing so": the event told before is not planned either."""
    verb = token.head
    if token.lemma_.lower() not in {"plan", "intention"} or token.dep_ != "dobj" or verb.lemma_ != "have":
        return None
    words = {t.lower_ for t in token.subtree}
    if "no" not in words or not words & {"such", "so", "it", "that"}:
        return None
    antecedent = _last(drafts, paragraph, token, ClaimType.TRANSFER, past=False)
    if antecedent is None:
        return None
    again = _again(paragraph, token, verb, antecedent, None)
    again.status, again.negated = Status.PLANNED, True
    return again


def _by_allegation(
    spoken: Spoken, paragraph: Paragraph, token: Token, words: Words, drafts: list[Draft], lookup: Lookup
) -> Draft | None:
    lemma = token.lemma_.lower()
    if lemma not in words.alleged or token.dep_ not in {"dobj", "nsubjpass"} or not is_verb(token.head):
        return None
    if lemma == "plan" and not any(c.lower_ == "such" for c in token.subtree):
        return None
    verb = token.head
    negative = any(c.dep_ == "neg" for c in verb.children)
    if verb.lemma_ in words.denying and not negative:
        stance = Stance.DENIES
    elif verb.lemma_ in words.doubting and negative and any(c.lower_ in {"could", "can"} for c in verb.children):
        stance = Stance.UNVERIFIED
    else:
        return None
    if any(
        c.dep_ in {"acl", "relcl"} or (c.dep_ == "prep" and c.lower_ in {"of", "about", "that"}) for c in token.children
    ):
        return None  # the content is spelt out, and is read there
    sides = {
        i for s in grammatical_subject(verb) for t in conjuncts(s) if (m := lookup.mention(paragraph, t)) for i in m.ids
    }
    at = paragraph.start + token.idx
    near = [d for d in drafts if d.at < at and paragraph.index - d.paragraph.index <= _REACH]
    if stance is Stance.DENIES:
        near = [d for d in near if not any(_says_himself(spoken, side, d) for side in sides)]
    own = [d for d in near if sides & {*d.agent.ids, *d.counterpart.ids}] if stance is Stance.DENIES else []
    # Who denies is accused: his own event is meant rather than another's between.
    meant = own if own or (sides and stance is Stance.DENIES and token.pos_ == "NOUN") else near
    antecedent = _last(meant, paragraph, token, None, past=False)
    return _again(paragraph, token, verb, antecedent, stance) if antecedent else None


def _last(drafts: list[Draft], paragraph: Paragraph, token: Token, kind: ClaimType | None, past: bool) -> Draft | None:
    at = paragraph.start + token.idx
    for draft in reversed(drafts):
        if draft.at >= at:
            continue
        if paragraph.index - draft.paragraph.index > _REACH:
            return None
        if past and (draft.status not in {Status.DONE, Status.ONGOING} or draft.negated):
            continue
        if kind is None and draft.type in _OPEN_ACTS:
            continue
        if kind is None or draft.type is kind:
            if draft.agent or draft.counterpart:
                return draft
            if kind is None:
                return None
    return None


def _again(paragraph: Paragraph, token: Token, verb: Token, source: Draft, stance: Stance | None) -> Draft:
    first = source.answers or source
    edges = [
        token,
        *(c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "acomp", "neg", "aux"}),
    ]
    edges += [t for c in verb.children if c.dep_ in {"nsubj", "dobj"} for t in conjuncts(c)]
    start = min(paragraph.start + verb.idx, *(paragraph.start + t.left_edge.idx for t in edges))
    end = max(paragraph.offsets(verb)[1], *(paragraph.offsets(t)[1] for t in edges))
    return replace(
        first,
        paragraph=paragraph,
        trigger=token,
        agent=replace(first.agent, given=False, slot="report"),
        counterpart=replace(first.counterpart, given=False, slot="report"),
        heads=(),
        negated=stance is Stance.DENIES,
        hedged=False,
        start=start,
        end=end,
        rule=f"{first.rule}+again",
        quantity=None,
        also_quantity=(),
        answers=first,
        stance=stance,
        extra=(verb,),
    )
