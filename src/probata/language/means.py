"""The ships, aircraft, trains, trucks and pipelines of a text, with their names and numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from probata.knowledge import Carriers, Knowledge
from probata.language.annotated import MeansMention, Mention, Paragraph, Reading, Reference
from probata.language.carriers import Carrier, share_values
from probata.language.identifiers import Numbers, aircraft
from probata.language.stretches import Stretches
from probata.language.vessels import named_again, named_ships
from probata.records import MeansKind, Offsets, Report, SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_CARRIES = frozenset(
    {"trip", "voyage", "call", "run", "movement", "shipment", "delivery", "traffic", "visit", "journey"}
)
"""Nouns before which a vessel's noun still means the vessel: "tanker voyages"."""
_NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_THIS = frozenset({"the", "this", "that"})
_OTHER = frozenset("other second another third first latter former smaller larger mother next".split())
_ANY_SHIP = frozenset({"ship", "vessel"})
"""Nouns that any ship may be called by later; of others ("the tanker") only the one called so before."""
_EXPLAINS = re.compile(r",? (?:\([^()]*\),? )?(?:an?|the|one of(?: the| \w+)?) (?:[\w-]+ ){0,4}$")
_IS_NAMED = re.compile(r"(?:,| -| –| —|:) (?:the )?[\"“‘']?")
_REACH = 2
"""Paragraphs back in which "the ship" looks for the one that is meant."""


def find_means(
    report: Report,
    paragraphs: Sequence[Paragraph],
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    knowledge: Knowledge,
) -> tuple[MeansMention, ...]:
    """What carries, in order of the text; global offsets. ``mentions`` and ``references`` as in ``Annotated``.

    A ship's name is the table's or as written; what one place of the report tells of a ship (its IMO number)
    counts for it at all. Values are as printed: a wrong check digit is told, never mended.
    """
    carriers = knowledge.carriers
    by_paragraph: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_paragraph[mention.paragraph].append(mention)
    found: dict[int, list[Carrier]] = {}
    taken: dict[int, Stretches] = {}
    written: dict[str, str] = {}
    for paragraph in paragraphs:
        here = by_paragraph[paragraph.index]
        known = {(m.start, m.end): m.ids[0] for m in here if _is_ship(m, knowledge)}
        taken[paragraph.index] = Stretches(_no_names(paragraph, here, knowledge))
        nouns = list(_nouns(paragraph, carriers, {m.start for m in here if m.kind is SourceKind.STATE}))
        vessels = [n for n in nouns if n.kind is MeansKind.VESSEL]
        ships = named_ships(paragraph, vessels, carriers, known, taken[paragraph.index])
        for ship in ships:
            start, end = ship.spans["name"][0]
            if (ship.start, ship.end) not in known and end - start > 2:
                written.setdefault(report.text[start:end], ship.values["name"])
        found[paragraph.index] = [*ships, *nouns]
    names = _one_name_each(written)
    for paragraph in paragraphs:
        found[paragraph.index] = _numbered(
            paragraph, found[paragraph.index], names, taken[paragraph.index], by_paragraph[paragraph.index], carriers
        )
    every = [c for p in paragraphs for c in found[p.index]]
    table = {n.casefold(): a.id for a in knowledge.actors if a.category == "ship" for n in (a.id, *a.names)}
    for carrier in every:
        if carrier.key:
            name = carrier.values["name"]
            carrier.values["name"] = table.get(carrier.key) or names.get(name, name)
    _refer(every, references)
    share_values(every)
    return tuple(m for c in every if (m := c.done(report.text)) is not None)


def _numbered(
    paragraph: Paragraph,
    found: list[Carrier],
    names: dict[str, str],
    taken: Stretches,
    mentions: Sequence[Mention],
    carriers: Carriers,
) -> list[Carrier]:
    """All that carries in one paragraph, with its numbers, in order."""
    found += named_again(paragraph, names, [c for c in found if c.key], taken)
    found += aircraft(paragraph, carriers)
    found += _by(paragraph, carriers)
    states = [m for m in mentions if m.kind is SourceKind.STATE]
    return Numbers(paragraph, _explained(_whole(found)), carriers).read(states)


def _is_ship(mention: Mention, knowledge: Knowledge) -> bool:
    actor = knowledge.actors.get(mention.ids[0]) if len(mention.ids) == 1 else None
    return actor is not None and actor.category == "ship" and mention.reading is not Reading.PRONOUN


def _no_names(paragraph: Paragraph, mentions: Iterable[Mention], knowledge: Knowledge) -> Iterator[Offsets]:
    """Stretches that name something else: states, bodies, media, dates."""
    for mention in mentions:
        if mention.reading is Reading.PRONOUN:
            continue
        if mention.kind in {SourceKind.STATE, SourceKind.MEDIA} or (
            mention.kind is SourceKind.ORGANISATION and mention.named and not _is_ship(mention, knowledge)
        ):
            yield mention.start, mention.end
    for entity in paragraph.doc.ents:
        if entity.label_ in _NO_NAMES and not (entity.label_ == "DATE" and entity.text.isdigit()):
            yield paragraph.offsets(entity)


def _nouns(paragraph: Paragraph, carriers: Carriers, states: set[int]) -> Iterator[Carrier]:
    """Vessels, aircraft, trains by their noun alone. ``states`` is where states' names begin."""
    text = paragraph.text
    for start, end, kind in carriers.scan(text):
        if text[end : end + 1] in {"-", "/"} or text[start - 1 : start] == "-":
            continue  # "ship-to-ship", "anti-aircraft"
        span = paragraph.span(paragraph.start + start, paragraph.start + end)
        if span is None or not len(span):
            continue
        last = span[-1]
        if last.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        before = paragraph.doc[span.start - 1] if span.start > span.sent.start else None
        if _modifies(last):
            continue
        if (
            last.text.istitle()
            and before is not None
            and before.pos_ == "PROPN"
            and paragraph.start + before.idx not in states
        ):
            continue  # "Medred Ship Management"
        definite = any(c.lower_ in _THIS for c in last.children if c.dep_ == "det")
        definite = definite and not any(c.lower_ in _OTHER for c in last.children)
        start, end = paragraph.start + start, paragraph.start + end
        yield Carrier(paragraph, start, end, kind, plural=last.tag_ in {"NNS", "NNPS"}, definite=definite)


def _modifies(noun: Token) -> bool:
    """Whether a carrier's noun only says what another is for: "jet fuel", "train station", but not "tanker voyages"."""
    if noun.dep_ not in {"compound", "nmod"} or noun.head.i <= noun.i or noun.head.pos_ != "NOUN":
        return False
    return noun.head.lemma_ not in _CARRIES and noun.doc[noun.i + 1].pos_ == "NOUN"


@cache
def _ways(words: tuple[str, ...]) -> re.Pattern[str]:
    one = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?i)\b(?:by|via) (?:{one})(?:(?:, | and | or |, and |, or )(?:{one}))*(?![\w-])")


def _by(paragraph: Paragraph, carriers: Carriers) -> Iterator[Carrier]:
    """ "by rail", "by sea, air and road": how, which is also what."""
    text = paragraph.text
    for match in _ways(tuple(carriers.by)).finditer(text):
        following = paragraph.span(paragraph.start + match.end() - 1, paragraph.start + match.end())
        if following is not None and len(following) and following[0].dep_ == "compound":
            continue  # "by train drivers"
        for word in re.finditer(r"\w+", match[0]):
            kind = carriers.by.get(word[0].casefold())
            if kind is not None:
                start = paragraph.start + match.start() + word.start()
                yield Carrier(paragraph, start, start + len(word[0]), kind, how=True)


def _whole(found: Iterable[Carrier]) -> list[Carrier]:
    """Each stretch once: the reading with a name or type before one by noun, the longer before the shorter; a noun
    that touches a type belongs to it ("Il-76 cargo plane")."""
    kept: list[Carrier] = []
    at: dict[int, Carrier] = {}
    for carrier in sorted(found, key=lambda c: (not c.values, not c.how, c.start, -c.end)):
        other = next((at[n] for n in range(carrier.start - 2, carrier.end + 2) if n in at), None)
        if other is not None and not carrier.values and other.values and other.kind is carrier.kind and not other.how:
            other.start, other.end = min(other.start, carrier.start), max(other.end, carrier.end)
            other.plural = other.plural or (carrier.plural and other.kind is not MeansKind.VESSEL)
            at.update(dict.fromkeys(range(carrier.start, carrier.end), other))
        elif other is None or not (other.start < carrier.end and carrier.start < other.end):
            kept.append(carrier)
            at.update(dict.fromkeys(range(carrier.start, carrier.end), carrier))
    return kept


def _one_name_each(written: dict[str, str]) -> dict[str, str]:
    """Every way in which a name is written, with the one that is first used in small letters if any."""
    best: dict[str, str] = {}
    for name in written.values():
        old = best.get(name.casefold())
        if old is None or (old.isupper() and not name.isupper()):
            best[name.casefold()] = name
    return {form: best[name.casefold()] for form, name in written.items()}


def _explained(found: Iterable[Carrier]) -> Iterator[Carrier]:
    """Without the nouns that only say what a named ship is: "the MV Angara, a cargo ship", "two ships, the Angara"."""
    ships = list(found)
    named = [c for c in ships if c.key]
    ends = {c.end for c in named}
    starts = {c.start for c in named}
    text = ships[0].paragraph.text if ships else ""
    for carrier in ships:
        if carrier.values or carrier.kind is not MeansKind.VESSEL or carrier.how:
            yield carrier
            continue
        base = carrier.paragraph.start
        before = _EXPLAINS.search(text[max(0, carrier.start - base - 60) : carrier.start - base])
        if before is not None and carrier.start - len(before[0]) in ends:
            continue
        after = _IS_NAMED.match(text, carrier.end - base)
        if after is not None and base + after.end() in starts:
            continue
        yield carrier


def _refer(found: Sequence[Carrier], references: Sequence[Reference]) -> None:
    """Give "the ship" the name of the one that it stands for, where the text has it.

    Either the coreference step says so, or the paragraphs just before name one ship alone.
    """
    at: dict[int, Carrier] = {}
    for carrier in found:
        if carrier.key:
            at.update(dict.fromkeys(range(carrier.start, carrier.end), carrier))
    heads = {r.head: r for r in references}
    last: list[Carrier] = []
    for carrier in found:
        if carrier.key:
            last = [*(c for c in last[-5:] if c.key != carrier.key), carrier]
            continue
        if not carrier.definite or carrier.plural or carrier.values or carrier.kind is not MeansKind.VESSEL:
            continue
        reference = next((heads[i] for i in range(carrier.start, carrier.end) if i in heads), None)
        meant = at.get(reference.antecedent[0]) if reference is not None else None
        near = [c for c in last if carrier.paragraph.index - c.paragraph.index <= _REACH]
        if meant is None and len(near) == 1 and _may_be(carrier, near[0]):
            meant = near[0]
        if meant is not None and not _in_one_sentence(carrier, meant):
            carrier.put("name", meant.values["name"], *meant.spans["name"])


def _may_be(noun: Carrier, ship: Carrier) -> bool:
    """Whether a ship may be called by this noun later on."""
    words, called = _words(noun), _words(ship)
    return (words == words[:1] and words[0] in _ANY_SHIP) or words[-1] in called


def _words(carrier: Carrier) -> list[str]:
    span = carrier.paragraph.span(carrier.start, carrier.end)
    return [t.lower_ for t in span] if span is not None else [""]


def _in_one_sentence(one: Carrier, other: Carrier) -> bool:
    spans = [c.paragraph.span(c.start, c.end) for c in (one, other)]
    if one.paragraph is not other.paragraph or spans[0] is None or spans[1] is None:
        return False
    return bool(spans[0].sent.start == spans[1].sent.start)
