"""Made-up records for desks: two reports on one alleged shipment, one of which has the denial."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from probata.desk import DATABASE, Desk
from probata.records import (
    Capture,
    Claim,
    ClaimEvidence,
    ClaimType,
    DateInterval,
    Derivation,
    Extraction,
    Finding,
    Incident,
    NotEngaged,
    ObjectClass,
    Report,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Stance,
    Statement,
    Status,
    make_id,
)
from probata.settings import Settings

MakeCapture = Callable[[str], Capture]
MakeExtraction = Callable[..., Extraction]


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Of a desk in a folder, and of one on a server: what holds for one holds for the other."""
    if request.param == "sqlite":
        yield Settings(author="tester")
        return
    server = request.getfixturevalue("postgres")
    address = server.take()
    yield Settings(author="tester", database=address)
    server.give_back(address)


@pytest.fixture
def sql(desk: Desk, settings: Settings) -> Callable[..., None]:
    """A statement to the database of ``desk`` behind the program's back, with %s for values."""
    import psycopg

    def change(statement: str, *values: Any) -> None:
        if settings.database:
            with psycopg.connect(settings.database) as base:
                base.execute(statement.encode(), values or None)
        else:
            with closing(sqlite3.connect(desk.path / DATABASE)) as one, one:
                one.execute(statement.replace("%s", "?"), values)

    return change


@pytest.fixture
def desk(tmp_path: Path, settings: Settings) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk", settings, create=True) as opened:
        yield opened


@pytest.fixture
def capture_of() -> MakeCapture:
    def make(text: str) -> Capture:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Capture(
            id=make_id("k", digest),
            sha256=digest,
            size=len(text.encode()),
            url_requested="file:made-up.txt",
            url_final="file:made-up.txt",
            captured_at="2026-01-02T03:04:05+00:00",
            media_type="text/plain",
            tool="test",
        )

    return make


@pytest.fixture
def extraction_of(capture_of: MakeCapture) -> MakeExtraction:
    def make(
        text: str, source: str, source_id: str, stance: Stance, object_: str, published: str, time: str | None = None
    ) -> Extraction:
        """A report whose first words are the source, with one claim that KP ships something to RU."""
        capture = capture_of(text)
        report = Report(
            id=make_id("r", capture.id),
            capture=capture.id,
            part="",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            title=None,
            published=published,
            language="en",
            url=None,
            outlet=None,
            segments=(Segment(0, len(text), SegmentKind.BODY),),
            date_evidence=(),
            credits=(),
            derivation=Derivation("test", "1"),
            label=f"{source}.txt",
        )
        told = Source(source, source_id, SourceKind.STATE, named=True, start=0, end=len(source))
        statement = Statement(
            make_id("s", report.id), report.id, told, None, ((len(source), len(text)),), stance, engine="test"
        )
        place = (text.index(object_), text.index(object_) + len(object_))
        claim = Claim(
            id=make_id("c", report.id),
            report=report.id,
            type=ClaimType.TRANSFER,
            start=0,
            end=len(text),
            quote=text,
            agent=("KP",),
            counterpart=("RU",),
            object=(ObjectClass.ARMS_AMMUNITION,),
            quantity=None,
            time=DateInterval(time, time, object_, at=place) if time else None,
            place=None,
            status=Status.DONE,
            negated=stance is Stance.DENIES,
            stance=stance,
            source=told,
            via=(),
            statement=statement.id,
            evidence=ClaimEvidence(
                agent=(place,), counterpart=(place,), object=(place,), time=(place,) if time else ()
            ),
        )
        return Extraction(report, (statement,), (claim,), (), ())

    return make


@pytest.fixture
def alleged(extraction_of: MakeExtraction) -> Extraction:
    text = "Seoul alleges that the North shipped shells to Russia."
    return extraction_of(text, "Seoul", "KR", Stance.ALLEGES, "shells", "2024-03-18", "2024-03-10")


@pytest.fixture
def denied(extraction_of: MakeExtraction) -> Extraction:
    text = "Moscow denies that it got any shells from the North."
    return extraction_of(text, "Moscow", "RU", Stance.DENIES, "shells", "2024-03-20")


@pytest.fixture
def incident(alleged: Extraction, denied: Extraction) -> Incident:
    return Incident(
        id="i1",
        type=ClaimType.TRANSFER,
        agent=("KP",),
        counterpart=("RU",),
        object=(ObjectClass.ARMS_AMMUNITION,),
        time=DateInterval("2024-03-10", "2024-03-10", "", at=None),
        quantities=(),
        claims=(alleged.claims[0].id, denied.claims[0].id),
        reports=(alleged.report.id, denied.report.id),
        asserted_by=(),
        alleged_by=("KR",),
        denied_by=("RU",),
        unverified_by=(),
        origins=(),
        independent_origins=1,
        conflicts=(),
    )


@pytest.fixture
def finding() -> Finding:
    return Finding("f1", "i1", "UN-KP", "KP.ARMS.FROM", ("1718 OP8(b)",), "seen", "test", ())


@pytest.fixture
def filled(
    desk: Desk,
    alleged: Extraction,
    denied: Extraction,
    incident: Incident,
    finding: Finding,
    capture_of: MakeCapture,
) -> Desk:
    for extraction in (alleged, denied):
        desk.save_capture(capture_of(extraction.report.text))
        desk.save_extraction(extraction, "engine 1")
    reason = NotEngaged("i1", "OTHER", None, "made up", "test")
    place(desk, alleged, denied)
    with desk.transaction():
        desk.save_incident("i1", incident, [finding], [reason])
    return desk


def place(desk: Desk, *extractions: Extraction) -> None:
    """Puts the claims of extractions into one cell, the incident i1."""
    from probata.desk import ledger

    told = {"type": "transfer", "phase": "reported", "agent": ["KP"], "counterpart": ["RU"], "family": "arms"}
    cell = ledger.Cell("k1", "b1", "stream", "", "", "", "i1")
    for extraction in extractions:
        members = [ledger.Member("k1", c.id, founds=not c.negated, sweeping=False, trace={}) for c in extraction.claims]
        with desk.transaction():
            ledger.put(desk.base, extraction.report.id, [ledger.Block("b1", "b2", told)], [cell], members)
            ledger.move(desk.base, {"k1": ("i1", "b1")})
