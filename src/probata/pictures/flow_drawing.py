"""The picture of a flow: givers on the left, receivers on the right, a ribbon for each pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from probata.pictures.figure import Picture
from probata.pictures.flow import OTHERS, Flow, Node, Pair, Sides, sides, twin, words_of
from probata.pictures.ink import SMALL, Element, Scale, Sheet, add, finish, legend, link, number, sheet, text
from probata.pictures.text import fit, isolated, width

_NODE = 9.0
_GAP = 14.0
_LEAST = 3.0
"""A ribbon is never thinner, so that it can be seen and pointed at."""
_WRITTEN = 14.0
"""A ribbon of this width carries its words."""
_BROAD, _REACH = 40.0, 70.0
"""In a ribbon of this width the words may go on so far into its bend."""
_TALL = 360.0
"""How high all ribbons are together, about; few and small ones are less."""
_EACH = 26.0


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where both sides stand. Labels are beside them on a wide screen, above them on a narrow one."""

    left: float
    right: float
    flat: float
    """How far a ribbon runs straight, and carries words."""
    above: float


_LAYOUTS = {
    Scale.WIDE: _Layout(190, 770, 210, 0),
    Scale.NARROW: _Layout(8, 352, 70, 18),
}


@dataclass(frozen=True, slots=True)
class _Stack:
    """One side: the top of each ribbon, and its nodes with their top and height."""

    tops: dict[int, float]
    nodes: list[tuple[Node, float, float]]
    bottom: float


def draw_flow(flow: Flow, name: str = "flow") -> Picture:
    """The picture for both screens, and its table. ``name`` tells it from others of the page."""
    of = sides(flow)
    wide, narrow = (_draw(flow, of, name, scale) for scale in (Scale.WIDE, Scale.NARROW))
    return Picture(wide, narrow, twin(flow, of), flow.note)


def _draw(flow: Flow, of: Sides, name: str, scale: Scale) -> str:
    on = sheet(
        name,
        scale,
        flow.title,
        f"A flow: {len(of.pairs)} pairs of giver and receiver; ribbons are as wide as the number of {flow.counted}. "
        "The table below it says the same.",
    )
    if not of.pairs:
        text(on.root, (8, 24), "Nothing is told to have been sent in this period.", on.width - 16, class_="p-soft")
        return finish(on, 36)
    at = _LAYOUTS[scale]
    total = sum(p.count for p in of.pairs)
    unit = min(_TALL / total, _EACH)
    thick = [max(p.count * unit, _LEAST) for p in of.pairs]
    given, taken = _stack(of.givers, thick, at, 34), _stack(of.receivers, thick, at, 34)
    short = min(given.bottom, taken.bottom)
    if given.bottom > short:
        taken = _stack(of.receivers, thick, at, 34 + (given.bottom - short) / 2)
    else:
        given = _stack(of.givers, thick, at, 34 + (taken.bottom - short) / 2)
    text(on.root, (at.left if at.above else at.left - 10, 18), "Giver", 150, anchor=_start(at), class_="p-head")
    text(on.root, (at.right if at.above else at.right + 10, 18), "Receiver", 150, anchor=_end(at), class_="p-head")
    for n in sorted(range(len(of.pairs)), key=lambda n: -thick[n]):
        _ribbon(on, of.pairs[n], n, (given.tops[n], taken.tops[n], thick[n]), at, flow.counted)
    for node, top, high in given.nodes:
        _node(on, node, (at.left, top, high), at, left=True)
    for node, top, high in taken.nodes:
        _node(on, node, (at.right - _NODE, top, high), at, left=False)
    return finish(on, legend(on, max(given.bottom, taken.bottom) + 10, _signs(on, of, flow.counted), 2))


def _start(at: _Layout) -> str:
    return "start" if at.above else "end"


def _end(at: _Layout) -> str:
    return "end" if at.above else "start"


def _stack(nodes: tuple[Node, ...], thick: list[float], at: _Layout, top: float) -> _Stack:
    tops: dict[int, float] = {}
    placed: list[tuple[Node, float, float]] = []
    y = top
    for node in nodes:
        y += at.above
        high = sum(thick[n] for n in node.pairs)
        # A thin node still has the room of its label.
        slot = high if at.above else max(high, 15.0)
        inner = y + (slot - high) / 2
        placed.append((node, inner, high))
        for n in node.pairs:
            tops[n] = inner
            inner += thick[n]
        y += slot + (_GAP if not at.above else 8)
    return _Stack(tops, placed, y)


def _ribbon(on: Sheet, pair: Pair, n: int, where: tuple[float, float, float], at: _Layout, counted: str) -> None:
    from_, to, thick = where
    left, right = at.left + _NODE, at.right - _NODE
    it = link(on.root, pair.href, words_of(pair, counted), n)
    whole = _band(left, right, at.flat, from_, to, thick)
    add(it, "path", d=whole, class_="p-others" if pair.giver == OTHERS else "p-ribbon")
    part = thick * pair.disputed / pair.count
    if part:
        d = _band(left, right, at.flat, from_ + thick - part, to + thick - part, part)
        add(it, "path", d=d, fill=on.ref("cross"))
    add(it, "path", d=whole, class_="p-ribbon-edge")
    clear = thick - part
    if clear >= _WRITTEN:
        label = f"{pair.count}" if at.above else f"{pair.count}{f': {isolated(pair.what)}' if pair.what else ''}"
        room = at.flat + (_REACH if clear >= _BROAD else -12)
        text(it, (left + 6, from_ + clear / 2 + 4), label, room, size=SMALL)


def _band(left: float, right: float, flat: float, from_: float, to: float, thick: float) -> str:
    """A band that runs straight for ``flat``, then bends over to the other side."""
    bend, middle = left + flat, (left + flat + right) / 2
    corners = ((bend, from_), (right, to), (right, to + thick), (bend, from_ + thick))
    first, over, under, last = (f"{number(x)} {number(y)}" for x, y in corners)
    turns = [f"{number(middle)} {number(y)}" for y in (from_, to, to + thick, from_ + thick)]
    start, end = f"{number(left)} {number(from_)}", f"{number(left)} {number(from_ + thick)}"
    return f"M{start}L{first}C{turns[0]} {turns[1]} {over}L{under}C{turns[2]} {turns[3]} {last}L{end}Z"


def _node(on: Sheet, node: Node, box: tuple[float, float, float], at: _Layout, left: bool) -> None:
    x, top, high = box
    add(on.root, "rect", x=x, y=top, width=_NODE, height=high, class_="p-node")
    count = f" {node.count}"
    room = (166.0 if at.above else at.left - 16) - width(count, 12)
    if at.above:
        place, anchor = ((x, top - 5), "start") if left else ((x + _NODE, top - 5), "end")
    else:
        middle = top + high / 2 + 4
        place, anchor = ((x - 8, middle), "end") if left else ((x + _NODE + 8, middle), "start")
    text(
        on.root,
        place,
        isolated(fit(node.label, room, 12)) + count,
        room + width(count, 12),
        anchor=anchor,
        class_="p-text p-haloed",
    )


def _signs(on: Sheet, of: Sides, counted: str) -> list[tuple[str, Any]]:
    def sign(fill: str | None = None) -> Any:
        def draw(parent: Element, place: tuple[float, float]) -> None:
            box = {"x": place[0] - 8, "y": place[1] - 5, "width": 16, "height": 10}
            add(parent, "rect", **box, class_="p-ribbon")
            if fill:
                add(parent, "rect", **box, fill=fill)

        return draw

    signs = [(f"as wide as the number of {counted}", sign())]
    if any(p.disputed for p in of.pairs):
        signs.append(("hatched: disputed by somebody", sign(on.ref("cross"))))
    return signs
