"""What is put in comes out as it was, narrowed as asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from probata.desk import Desk, Filter, Head
from probata.errors import InputError, NoArticle, NotFound, UsageError
from probata.records import Capture, ClaimType, Extraction, Finding, Incident, Report, Stance


def test_records_come_back_equal(
    filled: Desk, alleged: Extraction, denied: Extraction, incident: Incident, finding: Finding
) -> None:
    assert filled.reports() == [alleged.report, denied.report]
    assert filled.claims() == [*alleged.claims, *denied.claims]
    assert filled.statements() == [*alleged.statements, *denied.statements]
    assert filled.incidents() == [incident]
    assert filled.findings() == [finding]
    assert [n.because for n in filled.not_engaged()] == ["made up"]


@pytest.mark.parametrize(
    ("by", "reports", "statements", "claims", "findings"),
    [
        (Filter(), 2, 2, 2, 1),
        (Filter(actors=("KR",)), 1, 1, 1, 1),
        (Filter(actors=("KP",)), 2, 0, 2, 1),
        (Filter(actors=("CN",)), 0, 0, 0, 0),
        (Filter(measure="kp.arms.from"), 2, 2, 2, 1),
        (Filter(measure="KP.LUX"), 0, 0, 0, 0),
        (Filter(regimes=("UN-KP",)), 2, 2, 2, 1),
        (Filter(since="2024-03-19"), 1, 1, 0, 0),
        (Filter(until="2024-03-19"), 1, 1, 1, 1),
        (Filter(since="2024-03-10", until="2024-03-10"), 0, 0, 1, 1),
        (Filter(type=ClaimType.TRANSFER), 2, 2, 2, 1),
        (Filter(type=ClaimType.VISIT), 0, 0, 0, 0),
        (Filter(stance=Stance.DENIES), 1, 1, 1, 1),
        (Filter(disputed=True), 2, 2, 2, 1),
        (Filter(disputed=False), 0, 0, 0, 0),
        (Filter(actors=("KR",), stance=Stance.DENIES), 0, 0, 0, 1),
    ],
)
def test_filters(filled: Desk, by: Filter, reports: int, statements: int, claims: int, findings: int) -> None:
    found = (filled.reports(by), filled.statements(by), filled.claims(by), filled.findings(by))
    assert tuple(map(len, found)) == (reports, statements, claims, findings)


def test_get_by_a_whole_id_looks_at_one_row(filled: Desk, alleged: Extraction) -> None:
    with CaptureQueriesContext(connections[filled.base]) as asked:
        assert filled.get(alleged.claims[0].id) == alleged.claims[0]
    assert len(asked) == 1


def test_labels_are_listed_by_code_points_wherever_the_desk_is(desk: Desk, alleged: Extraction) -> None:
    labels = ["b", "A", "a", "_", "\u00e9", "Z", "\ud55c", "-a", "a b", "ab", "\U0001f6a2", "B"]
    desk.save_capture(Capture(alleged.report.capture, "0" * 64, 1, "file:a", "file:a", "2026", "text/plain", "test"))
    for n, label in enumerate(labels):
        report = replace(alleged.report, id=f"r{n}", label=label)
        desk.save_extraction(Extraction(report, (), (), (), ()), "engine")
    assert [r.label for r in desk.reports()] == sorted(labels)


def test_words_longer_than_an_index_takes_are_kept_and_found(desk: Desk, alleged: Extraction) -> None:
    (claim,), (statement,) = alleged.claims, alleged.statements
    name = "".join(chr(0xAC00 + n * 7919 % 11000) for n in range(3000))  # nothing that a database could shorten
    long = replace(
        alleged,
        report=replace(alleged.report, label=name, outlet=name),
        claims=(replace(claim, agent=(name,)),),
        statements=(replace(statement, source=replace(statement.source, id=name)),),
    )
    desk.save_capture(Capture(alleged.report.capture, "0" * 64, 1, "file:a", "file:a", "2026", "text/plain", "test"))
    desk.save_extraction(long, "engine")
    by = Filter(actors=(name,))
    assert (desk.reports(by), desk.claims(by), desk.statements(by)) == (
        [long.report],
        [*long.claims],
        [*long.statements],
    )


def test_get_by_id_and_by_its_beginning(filled: Desk, alleged: Extraction, incident: Incident) -> None:
    assert filled.get(alleged.report.id) == alleged.report
    assert filled.get(alleged.report.id[:6]) == alleged.report
    assert filled.get("i") == incident
    assert filled.get(alleged.report.id.upper()) == alleged.report
    with pytest.raises(UsageError, match="more of the id"):
        filled.get("r")
    for nothing in ("nosuch", "", "%", "_"):
        with pytest.raises(NotFound):
            filled.get(nothing)


def test_a_report_read_anew_replaces_its_claims_and_makes_incidents_stale(filled: Desk, alleged: Extraction) -> None:
    assert not filled.state.stale
    filled.save_extraction(replace(alleged, claims=()), "engine 2")
    assert filled.state.stale
    assert [c.report for c in filled.claims()] != [alleged.report.id]
    assert filled.report_engines(alleged.report.capture) == {alleged.report.id: "engine 2"}
    assert len(filled.reports()) == 2


def test_a_reading_is_remembered_with_its_failures(filled: Desk, alleged: Extraction) -> None:
    capture = alleged.report.capture
    assert filled.reading_of(capture) == ("", [])
    filled.finish_reading(capture, "engine 1", [alleged.report.id], [NoArticle("a.html", "no text in it")])
    engine, (failure,) = filled.reading_of(capture)
    assert (engine, type(failure), str(failure)) == ("engine 1", NoArticle, "a.html: no text in it")
    assert isinstance(failure, InputError)
    assert not filled.state.stale
    filled.finish_reading(capture, "engine 2", [], [])
    assert alleged.report not in filled.reports()
    assert filled.state.stale


def test_a_new_declaration_asks_for_a_new_reading(filled: Desk, alleged: Extraction) -> None:
    (capture,) = (c for c in filled.captures() if c.id == alleged.report.capture)
    filled.finish_reading(capture.id, "engine 1", [alleged.report.id], [])
    filled.save_capture(capture)
    assert filled.reading_of(capture.id)[0] == "engine 1"
    filled.save_capture(replace(capture, declared_published="2024-03-18"))
    assert filled.reading_of(capture.id)[0] == ""
    assert filled.get(capture.id) == replace(capture, declared_published="2024-03-18")


def test_a_failed_save_leaves_nothing_behind(desk: Desk, alleged: Extraction) -> None:
    broken = replace(alleged, claims=(*alleged.claims, *alleged.claims))  # twice the same id
    desk.save_capture(Capture(alleged.report.capture, "0" * 64, 1, "file:a", "file:a", "2026", "text/plain", "test"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        desk.save_extraction(broken, "engine 1", Head(5, "x"))
    assert (desk.reports(), desk.statements(), desk.claims(), desk.head) == ([], [], [], Head(0, ""))


def test_the_custody_head_only_moves_forward(filled: Desk, alleged: Extraction) -> None:
    filled.save_extraction(alleged, "e", Head(7, "seven"))
    filled.save_extraction(alleged, "e", Head(3, "three"))
    assert filled.head == Head(7, "seven")


def test_damage_is_seen(filled: Desk, alleged: Extraction, sql: Callable[..., None]) -> None:
    assert filled.damage() == []
    sql("UPDATE desk_reportrow SET record = '{}' WHERE id = %s", alleged.report.id)
    assert dict(filled.stored(Report))[alleged.report.id] is None


def test_the_models_and_the_migrations_agree(desk: Desk) -> None:
    # Not by the command makemigrations: it connects to every database that this process has ever opened.
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    made = MigrationLoader(None).project_state()
    assert MigrationAutodetector(made, ProjectState.from_apps(apps)).changes(graph=MigrationLoader(None).graph) == {}
