"""``data/goods/*.yml`` read into :class:`~probata.knowledge.goods.Goods`; a slip is named with its line.

One file a kind of goods, each a list of ``items``; ``common.yml`` holds what all share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from probata.errors import KnowledgeError
from probata.knowledge.goods import Goods, Item
from probata.knowledge.phrases import plural
from probata.knowledge.regimes import Direction
from probata.knowledge.yamlfile import CITATION_STATUS, Spec, data_folder, place_of, read_yaml
from probata.records import ObjectClass

COMMON = "common.yml"

_KEYS = (
    "id", "label", "classes", "also", "container", "calibre", "names", "verbs", "parents", "units", "hs", "measures",
    "note", "citation_status", "source", "nouns", "words", "exact", "exclude", "exclude_exact", "examples",
    "counter_examples",
)  # fmt: skip
_COMMON_KEYS = ("macros", "calibres", "about", "verbs", "bare", "exclude", "exclude_exact")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_CALIBRE_FORMS = ("{}mm", "{} mm", "{} millimeter", "{} millimetre")


def read_goods() -> Goods:
    """The packaged goods table. :class:`~probata.errors.KnowledgeError` names file and line of a slip."""
    names = sorted(e.name for e in (data_folder() / "goods").iterdir() if e.name.endswith(".yml"))
    return goods_of({name: read_yaml(f"goods/{name}") for name in names})


def goods_of(contents: Mapping[str, Any]) -> Goods:
    """The goods table of the contents of its files by name, ``common.yml`` among them.

    ``nouns`` get a plural; ``words`` are taken as they are; ``{name}`` in either stands for each
    entry of the common ``macros``, ``{calibre}`` for each way to write each of the ``calibres``.
    ``exclude``, with plurals too, and ``exclude_exact`` are blockers. An item without ``measures`` has
    its first parent's.
    """
    common = Spec(contents[COMMON], _COMMON_KEYS, f"goods/{COMMON}")
    specs: list[Spec] = []
    for name, content in contents.items():
        if name != COMMON:
            specs += Spec(content, ("items",), f"goods/{name}").specs("items", _KEYS)
    if not specs:
        raise KnowledgeError("goods: there are no items in it")
    words = _Words(common)
    for spec in specs:
        words.add(spec, spec.text("id"))
    words.add(common, None)
    return Goods(
        _items(specs),
        words.phrases,
        words.exact,
        about=[form for noun in common.texts("about") for form in (noun, plural(noun))],
        verbs=common.texts("verbs"),
        bare=common.texts("bare"),
    )


def _items(specs: list[Spec]) -> list[Item]:
    items: dict[str, Item] = {}
    by_id = {spec.text("id"): spec for spec in specs}
    for spec in specs:
        item = Item(
            id=spec.text("id"),
            label=spec.text("label"),
            classes=() if spec.raw("classes") == [] else spec.choices("classes", ObjectClass),
            also=spec.choices("also", ObjectClass, ()),
            container=spec.flag("container"),
            calibre=spec.flag("calibre"),
            names=spec.flag("names"),
            verbs=spec.flag("verbs"),
            parents=spec.texts("parents", ()),
            units=spec.texts("units", ()),
            hs=spec.texts("hs", ()),
            measures=_measures(spec, by_id),
            examples=spec.texts("examples", ()),
            counter_examples=spec.texts("counter_examples", ()),
            note=spec.text("note", ""),
            citation_status=spec.one_of("citation_status", CITATION_STATUS, "unseen"),
            source=spec.optional("source"),
        )
        if item.id in items:
            raise spec.error(f"the item {item.id!r} stands twice; join the two")
        items[item.id] = item
    return list(items.values())


def _measures(spec: Spec, by_id: Mapping[str, Spec]) -> Mapping[str, tuple[str, ...]]:
    """The item's own measures by direction, else those of its first parent, and so on up."""
    seen: list[Spec] = []
    at = spec
    while True:
        seen.append(at)
        if "measures" in at:
            value = at.raw("measures")
            inner = Spec(value, tuple(d.value for d in Direction), place_of(value, at.where))
            return MappingProxyType({d.value: inner.texts(d.value) for d in Direction if d.value in inner})
        parents = at.texts("parents", ())
        for parent in parents:
            if parent not in by_id:
                raise at.error(f"the parent {parent!r} is no item of the goods table")
        if not parents:
            return MappingProxyType({})
        at = by_id[parents[0]]
        if at in seen:
            raise spec.error(f"{spec.text('id')!r} is its own forefather; mend 'parents'")


class _Words:
    """The two tables of phrases, filled item by item; a phrase may stand for one item only."""

    def __init__(self, common: Spec) -> None:
        self.phrases: dict[str, str | None] = {}
        self.exact: dict[str, str | None] = {}
        self._macros: dict[str, list[str]] = dict(common.raw("macros"))
        self._macros["calibre"] = [f.format(c) for c in common.texts("calibres") for f in _CALIBRE_FORMS]

    def add(self, spec: Spec, item: str | None) -> None:
        """All words and blockers of one item, or of the common file."""
        if item is not None:
            for noun in spec.texts("nouns", ()):
                for form in self._expand(noun, spec):
                    self._put(self.phrases, form, item, spec)
                    self._put(self.phrases, plural(form), item, spec)
            for word in spec.texts("words", ()):
                for form in self._expand(word, spec):
                    self._put(self.phrases, form, item, spec)
            for word in spec.texts("exact", ()):
                self._put(self.exact, word, item, spec)
        for word in spec.texts("exclude", ()):
            for form in self._expand(word, spec):
                self._put(self.phrases, form, None, spec)
                self._put(self.phrases, plural(form), None, spec)
        for word in spec.texts("exclude_exact", ()):
            self._put(self.exact, word, None, spec)

    def _put(self, table: dict[str, str | None], phrase: str, item: str | None, spec: Spec) -> None:
        key = phrase if table is self.exact else phrase.lower().replace("-", " ")
        if table.get(key, item) != item:
            stands = table[key] or "something else than goods"
            raise spec.error(f"{phrase!r} stands for {stands!r} already; keep it in one place")
        table[key] = item

    def _expand(self, form: str, spec: Spec) -> Iterator[str]:
        macro = _MACRO.search(form)
        if not macro:
            yield form
            return
        if macro[1] not in self._macros:
            raise spec.error(f"{form!r} uses the macro {macro[1]!r}, which goods/{COMMON} doesn't give")
        for choice in self._macros[macro[1]]:
            yield from self._expand(form.replace(macro[0], choice, 1), spec)
