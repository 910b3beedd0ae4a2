"""The flow: what is counted, what is summed up, and what holds for any."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from probata.pictures import Flow, Pair, draw_flow
from probata.pictures.flow import OTHERS, PAIRS, sides
from probata.pictures.ink import SVG

from .conftest import Check, checked
from .test_text import HOSTILE


def flow(*pairs: Pair) -> Flow:
    return Flow("Who sends what", pairs, "/incidents")


def pair(giver: str, receiver: str, count: int, disputed: int = 0) -> Pair:
    return Pair(giver, receiver, count, f"/{giver}/{receiver}".replace(" ", "-"), disputed, "arms.missile")


def test_ribbons_are_as_wide_as_what_is_counted(check: Check) -> None:
    picture = draw_flow(flow(pair("KP", "RU", 6, 2), pair("RU", "KP", 3), pair("IR", "RU", 1)))
    for one in check(picture):
        heights = {}
        for rect in one.root.iter(f"{{{SVG}}}rect"):
            if rect.get("class") == "p-node":
                heights.setdefault(rect.get("x"), []).append(float(rect.get("height")))
        for side in heights.values():
            assert sum(side) == pytest.approx(max(map(sum, heights.values())), abs=0.5)
        hatched = [m for m in one.marks if any("cross" in (e.get("fill") or "") for e in m)]
        assert [m.get("href") for m in hatched] == ["/KP/RU"]
    assert [r.cells for r in picture.table.rows] == [
        ("KP", "RU", "6", "2", "arms.missile"),
        ("RU", "KP", "3", "0", "arms.missile"),
        ("IR", "RU", "1", "0", "arms.missile"),
    ]


def test_the_mark_says_what_the_row_says(check: Check) -> None:
    wide, _ = check(draw_flow(flow(pair("North Korea", "Russia", 7, 2))))
    assert wide.marks[0].find(f"{{{SVG}}}title").text == (
        "North Korea to Russia: 7 incidents, 2 of them disputed; arms.missile"
    )


def test_pairs_beyond_the_twelfth_are_others(check: Check) -> None:
    pairs = [pair(f"giver {n}", f"receiver {n}", n + 1, n % 2) for n in range(PAIRS + 5)]
    picture = draw_flow(flow(*pairs))
    check(picture)
    assert len(picture.table.rows) == PAIRS + 1
    last = picture.table.rows[-1]
    assert last.cells[:4] == (OTHERS, OTHERS, str(1 + 2 + 3 + 4 + 5), "2")
    assert last.href == "/incidents"


def test_receivers_stand_opposite_their_givers() -> None:
    of = sides(flow(pair("A", "x", 5), pair("B", "y", 4), pair("C", "z", 3), pair("A", "z", 1)))
    assert [n.label for n in of.givers] == ["A", "B", "C"]
    assert [n.label for n in of.receivers] == ["x", "y", "z"]


def test_nothing_is_told_so(check: Check) -> None:
    wide, _ = check(draw_flow(flow()))
    assert "Nothing is told" in wide.texts[0].text


@pytest.mark.parametrize(("count", "disputed"), [(0, 0), (2, 3), (1, -1)])
def test_counts_that_cannot_be_are_refused(count: int, disputed: int) -> None:
    with pytest.raises(ValueError, match="disputed"):
        pair("A", "B", count, disputed)


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_never_become_markup(label: str, check: Check) -> None:
    picture = draw_flow(Flow(label, (Pair(label, label, 5, "/x", 2, label),), "/r", note=label))
    check(picture)
    page = html.fromstring(picture.markup)
    assert not page.xpath("//script | //img | //b")
    assert not [k for e in page.iter() for k in e.attrib if k.startswith("on") or k == "style"]


names = st.one_of(st.sampled_from("ABCDEFGH"), st.text(max_size=40), st.sampled_from(HOSTILE))
pairs_ = st.tuples(names, names, st.integers(1, 10_000), st.floats(0, 1)).map(
    lambda t: Pair(t[0], t[1], t[2], "/p", int(t[2] * t[3]))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(pairs_, max_size=20, unique_by=lambda p: (p.giver, p.receiver)))
def test_any_flow_is_whole(pairs: list[Pair]) -> None:
    checked(draw_flow(flow(*pairs)))
