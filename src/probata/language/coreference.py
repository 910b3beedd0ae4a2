"""Pronouns and short forms ("he", "the ministry", "both countries") taken back to who was named.

A light resolver by recency, number and type: the subject of the same sentence comes first, then the
subject of the sentence before, then whoever was named last. Where two fit equally the other is kept in
``alternatives``. Nothing is resolved over more than ``_FAR`` sentences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from probata.knowledge import Knowledge, RoleKind
from probata.language.annotated import Paragraph, Reading, Reference
from probata.language.antecedents_words import Sex, load_words
from probata.language.drafts import Draft
from probata.records import SourceKind

_REACH = 4
"""Sentences over which a pronoun may reach back."""
_FAR = 8
"""Sentences over which "the ministry" may reach back: a noun tells more than a pronoun."""
_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
_MISTER = frozenset({"mr", "sir", "king", "prince"})
_MISSES = frozenset({"mrs", "ms", "miss", "lady", "queen", "princess"})
_POINTING = frozenset("the that this its his her their our".split())
_WOMEN = frozenset("sister wife mother daughter aunt niece".split())
_MEN = frozenset("brother husband father grandfather son uncle nephew".split())
_SAYING = frozenset("say tell add note write explain claim announce report warn state insist continue".split())
_DENYING = frozenset("deny reject dismiss refute dispute".split())
_ACCUSING = frozenset("accuse blame charge suspect".split())
_BOTH = frozenset("both two".split())
_PEOPLE_NOUNS = frozenset("leader president minister official".split())


class _Document:
    """The drafts so far in order of the text, with the number of the sentence that each stands in; ``named`` are all
    that aren't pronouns, those to come included."""

    def __init__(self, paragraphs: Sequence[Paragraph], drafts: list[Draft], named: Sequence[Draft]) -> None:
        self._starts = [p.start + s.start_char for p in paragraphs for s in p.doc.sents]
        self.drafts = drafts
        self.named = named
        self.sentence = {id(d): self.sentence_at(d.start) for d in drafts}

    def sentence_at(self, offset: int) -> int:
        return bisect_left(self._starts, offset + 1) - 1

    def before(self, offset: int, reach: int = _REACH) -> list[Draft]:
        """What was named before a place within reach, the nearest last."""
        here = self.sentence_at(offset)
        found: list[Draft] = []
        for d in reversed(self.drafts):
            if here - self.sentence[id(d)] > reach:
                break
            if d.end <= offset:
                found.append(d)
        return found[::-1]


def resolve(
    paragraphs: Sequence[Paragraph],
    drafts: list[Draft],
    knowledge: Knowledge,
    on: date | None,
    references: Sequence[Reference] = (),
) -> list[Draft]:
    """The drafts with the bare short forms filled in and the pronouns added.

    ``references`` are the general resolver's: they answer where the rules here don't.
    """
    _tell_sexes(drafts, knowledge)
    referring = {r.start: r for r in references if not r.clause}
    resolved: list[Draft] = []
    document = _Document(paragraphs, resolved, drafts)
    for draft in sorted([*drafts, *_pronouns(paragraphs, drafts)], key=lambda d: (d.start, -d.end)):
        if draft.reading is Reading.PRONOUN:
            if not _pronoun(draft, document) and not _referred(draft, referring.get(draft.start), resolved):
                continue
        elif not draft.ids and draft.role and draft.kind is SourceKind.ANONYMOUS:
            _short_form(draft, document, knowledge, on)
        resolved.append(draft)
        document.sentence[id(draft)] = document.sentence_at(draft.start)
    return resolved


def _tell_sexes(drafts: Sequence[Draft], knowledge: Knowledge) -> None:
    """Notes who is a woman or a man: whose sister or father somebody is, a title before the name, the first name."""
    words = load_words()
    kin = (r for a in knowledge.actors for r in a.relatives)
    known = {person: word in _WOMEN for word, person in kin if word in _WOMEN | _MEN}
    for draft in drafts:
        if not draft.person or draft.plural:
            continue
        before = draft.paragraph.doc[max(0, draft.first - 1) : draft.first].text.lower().rstrip(".")
        if before in _MISTER or before in _MISSES:
            known.setdefault(draft.person, before in _MISSES)
    for draft in drafts:
        if draft.person and draft.female is None:
            sex = words.sex_of_name(tuple(draft.person.split()[:1]))
            draft.female = known.get(draft.person, {Sex.MALE: False, Sex.FEMALE: True}.get(sex))


def _pronouns(paragraphs: Sequence[Paragraph], drafts: list[Draft]) -> list[Draft]:
    found = []
    for paragraph in paragraphs:
        for token in paragraph.doc:
            word = token.lower_
            both = word == "both" and token.pos_ == "PRON" and token.dep_ == "nsubj"
            if word not in _HE and word not in _SHE and word not in _IT and word not in _THEY and not both:
                continue
            if token.dep_ == "expl" or (word == "it" and _says_nothing(token)):
                continue
            draft = Draft(paragraph, token.i, token.i + 1, token.i, reading=Reading.PRONOUN)
            draft.plural = word in _THEY or both
            found.append(draft)
    return found


def _says_nothing(token: object) -> bool:
    """The "it" of "it is expected that", "it was alleged that"."""
    verb = token.head  # type: ignore[attr-defined]
    clause = any(c.dep_ in ("ccomp", "acl", "advcl", "csubj", "xcomp") for c in verb.children)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    weather = verb.lemma_ == "be" and any(c.dep_ in ("acomp", "attr") for c in verb.children)
    return bool(clause and (passive or weather))


def _is_subject(draft: Draft) -> bool:
    token = draft.token
    for _ in range(3):
        if token.dep_ in ("nsubj", "nsubjpass"):
            return True
        if token.dep_ not in ("conj", "appos"):
            return False
        token = token.head
    return False


def _pronoun(draft: Draft, document: _Document) -> bool:
    word = draft.token.lower_
    beside = _objects_beside(draft, document)
    before = [d for d in document.before(draft.start) if beside.isdisjoint(d.ids)]
    if draft.token.dep_ == "nsubj" and draft.token.head.lemma_ in _DENYING:
        before = [d for d in before if not _accuses(d)]
    if draft.plural:
        return _several(draft, before, document, f"pronoun:{word}")
    if word in _IT:
        fit = [d for d in before if d.ids and not d.person and not d.plural and _can_be_it(d)]
    else:
        female = word in _SHE
        fit = [d for d in before if d.person and not d.plural and d.female in (None, female)]
        if female:  # of men few are told to be
            fit = [d for d in fit if d.female] or fit
    chosen = _choose(draft, fit, document)
    if chosen is None:
        return False
    if chosen.person and chosen.female is None and word not in _IT:
        for other in document.drafts:
            if other.person == chosen.person:
                other.female = word in _SHE
    _take(draft, chosen, f"pronoun:{word}")
    return True


def _accuses(draft: Draft) -> bool:
    """Whether it is who accuses, who isn't who denies that: "the US accuses Moscow and Pyongyang; they deny it"."""
    token = draft.token
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    return token.dep_ == "nsubj" and token.head.lemma_ in _ACCUSING


def _objects_beside(draft: Draft, document: _Document) -> set[str]:
    """Whom the verb that a pronoun is the subject of has for objects: "they accuse Russia" are not Russia."""
    if draft.token.dep_ != "nsubj":
        return set()
    objects = {c.i for c in draft.token.head.children if c.dep_ in ("dobj", "dative")}
    objects |= {c.i for i in objects for c in draft.paragraph.doc[i].conjuncts}
    beside = (d for d in document.named if d.paragraph is draft.paragraph and d.token.i in objects)
    return {i for d in beside for i in d.ids}


def _referred(draft: Draft, reference: Reference | None, drafts: Sequence[Draft]) -> bool:
    """Takes the participant that the general resolver points to, if one stands there."""
    if reference is None or reference.cataphoric:
        return False
    chosen = _standing_at(reference.head, drafts)
    if chosen is None:
        return False
    _take(draft, chosen, f"reference:{draft.token.lower_}")
    others = (d for start, end in reference.alternatives if (d := _standing_between(start, end, drafts)))
    draft.alternatives = tuple(dict.fromkeys(o.person or o.ids[0] for o in others if o.ids and o.ids != draft.ids))
    return True


def _standing_at(head: int, drafts: Sequence[Draft]) -> Draft | None:
    found = [d for d in drafts if d.start <= head < d.end and d.ids and d.reading is not Reading.MODIFIER]
    return max(found, key=lambda d: (d.paragraph.start + d.token.idx == head, d.end - d.start), default=None)


def _standing_between(start: int, end: int, drafts: Sequence[Draft]) -> Draft | None:
    found = [d for d in drafts if start <= d.paragraph.start + d.token.idx < end and d.ids]
    return found[-1] if found else None


def _can_be_it(draft: Draft) -> bool:
    # "its" may take up a state that only modifies a noun ("the Russian economy and its ..."), rarely.
    return draft.reading is not Reading.MODIFIER and draft.kind in (
        SourceKind.STATE,
        SourceKind.ORGANISATION,
        SourceKind.MEDIA,
    )


def _choose(draft: Draft, fit: list[Draft], document: _Document) -> Draft | None:
    if not fit:
        return None
    here = document.sentence_at(draft.start)
    rings: list[list[Draft]] = []
    accused: list[Draft] = []
    for distance in range(_FAR + 1):
        ring = [d for d in fit if document.sentence[id(d)] == here - distance]
        rings.append([d for d in ring if _is_subject(d)])
        rings.append(ring)
    if draft.reading is Reading.PRONOUN and _speaks(draft):
        # Who speaks in a sentence of saying mostly is who spoke last.
        near = [d for d in fit if here - document.sentence[id(d)] <= _REACH and _speaks(d)]
        it = draft.token.lower_ in _IT
        rings.insert(4 if it and not _comes_after(draft) else 0, near[-1:])
        if it and _comes_after(draft):
            # "Moscow has handed over a vehicle, it says": whom the sentence before is about, sooner than the accused.
            accused = rings[1]
            rings.insert(1, rings[3])
    ring = next(r for r in rings if r)
    # The subject that opens a sentence is its topic; among the rest the nearest is likeliest.
    subjects = [d for d in ring if _is_subject(d)]
    chosen = subjects[-1] if subjects and document.sentence[id(ring[0])] == here else (subjects or ring[::-1])[0]
    key = chosen.person or chosen.ids
    others = dict.fromkeys(d.person or d.ids[0] for d in (*ring, *accused) if (d.person or d.ids) != key)
    draft.alternatives = tuple(others)
    return chosen


def _speaks(draft: Draft) -> bool:
    token = draft.token
    return token.dep_ == "nsubj" and token.head.lemma_ in _SAYING


def _comes_after(draft: Draft) -> bool:
    """Whether the words said come before "it says"."""
    verb = draft.token.head
    return any(c.dep_ == "ccomp" and c.i < draft.token.i for c in verb.children) or verb.dep_ == "parataxis"


def _is_vessel(draft: Draft, knowledge: Knowledge) -> bool:
    actor = knowledge.actors.get(draft.ids[0])
    return actor is not None and actor.category == "ship"


def _take(draft: Draft, chosen: Draft, rule: str) -> None:
    draft.ids, draft.kind, draft.person = chosen.ids, chosen.kind, chosen.person
    draft.state, draft.named, draft.people = chosen.state, chosen.named, chosen.people
    draft.antecedent = chosen.antecedent or (chosen.start, chosen.end)
    draft.rule = rule


def _several(draft: Draft, before: list[Draft], document: _Document, rule: str) -> bool:
    """ "they", "both countries", "the two leaders": a joint mention, or two that were named together."""
    wants_people = draft.role in _PEOPLE_NOUNS
    for distance in range(_REACH + 1):
        here = document.sentence_at(draft.start) - distance
        ring = [d for d in before if document.sentence[id(d)] == here and d.ids]
        told = draft.token.dep_ == "nsubj"
        joint = [d for d in ring if len(d.ids) > 1 or d.plural or (told and _with_others(d, document))]
        if joint and draft.reading is Reading.PRONOUN:
            _take(draft, joint[-1], rule)
            draft.plural, draft.joint = True, len(joint[-1].ids) > 1
            return True
        values: dict[str, Draft] = {}
        for d in ring:
            if draft.role == "country" or draft.rule.endswith("official") or not (wants_people or d.person):
                if d.kind is SourceKind.STATE:
                    for i in d.ids:
                        values[i] = d
            elif d.person:
                values[d.person] = d
        if draft.reading is Reading.PRONOUN and len(values) < 2:
            people = {d.person: d for d in ring if d.person}
            values = {str(k): v for k, v in people.items()} if len(people) >= 2 else values
        if len(values) >= 2:
            chosen = list(values)[:2] if len(values) == 2 else list(values)[-2:]
            draft.alternatives = tuple(v for v in values if v not in chosen)
            ids = tuple(dict.fromkeys(i for v in chosen for i in (values[v].ids if values[v].person else (v,))))
            draft.ids, draft.kind, draft.named = ids, SourceKind.STATE, True
            draft.people = tuple(v for v in chosen if values[v].person == v)
            draft.plural = draft.joint = True
            draft.antecedent = (values[chosen[-1]].start, values[chosen[-1]].end)
            draft.rule = rule
            return True
    return False


def _with_others(draft: Draft, document: _Document) -> bool:
    """Whether others whom no table knows are named with it: "the US and its allies"."""
    beside = {t.i for t in draft.token.conjuncts}
    return bool(beside) and not any(
        d.ids and d.paragraph is draft.paragraph and d.token.i in beside for d in document.named
    )


def _short_form(draft: Draft, document: _Document, knowledge: Knowledge, on: date | None) -> None:
    """ "the ministry", "the country", "both countries": only with a word that points back."""
    first = draft.paragraph.doc[draft.first]
    before = document.before(draft.start, reach=_FAR)
    words = {t.lower_ for t in draft.paragraph.doc[draft.first : draft.last]}
    role = knowledge.roles.is_role(draft.role)
    if draft.plural and role is not None and role.official and draft.role != "country":
        after = [t.lower_ for t in draft.paragraph.doc[draft.last : draft.last + 4]]
        if after[:1] == ["of"] and set(after[1:3]) & _BOTH and {"countries", "nations", "sides", "states"} & set(after):
            _several(draft, before, document, "short:of both")
            draft.named = False
            return
    if draft.plural and draft.role != "state media":
        if words & _BOTH or (draft.role == "country" and first.lower_ in _POINTING):
            _several(draft, before, document, "short:both")
        return
    pointing = (
        first.lower_ in ("the", "that", "this", "its", "his", "her", "their", "our") or draft.role == "state media"
    )
    if not pointing or role is None:
        return
    if first.tag_ == "PRP$":
        fit = [d for d in before if d.ids and d.state and d.reading is not Reading.PLACE]
        chosen = _choose(draft, [d for d in fit if not d.plural], document)
        if chosen and chosen.state and role.official:
            draft.ids, draft.state, draft.kind = (chosen.state,), chosen.state, SourceKind.STATE
            draft.named, draft.antecedent, draft.rule = not role.unnamed, (chosen.start, chosen.end), "short:possessive"
        return
    same = [d for d in before if d.ids and (d.role == draft.role or (d.role and d.role.endswith(" " + draft.role)))]
    if same and len(same[-1].ids) == 1:
        _take(draft, same[-1], "short:same role")
        draft.named = draft.named and not role.unnamed
        return
    if role.id == "country":
        fit = [d for d in before if d.kind is SourceKind.STATE and d.state and not d.plural]
        chosen = _choose(draft, [d for d in fit if not d.person], document)
        if chosen and chosen.state:
            draft.ids, draft.state, draft.kind, draft.named = (chosen.state,), chosen.state, SourceKind.STATE, True
            draft.antecedent, draft.rule = (chosen.start, chosen.end), "short:country"
        return
    if not role.official and role.kind is not RoleKind.BODY and role.id != "state media":
        return
    organisations = [
        d
        for d in before
        if d.ids and not d.person and not d.plural and d.kind in (SourceKind.ORGANISATION, SourceKind.MEDIA)
    ]
    organisations = [d for d in organisations if not _is_vessel(d, knowledge)]
    if role.kind is RoleKind.BODY and not role.official and role.id != "state media":
        if organisations:
            _take(draft, organisations[-1], "short:organisation")
        return
    people = [d for d in before if d.person and d.state and not d.plural]
    if role.kind is RoleKind.PERSON and people and not role.unnamed:
        _take(draft, people[-1], "short:person")
        return
    # A government body without its state speaks for the state that the sentence before is about.
    subjects = [d for d in before if d.state and not d.plural and _is_subject(d)]
    if _comes_after(draft):
        # "North Korea has fired missiles, the Joint Chiefs said": whom the words are about is rarely who says them.
        here = document.sentence_at(draft.start)
        told = [d for d in subjects if document.sentence[id(d)] == here]
        subjects = [d for d in subjects if document.sentence[id(d)] != here and d.state not in {t.state for t in told}]
        if not subjects:
            subjects = [d for d in before if d.rule == "name:capital" and d.start < draft.paragraph.start + 30][:1]
            subjects = [d for d in subjects if d.state not in {t.state for t in told}]
        if not subjects:
            draft.alternatives = tuple(dict.fromkeys(str(t.state) for t in told))
            return
    states = dict.fromkeys(d.state for d in subjects)
    if states:
        draft.state = subjects[-1].state
        draft.ids, draft.kind = (str(draft.state),), SourceKind.STATE
        draft.named, draft.rule = not role.unnamed, "short:subject's state"
        draft.antecedent = (subjects[-1].start, subjects[-1].end)
        draft.alternatives = tuple(str(s) for s in states if s != draft.state)
