"""What pronouns and short names refer to, in any English text, from the parse alone.

The nouns are walked in order of the text; what is found to be one person or thing shares an
:class:`Entity`. Names join by their words, a common noun with "the" or "this" joins the last noun of the same
word, and a pronoun joins the noun that the learned weights of :mod:`antecedents_rank` like best among
those that number, sex and syntax allow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from math import exp

from probata.knowledge import Knowledge, RoleKind
from probata.language.annotated import Paragraph, Reference
from probata.language.antecedents_clauses import Clauses, may_be_clause
from probata.language.antecedents_names import bare, holds, longest, may_be_one
from probata.language.antecedents_noun import Article, Noun, Role, Word
from probata.language.antecedents_nouns import find_nouns
from probata.language.antecedents_rank import (
    BEHIND,
    IS,
    OWN_CLAUSE,
    agrees,
    features,
    features_of_nobody,
    load_weights,
    own_of,
)
from probata.language.antecedents_syntax import (
    ANNOUNCING,
    is_said_to_be,
    leads,
    pattern_of,
    speaker_behind,
    subject_behind,
    tie_of,
)
from probata.language.antecedents_words import Kind, Number, load_words
from probata.language.drafts import Draft
from probata.records import SourceKind

_REACH = 6
"""Sentences over which a pronoun looks back."""
_AGAIN = 12
"""Sentences over which "the ship" takes up "a ship"."""
_MOST = 30
"""Nouns that a pronoun looks at, the nearest."""
_THIRD = (Word.HE, Word.SHE, Word.IT, Word.THEY)
_FOR_CLAUSES = (Role.SUBJECT, Role.PASSIVE, Role.OBJECT, Role.AFTER_VERB)
_PHRASE = frozenset({"prep", "relcl", "acl"})
_BELIEVED = 6
"""Nouns that a pronoun keeps as what it may stand for."""
_DOUBT = 0.5
"""How many times as likely as "nobody" the best noun must be."""
_AMBIGUOUS = 0.25
"""Share of the best noun's likelihood from which another is kept as an alternative."""


Ask = Callable[[Noun, list[Noun], list[list[int]], list[int]], int | None]
"""Sees a pronoun, its candidates, their features and those of nobody; may say which to take, -1 for nobody."""


def find_references(
    paragraphs: Sequence[Paragraph], kinds: Mapping[tuple[int, int], Kind] | None = None
) -> tuple[Reference, ...]:
    """The references of a text, in order. ``kinds`` tells what is known of nouns by paragraph and head token."""
    return Resolver(paragraphs, kinds or {}, load_weights()).read()


def known_kinds(drafts: Sequence[Draft], knowledge: Knowledge) -> dict[tuple[int, int], Kind]:
    """What the tables tell of names and role nouns, by paragraph and head token."""
    found: dict[tuple[int, int], Kind] = {}
    for draft in drafts:
        role = knowledge.roles.is_role(draft.role) if draft.role else None
        if draft.person or (role is not None and role.kind is RoleKind.PERSON):
            kind = Kind.PERSON
        elif role is not None or draft.kind in (SourceKind.ORGANISATION, SourceKind.MEDIA):
            kind = Kind.BODY
        elif draft.kind is SourceKind.STATE:
            kind = Kind.PLACE
        else:
            continue
        found[draft.paragraph.index, draft.head] = kind
    return found


class Resolver:
    """Walks one text. ``ask`` sees every pronoun with its candidates and their features, for training."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        kinds: Mapping[tuple[int, int], Kind],
        weights: Sequence[float],
        ask: Ask | None = None,
    ) -> None:
        self._weights, self._ask = weights, ask
        self.nouns = find_nouns(paragraphs, load_words(), kinds)
        self._at = {(n.paragraph.index, n.i): n for n in self.nouns if not n.parts}
        self._counts = Counter(
            bare(n)[-1] if n.word is Word.NAME else n.lemma for n in self.nouns if n.word in (Word.NAME, Word.NOUN)
        )
        self._by_lemma: dict[str, Noun] = {}
        self._names: dict[str, list[Noun]] = defaultdict(list)
        self._found: list[Reference] = []
        self._clauses = Clauses(paragraphs)
        self._believed: dict[int, tuple[tuple[Noun, float], ...]] = {}
        """What each pronoun may stand for, with its share: a pronoun that takes it up inherits the doubt."""

    def read(self) -> tuple[Reference, ...]:
        """The references in order of the text."""
        for k, noun in enumerate(self.nouns):
            if noun.parts:
                self._join(noun, None)
            elif noun.word in _THIRD:
                self._pronoun(k, noun)
            elif noun.word is Word.NAME:
                self._name(noun)
            elif noun.word is Word.NOUN:
                self._noun(noun)
            else:
                self._join(noun, None)
        return tuple(sorted(self._found, key=lambda r: (r.start, -r.end)))

    # --- names and nouns

    def _join(self, noun: Noun, before: Noun | None) -> None:
        if before is not None:
            noun.entity = before.entity
        entity = noun.entity
        if not entity.mentions:
            entity.kind, entity.number = noun.kind, noun.number
        elif entity.kind in (Kind.OTHER, Kind.NAME) and noun.kind not in (Kind.OTHER, Kind.NAME):
            entity.kind = noun.kind
        entity.mentions.append(noun)
        entity.sex = entity.sex or noun.sex
        if noun.word not in _THIRD:
            entity.named_in = noun.sentence
        if noun.word is Word.NAME:
            entity.often = max(entity.often, self._often(bare(noun)[-1]))
            fits = entity.kind is not Kind.PERSON or noun.kind is Kind.PERSON
            if entity.fullest is None or (fits and len(entity.fullest.name) < len(noun.name) <= longest(noun)):
                entity.fullest = noun
        elif noun.word is Word.NOUN:
            entity.often = max(entity.often, self._often(noun.lemma))

    def _often(self, word: str) -> int:
        count = self._counts[word]
        return 4 if count > 9 else 3 if count > 4 else 2 if count > 2 else count - 1 if count else 0

    def _merge(self, short: Noun, full: Noun) -> None:
        """Puts what was known by a short name, in a headline say, with the full name's entity."""
        old, entity = short.entity, full.entity
        for noun in old.mentions:
            noun.entity = entity
        entity.mentions = sorted([*old.mentions, *entity.mentions], key=lambda n: n.at)
        entity.often = max(old.often, entity.often)
        entity.sex = entity.sex or old.sex

    def _name(self, noun: Noun) -> None:
        words = bare(noun)
        same = longer = shorter = None
        best = 0
        for word in dict.fromkeys((words[-1], words[0])):
            for other in reversed(self._names.get(word, ())):
                theirs = bare(other)
                if not may_be_one(noun, other):
                    continue
                if theirs == words:
                    same = same or other
                elif len(theirs) > len(words) and (fit := holds(theirs, words, other.kind)) > best:
                    longer, best = other, fit
                elif (
                    len(theirs) < len(words)
                    and shorter is None
                    and noun.kind is Kind.PERSON
                    and holds(words, theirs, noun.kind) > 1
                    and len(bare(other.entity.fullest or other)) == len(theirs)
                ):
                    shorter = other
        if same is not None and longer is not None and same.entity is not longer.entity:
            if len(bare(same.entity.fullest or same)) == len(words):
                self._merge(same, longer)
            else:
                longer = None
        before = longer or same or shorter
        self._join(noun, before or self._beside(noun))
        full = noun.entity.fullest
        if before is not None and full is not None and full is not noun:
            noun.antecedent = full
            self._refer(noun, full, 1.0, ())
        if same is None:
            for word in dict.fromkeys(words):
                self._names[word].append(noun)

    def _noun(self, noun: Noun) -> None:
        text = noun.paragraph.doc[noun.i].text
        if (
            text[:1].isupper()
            and noun.lemma != "mr"
            and any(o.kind is Kind.PERSON for o in self._names.get(text.lower(), ()))
        ):
            noun.word, noun.name, noun.kind, noun.number = Word.NAME, (text,), Kind.PERSON, Number.ONE
            self._name(noun)
            return
        beside = self._beside(noun)
        before = None
        if beside is None and noun.article is not Article.A and noun.article is not Article.ANY:
            last = self._by_lemma.get(noun.lemma)
            if last is not None and last.number is noun.number and noun.sentence - last.sentence <= _AGAIN:
                pointing = noun.article in (Article.THE, Article.THIS)
                before = last if pointing or last.article is noun.article else None
        self._join(noun, beside or before)
        self._by_lemma[noun.lemma] = noun

    def _beside(self, noun: Noun) -> Noun | None:
        """The noun that an apposition or a predicate names again."""
        doc = noun.paragraph.doc
        token = doc[noun.i]
        if noun.role is Role.APPOSED and not noun.joined:
            other = self._at.get((noun.paragraph.index, token.head.i))
            return other if other is not None and other.entity.mentions and other.number is noun.number else None
        if noun.role is Role.PREDICATE and not noun.joined and token.dep_ == "attr" and token.head.lemma_ == "be":
            children = list(token.head.children)
            if any(c.dep_ == "neg" for c in children):
                return None
            subject = next((c for c in children if c.dep_ == "nsubj" and c.i < token.i), None)
            other = self._at.get((noun.paragraph.index, subject.i)) if subject is not None else None
            if other is not None and other.entity.mentions and other.word in (Word.NAME, Word.NOUN, Word.HE, Word.SHE):
                return other if other.number is noun.number else None
        return None

    # --- pronouns

    def _candidates(self, k: int, pronoun: Noun) -> tuple[list[Noun], list[int]]:
        found: list[tuple[Noun, int]] = []
        forbidden: set[int] = set()
        speaker = speaker_behind(pronoun) if pronoun.word is not Word.IT else None
        for j in range(k - 1, -1, -1):
            noun = self.nouns[j]
            if pronoun.sentence - noun.sentence > _REACH or len(found) >= _MOST:
                break
            if not agrees(pronoun, noun) or (noun.word in _THIRD and noun.antecedent is None):
                continue
            near = noun.sentence == pronoun.sentence and noun.paragraph is pronoun.paragraph
            tie = tie_of(pronoun, noun) if near else 0
            if tie < 0 or (speaker is not None and noun.name and bare(noun)[-1] == speaker):
                forbidden.add(id(noun.entity))
            else:
                found.append((noun, tie))
        found = [(n, t) for n, t in found if id(n.entity) not in forbidden]
        behind = self._behind(pronoun)
        if behind is not None:
            found.append((behind, BEHIND))
        if pronoun.word is Word.IT or pronoun.word is Word.THEY:
            token = is_said_to_be(pronoun)
            what = self._at.get((pronoun.paragraph.index, token.i)) if token is not None else None
            if what is not None and agrees(pronoun, what):
                found.append((what, IS))
        if pronoun.word is Word.IT and pronoun.role in _FOR_CLAUSES and may_be_clause(pronoun):
            clauses = self._clauses.before(pronoun)
            found += [(n, OWN_CLAUSE if own else 0) for n, own in clauses]
            clause = self._clauses.behind(pronoun)
            if clause is not None and all(n is not clause for n, _ in found):
                found.append((clause, BEHIND))
        return [n for n, _ in found], [t for _, t in found]

    def _behind(self, pronoun: Noun) -> Noun | None:
        """The subject of the main clause, for a pronoun in the clause or phrase that leads it."""
        token = subject_behind(pronoun)
        noun = self._at.get((pronoun.paragraph.index, token.i)) if token is not None else None
        fits = noun is not None and noun.word in (Word.NAME, Word.NOUN) and agrees(pronoun, noun)
        return noun if fits else None

    def _pronoun(self, k: int, pronoun: Noun) -> None:
        pattern = pattern_of(pronoun)
        if pattern in ANNOUNCING and self._clause(pronoun):
            return
        candidates, ties = self._candidates(k, pronoun)
        own = own_of(pronoun, pattern)
        rows = self._rows(pronoun, candidates, ties, own)
        nobody = features_of_nobody(pronoun, len(candidates), own)
        told = self._ask(pronoun, candidates, rows, nobody) if self._ask is not None else None
        if told is not None:
            if told >= 0:
                pronoun.antecedent = candidates[told]
                self._join(pronoun, candidates[told])
            return
        weights = self._weights
        scores = [sum(map(weights.__getitem__, row)) for row in rows]
        none = sum([weights[f] for f in nobody])
        top = max([none, *scores])
        parts = [exp(s - top) for s in scores]
        total = sum(parts) + exp(none - top)
        shares: dict[int, float] = defaultdict(float)
        roots: dict[int, Noun] = {}
        for noun, part in zip(candidates, parts, strict=True):
            for root, likely in self._believed.get(id(noun), ((noun, 1.0),)):
                entity = id(root.entity)
                shares[entity] += likely * part / total
                roots.setdefault(entity, root)
        best = max(shares, key=lambda e: shares[e], default=None)
        may_be_none = pronoun.word in (Word.IT, Word.THEY) and pronoun.role is not Role.OWNER
        if pronoun.word is Word.THEY and any(map(_several_just_named, repeat(pronoun), candidates)):
            may_be_none = False
        if candidates and leads(pronoun, candidates[0]):
            best, may_be_none = id(candidates[0].entity), False
            roots.setdefault(best, candidates[0])
        if best is None or (may_be_none and shares[best] <= _DOUBT * exp(none - top) / total):
            if pattern:
                self._clause(pronoun)
            return
        ranked = sorted(range(len(candidates)), key=lambda i: (-scores[i], i))
        noun = next((candidates[i] for i in ranked if id(candidates[i].entity) == best), roots[best])
        others: dict[int, Noun] = {}
        for entity in sorted(shares, key=lambda e: -shares[e]):
            if entity != best and shares[entity] >= _AMBIGUOUS * shares[best]:
                others[entity] = next(
                    (candidates[i] for i in ranked if id(candidates[i].entity) == entity), roots[entity]
                )
        likeliest = sorted(shares, key=lambda e: -shares[e])[:_BELIEVED]
        whole = sum(shares[e] for e in likeliest)
        self._believed[id(pronoun)] = tuple((roots[e], shares[e] / whole) for e in likeliest)
        pronoun.antecedent = noun
        self._join(pronoun, noun)
        self._refer(pronoun, noun, shares[best], tuple(others.values())[:3])

    @staticmethod
    def _rows(pronoun: Noun, candidates: list[Noun], ties: list[int], own: tuple[int, int, int]) -> list[list[int]]:
        rows = []
        ranks: dict[int, int] = {}
        for noun, tie in zip(candidates, ties, strict=True):
            rank = ranks.setdefault(id(noun.entity), len(ranks))
            rows.append(features(pronoun, noun, rank, tie, own))
        return rows

    def _clause(self, pronoun: Noun) -> bool:
        """ "It" that stands for the clause behind: "it is hard to say"."""
        clause = self._clauses.behind(pronoun) if pronoun.word is Word.IT else None
        if clause is not None:
            self._refer(pronoun, clause, 1.0, ())
        return clause is not None

    def _refer(self, noun: Noun, to: Noun, score: float, others: tuple[Noun, ...]) -> None:
        end = _first_noun(to)
        doc = noun.paragraph.doc
        last = end.end if end.word is not Word.NOUN or end.parts else _end_of_phrase(end)
        last = end.end if last > noun.start > end.start else last
        self._found.append(
            Reference(
                start=noun.start,
                end=noun.end,
                text=doc[noun.first : noun.last].text,
                antecedent=(end.start, last),
                head=end.paragraph.start + end.paragraph.doc[end.i].idx,
                name=" ".join(end.name),
                score=round(score, 3),
                alternatives=tuple((o.start, o.end) for o in map(_first_noun, others)),
                cataphoric=end.start > noun.start,
                clause=end.word is Word.CLAUSE,
            )
        )


def _several_just_named(pronoun: Noun, noun: Noun) -> bool:
    """Whether several are the subject of this sentence or the one before: then "they" isn't people at large."""
    subject = noun.role is Role.SUBJECT or noun.role is Role.PASSIVE
    return subject and noun.number is Number.SEVERAL and pronoun.sentence - noun.sentence <= 1


def _end_of_phrase(noun: Noun) -> int:
    """The offset behind a noun's phrase with what is said of it: "the ship that left Nampo"."""
    doc = noun.paragraph.doc
    last = noun.last - 1
    for child in doc[noun.i].children:
        if child.i > last and child.dep_ in _PHRASE:
            last = child.right_edge.i
    return noun.paragraph.start + doc[last].idx + len(doc[last])


def _first_noun(noun: Noun) -> Noun:
    """The end of a chain of pronouns."""
    while noun.antecedent is not None and noun.word in _THIRD:
        noun = noun.antecedent
    return noun
