"""The first page of a desk: what it counts is what the desk holds, and its questions don't grow with the desk."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from probata.desk import Desk, Filter
from probata.pipeline import Review
from probata.pipeline.lists import refresh
from probata.records import Act, FindingStatus
from probata.settings import Settings

SETTINGS = Settings(author="tester")
TODAY = "2999-01-01"


def test_what_is_counted_is_there(larger: Desk) -> None:
    from probata.desk.overview import overview

    told = overview(larger.base, TODAY)
    incidents, findings = larger.incidents(), larger.findings()
    months = Counter(((i.time.start or "")[:7] if i.time else "", i.type) for i in incidents)
    assert {(m.month, m.type): m.incidents for m in told.months} == months
    assert told.disputed_in_all == len(larger.incidents(Filter(disputed=True)))
    assert told.incidents_in_all == len(incidents)
    counted = {(m.regime, m.measure, s): n for m in told.measures for s, n in m.by_status.items() if n}
    assert counted == Counter((f.regime, f.measure, f.status) for f in findings)
    assert told.review.proposed == len(findings) == told.review.not_asked
    denied = {i.id for i in incidents if i.denied_by}
    assert told.review.no_contrary == sum(f.incident not in denied for f in findings)
    assert told.review.claims == len(larger.claims())
    assert (told.review.ready, told.waiting, told.overdue, told.awaited) == (0, 0, 0, ())


def test_the_newest_come_first(larger: Desk) -> None:
    from probata.desk.overview import overview

    told = overview(larger.base, TODAY, most=3)
    captured = {c.id: c.captured_at for c in larger.captures()}
    reports = {r.id: r for r in larger.reports()}
    latest = sorted((captured[r.capture] for r in reports.values()), reverse=True)[:3]
    assert [r.captured_at for r in told.reports] == latest
    assert all(r.title == (reports[r.id].title.text if reports[r.id].title else "") for r in told.reports)
    by_id = {i.id: i for i in larger.incidents()}
    ids = {r.id for r in told.reports}
    for line in told.incidents:
        assert ids.intersection(by_id[line.id].reports)
    for line in (*told.incidents, *told.disputed):
        it = by_id[line.id]
        assert (line.type, line.agent, line.counterpart, line.disputed) == (
            it.type, it.agent, it.counterpart, bool(it.denied_by),
        )  # fmt: skip
    assert all(line.disputed for line in told.disputed)


@pytest.fixture
def asked(larger: Desk) -> Desk:
    """A desk with two findings taken up: one party was asked of each, and of the first also noted what was sought."""
    first, second = sorted(larger.findings(), key=lambda f: f.id)[:2]
    review = Review(larger, SETTINGS, "as the sources stand")
    review.ask(first.id, "RU", "Did it arrive?", "2998-01-02")
    review.observe(first.id, Act.CONTRARY, "searched the agencies", none=True)
    review.ask(second.id, "RU", "Did it leave?", "2999-06-01")
    refresh(larger, SETTINGS)
    return larger


def test_replies_are_awaited_the_overdue_first(asked: Desk) -> None:
    from probata.desk.overview import overview

    told = overview(asked.base, TODAY)
    assert [(a.reply.question, a.reply.due, a.overdue) for a in told.awaited] == [
        ("Did it arrive?", "2998-01-02", True),
        ("Did it leave?", "2999-06-01", False),
    ]
    assert (told.waiting, told.overdue) == (2, 1)
    assert all(a.number and asked.get(a.finding).incident == a.incident for a in told.awaited)
    assert told.review.not_asked == told.review.proposed - 2
    assert told.review.ready == 1


def test_a_confirmed_finding_waits_for_nothing_and_a_retraction_brings_it_back(asked: Desk) -> None:
    from probata.desk.overview import overview

    before = overview(asked.base, TODAY)
    first = next(f for f in asked.findings() if f.replies and f.replies[0].due == "2998-01-02")
    decision = Review(asked, SETTINGS, "no need").reject(first.id)
    refresh(asked, SETTINGS)
    after = overview(asked.base, TODAY)
    assert after.review.proposed == before.review.proposed - 1
    assert after.review.ready == 0
    assert sum(m.by_status[FindingStatus.REJECTED] for m in after.measures) == 1
    Review(asked, SETTINGS, "after all").retract(decision.id)
    refresh(asked, SETTINGS)
    assert overview(asked.base, TODAY) == before


def test_an_older_desk_waits_for_the_same(asked: Desk) -> None:
    from django.db.migrations.executor import MigrationExecutor

    from probata.desk.overview import overview

    before = overview(asked.base, TODAY)
    MigrationExecutor(connections[asked.base]).migrate([("desk", "0012_list_indexes")])
    asked.close()
    with Desk.open(asked.path, SETTINGS) as again:
        refresh(again, SETTINGS)
        assert overview(again.base, TODAY) == before


def test_the_number_of_questions_is_that_of_a_small_desk(both: tuple[Desk, Desk]) -> None:
    from probata.desk.overview import overview

    numbers = []
    for desk in both:
        with CaptureQueriesContext(connections[desk.base]) as questions:
            overview(desk.base, TODAY)
        numbers.append(len(questions))
    assert numbers[0] == numbers[1] <= 12
