"""``frames/*.yml`` read into :class:`~probata.claims.frame.Frame`; a slip is named with its line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from probata.claims.frame import Example, Frame, Role, Trigger
from probata.claims.ontology import CAMEO, Plover
from probata.errors import KnowledgeError
from probata.knowledge.yamlfile import Spec, parse_yaml, place_of, specs
from probata.records import ClaimType, ObjectClass, Status

_FRAME_KEYS = (
    "id",
    "verbs",
    "nouns",
    "roles",
    "goods",
    "items",
    "stand_ins",
    "not_goods",
    "fallback",
    "needs",
    "symmetric",
    "joint",
    "people",
    "host",
    "guest",
    "travellers",
    "persons",
    "support",
    "unless",
    "unless_under",
    "recast",
    "not_parties",
    "foreign",
    "implied",
    "own",
    "unsaid",
    "any_object",
    "any_thing",
    "one_ended",
    "counted",
    "passive",
    "weakly",
    "status",
    "examples",
)
_EXAMPLE_KEYS = ("text", "agent", "counterpart", "object", "none", "status", "negated")
_ROLES = {r.value: r for r in Role}


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, and which of them a verb's or noun's lemma may call up."""

    all: tuple[Frame, ...]
    by_verb: Mapping[str, tuple[tuple[Trigger, Frame], ...]]
    by_noun: Mapping[str, tuple[tuple[Trigger, Frame], ...]]

    def get(self, frame_id: str) -> Frame:
        """The frame of that id; ``KeyError`` if there is none."""
        for frame in self.all:
            if frame.id == frame_id:
                return frame
        raise KeyError(frame_id)


@cache
def load_frames() -> Frames:
    """The packaged frames, once a process. :class:`KnowledgeError` names file and line of a slip."""
    found: list[Frame] = []
    folder = files("probata.claims") / "frames"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yml"):
            found += read_frames(entry.read_text(encoding="utf-8"), f"frames/{entry.name}")
    names = [f.id for f in found]
    for name in names:
        if names.count(name) > 1:
            raise KnowledgeError(f"frames: the id {name!r} stands twice; rename one")
    return Frames(tuple(found), _index(found, "verbs"), _index(found, "nouns"))


def _index(frames: list[Frame], kind: str) -> Mapping[str, tuple[tuple[Trigger, Frame], ...]]:
    table: dict[str, list[tuple[Trigger, Frame]]] = defaultdict(list)
    for frame in frames:
        triggers: tuple[Trigger, ...] = getattr(frame, kind)
        for trigger in triggers:
            table[trigger.lemma].append((trigger, frame))
    # A trigger that asks for more words is the more telling one.
    ordered = {k: tuple(sorted(v, key=lambda pair: -len(pair[0].with_words))) for k, v in table.items()}
    return MappingProxyType(ordered)


def read_frames(text: str, name: str) -> tuple[Frame, ...]:
    """The frames of one file's text; ``name`` is the file that errors name.

    All have the file's ``type`` and its ``plover`` and ``cameo`` codes, ``null`` where none fits.
    """
    content = parse_yaml(text, name)
    top = Spec(content, ("type", "plover", "cameo", "frames"), name)
    kind = top.choice("type", ClaimType)
    plover = None if top.raw("plover", None) is None else top.choice("plover", Plover)
    cameo = top.optional("cameo")
    if cameo is not None and not CAMEO.fullmatch(cameo):
        raise top.error(f"{cameo!r} is no CAMEO code; give three or four digits, or null")
    return tuple(_frame(s, kind, plover, cameo) for s in specs(top.raw("frames"), _FRAME_KEYS, name))


def _frame(spec: Spec, kind: ClaimType, plover: Plover | None, cameo: str | None) -> Frame:
    verbs, nouns = _triggers(spec, "verbs"), _triggers(spec, "nouns")
    if not verbs and not nouns:
        raise spec.error("a frame needs 'verbs' or 'nouns'")
    roles_spec = Spec(spec.raw("roles", {}), tuple(_ROLES), place_of(spec.raw("roles", {}), spec.where))
    roles = {role: roles_spec.texts(key, ()) for key, role in _ROLES.items()}
    return Frame(
        id=f"{kind.value}.{spec.text('id')}",
        type=kind,
        plover=plover,
        cameo=cameo,
        verbs=verbs,
        nouns=nouns,
        roles=MappingProxyType(roles),
        goods=frozenset(spec.choices("goods", ObjectClass, ())),
        items=frozenset(spec.texts("items", ())),
        stand_ins=_stand_ins(spec),
        not_goods=frozenset(spec.choices("not_goods", ObjectClass, ())),
        fallback=spec.choices("fallback", ObjectClass, ()),
        needs=tuple(_group(spec, text) for text in spec.texts("needs", ())),
        symmetric=spec.flag("symmetric"),
        joint=spec.flag("joint"),
        people=spec.flag("people"),
        host=spec.flag("host"),
        guest=spec.flag("guest"),
        travellers=spec.flag("travellers"),
        persons=spec.flag("persons"),
        support=frozenset(spec.texts("support", ())),
        unless=frozenset(spec.texts("unless", ())),
        unless_under=frozenset(spec.texts("unless_under", ())),
        recast=_recast(spec),
        foreign=spec.flag("foreign") if "foreign" in spec else None,
        implied=spec.flag("implied"),
        own=spec.flag("own"),
        unsaid=spec.flag("unsaid"),
        any_object=spec.flag("any_object"),
        any_thing=spec.flag("any_thing"),
        one_ended=spec.flag("one_ended"),
        counted=spec.flag("counted"),
        passive=spec.flag("passive"),
        weakly=spec.flag("weakly"),
        not_parties=frozenset(spec.texts("not_parties", ())),
        status=spec.choice("status", Status) if "status" in spec else None,
        examples=tuple(_example(s) for s in specs(spec.raw("examples", []), _EXAMPLE_KEYS, spec.where)),
    )


def _recast(spec: Spec) -> Mapping[ObjectClass, ObjectClass]:
    value = spec.raw("recast", {})
    inner = Spec(value, tuple(ObjectClass), place_of(value, spec.where))
    return MappingProxyType({c: inner.choice(c.value, ObjectClass) for c in ObjectClass if c.value in inner})


def _stand_ins(spec: Spec) -> Mapping[str, ObjectClass]:
    value = spec.raw("stand_ins", {})
    inner = Spec(value, tuple(ObjectClass), place_of(value, spec.where))
    return MappingProxyType({noun: c for c in ObjectClass for noun in inner.texts(c.value, ())})


def _triggers(spec: Spec, key: str) -> tuple[Trigger, ...]:
    return tuple(Trigger(words[0], tuple(words[1:])) for words in (t.split() for t in spec.texts(key, ())))


def _group(spec: Spec, text: str) -> frozenset[Role]:
    names = [part.strip() for part in text.split("|")]
    for part in names:
        if part not in _ROLES:
            raise spec.error(f"{part!r} in 'needs' is no role; the roles are {', '.join(_ROLES)}")
    return frozenset(_ROLES[part] for part in names)


def _example(spec: Spec) -> Example:
    return Example(
        text=spec.text("text"),
        agent=spec.texts("agent", ()),
        counterpart=spec.texts("counterpart", ()),
        object=spec.choices("object", ObjectClass, ()),
        none=spec.flag("none"),
        status=spec.choice("status", Status) if "status" in spec else None,
        negated=spec.flag("negated") if "negated" in spec else None,
    )
