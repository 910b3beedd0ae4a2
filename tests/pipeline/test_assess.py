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
from probata.incidents.copies import COPIED, MemoryIndex, find, fingerprints, taking_part
from probata.pipeline import Engine
from probata.records import (
    Act,
    Capture,
    Claim,
    Copy,
    CopyKind,
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
CRATES = """Harbour clerks in Ormond counted 214 crates on the quay before the freighter Halina Star left at dawn.
Inspector Dunja Kessel photographed the labels and asked the yard of Brevik for the papers of all 96 lorries.
A second vessel, the Maren Lys, took the same berth in the night and was gone before the pilots had come back."""
PLUMS = """Growers in the valley of Istra lost half of their plums to a frost that nobody at the Tolm had foreseen.
Their union in Sest put the loss at 12 million crowns and wants Petra Maklar to open the fund made for the flood.
Wholesalers from Doria buy what is left, while the villages near the river hope for a late harvest in August."""
OWN = """Our correspondent walked along the pier of Velaria with a retired welder who had seen none of the cargo.
He spoke about wages, about a strike in the spring and about Otmar Lindqvist, whose office gave no answer at all.
At noon the gates were shut, and a guard told everybody who asked that visitors need a letter from the ministry.
Nobody in the canteen remembered the ship, though the cook had served forty men more than on a usual Thursday."""
TEXTS = ["", CRATES, CRATES.upper(), CRATES.split("\n", 1)[1], f"{OWN}\n{CRATES}", PLUMS, f"{PLUMS}\n{CRATES}"]

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
    st.sampled_from(TEXTS),
    st.sampled_from([None, None, "Reuters"]),
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
    index, by_id = MemoryIndex(), {r.id: r for r in reports}
    copies: list[Copy] = []
    for report in reports:
        copies += find(report, index, by_id.get, least=COPIED)
        index.add(report.id, fingerprints(report))
    taken = taking_part(copies)
    found: Sequence[Incident] = fuse(claims, (), reports, ENGINE.knowledge, Rulings.of(decisions), taken)
    return [to_json(i) for i in found]


MADE = runpy.run_path(str(Path(__file__).parents[1] / "incidents" / "conftest.py"))
make_claim, make_report = MADE["claim"], MADE["report"]


def telling(
    number: int, published: str | None, told: Sequence[dict[str, Any]], text: str = "", wire: str | None = None
) -> tuple[Report, list[Claim]]:
    name = f"r{number}"
    outlet = ["", "The Guardian", "Le Monde", "Nobody's Daily", "CNN"][number % 5]
    report = replace(make_report(name, published, outlet=outlet, wire=wire, text=text), capture="k1")
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


def own_words(number: int, published: str, text: str) -> tuple[Report, list[Claim]]:
    return telling(number, published, [{"what": WHATS[0], "by": "report", "when": "2023-09-12"}], text)


@pytest.mark.parametrize("order", [(1, 2, 4), (4, 2, 1), (2, 4, 1)])
def test_reprints_count_once_whatever_comes_first(order: Sequence[int]) -> None:
    told = {n: own_words(n, f"2023-10-0{n}", CRATES) for n in order}
    with a_desk() as desk:
        for report, claims in told.values():
            add(desk, report, claims)
        (found,) = incidents(desk)
        assert [found] == at_once(list(told.values()))
        assert found["independent_origins"] == 1
        assert found["origins"][0]["root"] == make_root(1)
        assert {c.b for c in desk.copies("r1")} | {c.a for c in desk.copies("r1")} == {"r1", "r2", "r4"}
        # The first goes: of the rest the earlier is now the original.
        desk.finish_reading("k1", "engine", ["r2", "r4"], ())
        (found,) = incidents(desk)
        assert [found] == at_once([told[2], told[4]])
        assert found["origins"][0]["root"] == make_root(2)
        assert len(desk.copies("r2")) == 1


def make_root(number: int) -> str:
    (found,) = at_once([own_words(number, "2023-10-01", "")])
    return str(found["origins"][0]["root"])


def test_who_prints_lines_of_an_agency_in_a_long_report_stays_an_origin() -> None:
    told = [own_words(1, "2023-10-01", CRATES), own_words(2, "2023-10-02", f"{OWN}\n{PLUMS}\n{CRATES}")]
    brief = own_words(4, "2023-10-03", CRATES.split("\n", 1)[1])
    with a_desk() as desk:
        for report, claims in told:
            add(desk, report, claims)
        (found,) = incidents(desk)
        assert [c.kind for c in desk.copies("r2")] == [CopyKind.EXCERPT]
        assert found["independent_origins"] == 2
        add(desk, *brief)
        (found,) = incidents(desk)
        assert found["independent_origins"] == 2


def test_a_person_may_say_that_a_copy_is_none() -> None:
    told = [own_words(1, "2023-10-01", CRATES), own_words(2, "2023-10-02", CRATES), own_words(4, "2023-10-03", "")]
    apart = decide(1, "not-same-origin", reports=("r1", "r2"))
    one = decide(2, "same-origin", reports=("r2", "r4"))
    made: list[Decision] = []
    with a_desk() as desk:
        for report, claims in told:
            add(desk, report, claims)
        assert [i["independent_origins"] for i in incidents(desk)] == [2]
        steps = [(apart, 3), (one, 2), (decide(3, "retract", retracts=apart.id), 1)]
        for number, (decision, origins) in enumerate(steps):
            desk.add_decision(decision, Head(number + 1, "x"))
            made.append(decision)
            (found,) = incidents(desk)
            assert [found] == at_once(told, made)
            assert found["independent_origins"] == origins


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
