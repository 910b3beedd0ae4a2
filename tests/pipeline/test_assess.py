"""A desk that takes reports one by one has the incidents that fusing them all at once gives."""

from __future__ import annotations

import runpy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from probata.desk import Desk, Head
from probata.incidents import Rulings, fuse
from probata.pipeline import Engine
from probata.records import (
    Act,
    Capture,
    Claim,
    Decision,
    Extraction,
    Incident,
    Report,
    Stance,
    Status,
    make_id,
    to_json,
)
from probata.settings import Settings

SETTINGS = Settings(author="tester")
ENGINE = Engine(SETTINGS)

WHATS = [
    "transfer KP>RU arms.ammunition",
    "transfer KP>RU arms.other",
    "transfer RU>KP arms.other",
    "transfer RU>KP luxury vehicle",
    "visit Vladimir_Putin>KP",
    "launch KP> arms.missile",
    "transfer KP> arms.other",
    "transfer >",
    "transfer RU>KP aid tech.military",
]
TIMES = [None, "2023-09-09", "2023-09-12", "2023-09-13", "2023-09-15", "2023-09-18", "2023-09-01/2023-09-30",
         "2023-01-01/2023-12-31", "2024-02-18"]  # fmt: skip
REPORT = st.tuples(
    st.sampled_from([None, "2023-09-14", "2023-10-01", "2024-06-20"]),
    st.lists(
        st.fixed_dictionaries(
            {
                "what": st.sampled_from(WHATS),
                "by": st.sampled_from(["KR", "RU", "report", "anonymous", "An Expert"]),
                "when": st.sampled_from(TIMES),
                "how_many": st.sampled_from([None, (7000, 7000, "container"), (9000, None, "container")]),
                "status": st.sampled_from([Status.DONE, Status.ONGOING, Status.PLANNED]),
                "stance": st.sampled_from(list(Stance)),
            }
        ),
        max_size=4,
    ),
)


@contextmanager
def a_desk() -> Iterator[Desk]:
    with TemporaryDirectory() as folder, Desk.open(Path(folder) / "desk", SETTINGS, create=True) as desk:
        desk.save_capture(Capture("k1", "0" * 64, 1, "file:a", "file:a", "2026", "text/plain", "test"))
        with desk.transaction():
            desk.start_assessment(ENGINE.assessor)
        yield desk


def add(desk: Desk, report: Report, claims: Sequence[Claim]) -> None:
    from probata.pipeline import assess

    desk.save_extraction(Extraction(report, (), tuple(claims), (), ()), "engine")
    assess.place_new(desk, ENGINE.knowledge)
    assess.settle(desk)


def incidents(desk: Desk) -> list[Any]:
    from probata.pipeline import assess

    rulings = assess.take(desk)
    assess.place_new(desk, ENGINE.knowledge, rulings)
    assess.settle(desk)
    assess.rule(desk, ENGINE.knowledge, rulings)
    assess.document(desk, ENGINE, rulings)
    assert not desk.state.stale
    return sorted((to_json(i) for i in desk.incidents()), key=lambda i: i["id"])


def at_once(told: Sequence[tuple[Report, Sequence[Claim]]], decisions: Sequence[Decision] = ()) -> list[Any]:
    claims, reports = [c for _, own in told for c in own], [r for r, _ in told]
    found: Sequence[Incident] = fuse(claims, (), reports, ENGINE.knowledge, Rulings.of(decisions))
    return [to_json(i) for i in found]


MADE = runpy.run_path(str(Path(__file__).parents[1] / "incidents" / "conftest.py"))
make_claim, make_report = MADE["claim"], MADE["report"]


def telling(number: int, published: str | None, told: Sequence[dict[str, Any]]) -> tuple[Report, list[Claim]]:
    name = f"r{number}"
    report = replace(make_report(name, published, outlet="Somewhere Daily" * (number % 2)), capture="k1")
    claims = [make_claim(d["what"], report=name, **{k: v for k, v in d.items() if k != "what"}) for d in told]
    return report, list({c.id: c for c in claims}.values())


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(drawn=st.lists(REPORT, min_size=1, max_size=5), data=st.data())
def test_one_by_one_is_as_good_as_all_at_once(drawn: Any, data: Any) -> None:
    told = [telling(n, *d) for n, d in enumerate(drawn)]
    with a_desk() as desk:
        for report, claims in data.draw(st.permutations(told)):
            add(desk, report, claims)
        assert incidents(desk) == at_once(told)
        # One report is read anew and now tells what another did, one goes.
        again = (told[0][0], [replace(c, id=c.id + "x", report=told[0][0].id) for c in told[-1][1]])
        add(desk, *again)
        assert incidents(desk) == at_once([again, *told[1:]])


def test_the_name_that_an_incident_had_leads_to_where_its_claims_are(tmp_path: Path) -> None:
    month = telling(1, "2023-10-01", [{"what": WHATS[0], "by": "KR", "when": "2023-09-01/2023-09-30"}])
    day = telling(2, "2023-10-02", [{"what": WHATS[0], "by": "RU", "when": "2023-09-12"}])
    with a_desk() as desk:
        add(desk, *month)
        (before,) = incidents(desk)
        add(desk, *day)
        (after,) = incidents(desk)
        assert before["id"] != after["id"]
        assert to_json(desk.get(before["id"])) == after


@pytest.mark.parametrize("days", [1, 3])
def test_a_day_that_gets_busier_takes_its_neighbours_along(days: int) -> None:
    with a_desk() as desk:
        reports = [
            telling(n, "2023-10-01", [{"what": WHATS[0], "by": who, "when": f"2023-09-{10 + days * (n // 2)}"}])
            for n, who in enumerate(["KR", "RU", "KR", "RU", "JP"])
        ]
        for report, claims in reports:
            add(desk, report, claims)
        assert incidents(desk) == at_once(reports)


def decide(number: int, act: str, **told: Any) -> Decision:
    at = f"2026-01-02T03:04:{number:02d}Z"
    return Decision(make_id("d", act, number), Act(act), "tester", at, "a reason", **told)


def test_decisions_are_laid_over_a_desk_as_over_all_at_once() -> None:
    days = ["2023-09-10", "2023-09-12", "2023-11-05", None]
    told = [telling(n, "2023-12-01", [{"what": WHATS[0], "by": "KR", "when": when}]) for n, when in enumerate(days)]
    later = telling(9, "2023-12-02", [{"what": WHATS[0], "by": "US", "when": "2023-11-05"}])
    (first, second, third, undated) = [own[0].id for _, own in told]
    merge = decide(1, "merge", claims=(first, third))
    split = decide(2, "split", claims=(second,), others=(first,))
    one = decide(3, "same-origin", reports=("r0", "r2"))
    grade = decide(4, "grade-incident", claims=(undated,), credibility="3")
    made: list[Decision] = []
    with a_desk() as desk:
        for report, claims in told:
            add(desk, report, claims)
        machine = incidents(desk)
        assert machine == at_once(told)
        for number, decision in enumerate((merge, split, one, grade)):
            desk.add_decision(decision, Head(number + 1, "x"))
            made.append(decision)
            assert incidents(desk) == at_once(told, made)
        add(desk, *later)
        assert incidents(desk) == at_once([*told, later], made)
        for number, decision in enumerate((one, split, merge, grade)):
            back = decide(10 + number, "retract", retracts=decision.id)
            desk.add_decision(back, Head(10 + number, "x"))
            made.append(back)
            assert incidents(desk) == at_once([*told, later], made)
        assert incidents(desk) == at_once([*told, later])
