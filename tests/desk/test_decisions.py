"""Decisions are added and read, never changed or removed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from probata.desk import Desk, Head
from probata.errors import DeskError, NotFound
from probata.records import Act, Decision, Extraction, OnFinding, from_json, make_id, to_json
from probata.settings import Settings

SOURCE = Path(__file__).resolve().parents[2] / "src" / "probata"


def decision(act: Act = Act.MERGE, reason: str = "one shipment, told twice", **told: Any) -> Decision:
    named: dict[str, Any] = {"claims": ("c1", "c2")} if act is Act.MERGE else {}
    at = "2026-01-02T03:04:05.000000Z"
    return Decision(make_id("d", act, reason, told), act, "tester", at, reason, **(named | told))


def test_decisions_come_back_in_the_order_of_their_entries(desk: Desk) -> None:
    first, second = decision(), decision(Act.SAME_ORIGIN, roots=("KR", "NIS"), machine={"KR": "speaks for itself"})
    desk.add_decision(second, Head(9, "nine"))
    desk.add_decision(first, Head(7, "seven"))
    assert desk.decisions() == [first, second]
    assert [(row.id, row.entry) for row in desk.stored_decisions()] == [(first.id, 7), (second.id, 9)]
    assert desk.decisions(["c2", "nothing"]) == [first]
    assert desk.decisions([*(f"x{n}" for n in range(600)), "NIS"]) == [second]
    assert desk.decisions([]) == []
    assert (desk.head, desk.state.counts["decisions"], desk.state.stale) == (Head(9, "nine"), 2, True)
    assert from_json(Decision, to_json(second)) == second


def test_a_decision_on_a_finding_is_found_by_its_number(desk: Desk) -> None:
    on = OnFinding("2026-0007", "KP.ARMS.FROM", "UN-KP@1", likelihood="likely", confidence="low")
    made = decision(Act.JUDGE, claims=("c1",), finding=on)
    desk.add_decision(made, Head(3, "three"))
    assert desk.decisions() == desk.decisions(["2026-0007"]) == [made]
    with pytest.raises(NotFound, match="its claims are not in the desk any more"):
        desk.get("2026-0007")
    with pytest.raises(NotFound, match="no finding of the desk was given that number"):
        desk.get("2026-0001")


def test_a_decision_written_before_there_were_any_on_findings_is_read() -> None:
    old = {key: value for key, value in to_json(decision()).items() if key != "finding"}
    assert from_json(Decision, old) == decision()


@pytest.mark.parametrize(
    "told",
    [
        {"reason": " "},
        {"claims": ("c1",)},
        {"claims": ("c1", "c1")},
        {"act": Act.SPLIT, "claims": ("c1",)},
        {"act": Act.SPLIT, "claims": ("c1",), "others": ("c1", "c2")},
        {"act": Act.SAME_ORIGIN, "roots": ("KR",)},
        {"act": Act.SAME_ORIGIN, "roots": ("KR", "US"), "reports": ("r1",)},
        {"act": Act.GRADE_SOURCE, "source": "KR"},
        {"act": Act.GRADE_SOURCE, "source": "KR", "reliability": "G"},
        {"act": Act.GRADE_SOURCE, "source": "KR", "reliability": "B", "valid_from": "2024-02-01",
         "valid_to": "2024-01-01"},
        {"act": Act.GRADE_INCIDENT, "claims": ("c1",)},
        {"act": Act.GRADE_INCIDENT, "claims": ("c1",), "credibility": "7"},
        {"act": Act.RETRACT},
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="decision d"):
        decision(**told)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE desk_decisionrow SET author = 'somebody else'",
        "DELETE FROM desk_decisionrow",
        "UPDATE desk_decisionsubject SET subject = 'c3'",
        "DELETE FROM desk_decisionsubject",
    ],
)
def test_the_tables_refuse_a_change(change: str, desk: Desk, sql: Callable[..., None]) -> None:
    desk.add_decision(decision(), Head(1, "one"))
    with pytest.raises(Exception, match="decisions are only added"):
        sql(change)
    assert desk.decisions() == [decision()]


def test_the_same_decision_twice_is_refused_and_leaves_the_first(desk: Desk) -> None:
    desk.add_decision(decision(), Head(1, "one"))
    with pytest.raises(DeskError, match=r"(?i)unique"):
        desk.add_decision(decision(), Head(2, "two"))
    assert (desk.decisions(), desk.head) == ([decision()], Head(1, "one"))


def test_our_code_neither_updates_nor_deletes_decisions() -> None:
    """Only two modules name the tables, and neither changes a row."""
    name = re.compile(r"\bDecision(?:Row|Subject)\b")
    code = {p.relative_to(SOURCE).as_posix(): p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py")}
    users = {path for path, text in code.items() if name.search(text) and "migrations" not in path}
    assert users <= {"desk/models.py", "desk/decisions.py", "desk/desk.py"}
    assert not re.search(r"\.(?:update|delete|bulk_update|update_or_create)\(", code["desk/decisions.py"])
    assert len(name.findall(code["desk/desk.py"])) == 1  # counted in the state, nothing else


def test_reading_a_report_anew_or_dropping_it_leaves_decisions_alone(filled: Desk, alleged: Extraction) -> None:
    (claim,) = alleged.claims
    made = decision(claims=(claim.id, "c-gone"))
    filled.add_decision(made, Head(1, "one"))
    filled.save_extraction(alleged, "engine 2")
    filled.finish_reading(alleged.report.capture, "engine 3", [], [])
    assert filled.decisions([claim.id]) == [made]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)  # a desk on a server is never as old
def test_an_older_desk_gets_the_tables(desk: Desk, settings: Settings) -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    MigrationExecutor(connections[desk.base]).migrate([("desk", "0002_claimkey")])
    desk.close()
    with Desk.open(desk.path, settings) as again:
        again.add_decision(decision(), Head(1, "one"))
        assert again.decisions() == [decision()]
