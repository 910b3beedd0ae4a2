"""The forms in which reports give times, by case table on made-up sentences, and what they are reckoned from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.language.annotated import Paragraph
from probata.language.parse import load_model
from probata.language.times import find_times, joint_interval
from probata.language.times_reference import dateline
from probata.records import DateInterval, Precision, SegmentKind, Timex
from probata.settings import Settings

MONDAY = "2024-06-17"
Find = Callable[..., tuple[Timex, ...]]


def times(text: str, published: str | None = MONDAY) -> tuple[Timex, ...]:
    """The times of a text whose lines are its paragraphs."""
    pieces, at = [], 0
    for i, line in enumerate(text.split("\n")):
        pieces.append(Paragraph(i, at, at + len(line), SegmentKind.BODY, load_model(Settings().model)(line)))
        at += len(line) + 1
    return find_times(pieces, published)


def last(text: str, published: str | None = MONDAY) -> DateInterval:
    found = times(text, published)
    interval = joint_interval(text, found, found[-1])
    assert interval is not None
    return interval


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # a month or day of a year told apart
        ("It was sent in January this year.", "2024-01-01", "2024-01-31"),
        ("It will go in April next year.", "2025-04-01", "2025-04-30"),
        ("It was sent in June of last year.", "2023-06-01", "2023-06-30"),
        ("It came on May 3 last year.", "2023-05-03", "2023-05-03"),
        ("It was built in 2021 and sold in May of the following year.", "2022-05-01", "2022-05-31"),
        ("It came last Oct. 23.", "2023-10-23", "2023-10-23"),
        ("It came on July 2 (2023).", "2023-07-02", "2023-07-02"),
        ("It came on the 17th of May.", "2024-05-17", "2024-05-17"),
        ("It came on 16.05.2024.", "2024-05-16", "2024-05-16"),
        # stretches up to publication, and others cut from a longer one
        ("It came over the past year.", "2023-06-17", MONDAY),
        ("It came in the last week.", "2024-06-10", MONDAY),
        ("So far this year Iran has sent it.", "2024-01-01", MONDAY),
        ("It came by end of 2023.", "2023-09-01", "2023-12-31"),
        ("It came in the second half of March.", "2024-03-16", "2024-03-31"),
        ("It came in mid-2023.", "2023-05-01", "2023-08-31"),
        ("It came in the first three months of 2024.", "2024-01-01", "2024-03-31"),
        ("It came in the first two weeks of May.", "2024-05-01", "2024-05-14"),
        ("It came in the last two months of 2023.", "2023-11-01", "2023-12-31"),
        ("It was shipped in the year to March.", "2023-04-01", "2024-03-31"),
        ("In the 12 months to May 2024 it sent arms.", "2023-06-01", "2024-05-31"),
        # seasons and quarters
        ("It came in spring.", "2024-03-01", "2024-05-31"),
        ("It was sent in the summer of 2023.", "2023-06-01", "2023-08-31"),
        ("It came in the last quarter of 2023.", "2023-10-01", "2023-12-31"),
        ("It came in the fourth quarter of last year.", "2023-10-01", "2023-12-31"),
        # ranges
        ("Between August 2023 and March 2024 it sent arms.", "2023-08-01", "2024-03-31"),
        ("It had been sent between August and March.", "2023-08-01", "2024-03-31"),
        ("They met on 12-13 September 2023.", "2023-09-12", "2023-09-13"),
        ("They met on Sept. 13 to 17, 2023.", "2023-09-13", "2023-09-17"),
        ("January-March 2024 saw exports.", "2024-01-01", "2024-03-31"),
        ("It came in 2015-2020.", "2015-01-01", "2020-12-31"),
        ("It ran until May.", "2024-05-01", "2024-05-31"),
        ("It came since at least 2022.", "2022-01-01", MONDAY),
        # days by another day
        ("It landed on June 3. The next day it flew again.", "2024-06-04", "2024-06-04"),
        ("It landed on June 3. The day before, it had been loaded.", "2024-06-02", "2024-06-02"),
        ("It landed on June 3. Since then Iran has sent more.", "2024-06-03", MONDAY),
        ("He came on May 3. Later that month he left.", "2024-05-01", "2024-05-31"),
        ("They fired it the night before.", "2024-06-16", MONDAY),
        ("It arrived overnight.", "2024-06-16", MONDAY),
        ("He arrived on the 5th.", "2024-06-05", "2024-06-05"),
        ("He arrived on the 19th.", "2024-05-19", "2024-05-19"),
        ("It came a year and a half ago.", "2022-01-01", "2022-12-31"),
        # what is past and what is to come
        ("They announced that Putin will come on Tuesday and Wednesday.", "2024-06-18", "2024-06-19"),
        ("They announced a visit by Putin on Tuesday and Wednesday.", "2024-06-18", "2024-06-19"),
        ("They fought on Tuesday and Wednesday.", "2024-06-11", "2024-06-12"),
        ("The talks begin on Wednesday.", "2024-06-19", "2024-06-19"),
        ("The trip is planned for July.", "2024-07-01", "2024-07-31"),
        ("The deal, announced Wednesday, would end it.", "2024-06-12", "2024-06-12"),
        ("They would have to obey Wednesday's ruling.", "2024-06-12", "2024-06-12"),
        ("The truce had been due to expire on Friday.", "2024-06-14", "2024-06-14"),
        ("By Wednesday they had sent it.", "2024-06-12", "2024-06-12"),
    ],
)
def test_days_meant(text: str, start: str, end: str) -> None:
    interval = last(text)
    assert (interval.start, interval.end) == (start, end)
    assert interval.at is not None
    assert text[interval.at[0] : interval.at[1]] == interval.text


@pytest.mark.parametrize(
    "text",
    [
        "It happened months after his first election.",
        "It was sent two days later.",
        "The next day it flew again.",
        "It came on Tuesday, 17 June 2024.",
        "It came in recent weeks.",
        "They will go soon.",
    ],
)
def test_left_open(text: str) -> None:
    assert [(t.interval.start, t.interval.end) for t in times(text) if t.interval] in ([], [(None, None)])


@pytest.mark.parametrize(
    "text",
    [
        "They went to the Winter Olympics.",
        "He was of the 5th Brigade, on the 5th floor.",
        "She is 37 years old.",
        "Exports of 1500-2000 tonnes followed.",
        "A second ship came.",
    ],
)
def test_no_times(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SEOUL, June 19 (Yonhap) -- The North fired it.", "June 19"),
        ("(9 February 2024) The North fired it.", "9 February 2024"),
        ("November 23, 2020 - The Treasury acted.", "November 23, 2020"),
        ("MOSCOW (April 2012) - Russia spoke.", "April 2012"),
        ("Dec. 22 (UPI) -- The United States spoke.", "Dec. 22"),
        ("MOSCOW, January 14. /TASS/. The minister comes.", "January 14"),
        ("A ship is taken (20 February 2024)", "20 February 2024"),
    ],
)
def test_datelines(text: str, words: str) -> None:
    found = dateline(text)
    assert found is not None
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "On 12 March 2024 the army came - and left.",
        "The ship sailed on July 2 (and came back) to Rajin.",
        "Customs said on July 2 (2024) that it had left.",
        "In May - the report says - it left.",
        "The law (of 12 June 2019) was broken.",
    ],
)
def test_no_datelines(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("text", "published", "start", "end", "anchor"),
    [
        ("(26 September 2025) The measures return on Sunday.", None, "2025-09-28", "2025-09-28", "dateline"),
        ("Seoul speaks\nSEOUL, Oct. 19, 2023 - It came on Monday.", None, "2023-10-16", "2023-10-16", "dateline"),
        ("November 23, 2020 - It was sent in March.", None, "2020-03-01", "2020-03-31", "dateline"),
        ("(August 2018) It was sent on August 21.", None, "2018-08-21", "2018-08-21", "dateline"),
        ("(September 2023) He left on the 17th.", None, "2023-09-17", "2023-09-17", "dateline"),
        ("(September 2023) It was sent last year.", None, "2022-01-01", "2022-12-31", "dateline"),
        ("SEOUL, June 12 (Yonhap) -- It came on Monday.", MONDAY, "2024-06-10", "2024-06-10", "dateline"),
        ("SEOUL, June 16 (Yonhap) -- It came on Monday.", MONDAY, MONDAY, MONDAY, "published"),
    ],
)
def test_the_dateline_is_reckoned_from(text: str, published: str | None, start: str, end: str, anchor: str) -> None:
    interval = last(text, published)
    assert (interval.start, interval.end, interval.anchor) == (start, end, anchor)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("SEOUL, June 19 (Yonhap) -- It came on Monday.", None),
        ("(September 2023) It came on Monday.", None),
        ("SEOUL, Oct. 19, 2022 (Yonhap) -- It came on Monday.", MONDAY),
        ("SEOUL, Dec. 19 (Yonhap) -- It came last year.", MONDAY),
        ("(June 2025) It came in March.", MONDAY),
    ],
)
def test_without_a_year_or_where_the_dates_disagree_nothing_is_guessed(text: str, published: str | None) -> None:
    interval = last(text, published)
    assert (interval.start, interval.end, interval.anchor, interval.precision) == (None, None, None, Precision.UNKNOWN)


def test_dates_that_disagree_are_told_as_the_rule() -> None:
    assert last("SEOUL, Oct. 19, 2022 (Yonhap) -- It came on Monday.", MONDAY).rule == "dates-disagree"
    assert last("SEOUL, Oct. 19, 2022 (Yonhap) -- It came on 2 May 2021.", MONDAY).start == "2021-05-02"


def test_a_year_is_lent_over_the_paragraphs_end_only_without_publication() -> None:
    text = "On 12 March 2023 the army took it.\nIn January a drone fell."
    assert last(text, None).start == "2023-01-01"
    assert last(text).start == "2024-01-01"


def test_a_laws_year_is_not_lent() -> None:
    assert last("Resolution 2397 of 2017 limits it. In March more was sent.", None).start is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It began on 3 February 2024. It came on Dec. 30, Jan. 2 and Jan. 6.", "2024-01-02", "2024-01-06"),
        ("They came from Tuesday to Sunday of last week.", "2024-06-11", "2024-06-16"),
        ("It came on Tuesday last week.", "2024-06-11", "2024-06-11"),
        ("The rocket was launched on June 18. On Tuesday Seoul condemned it.", "2024-06-18", "2024-06-18"),
        ("It came on May 3. Two days earlier it had sailed.", "2024-05-01", "2024-05-01"),
        ("Nov. 20, 2019. It came in September.", "2019-09-01", "2019-09-30"),
        ("They had to go by May 3. In June some stayed after that date.", "2024-05-03", "2024-05-03"),
    ],
)
def test_years_and_weeks_by_what_stands_beside(text: str, start: str, end: str) -> None:
    interval = last(text, None if "2024" in text or "2019" in text else MONDAY)
    assert (interval.start, interval.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["It grew in 2019. The same week it fell.", "It grew in 2019. Two days earlier it fell."]
)
def test_a_year_is_no_week_or_day(text: str) -> None:
    assert last(text).start is None
