"""Claims by where they happen and by what carries; and desks made before that could be asked."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from probata.desk import DATABASE, Desk, Filter
from probata.records import (
    Extraction,
    Leg,
    LegRole,
    Means,
    MeansEvidence,
    MeansKind,
    Place,
    PlaceKind,
    Span,
    Stance,
    from_json,
    to_json,
)
from probata.settings import Settings


def with_scene(extraction: Extraction) -> Extraction:
    (claim,) = extraction.claims
    span = (0, 5)
    evidence = replace(claim.evidence, place=(span,), means=(span,), route=(span,))
    place = Place(0, 5, claim.quote[:5], "Rajin", PlaceKind.PORT, "KP", "at")
    means = Means(
        *(0, 5, claim.quote[:5], MeansKind.VESSEL),
        name="Grey Petrel",
        imo="9123454",
        imo_valid=False,
        evidence=MeansEvidence(name=(span,), imo=(span,)),
    )
    leg = Leg(LegRole.VIA, replace(place, name="Dunai"), by=Span(*span, claim.quote[:5]))
    changed = replace(claim, place=place, means=(means,), route=(leg,), evidence=evidence)
    return replace(extraction, claims=(changed,))


@pytest.fixture
def scened(filled: Desk, alleged: Extraction) -> Desk:
    filled.save_extraction(with_scene(alleged), "engine")
    return filled


@pytest.mark.parametrize(
    ("by", "claims"),
    [
        (Filter(places=("Rajin",)), 1),
        (Filter(places=("rajin", "Nampo")), 1),
        (Filter(places=("Dunai",)), 1),
        (Filter(places=("Nampo",)), 0),
        (Filter(carriers=("grey petrel",)), 1),
        (Filter(carriers=("9123454",)), 1),
        (Filter(carriers=("9123453",)), 0),
        (Filter(carriers=("Rajin",)), 0),
        (Filter(places=("Rajin",), carriers=("9123454",)), 1),
        (Filter(places=("Rajin",), carriers=("9123453",)), 0),
        (Filter(places=("Rajin",), stance=Stance.DENIES), 0),
    ],
)
def test_claims_and_their_reports_by_place_and_carrier(scened: Desk, by: Filter, claims: int) -> None:
    assert len(scened.claims(by)) == claims
    assert len(scened.reports(by)) == claims
    assert len(scened.statements(by)) == claims


def test_a_scene_comes_back_as_it_went(scened: Desk, alleged: Extraction) -> None:
    (expected,) = with_scene(alleged).claims
    assert scened.get(expected.id) == expected
    assert from_json(type(expected), to_json(expected)) == expected


def test_findings_and_incidents_by_place(filled: Desk) -> None:
    assert filled.incidents(Filter(places=("Rajin",))) == []
    assert filled.findings(Filter(carriers=("Grey Petrel",))) == []


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)  # a desk on a server is never as old
def test_an_older_desk_is_asked_for_places_too(filled: Desk, alleged: Extraction, settings: Settings) -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    path: Path = filled.path
    MigrationExecutor(connections[filled.base]).migrate([("desk", "0001_initial")])
    filled.close()
    (claim,) = alleged.claims
    base = sqlite3.connect(path / DATABASE)
    with base:
        base.execute(
            "UPDATE desk_claimrow SET record = json_remove(json_set(record, '$.place', json(?)), '$.means', '$.route',"
            " '$.evidence.means', '$.evidence.route') WHERE id = ?",
            ('{"start": 0, "end": 5, "text": "Rajin"}', claim.id),
        )
        base.execute("UPDATE desk_claimrow SET record = json_set(record, '$.evidence.place', json('[[0, 5]]'))")
    base.close()
    with Desk.open(path, settings) as again:
        (found,) = again.claims(Filter(places=("Rajin",)))
        assert found.id == claim.id
        assert (found.place, found.means, found.route) == (Place(0, 5, "Rajin"), (), ())
