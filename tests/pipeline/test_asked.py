"""Questions and what came of them, over all findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from probata.desk import Desk
from probata.pipeline import Review, run
from probata.pipeline.asked import asked
from probata.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports.jsonl"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("asked") / "desk"
    settings = Settings(desk=folder, author="the tests")
    with Desk.open(folder, settings, create=True) as desk:
        run([str(EXAMPLES)], desk, settings)
    return settings


def test_questions_are_paired_with_their_answers_and_sorted_by_what_waits(settings: Settings) -> None:
    with Desk.open(settings.desk, settings) as desk:
        review = Review(desk, settings, "by letter")
        one, two = desk.findings()[0].id, desk.findings()[-1].id
        first = review.ask(one, "Russia", "Did it come?", "2126-01-10")
        again = review.ask(one, "Russia", "And the second ship?", "2126-01-05")
        other = review.ask(two, "Russia", "What was it?", "2126-03-01")
        assert [a.question.id for a in asked(desk)] == [again.id, first.id, other.id]
        answer = review.answer(one, "Russia", "No.")
        found = asked(desk, today="2126-01-20")
        assert [(a.question.id, a.state) for a in found] == [
            (first.id, "overdue"), (other.id, "open"), (again.id, "answered"),
        ]  # fmt: skip
        assert [d.id for d in found[-1].answers] == [answer.id], "an answer is to the last question"
        taken_back = review.retract(answer.id)
        assert {a.state for a in asked(desk, today="2125-01-01")} == {"open"}
        review.retract(taken_back.id)
        assert [a.state for a in asked(desk, today="2125-01-01")].count("answered") == 1
        review.retract(first.id)
        assert first.id not in {a.question.id for a in asked(desk)}
