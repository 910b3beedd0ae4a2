"""What is kept under ceilings gives the totals that the records give, however the desk came to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from probata.desk import Desk
from probata.pipeline import Engine, running_totals
from probata.pipeline.captold import capped_measures, kept
from probata.pipeline.lists import refresh
from probata.records import CapTelling
from probata.regimes.caps import account
from probata.settings import Settings

SETTINGS = Settings(author="tester")
ENGINE = Engine(SETTINGS)
MEASURES = {m.id for _, m in capped_measures(ENGINE.regimes)}


def from_records(desk: Desk) -> dict[str, list[CapTelling]]:
    """As on a desk whose incidents were made by other rules."""
    from probata.desk.models import DeskInfo

    info = DeskInfo.objects.using(desk.base)
    info.update(assessed_with="other rules")
    try:
        return kept(desk, ENGINE, MEASURES)
    finally:
        info.update(assessed_with=ENGINE.assessor)


def same(desk: Desk) -> int:
    """Holds the two ways together on several days of asking; how many tellings are shown."""
    quick, slow = kept(desk, ENGINE, MEASURES), from_records(desk)
    shown = 0
    for regime, measure in capped_measures(ENGINE.regimes):
        for day in (None, "2023-01-01", "2024-06-01"):
            made = account(regime, measure, quick[measure.id], day)
            assert made == account(regime, measure, slow[measure.id], day)
            shown += sum(len(r.lines) for r in made.running) + len(made.undated) + len(made.denied)
    return shown


def test_the_kept_tellings_give_what_the_records_give(larger: Desk) -> None:
    assert same(larger) > 0


@pytest.mark.parametrize("engine", ["benchmark", "another"])
def test_a_report_that_goes_or_is_read_anew_takes_its_tellings_along(larger: Desk, engine: str) -> None:
    told = next(t for tellings in kept(larger, ENGINE, MEASURES).values() for t in tellings if t.shown)
    record: Any = larger.get(told.report)
    larger.finish_reading(record.capture, engine, [], [])
    refresh(larger, SETTINGS)
    assert told.claim not in {t.claim for tellings in kept(larger, ENGINE, MEASURES).values() for t in tellings}
    assert same(larger) > 0


def test_a_total_takes_no_more_questions_on_a_larger_desk(both: tuple[Desk, Desk]) -> None:
    numbers = [_questions(desk, lambda desk=desk: running_totals(desk, SETTINGS)) for desk in both]
    assert numbers[0] == numbers[1] < 20


def _questions(desk: Desk, ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connections[desk.base]) as asked:
        ask()
    return len(asked)


def test_an_older_desk_gets_the_totals_at_once_and_the_rows_with_the_next_run(larger: Desk) -> None:
    from django.db.migrations.executor import MigrationExecutor

    before = running_totals(larger, SETTINGS)
    MigrationExecutor(connections[larger.base]).migrate([("desk", "0006_member_of_cell")])
    larger.close()
    with Desk.open(larger.path, SETTINGS) as again:
        from probata.desk.models import DeskInfo

        DeskInfo.objects.using(again.base).update(assessed_with="an earlier version")
        assert running_totals(again, SETTINGS) == before
        refresh(again, SETTINGS, upgrade=True)
        assert again.assessed_with == ENGINE.assessor
        assert running_totals(again, SETTINGS) == before
        assert same(again) > 0
