"""From the records of a desk to the data of pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from probata.desk import Desk
from probata.pictures import Certainty, Extent, SpotKind, draw_flow, draw_map, draw_timeline
from probata.pipeline import run
from probata.pipeline.pictures import Counted, Grouping, flow_of, map_of, timeline_of, timeline_of_incident
from probata.pipeline.pictures.timeline import SAID, TOLD, extent
from probata.records import DateInterval, Precision, Stance
from probata.settings import Settings

NEWS = [
    (
        "2024-03-20",
        "South Korea's defence minister Shin Wonsik said on Monday that North Korea had shipped about 7,000 containers "
        "of munitions to Russia since September 2023. Russia denied that North Korea had shipped munitions to Russia.",
    ),
    (
        "2024-03-22",
        "The United States said on Friday that North Korea had shipped munitions to Russia in January 2024 by the ship "
        "Angara from the port of Rajin to the port of Dunai.",
    ),
    ("2024-04-03", "North Korea launched a ballistic missile on April 2, 2024, South Korea said."),
    ("2024-05-03", "The United States alleged that Russia had sent refined petroleum to North Korea."),
    ("2024-05-05", "Kim Jong Un met Vladimir Putin at the Vostochny Cosmodrome on Sunday, Russia said."),
    ("2024-05-04", "Iran plans to send drones to Russia, the United States said."),
]


def href(record: str) -> str:
    return f"/{record[0]}/{record}" if record else "/incidents"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("pictures")
    lines = [json.dumps({"id": f"n{n}", "published": day, "text": text}) for n, (day, text) in enumerate(NEWS)]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(author="tester")
    with Desk.open(Path(folder / "desk"), settings, create=True) as opened:
        run([str(folder / "news.jsonl")], opened, settings)
        yield opened


def asked(desk: Desk, what: Callable[[], object]) -> int:
    with CaptureQueriesContext(connections[desk.base]) as queries:
        what()
    return len(queries)


def test_the_timeline_has_each_incident_once(desk: Desk) -> None:
    incidents = desk.incidents()
    timeline = timeline_of(desk, incidents, href)
    told = [lane.href for lane in timeline.lanes] + [u.href for u in timeline.undated]
    assert sorted(told) == sorted(href(i.id) for i in incidents)
    assert timeline.rest == "/incidents"
    assert {lane.group for lane in timeline.lanes} >= {"launch", "transfer"}
    launch = next(lane for lane in timeline.lanes if lane.group == "launch")
    assert launch.extent == Extent(date(2024, 4, 2), date(2024, 4, 2), Certainty.KNOWN)
    assert launch.label == "North Korea (missiles)"
    assert [(s.day, s.stance, s.who) for s in launch.said] == [(date(2024, 4, 3), Stance.ASSERTS, "South Korea")]


def test_lanes_by_actor(desk: Desk) -> None:
    timeline = timeline_of(desk, desk.incidents(), href, by=Grouping.ACTOR)
    assert {lane.group for lane in timeline.lanes} == {"Kim Jong Un", "North Korea"}
    assert "launch (missiles)" in [lane.label for lane in timeline.lanes]


@pytest.mark.parametrize(("picture", "questions"), [(timeline_of, 2), (flow_of, 1), (map_of, 2)])
def test_questions_to_the_desk_do_not_grow_with_incidents(
    desk: Desk, picture: Callable[..., object], questions: int
) -> None:
    incidents = desk.incidents()
    routed = next(i for i in incidents for c in i.claims if c in _told_by(desk, "Angara"))
    assert len(incidents) > 1
    assert {asked(desk, lambda own=own: picture(desk, own, href)) for own in ([routed], incidents)} == {questions}


def test_the_timeline_of_one_incident_has_every_claim(desk: Desk) -> None:
    incident = max(desk.incidents(), key=lambda i: len(i.claims))
    timeline = timeline_of_incident(desk, incident, href)
    said = [s for lane in timeline.lanes if lane.group == SAID for s in lane.said]
    assert sum(s.count for s in said) == len(incident.claims)
    assert {s.stance for s in said} == {Stance.ASSERTS, Stance.DENIES}
    told = [lane for lane in timeline.lanes if lane.group == TOLD]
    assert ("South Korea", Certainty.SINCE) in [(lane.label, lane.extent.certainty) for lane in told if lane.extent]
    assert draw_timeline(timeline).table.rows


def test_the_flow_counts_incidents_told_as_done(desk: Desk) -> None:
    incidents = desk.incidents()
    flow = flow_of(desk, incidents, href)
    sent = [i for i in incidents if i.type.value == "transfer"]
    counts = {(p.giver, p.receiver): (p.count, p.disputed) for p in flow.pairs}
    from_north = [i for i in sent if i.agent == ("KP",)]
    assert counts == {
        ("North Korea", "Russia"): (len(from_north), sum(bool(i.denied_by) for i in from_north)),
        ("Russia", "North Korea"): (1, 0),
    }
    oil = next(p for p in flow.pairs if p.giver == "Russia")
    assert oil.what == "refined petroleum"
    assert oil.href == href(next(i.id for i in sent if i.agent == ("RU",)))
    assert "1 planned or possible" in flow.note
    assert draw_flow(flow).table.rows


def test_the_flow_of_a_period_by_origins(desk: Desk) -> None:
    incidents = desk.incidents()
    flow = flow_of(desk, incidents, href, since="2023-10-01", until="2023-12-31", counted=Counted.ORIGINS)
    (pair,) = flow.pairs
    (incident,) = [
        i for i in incidents if i.time and i.time.start and i.time.start <= "2023-12-31" and i.agent == ("KP",)
    ]
    assert pair.count == incident.independent_origins
    assert flow.counted == "independent origins"
    assert flow.title.endswith("from 2023-10-01 until 2023-12-31")


def test_a_ribbon_of_several_incidents_leads_to_their_list(desk: Desk) -> None:
    flow = flow_of(desk, desk.incidents(), href, pair_href=lambda giver, receiver: f"/pairs/{giver}/{receiver}")
    several = [p for p in flow.pairs if p.count > 1]
    assert [p.href for p in several] == ["/pairs/KP/RU"] * len(several)


def test_the_map_has_places_and_routes_as_told(desk: Desk) -> None:
    incidents = desk.incidents()
    world = map_of(desk, incidents, href, place_href=lambda name: f"/places/{name}")
    spots = {s.label: s for s in world.spots}
    assert {"Rajin", "Dunai"} <= set(spots)
    assert spots["Rajin"].kind is SpotKind.PORT
    assert spots["Rajin"].at == pytest.approx((42.26, 130.28))
    routes = {r.label: r for r in world.routes}
    assert list(routes) == ["Rajin → Dunai"]
    incident = next(i for i in incidents for c in i.claims if c in _told_by(desk, "Angara"))
    assert routes["Rajin → Dunai"].href == href(incident.id)
    assert "transfer, North Korea → Russia" in routes["Rajin → Dunai"].detail
    assert draw_map(world).table.rows


def test_places_without_coordinates_are_listed(desk: Desk) -> None:
    world = map_of(desk, desk.incidents(), href)
    assert "Vostochny Cosmodrome" in [u.label for u in world.unplaced]
    assert "Vostochny Cosmodrome" not in [s.label for s in world.spots]


def _told_by(desk: Desk, ship: str) -> set[str]:
    return {c.id for c in desk.claims() if any(m.name == ship for m in c.means)}


@pytest.mark.parametrize(
    ("start", "end", "precision", "rule", "read"),
    [
        ("2024-01-02", "2024-01-02", Precision.DAY, "date", Certainty.KNOWN),
        ("2024-01-01", "2024-01-31", Precision.MONTH, "month-year", Certainty.WITHIN),
        ("2024-01-01", "2024-01-31", Precision.OPEN, "since-date+event", Certainty.SINCE),
        ("2024-01-01", "2024-01-31", Precision.OPEN, "past-year+event", Certainty.WITHIN),
        ("2024-01-01", "2024-01-31", Precision.OPEN, "from the first to the last day told", Certainty.TOLD),
        ("2024-01-01", None, Precision.OPEN, "since-date", Certainty.SINCE),
        (None, "2024-01-01", Precision.OPEN, None, Certainty.UNTIL),
        (None, None, Precision.UNKNOWN, None, None),
        ("2024-02-01", "2024-01-01", Precision.DAYS, "range", None),
    ],
)
def test_how_days_are_meant(
    start: str | None, end: str | None, precision: Precision, rule: str | None, read: Certainty | None
) -> None:
    found = extent(DateInterval(start, end, "words", precision, None, rule))
    assert (found.certainty if found else None) == read
