"""Places in a text: names of the table and others, with the nouns that say what they are and where they lie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from probata.knowledge import Knowledge, Places, Site
from probata.language.annotated import MeansMention, Mention, Paragraph, PlaceMention, Reading
from probata.language.drafts import head_of
from probata.language.stretches import Stretches
from probata.records import MeansKind, Offsets, PlaceKind, Report, SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = frozenset(
    {"Fleet", "Navy", "Army", "Force", "Forces", "Guard", "Guards", "Command", "Group", "Marine", "Marines", "Corps"}
)
"""Last words of names before a noun that own the place and don't name it: "a Pacific Fleet base"."""
_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_ALONE = frozenset(
    {
        PlaceKind.PORT, PlaceKind.STATION, PlaceKind.AIRFIELD, PlaceKind.CROSSING, PlaceKind.BORDER,
        PlaceKind.COSMODROME, PlaceKind.BASE, PlaceKind.DEPOT, PlaceKind.PLANT, PlaceKind.SITE,
    }
)  # fmt: skip
"""Nouns that make a place without a name, too: "a depot near the border"."""
_WIDE = frozenset({PlaceKind.STATE, PlaceKind.REGION, PlaceKind.SEA, PlaceKind.BORDER})
_OF = re.compile(r"(?: of (?:the )?|,? (?:called|named) | )$")
_AT = re.compile(r",? (near|in|at|on|outside|close to|off|around)(?= )")
_FILLER = re.compile(r" (?:the |a )?(?:[a-z][\w-]* ){0,2}(?:[A-Z][\w-]*['’]s )?(?:[a-z][\w-]* )?")
"""What may stand between the preposition and a name: "near the small town of"."""
_IN = re.compile(r"(?:, | in | of )(?:the )?(?:[a-z][\w-]* ){0,2}$")
_NAMELESS = re.compile(
    r"\d|^(?:the |The )?(?:West|East|South|North|Asia|Europe|Africa|Earth|Pacific|Arctic|Middle East|Koreas?|N\.K\.)$"
)
_REACH = 40
"""Characters between a noun and the name that it goes with."""


@dataclass(slots=True)
class _Spot:
    """A place while it is being read; offsets count in the paragraph. ``told``: a noun beside it says what it is."""

    start: int
    end: int
    name: str | None
    kind: PlaceKind | None
    state: str | None
    near: str = ""
    told: bool = False
    acts: bool = False


def find_places(
    report: Report,
    paragraphs: Sequence[Paragraph],
    mentions: Sequence[Mention],
    means: Sequence[MeansMention],
    knowledge: Knowledge,
) -> tuple[PlaceMention, ...]:
    """The places of a report in order of the text; global offsets. What a ship is called is none.

    What a place is, the noun beside it says ("Vostochny port"), else the table; in which state it lies, the table,
    else the text ("the Chinese port of X", "X in China"). A town of the table with a harbour is a port where its
    sentence speaks of a ship. A name that several places bear ("Vostochny") gets its
    kind where the report gives it elsewhere and nothing else.
    """
    by_paragraph: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_paragraph[mention.paragraph].append(mention)
    ships: dict[int, list[Offsets]] = defaultdict(list)
    sailing: dict[int, set[int]] = defaultdict(set)
    for one in means:
        if one.means.kind is MeansKind.VESSEL:
            sailing[one.paragraph].add(one.first)
        ships[one.paragraph] += [*one.means.evidence.name, one.means.offsets] if one.means.name else []
    found: list[PlaceMention] = []
    for paragraph in paragraphs:
        here = sailing[paragraph.index]
        reader = _Reader(paragraph, by_paragraph[paragraph.index], ships[paragraph.index], here, knowledge)
        for spot in reader.read():
            start, end = paragraph.start + spot.start, paragraph.start + spot.end
            span = paragraph.span(start, end)
            if span is None or not len(span):
                continue
            found.append(
                PlaceMention(
                    start=start,
                    end=end,
                    text=report.text[start:end],
                    paragraph=paragraph.index,
                    first=span.start,
                    last=span.end,
                    head=head_of(paragraph, span.start, span.end),
                    name=spot.name,
                    kind=spot.kind,
                    state=spot.state,
                    near=spot.near,
                    acts=spot.acts,
                )
            )
    return tuple(_told_elsewhere(found, knowledge.places))


class _Reader:
    """The places of one paragraph."""

    def __init__(
        self,
        paragraph: Paragraph,
        mentions: Sequence[Mention],
        ships: Iterable[Offsets],
        sailing: Iterable[int],
        knowledge: Knowledge,
    ) -> None:
        self.paragraph = paragraph
        self.text = paragraph.text
        self.knowledge = knowledge
        base = paragraph.start
        self.mentions = mentions
        self.ships = Stretches((a - base, b - base) for a, b in ships if base <= a)
        self.sailing = {paragraph.doc[i].sent.start for i in sailing}
        self.states = {m.start - base: m for m in mentions if m.kind is SourceKind.STATE and len(m.ids) == 1}
        self.stated = Stretches((m.start - base, m.end - base) for m in mentions if m.kind is SourceKind.STATE)
        self.others = Stretches(
            (m.start - base, m.end - base)
            for m in mentions
            if m.kind in {SourceKind.MEDIA, SourceKind.PERSON, SourceKind.ORGANISATION} and m.named
        )

    def read(self) -> list[_Spot]:
        names = sorted(self.names(), key=lambda s: s.start)
        nouns = [(a, b, k) for a, b, k in self.nouns()]
        spots = self.joined(names, nouns)
        taken = Stretches((s.start, s.end) for s in spots)
        spots += [self.nameless(a, b, k) for a, b, k in nouns if k in _ALONE and not taken.meets(a, b)]
        spots.sort(key=lambda s: (s.start, -s.end))
        return list(self.placed(spots))

    def names(self) -> Iterator[_Spot]:
        """Names of the table, of states and capitals, and what the parse takes for places."""
        taken: set[int] = set()
        for start, end, site in self.knowledge.places.scan(self.text):
            if self.ships.meets(start, end):
                continue
            taken.update(range(start, end))
            if not site.adjective:
                yield _Spot(start, end, site.name, self.kind(site, start), site.state)
        for start, mention in self.states.items():
            end = mention.end - self.paragraph.start
            if not taken.isdisjoint(range(start, end)) or self.ships.meets(start, end):
                continue
            taken.update(range(start, end))
            if (spot := self.state(mention, start, end)) is not None:
                yield spot
        for entity in self.paragraph.doc.ents:
            start, end = entity.start_char, entity.end_char
            if entity.label_ not in _ENTITIES or not taken.isdisjoint(range(start, end)):
                continue
            start += 4 if entity.text[:4].casefold() == "the " else 0
            end -= 2 if self.text[start:end].endswith(("'s", "’s")) else 0
            words = self.text[start:end]
            if self.ships.meets(start, end) or self.others.meets(start, end) or _NAMELESS.search(words) or not words:
                continue
            if words[0].isupper() and "\n" not in words:
                yield self.entity(start, end)

    def kind(self, site: Site, at: int) -> PlaceKind | None:
        """What a place of the table is: of a town with a harbour, the port where its sentence speaks of a ship."""
        if not site.harbour or not self.sailing:
            return site.kind
        span = self.paragraph.span(self.paragraph.start + at, self.paragraph.start + at + 1)
        return PlaceKind.PORT if span is not None and len(span) and span.sent.start in self.sailing else site.kind

    def entity(self, start: int, end: int) -> _Spot:
        """A name that only the parse takes for a place; a noun at its end says what it is ("Maldo Firing Range")."""
        words = self.text[start:end]
        for low, high, kind in self.knowledge.places.scan_nouns(words):
            if high == len(words):
                name = words[:low].rstrip() if kind in _ALONE else words
                return _Spot(start, end, name or words, kind, None, told=bool(low))
        return _Spot(start, end, words, None, None)

    def state(self, mention: Mention, start: int, end: int) -> _Spot | None:
        """A state or its capital as a place: not an adjective, an army or an office."""
        text = self.text[start:end]
        actor = self.knowledge.actors.get(mention.ids[0])
        if actor is None or mention.reading is Reading.PRONOUN:
            return None
        bare = text[4:] if text[:4].casefold() == "the " else text
        capital = next((c for c in actor.capitals if bare.casefold() == c.casefold()), None)
        if capital is not None:
            acts = mention.reading is Reading.ACTOR  # "arms from Pyongyang": the state
            return _Spot(end - len(bare), end, capital, PlaceKind.TOWN, actor.id, acts=acts)
        if actor.category == "state" and (
            bare.casefold() in {n.casefold() for n in actor.names} or bare in {"North", "South"}
        ):
            if actor.id in {"UN", "EU"}:
                return None
            return _Spot(end - len(bare), end, actor.names[0], PlaceKind.STATE, actor.id)
        return None

    def nouns(self) -> Iterator[tuple[int, int, PlaceKind]]:
        """The nouns that say what a place is, where they are nouns and no part of another ("power station")."""
        for start, end, kind in self.knowledge.places.scan_nouns(self.text):
            span = self.paragraph.span(self.paragraph.start + start, self.paragraph.start + end)
            if (
                span is None
                or not len(span)
                or span[-1].pos_ not in {"NOUN", "PROPN", "ADJ"}
                or self.ships.meets(start, end)
            ):
                continue
            last = span[-1]
            before = self.paragraph.doc[span.start - 1].lower_ if span.start else ""
            if before in self.knowledge.places.never or self.text[end : end + 1] == "-":
                continue
            if kind is PlaceKind.CROSSING and self.text[end : end + 4] == " of ":
                continue  # of a river: no place but an act
            behind = last.head if last.dep_ in {"compound", "nmod"} and last.head.i == last.i + 1 else None
            if behind is not None and behind.pos_ == "NOUN":
                continue  # "port authority", "border guards"
            yield start, end, kind

    def joined(self, names: list[_Spot], nouns: Sequence[tuple[int, int, PlaceKind]]) -> list[_Spot]:
        """Names with the noun that goes with each: behind it, before it with "of", or lying at it."""
        starts = {a: (a, b, k) for a, b, k in nouns}
        ends = {b: (a, b, k) for a, b, k in nouns}
        found: list[_Spot] = []
        for name in reversed(names):
            spot = self.behind(name, starts, found)
            wide = not spot.told or spot.kind in _WIDE
            found.append(self.before(spot, ends) if wide else spot)
        found.reverse()
        kept: list[_Spot] = []
        for spot, name in zip(found, names, strict=True):
            while kept and spot.start <= kept[-1].start:
                kept.pop()  # "a depot in Russia's Krasnodar region"
            # "Tumangang station in Rason": the noun is the first name's
            kept.append(name if kept and spot.start < kept[-1].end else spot)
        return kept

    def behind(self, spot: _Spot, starts: dict[int, tuple[int, int, PlaceKind]], later: Sequence[_Spot]) -> _Spot:
        """ "Sunan airport", "Tumangang–Khasan crossing": the noun right behind."""
        if spot.kind is PlaceKind.SEA:
            return spot
        at = spot.end + 1 if self.text[spot.end : spot.end + 1] in {" ", "-", "–"} else -1
        noun = starts.get(at)
        if noun is not None and spot.kind is not PlaceKind.STATE:
            return replace(spot, end=noun[1], kind=noun[2], told=True)
        if (
            later
            and self.text[spot.end : later[-1].start] in {"-", "–", "—", "/"}
            and later[-1].told
            and not later[-1].near
        ):
            return replace(spot, kind=later[-1].kind, told=True)
        words = re.compile(r" ([A-Z][a-z]+ )?").match(self.text, spot.end)
        noun = starts.get(words.end()) if words is not None and words[1] else None
        if noun is not None and spot.kind is not PlaceKind.STATE and not self.ships.meets(spot.end, noun[0]):
            return replace(spot, end=noun[1], kind=noun[2], told=True)  # "Tumangang Rail Facility"
        return spot

    def before(self, spot: _Spot, ends: dict[int, tuple[int, int, PlaceKind]]) -> _Spot:
        """ "the port of Vladivostok", "Port Vostochny", "an ammunition depot near Tikhoretsk"."""
        for noun, word in self.nouns_before(spot, ends):
            own = not word
            if (own and (noun[2] in {PlaceKind.BORDER, PlaceKind.CROSSING} or spot.told)) or (
                not own and noun[2] not in _ALONE
            ):
                continue
            if spot.kind is PlaceKind.STATE or (spot.kind is PlaceKind.SEA and not own):
                if self.text[spot.end : spot.end + 2] in {"'s", "’s"}:
                    continue  # "a depot in Russia's Krasnodar region"
                state = spot.state if word in {"", "in"} else None
                return _Spot(self.start_of(noun[0]), spot.end, None, noun[2], state, word, told=True)
            return replace(spot, start=self.start_of(noun[0]), kind=noun[2], near=word, told=True)
        return spot

    def nouns_before(
        self, spot: _Spot, ends: dict[int, tuple[int, int, PlaceKind]]
    ) -> Iterator[tuple[tuple[int, int, PlaceKind], str]]:
        """The noun of which a name is the name, with "", or that lies by it, with the word that says so."""
        words = self.text[max(0, spot.start - _REACH) : spot.start]
        match = _OF.search(words)
        if match is not None and not (match[0] == " " and spot.kind is PlaceKind.STATE):
            noun = ends.get(spot.start - len(match[0]))
            if noun is not None:
                yield noun, ""
        for match in _AT.finditer(words):
            noun = ends.get(spot.start - len(words) + match.start())
            if noun is not None and _FILLER.fullmatch(words, match.end()):
                yield noun, match[1]

    def start_of(self, at: int) -> int:
        """Where the noun's phrase starts, with the nouns before it: "ammunition depot", "oil terminal"."""
        span = self.paragraph.span(self.paragraph.start + at, self.paragraph.start + at + 1)
        if span is None or not len(span):
            return at
        first = span.start
        doc = self.paragraph.doc
        while first and doc[first - 1].pos_ == "NOUN" and doc[first - 1].dep_ in {"compound", "nmod"}:
            first -= 1
        return min(at, doc[first].idx)

    def nameless(self, start: int, end: int, kind: PlaceKind) -> _Spot:
        """A place by its noun, with a name that nothing else knows: "Ashuluk Firing Range", "the port of Zhanjiang"."""
        first = self.start_of(start)
        span = self.paragraph.span(self.paragraph.start + first, self.paragraph.start + end)
        if span is None or not len(span):
            return _Spot(first, end, None, kind, None)
        doc = self.paragraph.doc
        low = span.start
        while low and span.start - low < 3 and self.names_something(doc[low - 1]):
            low -= 1
        if low < span.start and doc[span.start - 1].text not in _BODIES and doc[low].idx + len(doc[low]) < first:
            return _Spot(doc[low].idx, end, self.text[doc[low].idx : first].rstrip(), kind, None, told=True)
        if self.text[end : end + 4] == " of " and span.end + 1 < len(doc):
            high = span.end + 1
            while high < len(doc) and high - span.end < 4 and self.names_something(doc[high]):
                high += 1
            if high > span.end + 1:
                close = doc[high - 1].idx + len(doc[high - 1])
                return _Spot(first, close, self.text[doc[span.end + 1].idx : close], kind, None, told=True)
        return _Spot(first, end, None, kind, None)

    def names_something(self, token: Token) -> bool:
        """Whether a token is a proper name that nothing else is known to have."""
        at = token.idx
        known = at in self.states or self.others.covers(at) or self.ships.covers(at) or self.stated.covers(at)
        return (
            token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in {"DATE", "TIME"} and not known
        )

    def placed(self, spots: Sequence[_Spot]) -> Iterator[_Spot]:
        """Each with its state by the text where the table has none; a noun near another ("depots near the border")
        takes it in."""
        gone: set[int] = set()
        for n, spot in enumerate(spots):
            if n in gone:
                continue
            following = spots[n + 1] if n + 1 < len(spots) else None
            if spot.name is None and not spot.near and following is not None and spot.kind is not PlaceKind.BORDER:
                match = (
                    _AT.search(self.text[spot.end : following.start]) if following.start - spot.end < _REACH else None
                )
                if (
                    match is not None
                    and match.start() == 0
                    and following.name is None
                    and following.kind is PlaceKind.BORDER
                ):
                    gone.add(n + 1)
                    spot = replace(spot, end=following.end, near=match[1])
            if spot.kind in {PlaceKind.SEA, PlaceKind.BORDER}:
                yield replace(spot, state=None)  # a border is of two states
            elif spot.state is None and spot.near in {"", "in", "at"}:
                yield replace(spot, state=self.by_words(spot, following))
            else:
                yield spot

    def by_words(self, spot: _Spot, following: _Spot | None) -> str | None:
        """The state that the words around tell: "the Chinese port of X", "X, Russia", "a port in Libya"."""
        span = self.paragraph.span(self.paragraph.start + spot.start, self.paragraph.start + spot.end)
        if span is not None and len(span):
            at = span.start
            while at and span.start - at < 4:
                at -= 1
                token = self.paragraph.doc[at]
                if (state := self.adjective(token)) is not None:
                    return state
                if token.pos_ not in {"ADJ", "NOUN", "PROPN", "PART"}:
                    break
        if following is not None and following.kind in {PlaceKind.STATE, PlaceKind.REGION} and spot.name:
            between = self.text[spot.end : following.start]
            if _IN.fullmatch(between) and self.text[following.end : following.end + 2] not in {"'s", "’s"}:
                return following.state
        return None

    def adjective(self, token: Token) -> str | None:
        if not self.stated.covers(token.idx):
            return None
        for n in range(token.i, max(-1, token.i - 4), -1):
            mention = self.states.get(self.paragraph.doc[n].idx)
            if mention is not None and token.idx < mention.end - self.paragraph.start:
                return mention.ids[0] if mention.ids[0] not in {"UN", "EU"} else None
        return None


def _told_elsewhere(found: list[PlaceMention], places: Places) -> Iterator[PlaceMention]:
    """A name that several places bear is what the report calls it in full, where it does so in one way alone."""
    kinds: dict[str, set[PlaceKind]] = defaultdict(set)
    for one in found:
        if one.name and one.kind:
            kinds[one.name.split()[0]].add(one.kind)
    for one in found:
        only = kinds.get(one.name or "", set())
        if one.kind is None and one.name and len(only) == 1:
            one = replace(one, kind=next(iter(only)))
        yield one
