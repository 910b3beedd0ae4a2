"""Goods, people and money: the words for them and the object classes that they fall in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from probata.knowledge.scanner import Scanner, fold_case
from probata.records import ObjectClass


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the goods table.

    ``classes`` are what it is, ``also`` what it may be besides (a "long-range rocket" may carry a
    satellite); without classes the words are known, but name no goods ("ship-to-ship transfer").
    ``container``: a unit, wrapping or catch-all that says nothing of the content; it is an object only
    where no other is named. ``calibre``: a calibre beside the words belongs to them. ``names``: written
    with a capital it is still what it is ("the Treaty"), where other goods are then a name ("Shell").
    ``verbs``: it may stand as a verb form ("training troops").

    ``measures`` are the ids of what it engages if the direction fits (``TO`` and ``FROM`` the target
    state, ``BOTH``, ``ON`` its own acts, ``AT`` acts on another's territory); never that a breach is shown.
    ``hs`` are chapters or headings of the Harmonized System, ``units`` what it is usually counted in.
    ``examples`` name it, ``counter_examples`` hold one of its words, but no goods of its classes.
    """

    id: str
    label: str
    classes: tuple[ObjectClass, ...]
    also: tuple[ObjectClass, ...] = ()
    container: bool = False
    calibre: bool = False
    names: bool = False
    verbs: bool = False
    parents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    note: str = ""
    citation_status: str = "unseen"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class GoodsMatch:
    """Goods in a text; ``item`` is the entry's id, ``also`` and ``container`` as in :class:`Item`.

    ``calibres`` are millimetres, in order of the text; ``exact``: read as written, so a name by itself.
    """

    start: int
    end: int
    text: str
    classes: tuple[ObjectClass, ...]
    item: str
    also: tuple[ObjectClass, ...] = ()
    container: bool = False
    calibres: tuple[float, ...] = ()
    exact: bool = False


_CALIBRE = r"(\d{1,3}(?:\.\d{1,2})?)[ -]?(?:mm|millimet(?:er|re)s?)(?![a-z])"
_AMOUNT = r"(?:\d[\d,. ]*(?:thousand|million)? ?)?"
_CALIBRE_ID = re.compile(r"\.\d+(?:\.\d+)?$")
_BEFORE = re.compile(
    rf"(?:{_CALIBRE}(?: calib(?:er|re))?(?: ?, ?| ?/ ?| (?:and|or) |(?:, )?(?:and|or) )?{_AMOUNT})+"
    r" ?(?:(?!and |or |of |for |to |the |from |with |into |in )[a-z]+ ){0,2}$"
)
_AFTER = re.compile(rf" (?:of |with |in |\()(?:a )?(?:calib(?:er|re) of )?{_CALIBRE}")
_LINK = re.compile(r"\b(?:and|or)\b|[,/]")
_NEAR = 80
_NEXT_WORD = re.compile(r" +([a-z]+)")


class Goods:
    """The goods table.

    ``phrases`` are read in any case, ``exact`` ones as written (names such as "Buk"). ``None``
    blocks a phrase. ``about`` are nouns that goods before them only describe ("oil company"), ``verbs``
    the verbs that look like goods ("to ship"), ``bare`` words that name goods only where no noun follows ("labor
    talks").
    """

    def __init__(
        self,
        items: Iterable[Item],
        phrases: dict[str, str | None],
        exact: dict[str, str | None],
        *,
        about: Iterable[str] = (),
        verbs: Iterable[str] = (),
        bare: Iterable[str] = (),
    ) -> None:
        self._items = {item.id: item for item in items}
        self._lines: dict[str, tuple[str, ...]] = {}
        self._phrases = phrases
        self._exact = exact
        self._about = frozenset(about)
        self.verbs = frozenset(verbs)
        self.bare = frozenset(bare)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def get(self, item_id: str) -> Item | None:
        """The entry of that id."""
        return self._items.get(item_id)

    def lineage(self, item_id: str) -> tuple[str, ...]:
        """An entry and all that it falls under, nearest first; ``arm.shell.152`` begins with ``arm.shell``.

        An entry that the table doesn't know (any more) is alone.
        """
        if (known := self._lines.get(item_id)) is not None:
            return known
        asked = item_id
        if item_id not in self._items and _CALIBRE_ID.search(item_id):
            item_id = _CALIBRE_ID.sub("", item_id)
        line = [item_id]
        for at in line:  # grows while it is walked
            item = self._items.get(at)
            line += [p for p in item.parents if p not in line] if item else []
        self._lines[asked] = tuple(line)
        return self._lines[asked]

    def scan(self, text: str) -> tuple[GoodsMatch, ...]:
        """The goods in a text, in order, longest first, never overlapping; offsets into ``text``.

        Singular and plural, hyphen and space, capitals and small letters count as equal.
        """
        found = [
            *((start, end, item, False) for start, end, item in self._scanner.scan(text)),
            *((start, end, item, True) for start, end, item in self._exact_scanner.scan(text)),
        ]
        found.sort(key=lambda m: (m[0], -m[1], not m[3]))
        folded = fold_case(text)
        matches: list[GoodsMatch] = []
        free = 0
        for start, end, item_id, exact in found:
            if start < free:
                continue
            item = self._items[item_id] if item_id else None
            if item is not None and item.classes and not self._describes(folded, end):
                calibres: tuple[float, ...] = ()
                if item.calibre:
                    start, calibres = _calibres(folded, free, start, end)
                matches.append(
                    GoodsMatch(
                        start, end, text[start:end], item.classes, item.id, item.also, item.container, calibres, exact
                    )
                )
            free = end
        return tuple(matches)

    def _describes(self, folded: str, end: int) -> bool:
        """Whether the words only say what the next noun is about ("arms dealer")."""
        following = _NEXT_WORD.match(folded, end)
        return following is not None and following[1] in self._about

    # A blocker has to take its words from both tables, so here it is a payload: "".
    @cached_property
    def _scanner(self) -> Scanner[str]:
        return Scanner({phrase: item or "" for phrase, item in self._phrases.items()}, ignore_case=True)

    @cached_property
    def _exact_scanner(self) -> Scanner[str]:
        return Scanner({phrase: item or "" for phrase, item in self._exact.items()})


def _calibres(folded: str, free: int, start: int, end: int) -> tuple[int, tuple[float, ...]]:
    """Where the goods start with the calibre right before them, and all calibres that belong to them.

    "3 million 152 mm or 500,000 122 mm rounds" has both, and starts at the second.
    """
    own = [float(m[1]) for m in re.finditer(_CALIBRE, folded[start:end])]
    found = list(own)
    low = max(free, start - _NEAR)
    before = _BEFORE.search(folded[low:start])
    if before:
        places = list(re.finditer(_CALIBRE, before[0]))
        listed = _LINK.search(before[0], places[-1].end()) is not None
        if bool(own) is listed:  # not "122 mm and shells", nor "122 mm 152 mm shells"
            found = [float(m[1]) for m in places] + found
            start = start if own else low + before.start() + places[-1].start()
    after = _AFTER.match(folded, end)
    if after:
        found.append(float(after[1]))
    return start, tuple(dict.fromkeys(found))
