"""A desk taken several times over, for timing pages: every record's ids lead to records of the same copy."""

from __future__ import annotations

from pathlib import Path

import tenfold
from tests.conftest import PostgresServer

from probata.desk import Desk
from probata.settings import Settings


def test_every_id_leads_to_a_record_of_its_own_copy(examples: Path, postgres: PostgresServer, tmp_path: Path) -> None:
    there = Settings(author="the tests", database=postgres.empty())
    tenfold.make(examples, tmp_path / "desk", 3, there)
    with Desk.open(examples, Settings(author="the tests")) as one, Desk.open(tmp_path / "desk", there) as three:
        claims = {c.id: c for c in three.claims()}
        reports = {r.id for r in three.reports()}
        incidents = {i.id: i for i in three.incidents()}
        assert len(claims) == 3 * len(one.claims())
        assert len(incidents) == 3 * len(one.incidents())
        assert len(three.findings()) == 3 * len(one.findings())
        assert {i for i in incidents.values() if not {*i.claims} <= claims.keys()} == set()
        assert {c.id for c in claims.values() if c.report not in reports} == set()
        assert all(f.incident in incidents for f in three.findings())
        assert not three.unfinished
