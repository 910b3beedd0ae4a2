"""Pages of lists: every record once, in order, from any key, at the same number of questions however large the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from probata.desk import Desk, Filter
from probata.errors import UsageError
from probata.records import (
    ClaimType,
    Extraction,
    Finding,
    FindingStatus,
    Incident,
    ObjectClass,
    Reply,
    Stance,
    make_id,
    summary_of,
)
from probata.settings import Settings

REPORTS = 23
DAYS = ("2024-03-01", "2024-03-02", "2024-03-02", "2024-03-05", None)


def fill(desk: Desk, alleged: Extraction, capture_of: Callable[[str], Any], reports: int) -> None:
    """Reports that differ in their day and in who speaks, with one claim each."""
    for n in range(reports):
        text = f"{alleged.report.text} {n}"
        capture = capture_of(text)
        report = replace(
            alleged.report, id=make_id("r", capture.id), capture=capture.id, text=text, published=DAYS[n % len(DAYS)],
            outlet=("Reuters", "Yonhap")[n % 2],
        )  # fmt: skip
        (claim,), (statement,) = alleged.claims, alleged.statements
        statement = replace(statement, id=make_id("s", report.id), report=report.id)
        claim = replace(
            claim, id=make_id("c", report.id), report=report.id, statement=statement.id,
            stance=(Stance.ALLEGES, Stance.DENIES, Stance.ASSERTS)[n % 3],
        )  # fmt: skip
        desk.save_capture(capture)
        desk.save_extraction(replace(alleged, report=report, statements=(statement,), claims=(claim,)), "engine")


@pytest.fixture
def paged(desk: Desk, alleged: Extraction, capture_of: Callable[[str], Any]) -> Desk:
    fill(desk, alleged, capture_of, REPORTS)
    return desk


def key_of(kind: str, order: str) -> Callable[[Any], Any]:
    day = {
        "published": lambda r: r.published or "",
        "happened": lambda r: (r.time.start if r.time else "") or "",
        "captured": lambda r: r.captured_at,
    }
    return lambda r: (day[order](r), r.id) if order in day else r.id


def test_pages_forward_and_back_hold_every_record_once_in_order(paged: Desk) -> None:
    for order in ("published", "-published", "id", "-id"):
        wanted = sorted(paged.reports(), key=key_of("reports", order.removeprefix("-")), reverse=order.startswith("-"))
        for limit in (1, 4, REPORTS, REPORTS + 1):
            forward = [paged.page("reports", order=order, limit=limit)]
            assert not forward[0].has_previous
            while forward[-1].has_next:
                forward.append(paged.page("reports", order=order, after=forward[-1].last_key, limit=limit))
                assert forward[-1].has_previous
            assert [r for p in forward for r in p.items] == wanted
            back = [forward[-1]]
            while back[-1].has_previous:
                back.append(paged.page("reports", order=order, before=back[-1].first_key, limit=limit))
                assert back[-1].has_next
            assert [r for p in reversed(back) for r in p.items] == wanted


FILTERS = [
    Filter(),
    Filter(outlets=("Reuters",)),
    Filter(stance=Stance.DENIES),
    Filter(actors=("KP",), outlets=("Yonhap",)),
    Filter(since="2024-03-02", until="2024-03-05"),
    Filter(goods=(ObjectClass.ARMS_ARTILLERY, ObjectClass.ARMS_AMMUNITION), stance=Stance.ASSERTS),
    Filter(sources=("KR",)),
    Filter(actors=("Nobody",)),
]


def test_a_filter_finds_the_same_whichever_way_it_is_looked_up(paged: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from probata.desk import conditions

    kinds: list[Any] = ["reports", "statements", "claims"]
    for kind in kinds:
        every = list(paged.every(kind))
        numbers = set()
        for by in FILTERS:
            wanted = {r.id for r in getattr(paged, kind)(by)}
            numbers.add(len(wanted))
            for rare in (0, 5, 20_000):
                monkeypatch.setattr(conditions, "RARE", rare)
                assert list(paged.every(kind, by)) == [r for r in every if r.id in wanted]
                assert paged.count_up_to(kind, by) == len(wanted)
                assert paged.count_up_to(kind, by, 3) == min(3, len(wanted))
        assert len(numbers) > 3


def test_the_number_of_questions_is_the_same_on_a_larger_desk(
    filled: Desk, alleged: Extraction, capture_of: Callable[[str], Any]
) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from probata.desk import paging

    def asked(kind: Any, by: Filter) -> int:
        with CaptureQueriesContext(connections[filled.base]) as queries:
            filled.page(kind, by, limit=2)
        return len(queries)

    narrow = Filter(actors=("KP",), stance=Stance.ALLEGES)
    few = {kind: asked(kind, Filter()) for kind in paging.ORDERS}
    few_claims = asked("claims", narrow)
    fill(filled, alleged, capture_of, 9)
    assert {kind: asked(kind, Filter()) for kind in paging.ORDERS} == few
    assert set(few.values()) == {1, 2}
    assert asked("claims", narrow) == few_claims == 4


ORDERS = [
    ("captures", "captured", "capture_by_time"),
    ("reports", "published", "report_by_day"),
    ("statements", "said", "statement_by_day"),
    ("claims", "happened", "claim_by_time"),
    ("claims", "published", "claim_by_day"),
    ("incidents", "happened", "incident_by_time"),
    ("incidents", "origins", "incident_by_origins"),
    ("findings", "measure", "finding_by_measure"),
    ("findings", "happened", "finding_by_time"),
]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)  # PostgreSQL reads a table of no rows whole anyway
def test_each_order_is_read_from_its_index(desk: Desk) -> None:
    from probata.desk import conditions, paging

    kind: Any
    for kind, order, index in ORDERS:
        every = conditions.table(kind, desk.base)
        for down in ("", "-"):
            way = paging.Way(kind, paging.ORDERS[kind], down + order)
            values = ["" for _ in paging.ORDERS[kind][order]]
            for rows in (way.from_(every, None, False, False), way.from_(every, values, False, False)):
                told = rows.values_list(*paging.ORDERS[kind][order])[:51].explain()
                assert index in told
                assert "TEMP B-TREE" not in told


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"order": "weight"}, r"can't be ordered by 'weight'; they can be by published, -published"),
    ({"limit": 0}, r"1 to 500 records"),
    ({"limit": 501}, r"1 to 500 records"),
    ({"after": "rubbish"}, r"not the key of a page"),
    ({"after": ""}, r"not the key of a page"),
    ({"after": "é"}, r"not the key of a page"),
    ({"before": "AAAAAAAA"}, r"not the key of a page"),
    ({"after": "a", "before": "b"}, r"give either"),
]


def test_wrong_questions_are_one_line(desk: Desk) -> None:
    for asked, says in WRONG:
        with pytest.raises(UsageError, match=says):
            desk.page("reports", **asked)


def test_a_key_of_another_list_or_a_changed_one_is_refused(paged: Desk) -> None:
    key = paged.page("reports", limit=2).last_key
    assert key is not None
    with pytest.raises(UsageError, match=r"of a list of reports published, not of reports -published"):
        paged.page("reports", order="-published", after=key)
    with pytest.raises(UsageError, match="of a list of reports"):
        paged.page("claims", after=key)
    for n in range(len(key)):
        changed = key[:n] + ("A" if key[n] != "A" else "B") + key[n + 1 :]
        with pytest.raises(UsageError):
            paged.page("reports", after=changed)


@given(st.text(max_size=80))
@hypothesis_settings(max_examples=200)
def test_no_words_are_a_key_by_chance(words: str) -> None:
    from probata.desk.paging import ORDERS as KNOWN
    from probata.desk.paging import Way

    with pytest.raises(UsageError, match="not the key"):
        Way("claims", KNOWN["claims"], "").read(words)


def test_a_page_goes_on_where_a_record_has_gone(paged: Desk) -> None:
    first = paged.page("reports", order="id", limit=3)
    gone = first.items[-1]
    paged.finish_reading(gone.capture, "engine", [], [])
    following = paged.page("reports", order="id", after=first.last_key, limit=3)
    assert [r.id for r in following.items] == sorted(r.id for r in paged.reports())[2:5]


def test_reports_without_text_and_incidents_in_few_words(filled: Desk, incident: Incident) -> None:
    assert [r.text for r in filled.page("reports", whole=False).items] == ["", ""]
    assert filled.page("incidents", whole=False).items == (summary_of(incident),)
    assert filled.page("incidents").items == (incident,)


def test_findings_by_what_people_did(filled: Desk, incident: Incident, finding: Finding) -> None:
    asked = Reply("RU", "Did it?", "2024-05-01", "2024-05-15", None, None)
    silent = replace(asked, addressee="KP", due="2024-05-01", answered="2024-05-02")
    graded = replace(incident, reliability="B", credibility="2", independent_origins=3)
    done = replace(finding, status=FindingStatus.CONFIRMED, number="2024-0001", replies=(silent, asked))
    with filled.transaction():
        filled.save_incident("i1", graded, [done], [])
    met = [
        Filter(status=FindingStatus.CONFIRMED), Filter(number="2024-0001"), Filter(citation_status="seen"),
        Filter(reply_due=True), Filter(reliability=("A", "B")), Filter(credibility=("2",)), Filter(origins=3),
        Filter(goods=(ObjectClass.ARMS_AMMUNITION,)), Filter(sources=("KR",)), Filter(incidents=("i1",)),
    ]  # fmt: skip
    unmet = [
        Filter(status=FindingStatus.REJECTED), Filter(number="2024-0002"), Filter(citation_status="unseen"),
        Filter(reply_due=False), Filter(reliability=("A",)), Filter(credibility=("1",)), Filter(origins=4),
        Filter(goods=(ObjectClass.COAL,)), Filter(sources=("JP",)), Filter(incidents=("i2",)),
        Filter(status=FindingStatus.CONFIRMED, type=ClaimType.VISIT),
    ]  # fmt: skip
    for kind in ("findings", "incidents"):
        assert all(filled.count_up_to(kind, by) == 1 for by in met), kind  # type: ignore[arg-type]
        assert all(filled.count_up_to(kind, by) == 0 for by in unmet), kind  # type: ignore[arg-type]


def test_captures_and_decisions_have_their_days_alone(filled: Desk) -> None:
    assert filled.count_up_to("captures", Filter(since="2026-01-02", until="2026-01-02")) == 2
    assert filled.count_up_to("captures", Filter(until="2026-01-01")) == 0
    assert filled.page("decisions").items == ()
    with pytest.raises(UsageError, match="captures can't be narrowed by actors"):
        filled.page("captures", Filter(actors=("KP",)))


def test_an_older_desk_is_asked_the_same(filled: Desk, settings: Settings, incident: Incident) -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    by = [Filter(goods=(ObjectClass.ARMS_AMMUNITION,)), Filter(since="2024-03-15"), Filter(sources=("KR",))]
    kinds = ("reports", "statements", "claims", "incidents", "findings")
    wanted = [filled.page(kind, one).items for kind in kinds for one in by]  # type: ignore[arg-type]
    MigrationExecutor(connections[filled.base]).migrate([("desk", "0010_verdicts")])
    filled.close()
    with Desk.open(filled.path, settings) as again:
        assert [again.page(kind, one).items for kind in kinds for one in by] == wanted  # type: ignore[arg-type]
        assert again.page("incidents", whole=False).items == (summary_of(incident),)
