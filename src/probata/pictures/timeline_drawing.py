"""The picture of a timeline: lanes under headings, an axis on top, what has no date at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from probata.pictures.axis import Axis
from probata.pictures.figure import Picture
from probata.pictures.glyphs import ARMS, against, bar, said_sign
from probata.pictures.ink import SMALL, Element, Scale, Sheet, add, finish, legend, link, sheet, text
from probata.pictures.text import isolated, width
from probata.pictures.timeline import (
    Certainty,
    Extent,
    Lane,
    Said,
    Shown,
    Summary,
    Timeline,
    Undated,
    shown,
    twin,
    words_of,
    words_said,
)
from probata.records import Stance

BAR = 10.0
"""How high a bar is, and a row of statements."""
_ROW = 12.0
_HEAD = 24.0
_CHIP = 22.0
_GUTTER = 18.0
"""Where labels begin; the sign of what is disputed stands before them."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where labels and the axis stand: beside each other on a wide screen, one above the other on a narrow one."""

    label_room: float
    left: float
    right: float
    above: float
    """Room for the label over its bar."""


_LAYOUTS = {
    Scale.WIDE: _Layout(280, 312, 944, 0),
    Scale.NARROW: _Layout(336, 10, 348, 17),
}


def draw_timeline(timeline: Timeline, name: str = "timeline") -> Picture:
    """The picture for both screens, and its table. ``name`` tells it from others of the page."""
    of = shown(timeline)
    wide, narrow = (_draw(timeline, of, name, scale) for scale in (Scale.WIDE, Scale.NARROW))
    return Picture(wide, narrow, twin(timeline, of), timeline.note)


def _draw(timeline: Timeline, of: Shown, name: str, scale: Scale) -> str:
    on = sheet(name, scale, timeline.title, _description(of))
    at = _LAYOUTS[scale]
    axis = Axis(of.first, of.last, at.left, at.right) if of.first and of.last and (of.lanes or of.more) else None
    rows = iter(range(10**6))
    y = 8.0
    if axis:
        ground = add(on.root, "g")
        y = _lanes(on, of, axis, at, 46.0, rows)
        _grid(ground, axis, y)
    if of.undated:
        y = _undated(on, of, y + 8, rows)
    if not axis and not of.undated:
        text(on.root, (8, 24), "Nothing is told for this period.", on.width - 16, class_="p-soft")
        y = 36.0
    entries = list(_signs(on, of))
    return finish(on, legend(on, y + 12, entries, 2) if entries else y)


def _description(of: Shown) -> str:
    told = f"{len(of.lanes)} lanes from {of.first} to {of.last}" if of.lanes else "no dated events"
    undated = len(of.undated) + (of.more_undated.count if of.more_undated else 0)
    return f"A timeline: {told}; {undated} events without a date. The table below it says the same."


def _grid(ground: Element, axis: Axis, bottom: float) -> None:
    for tick in axis.ticks():
        x = axis.start(tick.day)
        add(ground, "line", x1=x, x2=x, y1=32 if not tick.under else 22, y2=bottom, class_="p-grid")
        for label, y, class_ in ((tick.label, 33, "p-soft"), (tick.under, 18, "p-head")):
            room = axis.right - x + 8
            if width(label, SMALL) <= room:
                text(ground, (x + 3, y), label, room, size=SMALL, class_=class_)
    add(ground, "line", x1=axis.left, x2=axis.right, y1=38, y2=38, class_="p-axis")


def _lanes(on: Sheet, of: Shown, axis: Axis, at: _Layout, y: float, rows: Iterator[int]) -> float:
    group = ""
    for lane in of.lanes:
        if lane.group != group:
            group = lane.group
            add(on.root, "rect", x=0, y=y, width=on.width, height=_HEAD - 4, class_="p-band")
            text(on.root, (6, y + 14), group, on.width - 12, class_="p-head")
            y += _HEAD
        y = _lane(on, lane, axis, at, y, rows)
    return _summary(on, of.more, axis, at, y + 4, rows) if of.more else y


def _lane(on: Sheet, lane: Lane, axis: Axis, at: _Layout, top: float, rows: Iterator[int]) -> float:
    stances = list(dict.fromkeys(s.stance for s in lane.said))
    middle = top + at.above + 4 + BAR / 2
    # Without an event the statements begin beside the label.
    first = middle + _ROW + 1 if lane.extent else middle
    bottom = max(middle, first + _ROW * (len(stances) - 1)) + _ROW
    into = on.root
    if lane.extent:
        into = link(on.root, lane.href, f"{isolated(lane.label)}: {words_of(lane)}", next(rows))
        add(into, "rect", x=0, y=top, width=on.width, height=bottom - top, class_="p-reach")
    baseline = top + 12 if at.above else middle + 4
    text(into, (_GUTTER, baseline), lane.label, at.label_room)
    if lane.disputed:
        against(into, (9, baseline - 4))
    if lane.extent:
        bar(on, into, lane.extent, axis, middle)
    for said in lane.said:
        _said(on.root, said, axis, first + _ROW * stances.index(said.stance), rows)
    return bottom


def _said(parent: Element, said: Said, axis: Axis, y: float, rows: Iterator[int]) -> None:
    days = said.day.isoformat() if said.last in (None, said.day) else f"{said.day} to {said.last}"
    it = link(parent, said.href, f"{days}: {words_said(said)}", next(rows))
    x = axis.middle(said.day)
    if said.last:
        x = (x + axis.middle(said.last)) / 2
    x = min(max(x, axis.left + ARMS), axis.right - ARMS)
    add(it, "circle", cx=x, cy=y, r=_ROW / 2, class_="p-reach")
    said_sign(it, said.stance, (x, y), many=said.count > 1)


def _summary(on: Sheet, more: Summary, axis: Axis, at: _Layout, top: float, rows: Iterator[int]) -> float:
    it = link(on.root, more.href, f"{more.label}, not shown one by one", next(rows))
    bottom = top + at.above + 22
    add(it, "rect", x=0, y=top, width=on.width, height=bottom - top, class_="p-reach")
    text(it, (_GUTTER, top + 13), more.label, at.label_room, class_="p-link-text")
    if more.extent:
        bar(on, it, more.extent, axis, top + at.above + 9)
    return bottom


def _undated(on: Sheet, of: Shown, top: float, rows: Iterator[int]) -> float:
    add(on.root, "rect", x=0, y=top, width=on.width, height=_HEAD - 4, class_="p-band")
    text(on.root, (6, top + 14), "No date told", on.width - 12, class_="p-head")
    x, y = 6.0, top + _HEAD + 2
    widest = 300.0 if on.scale is Scale.WIDE else on.width - 12
    for item in (*of.undated, *((of.more_undated,) if of.more_undated else ())):
        room = min(width(item.label, SMALL), widest - 16) + 16
        if x > 6 and x + room > on.width - 6:
            x, y = 6.0, y + _CHIP + 4
        detail = item.detail if isinstance(item, Undated) else "not shown one by one"
        it = link(on.root, item.href, "; ".join(w for w in (item.label, "no date told", detail) if w), next(rows))
        add(it, "rect", x=x, y=y, width=room, height=_CHIP, rx=4, class_="p-chip")
        text(it, (x + 8, y + 15), item.label, room - 15, size=SMALL)
        x += room + 6
    return y + _CHIP + 2


_CERTAIN = {
    Certainty.KNOWN: "on these days",
    Certainty.WITHIN: "on some day between",
    Certainty.SINCE: "open end",
    Certainty.UNTIL: "open beginning",
    Certainty.TOLD: "first to last day told",
}
_STANCE = {
    Stance.ASSERTS: "asserts",
    Stance.ALLEGES: "alleges",
    Stance.DENIES: "denies",
    Stance.UNVERIFIED: "can't verify",
}


def _signs(on: Sheet, of: Shown) -> Iterator[tuple[str, Any]]:
    """What the legend says: only what the picture has."""
    extents = [lane.extent for lane in of.lanes if lane.extent] + (
        [of.more.extent] if of.more and of.more.extent else []
    )
    used = {Certainty.KNOWN if e.certainty is Certainty.WITHIN and e.start == e.end else e.certainty for e in extents}
    for certainty in Certainty:
        if certainty in used and of.first:
            yield _CERTAIN[certainty], _sample(on, certainty, Extent(of.first, of.first, certainty))
    stances = {s.stance for lane in of.lanes for s in lane.said}
    for stance in Stance:
        if stance in stances:
            yield _STANCE[stance], lambda parent, place, stance=stance: said_sign(parent, stance, place, many=False)
    if any(s.count > 1 for lane in of.lanes for s in lane.said):
        yield "ringed: several", lambda parent, place: said_sign(parent, Stance.ASSERTS, place, many=True)
    if any(lane.disputed for lane in of.lanes):
        yield "before a name: disputed", lambda parent, place: against(parent, place)


def _sample(on: Sheet, certainty: Certainty, extent: Extent) -> Any:
    def draw(parent: Element, place: tuple[float, float]) -> None:
        bar(on, parent, extent, Axis(extent.start, extent.start, place[0] - 8, place[0] + 8), place[1], sample=True)

    return draw
