"""Time expressions, by case table. Sentences are made up; weeks run Monday to Sunday."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.language.annotated import Paragraph
from probata.language.parse import load_model
from probata.language.times import find_times, joint_interval
from probata.records import Precision, SegmentKind, Timex, TimexType
from probata.settings import Settings

MONDAY = "2024-06-17"


def paragraph(text: str) -> Paragraph:
    return Paragraph(0, 0, len(text), SegmentKind.BODY, load_model(Settings().model)(text))


def times(text: str, published: str | None = MONDAY) -> tuple[Timex, ...]:
    return find_times([paragraph(text)], published)


def days(text: str, published: str | None = MONDAY) -> list[tuple[str, str | None, str | None]]:
    return [(t.text, t.interval.start, t.interval.end) for t in times(text, published) if t.interval]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both announced it on Monday.", [("Monday", "2024-06-17", "2024-06-17")]),
        ("They spoke on Friday.", [("Friday", "2024-06-14", "2024-06-14")]),
        ("He will visit on Tuesday.", [("Tuesday", "2024-06-18", "2024-06-18")]),
        ("He is set to visit on Friday.", [("Friday", "2024-06-21", "2024-06-21")]),
        ("He is set to visit this week.", [("this week", "2024-06-17", "2024-06-23")]),
        ("He came last week.", [("last week", "2024-06-10", "2024-06-16")]),
        ("Last year he came.", [("Last year", "2023-01-01", "2023-12-31")]),
        ("Earlier this year he sent it.", [("Earlier this year", "2024-01-01", MONDAY)]),
        ("He came this month.", [("this month", "2024-06-01", "2024-06-30")]),
        ("He goes next month.", [("next month", "2024-07-01", "2024-07-31")]),
        ("They met in September.", [("September", "2023-09-01", "2023-09-30")]),
        ("They will meet in September.", [("September", "2024-09-01", "2024-09-30")]),
        ("In March it ended.", [("March", "2024-03-01", "2024-03-31")]),
        ("He came in July 2000.", [("July 2000", "2000-07-01", "2000-07-31")]),
        ("He came on Sept. 13, 2023.", [("Sept. 13, 2023", "2023-09-13", "2023-09-13")]),
        ("He came on 12 March 2024.", [("12 March 2024", "2024-03-12", "2024-03-12")]),
        ("He came on 2024-03-12.", [("2024-03-12", "2024-03-12", "2024-03-12")]),
        ("They met in 2019.", [("2019", "2019-01-01", "2019-12-31")]),
        ("He came two weeks ago.", [("two weeks ago", "2024-06-03", "2024-06-09")]),
        ("He came three years ago.", [("three years ago", "2021-01-01", "2021-12-31")]),
        ("He came ten days ago.", [("ten days ago", "2024-06-07", "2024-06-07")]),
        ("They have sent arms since September 2023.", [("September 2023", "2023-09-01", MONDAY)]),
        ("It happened in early 2024.", [("early 2024", "2024-01-01", "2024-04-30")]),
        ("It was launched in late 2012.", [("late 2012", "2012-09-01", "2012-12-31")]),
        ("It came in mid-March.", [("mid-March", "2024-03-11", "2024-03-20")]),
        ("It came in late August.", [("late August", "2023-08-21", "2023-08-31")]),
        ("It came at the end of November.", [("the end of November", "2023-11-21", "2023-11-30")]),
        ("It came in the first half of 2024.", [("the first half of 2024", "2024-01-01", "2024-06-30")]),
        ("It came in the third quarter of 2023.", [("the third quarter of 2023", "2023-07-01", "2023-09-30")]),
        ("It came in Q1 2024.", [("Q1 2024", "2024-01-01", "2024-03-31")]),
        ("In the winter of 2023-24 it froze.", [("the winter of 2023", "2023-12-01", "2024-02-29")]),
        ("Exports in 2023-24 fell.", [("2023-24", "2023-01-01", "2024-12-31")]),
        ("They went last fall.", [("last fall", "2023-09-01", "2023-11-30")]),
        ("It fell over the past 24 hours.", [("the past 24 hours", "2024-06-16", MONDAY)]),
        ("It came in the past three months.", [("the past three months", "2024-03-17", MONDAY)]),
        ("He arrived yesterday.", [("yesterday", "2024-06-16", "2024-06-16")]),
    ],
)
def test_days_meant(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("It sailed between Sept. 7 and Oct. 1.", "between Sept. 7 and Oct. 1", "2023-09-07", "2023-10-01"),
        ("It ran from 7 March to 5 Nov 2024.", "from 7 March to 5 Nov 2024", "2024-03-07", "2024-11-05"),
        ("It lay there from 6 to 9 December 2022.", "from 6 to 9 December 2022", "2022-12-06", "2022-12-09"),
        ("It went between October 8 and 13.", "between October 8 and 13", "2023-10-08", "2023-10-13"),
        ("Attacks from 2017 to 2023 paid.", "from 2017 to 2023", "2017-01-01", "2023-12-31"),
    ],
)
def test_both_ends_of_a_range_give_the_whole_range(text: str, words: str, start: str, end: str) -> None:
    found = times(text)
    assert len(found) == 2
    for timex in found:
        assert timex.interval is not None
        assert (timex.interval.text, timex.interval.start, timex.interval.end) == (words, start, end)
        assert timex.interval.at is not None
        assert text[timex.interval.at[0] : timex.interval.at[1]] == words


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("He will come on Tuesday and Wednesday.", "Tuesday and Wednesday", "2024-06-18", "2024-06-19"),
        ("They sent leaflets on June 6 and 7.", "June 6 and 7", "2024-06-06", "2024-06-07"),
        ("Attacks came on May 5, 6 and 18.", "May 5, 6 and 18", "2024-05-05", "2024-05-18"),
    ],
)
def test_a_list_keeps_its_members_and_can_be_joined(text: str, words: str, start: str, end: str) -> None:
    found = times(text)
    assert len(found) >= 2
    joint = joint_interval(text, found, found[0])
    assert joint is not None
    assert (joint.text, joint.start, joint.end) == (words, start, end)
    assert joint == joint_interval(text, found, found[-1])


def test_an_expression_alone_joins_nothing() -> None:
    (found,) = times("He came on Friday.")
    assert joint_interval("He came on Friday.", [found], found) == found.interval


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It is the first trip in 24 years.", TimexType.DURATION, "P24Y"),
        ("He paid a two-day visit.", TimexType.DURATION, "P2D"),
        ("It lasted 2 1/2 hours.", TimexType.DURATION, "PT2H30M"),
        ("It ran for years.", TimexType.DURATION, "PXY"),
        ("They meet every Monday.", TimexType.SET, "XXXX-WXX-1"),
        ("They meet every two weeks.", TimexType.SET, "P2W"),
        ("It flies daily.", TimexType.SET, "P1D"),
        ("It began at 13:45.", TimexType.TIME, "2024-06-17T13:45"),
        ("It began at noon.", TimexType.TIME, "2024-06-17T12:00"),
        ("It lifted off at 9 a.m. Sunday.", TimexType.TIME, "2024-06-16T09:00"),
        ("They met Friday night.", TimexType.TIME, "2024-06-14TNI"),
        ("He came recently.", TimexType.DATE, "PAST_REF"),
        ("He has now gone.", TimexType.DATE, "PRESENT_REF"),
        ("He will go soon.", TimexType.DATE, "FUTURE_REF"),
        ("It grew in the 1990s.", TimexType.DATE, "199X"),
        ("He came this week.", TimexType.DATE, "2024-W25"),
    ],
)
def test_type_and_value(text: str, kind: TimexType, value: str) -> None:
    assert [(t.type, t.value) for t in times(text)] == [(kind, value)]


def test_recent_months_are_a_reference_without_days() -> None:
    (found,) = times("Kim in recent months has looked to Russia.")
    assert found.text == "recent months"
    assert found.interval is not None
    assert found.interval.start is None
    assert found.interval.end is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They spoke on Friday.", "XXXX-WXX-5"),
        ("He is set to visit this week.", "XXXX-WXX"),
        ("Last year he came.", "XXXX"),
        ("They met in September.", "XXXX-09"),
        ("They met on September 13.", "XXXX-09-13"),
        ("He came two weeks ago.", "XXXX-WXX"),
        ("Earlier this year he sent it.", "XXXX"),
        ("He came yesterday.", "XXXX-XX-XX"),
        ("It came in the third quarter.", "XXXX-Q3"),
    ],
)
@pytest.mark.parametrize("published", [None, "", "no date"])
def test_without_publication_no_day_is_invented(text: str, value: str, published: str | None) -> None:
    (found,) = times(text, published)
    assert found.value == value
    assert found.interval is not None
    assert (found.interval.start, found.interval.end) == (None, None)
    assert found.interval.precision is Precision.UNKNOWN
    assert found.interval.anchor is None
    assert found.interval.text == found.text


@pytest.mark.parametrize("published", [None, MONDAY])
def test_explicit_times_need_no_publication(published: str | None) -> None:
    assert days("He came in July 2000.", published) == [("July 2000", "2000-07-01", "2000-07-31")]
    (found,) = times("He came on Sept. 13, 2023.", published)
    assert found.interval is not None
    assert (found.interval.anchor, found.interval.precision) == ("explicit", Precision.DAY)


def test_since_a_year_stays_open_without_publication() -> None:
    (found,) = times("It is their first meeting since 2019.", None)
    assert found.interval is not None
    assert (found.interval.start, found.interval.end) == ("2019-01-01", None)
    assert (found.interval.text, found.interval.precision) == ("since 2019", Precision.OPEN)


def test_a_year_named_before_is_lent_to_a_yearless_date() -> None:
    text = "The first ship came on March 7, 2024 and the latest on 5 November."
    assert days(text, None)[1] == ("5 November", "2024-11-05", "2024-11-05")
    (_, later) = times(text, None)
    assert later.interval is not None
    assert later.interval.anchor == "mentioned"
    assert days("It began on 23 December 2019. They earned it in March.", None)[1][1:] == ("2020-03-01", "2020-03-31")


def test_a_year_that_comes_after_is_not_lent() -> None:
    text = "Kim came in September for a meeting with Putin, their first since 2019."
    assert days(text, None)[0] == ("September", None, None)
    assert days(text)[0] == ("September", "2023-09-01", "2023-09-30")


def test_nearness_wins_over_tense_far_off() -> None:
    assert days("Seoul offered talks on January 9.", "2018-01-03") == [("January 9", "2018-01-09", "2018-01-09")]
    assert days("It was launched on Feb. 7.", "2016-02-06") == [("Feb. 7", "2016-02-07", "2016-02-07")]


@pytest.mark.parametrize(
    "text",
    [
        "It may rain, and they march on.",
        "The council adopted resolution 2019.",
        "About 2000 soldiers marched.",
        "Theresa May spoke.",
        "A 6-year-old boy.",
        "KN-2000 missiles.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times(text) == ()


def test_impossible_dates_stay_unresolved() -> None:
    (found,) = times("It came on February 30, 2024.")
    assert found.value == "2024-02-30"
    assert found.interval is not None
    assert found.interval.start is None


def test_ambiguous_slashes_stay_unresolved() -> None:
    assert days("It came on 03/04/2024.") == [("03/04/2024", None, None)]
    assert days("It came on 25/04/2024.") == [("25/04/2024", "2024-04-25", "2024-04-25")]


_WORDS = st.sampled_from(
    "on in since from to between and or Tuesday Wednesday last next this past week month year years ago earlier later "
    "7 31 March Sept. 13, 2023 2024 2023-24 early late mid- the end of first half quarter Q3 24 hours every Monday "
    "13:45 noon a.m. two 99999999 9999 0001 tomorrow 1990s 'til spring of decade centuries "
    "’ \u00a0 - – , . 100000 decades".split()
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=20).map(" ".join)),
    st.sampled_from([None, MONDAY, "0001-01-01", "9999-12-31", "2024-02-29T10:00:00Z", "soon"]),
)
def test_never_raises_and_offsets_give_the_words_back(text: str, published: str | None) -> None:
    whole = "Ahead of it.\n\n" + text
    piece = Paragraph(0, 14, len(whole), SegmentKind.BODY, load_model(Settings().model)(text))
    found = find_times([piece], published)
    for timex in found:
        assert whole[timex.start : timex.end] == timex.text
        assert timex.value
        assert timex.interval is not None
        assert timex.interval.at is not None
        assert whole[timex.interval.at[0] : timex.interval.at[1]] == timex.interval.text
        if timex.interval.start and timex.interval.end:
            assert timex.interval.start <= timex.interval.end
        joint_interval(whole, found, timex)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_tempeval_value_f1_does_not_fall(shared: Path) -> None:
    """Every tenth TempEval-3 training article: relaxed F1 at least 85, value F1 at least 70."""
    lines = (shared / "gold" / "times" / "tempeval3-train.jsonl").read_text(encoding="utf-8").splitlines()[1::10]
    gold = predicted = relaxed = value = 0
    for line in lines:
        document = json.loads(line)
        text, nlp = document["text"], load_model(Settings().model)
        pieces, at = [], 0
        for part in text.split("\n\n"):
            if part.strip():
                pieces.append(Paragraph(len(pieces), at, at + len(part), SegmentKind.BODY, nlp(part)))
            at += len(part) + 2
        found = list(find_times(pieces, document["dct"]))
        gold, predicted = gold + len(document["timexes"]), predicted + len(found)
        for wanted in document["timexes"]:
            hit = next((t for t in found if t.start < wanted["end"] and t.end > wanted["start"]), None)
            if hit is not None:
                found.remove(hit)
                relaxed += 1
                value += hit.value == wanted["value"]
    assert gold > 100
    assert 200 * relaxed / (gold + predicted) >= 85
    assert 200 * value / (gold + predicted) >= 70
