"""An incident in lines agrees with the same incident read whole, by few queries however many claims it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probata.desk import Desk, telling
from probata.pipeline import account, run
from probata.pipeline.casefile import ALLEGED, ASSERTED, DENIED, UNVERIFIED, casefile, gone_to, voices
from probata.records import Incident
from probata.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports.jsonl"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("casefile") / "desk"
    settings = Settings(desk=folder, author="the tests")
    with Desk.open(folder, settings, create=True) as opened:
        run([str(EXAMPLES)], opened, settings)
        yield opened


def test_lines_say_what_the_records_say(desk: Desk) -> None:
    for incident in desk.incidents():
        case, whole = casefile(desk, incident), account(desk, incident)
        of = {side: [t.claim for t in case.told if t.put in puts] for side, puts in (
            ("backing", (ASSERTED, ALLEGED)), ("denying", (DENIED,)), ("others", (UNVERIFIED,)))}  # fmt: skip
        assert of["backing"] == [v.claim.id for v in whole.backing]
        assert of["denying"] == [v.claim.id for v in whole.denying]
        assert of["others"] == [v.claim.id for v in whole.others]
        assert [t.number for t in case.told] == list(range(1, len(incident.claims) + 1))
        assert [(t.day, t.said) for t in case.told] == [
            (v.day, v.said) for v in (*whole.backing, *whole.denying, *whole.others)
        ]
        assert case.running is whole.running
        read = voices(desk, case.told)
        for told in case.told:
            claim = read[told.claim].claim
            assert told.line.source == claim.source.id
            assert told.line.person == (claim.source.person or "")
            assert told.line.negated is claim.negated
            assert told.line.place == (claim.place.text if claim.place else "")
            assert told.line.means == tuple(m.name or m.text for m in claim.means)
        shown = [s.amount for _, own in case.sums for s in own]
        assert sorted(map(repr, shown)) == sorted(map(repr, incident.quantities)), "no amount is dropped"
        assert sorted(t.claim for t in case.grouped) == sorted(incident.claims)


def test_speakers_stand_where_the_incident_has_them(desk: Desk) -> None:
    incident = max(desk.incidents(), key=lambda i: len(i.claims))
    case = casefile(desk, incident)
    assert {s.source for s in case.speakers[DENIED]} == set(incident.denied_by)
    assert {s.source for s in case.speakers[ASSERTED]} == set(incident.asserted_by)
    assert {s.source for s in case.speakers[ALLEGED]} == set(incident.alleged_by)
    for speakers in case.speakers.values():
        for one in speakers:
            assert (one.first or "") <= (one.last or "")
    assert case.summary.endswith("it is denied by North Korea and Russia.") or "denied by" in case.summary


def test_the_number_of_queries_is_that_of_one_claim(desk: Desk) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    def queries(incident: Incident) -> int:
        with CaptureQueriesContext(connections[desk.base]) as asked:
            voices(desk, casefile(desk, incident).told)
            account(desk, incident)
        return len(asked)

    by_size = sorted((i for i in desk.incidents() if i.claims), key=lambda i: len(i.claims))
    dated = [i for i in by_size if any(v.said for v in account(desk, i).backing)]
    assert len(dated[-1].claims) > 10 * len(dated[0].claims)
    assert queries(dated[0]) == queries(dated[-1])


def test_near_are_others_of_the_same_block(desk: Desk) -> None:
    for incident in desk.incidents():
        for other in telling.near(desk.base, incident.id, 6):
            assert other.id != incident.id
            assert (other.type, other.agent, other.counterpart) == (incident.type, incident.agent, incident.counterpart)
    assert telling.near(desk.base, "inothing12345", 6) == []


def test_what_no_decision_named_has_gone_nowhere(desk: Desk) -> None:
    assert gone_to(desk, "inothing12345") is None
