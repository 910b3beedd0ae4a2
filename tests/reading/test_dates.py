"""Signs of the publication date and the one that wins."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.reading.dates import RANK, Sign, declared_day, parse_day, text_signs, url_signs, weigh

CAPTURED = "2024-06-20T08:00:00Z"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-06-17T23:30:00+09:00", "2024-06-17"),
        ("June 17, 2024", "2024-06-17"),
        ("Published: 17 Jun 2024, 8:00 am", "2024-06-17"),
        ("20240617T080000Z", "2024-06-17"),
        ("2024/6/7", "2024-06-07"),
        ("2024-13-45", None),
        ("June 31, 2024", None),
        ("Monday", None),
        ("", None),
    ],
)
def test_days_in_words_and_numbers(words: str, day: str | None) -> None:
    assert parse_day(words) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://courier.example/2024/06/17/parts", "2024-06-17"),
        ("https://courier.example/world/2024-06-17-parts.html", "2024-06-17"),
        ("https://courier.example/2024/jun/17/parts", "2024-06-17"),
        ("https://courier.example/AEN20240617003500315", None),
        ("https://courier.example/view/-20240617003500", "2024-06-17"),
        ("https://courier.example/2024/99/17/", None),
        ("https://courier.example/id/20249999", None),
        (None, None),
    ],
)
def test_days_in_addresses(url: str | None, day: str | None) -> None:
    assert [s.value for s in url_signs(url)] == ([day] if day else [])


def test_declared_wins_over_everything() -> None:
    signs = [Sign("2024-06-10", "json-ld", "x"), Sign("2024-06-17", "declared", "x"), Sign("2024-06-11", "url", "x")]
    published, evidence = weigh(signs, CAPTURED)
    assert published == "2024-06-17"
    assert [(e.method, e.won) for e in evidence] == [("declared", True), ("json-ld", False), ("url", False)]
    assert evidence[1].why == "a better sign says 2024-06-17"


def test_the_order_of_trust() -> None:
    for better, worse in itertools.pairwise(RANK):
        assert weigh([Sign("2024-06-01", worse, "x"), Sign("2024-06-02", better, "x")], CAPTURED)[0] == "2024-06-02"


def test_a_future_date_is_evidence_but_cannot_win() -> None:
    published, evidence = weigh([Sign("2031-01-01", "declared", "x"), Sign("2024-06-17", "meta", "x")], CAPTURED)
    assert published == "2024-06-17"
    assert (evidence[0].won, evidence[0].why) == (False, "in the future when the input was captured")


def test_tomorrow_is_possible_and_the_day_after_is_not() -> None:
    assert weigh([Sign("2024-06-21", "meta", "x")], CAPTURED)[0] == "2024-06-21"
    assert weigh([Sign("2024-06-22", "meta", "x")], CAPTURED)[0] is None


def test_empty_fields_of_software_do_not_win() -> None:
    published, evidence = weigh([Sign("1970-01-01", "meta", "x")], CAPTURED)
    assert published is None
    assert "empty field" in evidence[0].why


def test_without_evidence_there_is_no_date() -> None:
    assert weigh([], CAPTURED) == (None, ())


def test_agreeing_signs_say_so() -> None:
    _, evidence = weigh([Sign("2024-06-17", "json-ld", "x"), Sign("2024-06-17", "url", "y")], CAPTURED)
    assert evidence[1].why == "agrees with the one used"


@pytest.mark.parametrize(
    ("line", "value", "method"),
    [
        ("SEOUL, June 17 (Yonhap) -- The ministry said so.", "--06-17", "dateline-no-year"),
        ("NORTHPORT, June 17, 2024 (AP) — The ministry said so.", "2024-06-17", "dateline"),
        ("United Nations, March 28", "--03-28", "dateline-no-year"),
    ],
)
def test_datelines(line: str, value: str, method: str) -> None:
    signs = text_signs([(0, len(line), line)], [])
    assert [(s.value, s.method) for s in signs] == [(value, method)]
    start, end = signs[0].where.removeprefix("text ").split("-")
    assert line[int(start) : int(end)].strip()


def test_a_dateline_without_a_year_never_wins_alone() -> None:
    published, evidence = weigh(text_signs([(0, 9, "SEOUL, June 17 (Yonhap) -- It said so.")], []), CAPTURED)
    assert published is None
    assert evidence[0].why == "gives no year"


def test_sentences_with_dates_are_no_datelines() -> None:
    line = "The ministry said on Friday, June 17, 2024, that nothing had been sent."
    assert text_signs([(0, len(line), line)], []) == []


@pytest.mark.parametrize("value", ["2024-06-17", "2024-06-17T08:00:00Z", "2024-06-17 08:00"])
def test_declared_days(value: str) -> None:
    assert declared_day(value) == "2024-06-17"


def test_a_declared_month_is_evidence_without_a_day() -> None:
    published, evidence = weigh([Sign(declared_day("2024-06") or "", "declared", "x")], CAPTURED)
    assert published is None
    assert evidence[0].why == "gives no day"


@pytest.mark.parametrize("value", ["17.06.2024", "yesterday", "2024-06-31", "2024-06-17x", 20240617, ["2024-06-17"]])
def test_declared_nonsense_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is not a d"):
        declared_day(value)


@given(st.text(max_size=80))
def test_any_text_is_a_day_or_none(text: str) -> None:
    for found in (parse_day(text), *(s.value for s in url_signs(text))):
        assert found is None or weigh([Sign(found, "meta", "x")])[1]
