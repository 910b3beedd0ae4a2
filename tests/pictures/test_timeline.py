"""The timeline: what each kind of event looks like, what is summed up, and what holds for any."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from probata.pictures import Certainty, Extent, Lane, Said, Scale, Timeline, Undated, draw_timeline
from probata.pictures.ink import SVG
from probata.pictures.timeline import CHIPS, LANES
from probata.records import Stance

from .conftest import Check, checked
from .test_text import HOSTILE


def lane(label: str = "North Korea → Russia", extent: Extent | None = None, *said: Said, **more: object) -> Lane:
    return Lane(label, "/incidents/i1", "transfer", extent, said, **more)  # type: ignore[arg-type]


def days(first: str, last: str, certainty: Certainty = Certainty.KNOWN) -> Extent:
    return Extent(date.fromisoformat(first), date.fromisoformat(last), certainty)


def said(day: str, stance: Stance = Stance.ASSERTS, who: str = "South Korea", href: str = "/claims/c1") -> Said:
    return Said(date.fromisoformat(day), stance, who, href)


def draw(*lanes: Lane, undated: tuple[Undated, ...] = (), **more: object) -> Timeline:
    return Timeline("Incidents", lanes, "/incidents", undated, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("extent", "classes", "words"),
    [
        (days("2024-01-02", "2024-01-02"), {"p-solid"}, "on 2024-01-02"),
        (days("2024-01-02", "2024-01-09"), {"p-solid"}, "from 2024-01-02 to 2024-01-09"),
        (days("2024-01-02", "2024-01-31", Certainty.WITHIN), {"p-within"}, "some day from 2024-01-02 to 2024-01-31"),
        (days("2024-01-02", "2024-01-31", Certainty.SINCE), {"p-dash", "p-edge"}, "since 2024-01-02, told until"),
        (days("2024-01-02", "2024-01-31", Certainty.UNTIL), {"p-dash", "p-edge"}, "until 2024-01-31, told from"),
        (days("2024-01-02", "2024-01-31", Certainty.TOLD), {"p-dash"}, "told for days from 2024-01-02"),
    ],
)
def test_how_sure_the_days_are_is_seen_without_colour(
    extent: Extent, classes: set[str], words: str, check: Check
) -> None:
    picture = draw_timeline(draw(lane(extent=extent)))
    for one in check(picture):
        (mark,) = one.marks
        assert classes <= {e.get("class") for e in mark}
        assert words in mark.find(f"{{{SVG}}}title").text
    assert words in picture.table.rows[0].cells[-1]


def test_each_stance_has_a_shape_of_its_own(check: Check) -> None:
    picture = draw_timeline(draw(lane("x", days("2024-01-01", "2024-12-31"), *(said("2024-06-01", s) for s in Stance))))
    wide, _ = check(picture)
    shapes = [
        tuple((etree.QName(e).localname, e.get("class")) for e in m if e.get("class", "").startswith("p-"))
        for m in wide.marks
    ]
    assert len(set(shapes)) == len(shapes) == 1 + len(Stance)


def test_statements_that_would_touch_are_one(check: Check) -> None:
    picture = draw_timeline(
        draw(
            lane(
                "x",
                days("2020-01-01", "2024-12-31"),
                said("2024-06-01"),
                said("2024-06-03", who="United States"),
                said("2024-06-02", Stance.DENIES, "Russia"),
            )
        )
    )
    check(picture)
    assert [r.cells[-1] for r in picture.table.rows[1:]] == [
        "2 statements assert: South Korea, United States",
        "Russia denies",
    ]
    assert picture.table.rows[1].href == "/incidents/i1"
    assert picture.table.rows[2].href == "/claims/c1"


def test_what_does_not_fit_is_summed_up_by_weight(check: Check) -> None:
    lanes = [lane(f"event {n}", days("2024-01-01", "2024-01-02"), weight=n) for n in range(LANES + 37)]
    undated = tuple(Undated(f"undated {n}", "/u") for n in range(CHIPS + 5))
    picture = draw_timeline(draw(*lanes, undated=undated))
    check(picture)
    labels = [r.cells[0] for r in picture.table.rows]
    assert labels[:LANES] == [f"event {n}" for n in range(37, LANES + 37)]
    assert labels[LANES] == "37 more"
    assert labels[-1] == "5 more"
    assert picture.table.rows[LANES].href == "/incidents"


def test_a_period_cuts_the_axis(check: Check) -> None:
    picture = draw_timeline(
        draw(
            lane("long", days("2016-01-01", "2026-01-01"), said("2019-05-05"), said("2024-05-05")),
            since=date(2024, 1, 1),
            until=date(2024, 12, 31),
        )
    )
    check(picture)
    assert [r.cells[2] for r in picture.table.rows] == ["2016-01-01", "2024-05-05"]


def test_nothing_is_told_so(check: Check) -> None:
    wide, _ = check(draw_timeline(draw()))
    assert [t.text for t in wide.texts] == ["Nothing is told for this period."]


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_never_become_markup(label: str, check: Check) -> None:
    picture = draw_timeline(
        Timeline(
            label,
            (
                Lane(
                    label, "/i", label, days("2024-01-01", "2024-02-02"), (said("2024-01-05", who=label),), True, label
                ),
            ),
            "/r",
            (Undated(label, "/u", label),),
            note=label,
        )
    )
    check(picture)
    page = html.fromstring(picture.markup)
    assert {e.tag for e in page.iter() if isinstance(e.tag, str)} <= {
        *"figure svg title desc defs pattern rect g text line path circle a figcaption details summary div".split(),
        *"table caption thead tbody tr th td".split(),
    }
    assert not [k for e in page.iter() for k in e.attrib if k.startswith("on") or k == "style"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JavaScript:alert(1)", " data:text/html,x", "/a b", "vb:x"])
def test_only_pages_are_linked_to(href: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        draw_timeline(Timeline("x", (Lane("x", href, extent=days("2024-01-01", "2024-01-01")),), "/"))


def test_an_event_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        days("2024-01-02", "2024-01-01")


@pytest.mark.parametrize("scale", Scale)
def test_a_file_of_its_own_has_its_colours(scale: Scale) -> None:
    picture = draw_timeline(draw(lane("x", days("2024-01-01", "2024-01-02"), said("2024-01-01"))))
    root = etree.fromstring(picture.standalone(scale))
    css = root.find(f"{{{SVG}}}style").text
    assert "var(" not in css
    assert "prefers-color-scheme: dark" in css
    used = {c for e in root.iter() for c in (e.get("class") or "").split() if c.startswith("p-")}
    assert used - {"p-mark"} <= {c for c in used if f".{c} " in css}
    assert float(root.get("width")) == scale.width
    assert css.count("{") == css.count("}")
    day, night = css.split("@media")
    assert "#ffffff" in day
    assert ".p-thin" in day
    assert not re.search("stroke-width|dasharray", night)


some_days = st.dates(date(1, 1, 1), date(9999, 12, 31))
labels = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))
extents = st.builds(lambda a, b, c: Extent(min(a, b), max(a, b), c), some_days, some_days, st.sampled_from(Certainty))
sayings = st.builds(Said, some_days, st.sampled_from(Stance), labels, st.just("/c"))
lanes_ = st.builds(
    Lane, labels, st.just("/i"), labels, st.none() | extents, st.lists(sayings, max_size=6).map(tuple), st.booleans()
)
undated_ = st.lists(st.builds(Undated, labels, st.just("/u"), labels), max_size=15).map(tuple)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Timeline,
        labels,
        st.lists(lanes_, max_size=8).map(tuple),
        st.just("/rest"),
        undated_,
        st.none() | some_days,
        st.none() | some_days,
    )
)
def test_any_timeline_is_whole(timeline: Timeline) -> None:
    checked(draw_timeline(timeline))
