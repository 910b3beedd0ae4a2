"""Sources: counted from what they say, and a grade that touches what rests on the source alone."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from probata.desk import Desk, models
from probata.desk.sources import everybody, known_roots
from probata.errors import NotFound, UsageError
from probata.pipeline import Graded, Review, refresh
from probata.pipeline.sources import find_source, list_sources, source_file
from probata.records import Incident, SourceSummary, Stance, to_json
from probata.settings import Settings

SETTINGS = Settings(author="tester")
TODAY = "2026-11-26"


def every(desk: Desk) -> dict[str, SourceSummary]:
    found, _ = list_sources(desk, TODAY, limit=500)
    return {g.source.id: g.source for g in found}


def busiest(desk: Desk) -> str:
    return max((s for s in every(desk).values() if known_roots(desk.base, [s.id])), key=lambda s: s.incidents).id


def records(desk: Desk) -> dict[str, object]:
    return {i.id: to_json(i) for i in desk.incidents()}


def from_scratch(desk: Desk) -> dict[str, object]:
    with desk.transaction():
        desk.start_assessment(desk.assessed_with)
    refresh(desk, SETTINGS)
    return records(desk)


def by_day(incidents: list[Incident], source: str) -> dict[str, str]:
    return {i.id: s.reliability.value for i in incidents if i.proposed
            for s in i.proposed.sources if s.source == source}  # fmt: skip


def test_what_is_counted_is_what_the_records_hold(larger: Desk) -> None:
    found = every(larger)
    statements, denials, claims, reports, alone = (Counter[str]() for _ in range(5))
    for s in larger.statements():
        names = {s.source.id, s.source.person or s.source.id}
        statements.update(names)
        denials.update(names if s.stance is Stance.DENIES else ())
    for c in larger.claims():
        claims.update({c.source.id, c.source.person or c.source.id})
    reports.update(r.outlet for r in larger.reports() if r.outlet)
    for i in larger.incidents():
        alone.update(o.root for o in i.origins if o.counted and i.independent_origins == 1)
    assert found
    for name, it in found.items():
        told = (it.statements, it.denials, it.claims, it.reports, it.alone)
        assert told == (statements[name], denials[name], claims[name], reports[name], alone[name]), name
    named = {n for n in {*statements, *claims, *reports} if n not in ("report", "anonymous")}
    assert named <= found.keys() <= everybody(larger.base)


def test_a_grade_remakes_what_rests_on_its_source_since_it_holds(larger: Desk) -> None:
    source = busiest(larger)
    days = dict(models.IncidentOrigin.objects.using(larger.base).filter(root=source).values_list("incident_id", "day"))
    middle = sorted(d for d in days.values() if d)[len(days) // 2]
    before, refreshed = records(larger), 0
    Review(larger, SETTINGS, "often right").grade(source, "B", Graded(valid_from=middle))
    from probata.pipeline import assess

    with larger.writing():
        assess.take(larger)
        refreshed = models.IncidentRow.objects.using(larger.base).filter(stale=True).count()
    touched = {i for i, day in days.items() if not day or day >= middle}
    assert 0 < refreshed == len(touched) < len(before)
    refresh(larger, SETTINGS)
    after = records(larger)
    assert {i for i in after if after[i] != before[i]} <= touched
    graded = by_day(larger.incidents(), source)
    assert {i for i, letter in graded.items() if letter == "B"} == {i for i, day in days.items() if day >= middle}
    assert from_scratch(larger) == after


def test_taking_a_grade_back_leaves_no_trace_in_an_incident(larger: Desk) -> None:
    before = records(larger)
    decision = Review(larger, SETTINGS, "often right").grade(busiest(larger), "B", Graded())
    refresh(larger, SETTINGS)
    assert records(larger) != before
    Review(larger, SETTINGS, "a slip").retract(decision.id)
    refresh(larger, SETTINGS)
    assert records(larger) == before


def test_decisions_on_origins_remake_what_goes_back_to_them(larger: Desk) -> None:
    roots = models.IncidentOrigin.objects.using(larger.base).filter(counted=True, others__gt=0).order_by("incident_id")
    incident = roots.values_list("incident_id", flat=True)[0]
    pair = [r.root for r in roots.filter(incident_id=incident).order_by("root")][:2]
    review = Review(larger, SETTINGS, "one house")
    decision = review.origin(pair, same=True)
    refresh(larger, SETTINGS)
    after = records(larger)
    assert from_scratch(larger) == after
    Review(larger, SETTINGS, "a slip").retract(decision.id)
    refresh(larger, SETTINGS)
    assert (back := records(larger)) != after
    assert from_scratch(larger) == back


def test_a_report_that_goes_takes_its_numbers_along(larger: Desk) -> None:
    report = next(r for r in larger.reports() if r.outlet)
    before = every(larger)
    larger.finish_reading(report.capture, "engine", [], [])
    refresh(larger, SETTINGS)
    after = every(larger)
    left = after.get(report.outlet or "")
    assert (left.reports if left else 0) == before[report.outlet or ""].reports - 1
    assert not models.SourceRow.objects.using(larger.base).filter(stale=True).exists()


def test_a_list_asks_as_much_of_a_large_desk(both: tuple[Desk, Desk]) -> None:
    asked = []
    for desk in both:
        source = busiest(desk)
        with CaptureQueriesContext(connections[desk.base]) as queries:
            list_sources(desk, TODAY, limit=5)
            source_file(desk, source, TODAY)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 24


def test_grades_narrow_the_list_by_the_day(larger: Desk) -> None:
    source = busiest(larger)
    Review(larger, SETTINGS, "often right").grade(source, "B", Graded(valid_from="2026-01-01"))
    refresh(larger, SETTINGS)
    assert [g.source.id for g in list_sources(larger, TODAY, grade="b")[0]] == [source]
    assert list_sources(larger, "2025-12-31", grade="B")[0] == ()
    assert source not in {g.source.id for g in list_sources(larger, TODAY, grade="F", limit=500)[0]}
    it = source_file(larger, source, TODAY)
    assert (it.graded.reliability, len(it.history), it.origin) == ("B", 1, True)


def test_pages_walk_every_source_once(larger: Desk) -> None:
    seen, after = list[str](), None
    while True:
        found, page = list_sources(larger, TODAY, order="name", after=after, limit=4)
        seen += [g.source.id for g in found]
        if not page.has_next:
            break
        after = page.last_key
    assert sorted(seen) == sorted(every(larger))


def test_what_is_not_there_is_said(larger: Desk) -> None:
    with pytest.raises(NotFound, match="probata sources"):
        find_source(larger, "Nobody of that name")
    for wrong in ({"kind": "report"}, {"grade": "G"}, {"order": "beauty"}):
        with pytest.raises(UsageError):
            list_sources(larger, TODAY, **wrong)
