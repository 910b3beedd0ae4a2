"""What stands in a slot: participants and goods, looked up in what the language step found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from probata.claims.fill import Fill, ids_of
from probata.claims.parties import load_parties
from probata.claims.places import sites_of
from probata.claims.tree import conjuncts, is_verb
from probata.knowledge import Knowledge
from probata.language.annotated import Annotated, GoodsMention, Mention, Paragraph, Reading
from probata.records import Offsets, SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

BEARERS = frozenset(
    """government army navy force troop military regime authority official side state country nation vessel ship
    freighter tanker barge trawler dhow boat plane jet aircraft train port territory region province coast
    border capital soil waters fighter rebel militia group soldier soldiers city town base airfield airport
    airbase counterpart people delegation envoy diplomat representative leader dictator company firm bank
    officer police hacker team unit exporter tourist worker airspace shore""".split()
)
"""Nouns that a state's adjective makes a participant or a place: "Libyan ports", "Houthi forces"."""

_PRIVATE = frozenset("company firm bank exporter tourist worker hacker team group people".split())
"""Bearers that act for themselves: their state is where they are, not who they act for."""

_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_SURE = 0.5
"""How likely a pronoun's noun must be, among all that fit, to be taken for it."""
_PERSONAL = frozenset({"he", "she", "him", "her", "i", "me", "we", "us"})
_OPEN = frozenset({"body", "person:ner", "person:role", "person:surname"})
"""Rules of mentions that no table has."""
_RAIDS = frozenset({"strike", "attack", "raid", "assault", "bombardment"})
"""Nouns behind which any preposition tells where: "from the attack on Kharkiv"."""

_UN = re.compile(r"\b(?:UN|U\.N\.|United Nations|Security Council)")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Za-z.]+[ ,]*){1,3}(?:(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?[ ]?(?:\d{1,2}\b)?(?:,? \d{4})?\.?)?"
    r"(?:\s*\([A-Za-z/ -]{2,25}\)|\s*/[A-Z]+/\.)?\s*(?:--|—|–|\s-)\s"
)
_INSIDE = frozenset(
    {"compound", "amod", "nmod", "pobj", "conj", "appos", "acl", "nummod", "prep", "dobj", "attr", "det"}
)
_WITHIN = frozenset({"of", "with", "including", "like", "as", "containing", "in", "for"})
_SHOWN = frozenset(
    """tour view glimpse look display demonstration model replica photo photograph image picture video footage list
    account description report story discussion review parade exhibition drawing map record question issue idea right
    promise threat claim""".split()
)
"""What has goods only as its subject: "gave him a tour of his newest arms" gives no arms."""
_CARRYING = frozenset({"fill", "load", "carry", "contain", "hold", "pack", "include", "laden", "stuff"})
_MADE = frozenset({"make", "produce", "manufacture", "build", "assemble", "develop", "supply", "originate", "design"})


class Lookup:
    """Mentions and goods of a report by paragraph and token."""

    def __init__(self, annotated: Annotated, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._mentions: dict[int, dict[int, Mention]] = defaultdict(dict)
        self._places: dict[int, dict[int, Mention]] = defaultdict(dict)
        self._goods: dict[int, dict[int, GoodsMention]] = defaultdict(dict)
        self._speakers = _speakers(annotated)
        self._persons = {(m.start, m.end) for m in annotated.mentions if m.person}
        self._ids_at = {(m.start, m.end): m.ids for m in annotated.mentions}
        datelines = {p.index: _dateline(p) for p in annotated.paragraphs}
        for mention in annotated.mentions:
            if not mention.ids:
                continue  # "Houthi forces": its adjective says more
            if mention.kind is SourceKind.MEDIA or mention.end <= datelines.get(mention.paragraph, 0):
                continue  # who reports, and from where, is no party of what is told
            for i in range(mention.first, mention.last):
                old = self._mentions[mention.paragraph].get(i)
                if old is None or (mention.last - mention.first) > (old.last - old.first):
                    self._mentions[mention.paragraph][i] = mention
        self._un = _UN.search(annotated.report.text) is not None
        # Places by paragraph and token, as mentions, so that they are looked up alike.
        for mention in sites_of(annotated, knowledge):
            for i in range(mention.first, mention.last):
                self._places[mention.paragraph].setdefault(i, mention)
        for goods in annotated.goods:
            for i in range(goods.first, goods.last):
                self._goods[goods.paragraph][i] = goods
        for body in annotated.bodies:
            if body.head not in self._places[body.paragraph] and body.end > datelines.get(body.paragraph, 0):
                for i in range(body.first, body.last):
                    self._mentions[body.paragraph][i] = body
        # The noun behind each pronoun, by the pronoun's place.
        self._behind = dict(_nouns_behind(annotated))

    @property
    def tells_of_un(self) -> bool:
        """Whether the report names the United Nations or their council at all."""
        return self._un

    def mention(self, paragraph: Paragraph, token: Token) -> Mention | None:
        """The mention that covers a token."""
        return self._mentions[paragraph.index].get(token.i)

    def states(self, fill: Fill) -> tuple[str, ...]:
        """Whose people the persons of a role are; a state is its own."""
        return tuple(dict.fromkeys(i for span in fill.spans for i in self._ids_at.get(span, ())))

    def names_person(self, fill: Fill) -> bool:
        """Whether a person's name or title stands behind a role, not a place."""
        return any(span in self._persons for span in fill.spans)

    def place(self, paragraph: Paragraph, token: Token) -> Mention | None:
        """The state on whose territory the place is that a token names."""
        return self._places[paragraph.index].get(token.i)

    def goods(self, paragraph: Paragraph, token: Token) -> GoodsMention | None:
        """The goods that cover a token."""
        return self._goods[paragraph.index].get(token.i)

    def participants(
        self,
        paragraph: Paragraph,
        tokens: Iterable[Token],
        *,
        people: bool = False,
        place: bool = False,
        near: bool = False,
        sites: bool = False,
    ) -> Fill:
        """Who the noun phrases with these heads name; ``near``: also an adjective on its own ("Russian-made");
        ``place``, ``sites``: a town stands for its state, and with ``place`` any noun with a state's adjective.
        """
        ids: dict[str, None] = {}
        spans: dict[Offsets, None] = {}
        pronoun = False
        for head in tokens:
            for token in conjuncts(head):
                if token is not head and self._speaks(paragraph, token, head):
                    continue
                for mention in self._of(paragraph, token, place, near, sites):
                    if (place and _no_host(token, mention)) or _federated(token, mention):
                        continue
                    pronoun = pronoun or mention.reading is Reading.PRONOUN
                    for one in ids_of(mention, people and not place):
                        ids.setdefault(one)
                        spans.setdefault((mention.start, mention.end))
        return Fill(tuple(ids), tuple(spans), pronoun=pronoun)

    def others(self, paragraph: Paragraph, tokens: Iterable[Token], *, sites: bool = False) -> Fill:
        """Parties that no table has in the noun phrases with these heads: by name, or told of without a name; with
        ``sites`` towns too.
        """
        named: dict[str, Offsets] = {}
        unnamed: dict[Offsets, None] = {}
        for token in (t for head in tokens for t in conjuncts(head)):
            if self.mention(paragraph, token) is not None:
                continue
            if self._is_name(token):
                first = min([c.i for c in token.children if c.dep_ == "compound" and c.pos_ == "PROPN"] + [token.i])
                words = paragraph.doc[first : token.i + 1]
                named.setdefault(" ".join(words.text.split()), paragraph.offsets(words))
            elif self._is_party(paragraph, token, sites):
                unnamed.setdefault(paragraph.offsets(token))
        return Fill(tuple(named), tuple(named.values()), unnamed=tuple(unnamed))

    @staticmethod
    def _is_name(token: Token) -> bool:
        if token.pos_ != "PROPN" or not token.text[:1].isupper() or token.ent_type_ not in {"", "ORG", "PERSON"}:
            return False
        if token.lower_ in load_parties() or token.lower_.removesuffix("s") in load_parties():
            return False  # "the State and Treasury Departments"
        return not token.text.isupper() and not (token.is_sent_start and token.ent_type_ == "")

    def _is_party(self, paragraph: Paragraph, token: Token, sites: bool) -> bool:
        noun = token.lemma_.lower()
        if token.pos_ == "PRON":
            if token.lower_ in _PERSONAL:
                return True
            behind = self._behind.get(paragraph.start + token.idx)
            return behind is not None and behind[1].pos_ != "PRON" and self._is_party(*behind, sites)
        if self.goods(paragraph, token) is not None or token.pos_ not in {"NOUN", "PROPN"}:
            return False
        if token.ent_type_ in {"GPE", "LOC", "FAC"}:
            return sites
        if noun in BEARERS and any(c.lower_ in _POINTING for c in token.children if c.dep_ in {"det", "poss"}):
            return False  # "the government": somebody named before, if nobody knows who
        return token.ent_type_ in {"PERSON", "ORG", "NORP"} or noun in load_parties()

    def _speaks(self, paragraph: Paragraph, token: Token, head: Token) -> bool:
        """Whether a conjunct is who tells it: "shipped to Iran, U.S. and British officials said" is often parsed as
        if all three were its receivers."""
        mention, first = self.mention(paragraph, token), self.mention(paragraph, head)
        if mention is None:
            return False
        if mention.head != token.i and paragraph.doc[mention.head].dep_ == "nsubj":
            return True
        return any(
            a < mention.end and mention.start < b and not (first and first.start < b and a < first.end)
            for a, b in self._speakers.get(paragraph.index, ())
        )

    def _of(self, paragraph: Paragraph, token: Token, place: bool, near: bool, sites: bool) -> list[Mention]:
        own = self.mention(paragraph, token)
        if token.tag_ == "NNS" and len(joint := self._joint(paragraph, token)) > 1:
            return joint
        if own is None and token.pos_ == "PRON" and (behind := self._behind.get(paragraph.start + token.idx)):
            # What no table knows, the general resolver still may.
            body = self.mention(*behind)
            return [body] if body is not None and body.rule in _OPEN else []
        if own is None:
            # A dateline can draw the subject's head to itself: "SEOUL, Oct. 19 -- Mr Lavrov came".
            own = next((m for c in token.children if c.dep_ == "appos" and (m := self.mention(paragraph, c))), None)
            if own is not None and own.reading is not Reading.MODIFIER:
                return [own]
        known = own is not None and any(self.knowledge.actors.get(i) for i in own.ids)
        if not known and (place or sites) and (site := self._site(paragraph, token)) is not None:
            return [site]
        if own is not None and own.head == token.i and (own.reading is not Reading.MODIFIER or near):
            return [own]
        if own is not None and own.first <= token.i < own.last and own.reading is not Reading.MODIFIER:
            return [own]
        if near and own is not None:
            return [own]
        noun = token.lemma_.lower()
        if noun == "own":  # "fight beside its own"
            return [m for c in token.children if c.dep_ == "poss" and (m := self.mention(paragraph, c)) is not None]
        if token.pos_ not in {"NOUN", "PROPN"} or (noun not in BEARERS and not place):
            return []
        if noun in _PRIVATE and not place:
            return []
        found = [
            mention
            for child in token.children
            if child.dep_ in {"amod", "compound", "nmod", "poss"}
            and (mention := self.mention(paragraph, child)) is not None
            and mention.ids
        ]
        if not found:
            for child in token.children:
                if child.dep_ == "prep" and (child.lower_ in {"of", "in", "near", "at"} or noun in _RAIDS):
                    for inner in (t for c in child.children if c.dep_ == "pobj" for t in conjuncts(c)):
                        if inner.dep_ in {"pobj", "conj"}:
                            if inner.lemma_ in {"war", "conflict"}:
                                found += [m for c in inner.children if (m := self.mention(paragraph, c)) is not None]
                            found += self._of(paragraph, inner, place, near, sites)
            return found  # "the leaders of Russia and Iran"
        return found[:1]

    def _joint(self, paragraph: Paragraph, token: Token) -> list[Mention]:
        """The states of "the leaders of Russia and Iran", which are told of together."""
        if token.lemma_.lower() not in BEARERS:
            return []
        of = [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        found = [self.mention(paragraph, t) for p in of for t in conjuncts(p)]
        return [m for m in found if m is not None and m.ids] if all(found) else []

    def _site(self, paragraph: Paragraph, token: Token) -> Mention | None:
        for one in (token, *(c for c in token.children if c.dep_ in {"amod", "compound", "nmod"})):
            if (found := self.place(paragraph, one)) is not None:
                return found
        return None

    def goods_below(self, paragraph: Paragraph, head: Token) -> list[GoodsMention]:
        """The goods that a noun phrase names, its containers' content included ("7,000 containers with shells")."""
        if head.pos_ == "PRON" and (behind := self._behind.get(paragraph.start + head.idx)) is not None:
            goods = self.goods(*behind)  # "sold them": what was told of before
            return [goods] if goods is not None and goods.head == behind[1].i else []
        found: dict[tuple[int, int], GoodsMention] = {}
        if head.lemma_.lower() in _SHOWN and self.goods(paragraph, head) is None:
            return []
        queue = [head]
        seen: set[int] = set()
        while queue:
            token = queue.pop(0)
            if token.i in seen:
                continue
            seen.add(token.i)
            goods = self.goods(paragraph, token)
            if goods is not None and (token is head or not self._only_place(goods, token)):
                found.setdefault((goods.start, goods.end), goods)
            for child in token.children:
                if child.dep_ not in _INSIDE:
                    continue
                if child.dep_ == "prep" and child.lower_ not in _WITHIN:
                    continue
                if child.dep_ == "prep" and child.lower_ in {"in", "for"} and token is not head:
                    continue
                if child.dep_ == "acl" and child.lemma_ not in _CARRYING:
                    continue
                if child.dep_ == "conj" and is_verb(child):
                    continue
                queue.append(child)
        return sorted(found.values(), key=lambda g: g.start)

    @staticmethod
    def _only_place(goods: GoodsMention, token: Token) -> bool:
        # "weapons program", "missile test site": the goods only say what the noun is about.
        head = token
        while head.dep_ in {"compound", "amod", "nmod"} and goods.first <= head.head.i < goods.last:
            head = head.head
        return head.dep_ in {"compound", "nmod"} and head.head.lemma_.lower() in {
            "program", "programme", "plant", "factory", "maker", "industry", "site", "test", "launch", "facility",
            "embargo", "price", "ban", "cap", "expert", "sanction", "development", "production", "threat", "ambition",
        }  # fmt: skip

    def origin(self, paragraph: Paragraph, heads: Iterable[Token]) -> Fill:
        """Where goods come from by their own words: "North Korean shells", "shells made in Iran", "from Iran"."""
        ids: dict[str, None] = {}
        spans: dict[Offsets, None] = {}
        for head in heads:
            for token in conjuncts(head)[:4]:
                for mention in self._origins(paragraph, token):
                    for one in ids_of(mention, people=False):
                        ids.setdefault(one)
                        spans.setdefault((mention.start, mention.end))
        return Fill(tuple(ids), tuple(spans))

    def _origins(self, paragraph: Paragraph, token: Token) -> list[Mention]:
        found: list[Mention] = []
        for child in token.children:
            if child.dep_ in {"amod", "compound", "nmod", "poss"}:
                mention = self.mention(paragraph, child)
                if mention is None and child.dep_ == "amod":
                    inner = [m for c in child.children if (m := self.mention(paragraph, c)) is not None]
                    mention = inner[0] if inner and child.lemma_ in _MADE else None
                if mention is not None and mention.kind in {SourceKind.STATE, SourceKind.ORGANISATION}:
                    found.append(mention)
            elif child.dep_ == "prep" and child.lower_ in {"from", "of"}:
                for inner_token in child.children:
                    if inner_token.dep_ == "pobj":
                        mention = self.mention(paragraph, inner_token)
                        if child.lower_ == "from" and mention is not None:
                            found.append(mention)
                        elif child.lower_ == "of" and mention is None:
                            found += self._origins(paragraph, inner_token)
            elif child.dep_ in {"acl", "amod"} and child.lemma_ in _MADE:
                for prep in child.children:
                    if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"in", "by", "from"}:
                        found += [m for t in prep.children if (m := self.mention(paragraph, t)) is not None]
        return found


def _no_host(token: Token, mention: Mention) -> bool:
    """Whether it is nobody's territory: a person, a body with rooms of its own, a border between two."""
    return mention.kind is SourceKind.PERSON or mention.rule == "body" or token.lemma_.lower() == "border"


def _federated(token: Token, mention: Mention) -> bool:
    """Whether "the state" is one of the United States rather than they."""
    return token.lemma_.lower() == "state" and token.pos_ == "NOUN" and mention.ids == ("US",)


def _nouns_behind(annotated: Annotated) -> Iterator[tuple[int, tuple[Paragraph, Token]]]:
    """For each pronoun that was taken back to a noun before it: its place, and the noun's paragraph and head."""
    paragraphs = annotated.paragraphs
    for reference in annotated.references:
        if reference.clause or reference.cataphoric or reference.score < _SURE:
            continue
        paragraph = paragraphs[max(0, bisect_right(paragraphs, reference.head, key=lambda p: p.start) - 1)]
        span = paragraph.span(reference.head, reference.head + 1)
        if span is not None and len(span):
            yield reference.start, (paragraph, span[0])


def _speakers(annotated: Annotated) -> dict[int, list[Offsets]]:
    """Where the sources of statements stand, by paragraph."""
    found: dict[int, list[Offsets]] = defaultdict(list)
    starts = [p.start for p in annotated.paragraphs]
    for source in {s.source for s in annotated.statements}:
        if source.start is not None and source.end is not None:
            n = bisect_right(starts, source.start) - 1
            found[annotated.paragraphs[max(n, 0)].index].append((source.start, source.end))
    return found


def _dateline(paragraph: Paragraph) -> int:
    """Where the line that says where and when a report was filed ends; global offset."""
    match = _DATELINE.match(paragraph.text)
    return paragraph.start + match.end() if match else 0
