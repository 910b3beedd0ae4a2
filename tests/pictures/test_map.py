"""The map: the window, the coast, marks and names, ways round the world, and what holds for any."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from math import dist

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from probata.pictures import Route, Spot, SpotKind, Unplaced, WorldMap, draw_map
from probata.pictures.ink import SVG
from probata.pictures.land import outline, rings
from probata.pictures.map_marks import legs, marks
from probata.pictures.projection import Degrees, window
from probata.pictures.worldmap import CHIPS, SPOTS, degrees

from .conftest import Check, checked
from .test_text import HOSTILE

VLADIVOSTOK, RAJIN, PYONGYANG, SUNAN = (43.11, 131.87), (42.26, 130.28), (39.03, 125.75), (39.2, 125.69)
WASHINGTON, BUSAN, WELLINGTON, SANTIAGO = (38.9, -77.04), (35.1, 129.03), (-41.29, 174.78), (-33.46, -70.65)


def world(*spots: Spot, routes: tuple[Route, ...] = (), unplaced: tuple[Unplaced, ...] = ()) -> WorldMap:
    return WorldMap("Places", spots, routes, unplaced, "/incidents")


def spot(label: str, at: Degrees, count: int = 1, kind: SpotKind = SpotKind.PLACE) -> Spot:
    return Spot(label, f"/at/{label}".replace(" ", "-"), at, count, kind)


@pytest.mark.parametrize(
    ("points", "west", "east"),
    [
        ([], 100, 165),
        ([RAJIN], 115, 145),
        ([WASHINGTON, BUSAN], 90, 310),
        ([(51.5, -0.1), BUSAN], -30, 165),
    ],
)
def test_the_window_holds_its_points_the_short_way_round(points: list[Degrees], west: float, east: float) -> None:
    view = window(points, 900, 520)
    assert west <= view.west < view.east <= east
    for at in points:
        x, y = view.place(at)
        assert 0 < x < view.width
        assert 0 < y < view.height


def test_the_land_is_small_and_says_where_it_is_from() -> None:
    content = (files("probata.pictures") / "data" / "land.json").read_bytes()
    assert len(content) <= 60_000
    source = json.loads(content)["source"]
    assert "Natural Earth" in source
    assert "world-atlas 2.0.2" in source


@pytest.mark.parametrize(
    ("at", "land"),
    [
        ((40.5, 127.0), True),  # inland in the north of the Korean peninsula
        ((39.5, 130.5), False),  # the sea east of it
        ((42.0, 51.0), False),  # the Caspian
        ((66.0, -172.5), True),  # Chukotka, past the 180th meridian
        ((66.0, 175.0), True),  # and before it
        ((55.0, 100.0), True),
        ((0.0, -30.0), False),
        ((-85.0, 10.0), True),
    ],
)
def test_land_is_where_it_is(at: Degrees, land: bool) -> None:
    inside = sum(_crossings(ring, at[1] + turn, at[0]) for ring in rings() for turn in (-360, 0, 360, 720))
    assert inside % 2 == land


def _crossings(ring: tuple[tuple[float, float], ...], x: float, y: float) -> int:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum((y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in pairs) % 2


def test_no_coast_is_drawn_along_the_meridian_where_data_are_cut() -> None:
    land, coast = outline(window([(65.0, 170.0), (65.0, -170.0)], 900, 520))
    assert coast == ""
    xs = [float(n) for n in re.findall(r"[-\d.]+", land)[::2]]
    assert min(xs) < 0
    assert max(xs) > 900


def test_places_that_would_cover_each_other_are_one_mark(check: Check) -> None:
    picture = draw_map(
        world(spot("Sunan", SUNAN), spot("Pyongyang", PYONGYANG, 9), spot("Vladivostok", VLADIVOSTOK, 3, SpotKind.PORT))
    )
    for one in check(picture):
        merged = next(m for m in one.marks if m.get("data-row") == "0 2")
        assert merged.get("href") == "/incidents"
        assert merged.find(f"{{{SVG}}}title").text == "Pyongyang: 9 incidents; Sunan: 1 incident"
        assert "Pyongyang and 1 more" in [t.text for t in one.texts]
    assert [r.cells[0] for r in picture.table.rows] == ["Pyongyang", "Vladivostok", "Sunan"]
    assert picture.table.rows[1].cells[1:4] == ("port", "3", "43.11° N, 131.87° E")


def test_each_kind_of_place_has_a_shape(check: Check) -> None:
    spots = [spot(k.value, (30.0 + 10 * n, 100.0 + 10 * n), 1, k) for n, k in enumerate(SpotKind)]
    wide, _ = check(draw_map(world(*spots)))
    shapes = {(m[-1].tag, m[-1].get("class")) for m in wide.marks}
    assert len(shapes) == len(SpotKind)


def test_what_has_no_coordinates_is_listed(check: Check) -> None:
    picture = draw_map(world(unplaced=(Unplaced("Punggye-ri", "/p", 2),)))
    check(picture)
    assert [(r.cells[0], r.cells[3]) for r in picture.table.rows] == [("Punggye-ri", "no coordinates")]


def test_routes_have_arrows_only_where_their_direction_is_told(check: Check) -> None:
    there = Route("Rajin → Vladivostok", "/r1", (RAJIN, (36.0, 140.0)), 2)
    either = Route("Rajin – Busan", "/r2", (RAJIN, BUSAN), ordered=False)
    wide, _ = check(draw_map(world(routes=(there, either))))
    drawn = {m.get("href"): [e.get("class") for e in m if e.get("class")] for m in wide.marks}
    assert drawn["/r1"] == ["p-wash", "p-route", "p-solid"]
    assert drawn["/r2"] == ["p-wash", "p-route-dash"]


def test_a_way_goes_round_the_world_the_short_way() -> None:
    pacific = window([WASHINGTON, BUSAN], 900, 520)
    ((start, end),) = legs((WASHINGTON, BUSAN), pacific, {})
    assert end == pacific.place(BUSAN)
    assert start[0] > end[0]


def test_a_way_over_the_edge_comes_in_on_the_other_side() -> None:
    whole = window([WELLINGTON, SANTIAGO, (0.0, 0.0), (0.0, 60.0), (0.0, 120.0), (50.0, -60.0)], 900, 520)
    one, other = legs((WELLINGTON, SANTIAGO), whole, {})
    assert one[0] == whole.place(WELLINGTON)
    assert one[1][0] > whole.width
    assert other[1] == whole.place(SANTIAGO)
    assert other[0][0] < 0


def test_a_route_within_one_mark_is_still_seen(check: Check) -> None:
    route = Route("Sunan → Pyongyang", "/r", (SUNAN, PYONGYANG))
    for one in check(draw_map(world(spot("Sunan", SUNAN), spot("Pyongyang", PYONGYANG, 2), routes=(route,)))):
        assert any(e.get("class") == "p-route" for m in one.marks if m.get("href") == "/r" for e in m)


def test_what_is_too_much_is_counted(check: Check) -> None:
    spots = [spot(f"place {n}", (-60 + 1.9 * n, -170 + 5.1 * n), n + 1) for n in range(SPOTS + 3)]
    unplaced = tuple(Unplaced(f"lost {n}", "/u") for n in range(CHIPS + 2))
    picture = draw_map(world(*spots, unplaced=unplaced))
    check(picture)
    assert [r.cells[0] for r in picture.table.rows[-2:]] == ["3 more places", "2 more without coordinates"]


@pytest.mark.parametrize(
    ("at", "words"),
    [((-33.9, 18.4), "33.9° S, 18.4° E"), ((38.9, -77.04), "38.9° N, 77.04° W"), ((0, 0), "0° N, 0° E")],
)
def test_degrees(at: Degrees, words: str) -> None:
    assert degrees(at) == words


@pytest.mark.parametrize("at", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_degrees_that_are_none_are_refused(at: Degrees) -> None:
    with pytest.raises(ValueError, match="no place"):
        spot("x", at)


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_never_become_markup(label: str, check: Check) -> None:
    picture = draw_map(
        WorldMap(
            label,
            (Spot(label, "/s", RAJIN, 1, SpotKind.PORT, label),),
            (Route(label, "/r", (RAJIN, BUSAN), detail=label),),
            (Unplaced(label, "/u", 1, label),),
            "/rest",
            label,
        )
    )
    check(picture)
    assert not html.fromstring(picture.markup).xpath("//script | //img | //b")


places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
labels = st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE))
spots_ = st.lists(
    st.builds(Spot, labels, st.just("/s"), places, st.integers(1, 500), st.sampled_from(SpotKind)), max_size=12
)
routes_ = st.lists(
    st.builds(
        Route, labels, st.just("/r"), st.lists(places, min_size=2, max_size=4).map(tuple), st.just(1), st.booleans()
    ),
    max_size=3,
)


@settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(spots_, routes_)
def test_any_map_is_whole(spots: list[Spot], routes: list[Route]) -> None:
    checked(draw_map(world(*spots, routes=tuple(routes))))


@settings(max_examples=50, deadline=None)
@given(spots_)
def test_no_mark_covers_another(spots: list[Spot]) -> None:
    view = window([s.at for s in spots], 900, 520)
    found = marks(spots, view)
    assert sorted(n for m in found for n in m.places) == list(range(len(spots)))
    for n, one in enumerate(found):
        assert one.size <= one.at[0] <= view.width - one.size
        assert one.size <= one.at[1] <= view.height - one.size
        assert all(dist(one.at, other.at) >= one.size + other.size for other in found[:n])
