"""The actors out of their data files: states, people, bodies, ships; and outlets as actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from probata.errors import KnowledgeError
from probata.knowledge.actor import Actor, Metonym, Office
from probata.knowledge.actors import Actors
from probata.knowledge.outlets import OutletKind, Outlets
from probata.knowledge.phrases import korean_forms
from probata.knowledge.yamlfile import Spec, read_yaml, specs
from probata.records import SourceKind, valid_imo

_METONYM = ("form", "needs", "unless", "from", "to")
_FACT = ("citation_status", "source", "note", "qid")
_STATE = ("id", "name", "names", "adjectives", "people", "capitals", "metonyms", "kind", *_FACT)
_PERSON = (
    "id", "names", "korean", "surname", "famous", "state", "offices", "relatives", "interests", *_FACT,
)  # fmt: skip
_OFFICE = ("title", "roles", "state", "from", "to", "citation_status", "source")
_BODY = ("id", "names", "metonyms", "kind", "state", "government", "interests", "category", "members", *_FACT)
_SHIP = ("id", "names", "metonyms", "imo", "state", *_FACT)


def read_actors(outlets: Outlets) -> Actors:
    """All actors. :class:`KnowledgeError` where two share an id or an id that is named is missing."""
    content = Spec(read_yaml("states.yml"), ("states", "joint", "exclude"), "states.yml")
    placed = [
        *_states(content.specs("states", _STATE)),
        *_people(specs(read_yaml("people.yml"), _PERSON, "people.yml")),
        *_bodies(specs(read_yaml("bodies.yml"), _BODY, "bodies.yml")),
        *_ships(specs(read_yaml("ships.yml"), _SHIP, "ships.yml")),
        *_media(outlets),
    ]
    places: dict[str, str] = {}
    for where, actor in placed:
        if actor.id in places:
            raise KnowledgeError(f"{where}: the actor {actor.id!r} stands at {places[actor.id]} already; join the two")
        places[actor.id] = where
    for where, actor in placed:
        for other in (actor.state, *(o.state for o in actor.offices), *(i for _, i in actor.relatives), *actor.members):
            if other is not None and other not in places:
                raise KnowledgeError(f"{where}: {actor.id!r} names {other!r}, which no data file has")
    joint: dict[str, tuple[str, ...]] = {}
    for s in content.specs("joint", ("form", "ids")):
        joint[s.text("form")] = s.texts("ids")
        if not places.keys() >= set(s.texts("ids")):
            raise s.error("the ids are not all actors of the data files")
    return Actors((actor for _, actor in placed), joint, content.texts("exclude", ()))


def _metonyms(spec: Spec) -> tuple[Metonym, ...]:
    plain = [Metonym(m) for m in spec.raw("metonyms", ()) if isinstance(m, str)]
    ruled = [m for m in spec.raw("metonyms", ()) if not isinstance(m, str)]
    return (
        *plain,
        *(
            Metonym(m.text("form"), m.texts("needs", ()), m.texts("unless", ()), m.date("from"), m.end_date("to"))
            for m in specs(ruled, _METONYM, spec.where)
        ),
    )


def _states(found: Iterable[Spec]) -> Iterator[tuple[str, Actor]]:
    for s in found:
        yield (
            s.where,
            Actor(
                id=s.text("id"),
                kind=s.choice("kind", SourceKind, SourceKind.STATE),
                names=(s.text("name"), *s.texts("names", ())),
                metonyms=_metonyms(s),
                capitals=s.texts("capitals", ()),
                adjectives=(*s.texts("adjectives", ()), *s.texts("people", ())),
                government=True,
                category="state",
                qid=s.optional("qid"),
                note=s.text("note", ""),
                citation_status=s.citation_status("unseen"),
                source=s.optional("source"),
            ),
        )


def _people(found: Iterable[Spec]) -> Iterator[tuple[str, Actor]]:
    for s in found:
        names = (s.text("id"), *s.texts("names", ()))
        if s.flag("korean"):
            names = tuple(dict.fromkeys(form for name in names for form in korean_forms(name)))
        surnames = (names[0].split()[0] if s.flag("korean") else names[0].split()[-1],)
        status, source, state = s.citation_status("unseen"), s.optional("source"), s.optional("state")
        offices = []
        for o in s.specs("offices", _OFFICE):
            start, end = o.date("from"), o.end_date("to")
            if start and end and end <= start:
                raise o.error("the office ends before it starts")
            held_for = o.text("state", state) if state else o.text("state")
            offices.append(
                Office(
                    o.text("title"),
                    o.texts("roles", ()),
                    held_for,
                    start,
                    end,
                    o.citation_status(status),
                    o.optional("source") or (None if "citation_status" in o else source),
                )
            )
        yield (
            s.where,
            Actor(
                id=s.text("id"),
                kind=SourceKind.PERSON,
                # Whom somebody acts for is a matter of office and day; a state of their own have only
                # those who hold none that the tables date.
                state=None if offices else state,
                names=names,
                surnames=s.texts("surname", surnames),
                offices=tuple(offices),
                relatives=tuple((r.text("word"), r.text("id")) for r in s.specs("relatives", ("word", "id"))),
                interests=s.texts("interests", ()),
                famous=s.flag("famous"),
                category="person",
                qid=s.optional("qid"),
                note=s.text("note", ""),
                citation_status=status,
                source=source,
            ),
        )


def _bodies(found: Iterable[Spec]) -> Iterator[tuple[str, Actor]]:
    for s in found:
        government = s.flag("government")
        yield (
            s.where,
            Actor(
                id=s.text("id"),
                kind=s.choice("kind", SourceKind, SourceKind.STATE if government else SourceKind.ORGANISATION),
                state=s.text("state") if government else s.optional("state"),
                names=(s.text("id"), *s.texts("names", ())),
                metonyms=_metonyms(s),
                interests=s.texts("interests", ()),
                government=government,
                category=s.one_of("category", ("body", "group", "company"), "body"),
                members=s.texts("members", ()),
                qid=s.optional("qid"),
                note=s.text("note", ""),
                citation_status=s.citation_status("unseen"),
                source=s.optional("source"),
            ),
        )


def _ships(found: Iterable[Spec]) -> Iterator[tuple[str, Actor]]:
    for s in found:
        imo = s.optional("imo")
        if imo is not None and not valid_imo(imo):
            raise s.error(f"the IMO number {imo!r} has a wrong check digit")
        yield (
            s.where,
            Actor(
                id=s.text("id"),
                kind=SourceKind.ORGANISATION,
                state=s.optional("state"),
                names=s.texts("names"),
                metonyms=_metonyms(s),
                imo=imo,
                category="ship",
                qid=s.optional("qid"),
                note=s.text("note", ""),
                citation_status=s.citation_status("unseen"),
                source=s.optional("source"),
            ),
        )


def _media(outlets: Outlets) -> Iterator[tuple[str, Actor]]:
    for outlet in outlets:
        research = outlet.kind in (OutletKind.RESEARCH, OutletKind.IMAGERY)
        yield (
            "outlets.yml",
            Actor(
                id=outlet.id,
                kind=SourceKind.ORGANISATION if research else SourceKind.MEDIA,
                state=outlet.owner if outlet.kind is OutletKind.STATE else None,
                names=outlet.names,
                # Initials that are words elsewhere ("CAR") count where the full name stands in the text too.
                metonyms=tuple(Metonym(code, needs=outlet.names) for code in outlet.codes),
                interests=("state medium",) if outlet.kind is OutletKind.STATE else (),
                category="outlet",
                note=outlet.note,
                citation_status=outlet.citation_status,
                source=outlet.source,
            ),
        )
