"""What is kept under ceilings gives the totals that the records give, however the desk came to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from probata.desk import Desk
from probata.pipeline import Engine, running_totals
from probata.pipeline.captold import anew, capped_measures
from probata.pipeline.lists import refresh
from probata.records import CapTelling
from probata.regimes.caps import account
from probata.settings import Settings

SETTINGS = Settings(author="tester")
ENGINE = Engine(SETTINGS)
MEASURES = {m.id for _, m in capped_measures(ENGINE.regimes)}


def kept(desk: Desk) -> dict[str, list[CapTelling]]:
    """What is kept of each measure."""
    from probata.desk.caps import tellings

    return {m: tellings(desk.base, m) for m in MEASURES}


def same(desk: Desk) -> int:
    """Holds the two ways together on several days of asking; how many tellings are shown."""
    quick, slow = kept(desk), anew(desk, ENGINE, MEASURES)
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
    told = next(t for tellings in kept(larger).values() for t in tellings if t.shown)
    record: Any = larger.get(told.report)
    larger.finish_reading(record.capture, engine, [], [])
    refresh(larger, SETTINGS)
    assert told.claim not in {t.claim for tellings in kept(larger).values() for t in tellings}
    assert same(larger) > 0


def test_totals_are_added_up_again_only_where_a_telling_has_changed(
    larger: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from probata.regimes import caps

    added: list[str] = []
    monkeypatch.setattr(caps, "account", lambda r, m, *given: added.append(m.id) or account(r, m, *given))
    before = running_totals(larger, SETTINGS)
    added.clear()
    assert running_totals(larger, SETTINGS) == before
    assert added == []
    told = next(t for own in kept(larger).values() for t in own if t.shown)
    record: Any = larger.get(told.report)
    larger.finish_reading(record.capture, "another engine", [], [])
    assert running_totals(larger, SETTINGS) != before
    assert set(added) == MEASURES


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
