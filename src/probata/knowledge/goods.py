"""Goods, people and money: the words for them and the object classes that they fall in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from probata.errors import KnowledgeError
from probata.knowledge.phrases import plural
from probata.knowledge.scanner import Scanner
from probata.knowledge.yamlfile import Spec, read_yaml
from probata.records import ObjectClass


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the goods table.

    ``classes`` are what it is, ``also`` what it may be besides (a "long-range rocket" may carry a
    satellite). ``container``: a unit, wrapping or catch-all that says nothing of the content; it is an
    object only where no other is named. ``parents`` and ``units`` are for the rule base and for reading.
    """

    id: str
    label: str
    classes: tuple[ObjectClass, ...]
    also: tuple[ObjectClass, ...] = ()
    container: bool = False
    parents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    note: str = ""
    citation_status: str = "unseen"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class GoodsMatch:
    """Goods in a text; ``item`` is the entry's id, ``also`` and ``container`` as in :class:`Item`."""

    start: int
    end: int
    text: str
    classes: tuple[ObjectClass, ...]
    item: str
    also: tuple[ObjectClass, ...] = ()
    container: bool = False


_KEYS = (
    "id", "label", "classes", "also", "container", "parents", "units", "hs", "note", "citation_status", "source",
    "nouns", "words", "exact", "exclude", "exclude_exact",
)  # fmt: skip
_MACRO = re.compile(r"\{([a-z_]+)\}")


class Goods:
    """The goods table.

    ``phrases`` are read in any case, ``exact`` ones as written (names such as "Buk"). ``None``
    blocks a phrase.
    """

    def __init__(self, items: Iterable[Item], phrases: dict[str, str | None], exact: dict[str, str | None]) -> None:
        self._items = {item.id: item for item in items}
        self._phrases = phrases
        self._exact = exact

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def get(self, item_id: str) -> Item | None:
        """The entry of that id."""
        return self._items.get(item_id)

    def scan(self, text: str) -> tuple[GoodsMatch, ...]:
        """The goods in a text, in order, longest first, never overlapping; offsets into ``text``.

        Singular and plural, hyphen and space, capitals and small letters count as equal.
        """
        found = [*self._scanner.scan(text), *self._exact_scanner.scan(text)]
        found.sort(key=lambda m: (m[0], -m[1]))
        matches: list[GoodsMatch] = []
        free = 0
        for start, end, item_id in found:
            if start < free:
                continue
            free = end
            if item_id:
                item = self._items[item_id]
                matches.append(
                    GoodsMatch(start, end, text[start:end], item.classes, item.id, item.also, item.container)
                )
        return tuple(matches)

    # A blocker has to take its words from both tables, so here it is a payload: "".
    @cached_property
    def _scanner(self) -> Scanner[str]:
        return Scanner({phrase: item or "" for phrase, item in self._phrases.items()}, ignore_case=True)

    @cached_property
    def _exact_scanner(self) -> Scanner[str]:
        return Scanner({phrase: item or "" for phrase, item in self._exact.items()})


def read_goods() -> Goods:
    """The goods of ``data/goods.yml``.

    ``nouns`` get a plural; ``words`` are taken as they are; ``{name}`` in either stands for each
    entry of the file's ``macros``. ``exclude`` and ``exclude_exact`` are blockers.
    """
    content = Spec(read_yaml("goods.yml"), ("macros", "items", "exclude", "exclude_exact"), "goods.yml")
    macros: dict[str, list[str]] = content.raw("macros")
    items: list[Item] = []
    phrases: dict[str, str | None] = {}
    exact: dict[str, str | None] = {}

    def put(table: dict[str, str | None], phrase: str, item: str | None, spec: Spec) -> None:
        key = phrase if table is exact else phrase.lower().replace("-", " ")
        if table.get(key, item) != item:
            raise spec.error(f"{phrase!r} stands for {table[key]!r} already; keep it in one place")
        table[key] = item

    def expand(form: str, spec: Spec) -> list[str]:
        macro = _MACRO.search(form)
        if not macro:
            return [form]
        if macro[1] not in macros:
            raise spec.error(f"{form!r} uses the macro {macro[1]!r}, which the file doesn't give")
        return [f for choice in macros[macro[1]] for f in expand(form.replace(macro[0], choice, 1), spec)]

    for spec in content.specs("items", _KEYS):
        item = Item(
            spec.text("id"),
            spec.text("label"),
            spec.choices("classes", ObjectClass),
            spec.choices("also", ObjectClass, ()),
            spec.flag("container"),
            spec.texts("parents", ()),
            spec.texts("units", ()),
            spec.texts("hs", ()),
            spec.text("note", ""),
            spec.citation_status("unseen"),
            spec.optional("source"),
        )
        if any(item.id == other.id for other in items):
            raise spec.error(f"the item {item.id!r} stands twice; join the two")
        items.append(item)
        for noun in spec.texts("nouns", ()):
            for form in expand(noun, spec):
                put(phrases, form, item.id, spec)
                put(phrases, plural(form), item.id, spec)
        for word in spec.texts("words", ()):
            for form in expand(word, spec):
                put(phrases, form, item.id, spec)
        for word in spec.texts("exact", ()):
            put(exact, word, item.id, spec)
        for word in spec.texts("exclude", ()):
            for form in expand(word, spec):
                put(phrases, form, None, spec)
        for word in spec.texts("exclude_exact", ()):
            put(exact, word, None, spec)
    for word in content.texts("exclude", ()):
        for form in expand(word, content):
            put(phrases, form, None, content)
    for word in content.texts("exclude_exact", ()):
        put(exact, word, None, content)
    if not items:
        raise KnowledgeError("goods.yml: there are no items in it")
    known = {item.id for item in items}
    for spec, item in zip(content.specs("items", _KEYS), items, strict=True):
        for parent in item.parents:
            if parent not in known:
                raise spec.error(f"the parent {parent!r} is no item of this file")
    return Goods(items, phrases, exact)
