"""The whole way, from files to a verified desk with decisions, on a server as in a folder: the same, byte for byte."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from probata.capture import clock
from probata.desk import Desk, Filter
from probata.desk import desk as desk_module
from probata.errors import DeskError
from probata.pipeline import Review, listing, refresh, run, verify
from probata.pipeline.grading import Graded
from probata.records import Act, ClaimType, Stance, to_json
from probata.settings import Settings

BEGUN = datetime(2026, 1, 2, tzinfo=UTC)
KILLS = 8

SHELLS = (
    "South Korea's Defense Ministry said on Monday that North Korea had sent {what} to Russia in about {number} "
    "containers. The ministry gave no further details of the shipment.\n\n"
    "Russia denied that it had received {what} from North Korea. U.S. officials have accused Pyongyang of supplying "
    "{what} to Moscow since last year.\n"
)
FILTERS = (
    Filter(),
    Filter(actors=("KR",)),
    Filter(measure="kp.arms.from"),
    Filter(regimes=("UN-KP",), disputed=True),
    Filter(since="2024-03-01", until="2024-03-31"),
    Filter(type=ClaimType.TRANSFER, stance=Stance.DENIES),
    Filter(places=("Rajin",)),
)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    told = [("b-shells", "artillery shells", 7000), ("B-oil", "refined oil", 20), ("ä-rockets", "rockets", 300)]
    lines = [
        {"id": f"{name}-{n}", "text": SHELLS.format(what=what, number=number + n), "published": f"2024-03-{20 + n}"}
        for name, what, number in told
        for n in range(3)
    ]
    (folder / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (folder / "by-ship.txt").write_text(
        "The Grey Petrel took coal from Rajin to Dunai on 5 March 2024, Japan's Foreign Ministry said.\n"
    )
    (folder / "bad.txt").write_bytes(b"")
    return folder


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has the clock begin at the same moment each time it is called, and go on by a second a look."""
    seconds = 0

    class Ticking(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            nonlocal seconds
            seconds += 1
            return BEGUN + timedelta(seconds=seconds)

    monkeypatch.setattr(clock, "datetime", Ticking)
    monkeypatch.setattr(desk_module, "datetime", Ticking)

    def begin() -> None:
        nonlocal seconds
        seconds = 0

    return begin


def told(desk: Desk, settings: Settings) -> Iterator[Any]:
    """All that the desk answers."""
    for by in FILTERS:
        found = listing(desk, settings, by)
        yield [to_json(getattr(found, name)) for name in found.__slots__]
    yield to_json(desk.captures())
    yield to_json(desk.decisions())
    yield desk.state
    for report in desk.reports():
        yield to_json(desk.copies(report.id))
        yield to_json(desk.get(report.id[:8]))


def decide(desk: Desk, settings: Settings) -> None:
    """Acts of every kind on what the run has found."""
    review = Review(desk, settings, "made up")
    finding = desk.findings(Filter(measure="KP.ARMS.FROM"))[0]
    review.note(finding.id, Act.CONTRARY, "Moscow called it grain")
    review.ask(finding.id, "Russia", "Did it come?", "2026-02-01")
    review.answer(finding.id, "Russia", "No shells came.")
    review.judge(finding.id, "likely", "low")
    review.confirm(finding.id)
    first, second = desk.incidents(Filter(disputed=True))[:2]
    merged = review.merge([first.id, second.id])
    refresh(desk, settings)
    review.retract(merged.id)
    review.grade(first.id, "3", Graded())
    refresh(desk, settings)


def whole_way(folder: Path, news: Path, settings: Settings) -> tuple[list[str], dict[str, bytes]]:
    """Every answer of the desk after it all, and every byte of its evidence."""
    with Desk.open(folder, settings, create=True) as desk:
        result = run([str(news)], desk, settings, published="2024-03-20")
        answers = [repr(to_json(result.findings)), repr([str(f) for f in result.failures])]
        decide(desk, settings)
        answers += [json.dumps(a, default=repr) for a in told(desk, settings)]
        again = run([str(news)], desk, settings, published="2024-03-20")
        answers += [repr(to_json(again.reports)), repr(to_json(again.incidents))]
        checked = verify(desk)
        assert (checked.problems, checked.notes) == ((), ())
        answers.append(repr(checked))
        evidence = {str(p.relative_to(folder)): p.read_bytes() for p in desk.evidence.rglob("*") if p.is_file()}
    return answers, evidence


def test_the_same_byte_for_byte(tmp_path: Path, news: Path, postgres: Any, ticking: Callable[[], None]) -> None:
    ticking()
    in_folder, evidence = whole_way(tmp_path / "folder", news, Settings(author="tester"))
    ticking()
    on_server = Settings(author="tester", database=postgres.empty())
    answers, its_evidence = whole_way(tmp_path / "server", news, on_server)
    assert len(in_folder) > len(FILTERS)
    assert answers == in_folder
    assert its_evidence == evidence


def test_a_run_that_loses_its_connection_loses_nothing(tmp_path: Path, news: Path, postgres: Any) -> None:
    """The server ends the connection at eight moments; each time the next run goes on, to the same end."""
    from django.db import connections

    def one(folder: str, settings: Settings, dies_at: int | None) -> tuple[list[Any], int]:
        """The records, without when they were captured, and how many statements that took."""
        asked = 0

        def count(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            nonlocal asked
            asked += 1
            if asked == dies_at:
                postgres.sql(settings.database, f"SELECT pg_terminate_backend({pid}, 5000)")
            return execute(sql, params, many, context)

        with Desk.open(tmp_path / folder, settings, create=True) as desk:
            connection = connections[desk.base]
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                pid = cursor.fetchone()[0]
            with connection.execute_wrapper(count):
                result = run([str(news)], desk, settings, published="2024-03-20")
            found = [result.reports, result.statements, result.claims, result.incidents, result.findings]
            return [to_json(kind) for kind in found], asked

    expected, length = one("calm", Settings(author="tester", database=postgres.empty()), None)
    settings = Settings(author="tester", database=postgres.empty())
    chance = random.Random(20261126)
    killed = 0
    for part in range(1, KILLS + 1):
        try:
            one("killed", settings, chance.randrange(1, length * part // (4 * KILLS)))
        except DeskError as error:
            killed += 1
            assert "was lost" in str(error)  # noqa: PT017
        with Desk.open(tmp_path / "killed", settings) as desk:
            assert verify(desk).problems == ()
    assert killed == KILLS
    assert one("killed", settings, None)[0] == expected
    with Desk.open(tmp_path / "killed", settings) as desk:
        assert verify(desk).problems == ()
