"""When an event happens, by case table on made-up sentences: which time is its own, and what days that gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.records import Claim, ClaimType, DateInterval, Precision

Reader = Callable[..., tuple[Claim, ...]]
MONDAY = "2024-06-17"
T, D, V, L, M = (
    ClaimType.TRANSFER,
    ClaimType.DEPLOYMENT,
    ClaimType.VISIT,
    ClaimType.LAUNCH,
    ClaimType.MEETING,
)


def one(read_claims: Reader, text: str, kind: ClaimType, published: str | None = MONDAY) -> Claim:
    return next(c for c in read_claims(text, published) if c.type is kind)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        # the forms of the issue, through to the claim
        ("They announced that Putin will visit North Korea on Tuesday and Wednesday.", V, "2024-06-18", "2024-06-19"),
        ("Both announced a visit by Putin to Pyongyang on Tuesday and Wednesday.", V, "2024-06-18", "2024-06-19"),
        ("North Korea sent missiles to Russia last year.", T, "2023-01-01", "2023-12-31"),
        ("North Korea sent missiles to Russia earlier this year.", T, "2024-01-01", MONDAY),
        ("In March North Korea sent missiles to Russia.", T, "2024-03-01", "2024-03-31"),
        ("North Korea has been sending shells to Russia since September.", T, "2023-09-01", MONDAY),
        ("North Korea has sent shells to Russia since at least August 2023.", T, "2023-08-01", MONDAY),
        ("North Korea fired a missile over Japan in the summer of 2017.", L, "2017-06-01", "2017-08-31"),
        ("North Korea fired 10 missiles in the first quarter of 2024.", L, "2024-01-01", "2024-03-31"),
        ("Between August 2023 and March 2024 Iran shipped shells to Russia.", T, "2023-08-01", "2024-03-31"),
        ("North Korea launched a satellite this month.", L, "2024-06-01", "2024-06-30"),
        ("Iran sent drones to Russia in the past three months.", T, "2024-03-17", MONDAY),
        ("Russia sent oil to North Korea in the first three months of 2024.", T, "2024-01-01", "2024-03-31"),
        ("Russia received shells from North Korea in the 12 months to May 2024.", T, "2023-06-01", "2024-05-31"),
        ("North Korea has shipped 3 million shells to Russia so far this year.", T, "2024-01-01", MONDAY),
        ("North Korea sent troops to Russia in January and February.", D, "2024-01-01", "2024-02-29"),
        ("North Korea launched a missile overnight, Seoul said.", L, "2024-06-16", MONDAY),
        ("North Korea sent more troops to Russia after January 2024.", D, "2024-02-01", MONDAY),
        ("It was due by May 3. North Korea sent more troops to Russia after that date.", D, "2024-05-04", MONDAY),
        ("North Korea launched a rocket at 9 a.m. Sunday (7:30 p.m. ET Saturday).", L, "2024-06-16", "2024-06-16"),
        ("North Korea launched a rocket at dawn on Friday.", L, "2024-06-14", "2024-06-14"),
        # what hangs on nouns, and on verbs that carry them
        ("Last month's visit by Putin to Pyongyang worried Seoul.", V, "2024-05-01", "2024-05-31"),
        ("North Korea's missile launch on Sunday was its sixth.", L, "2024-06-16", "2024-06-16"),
        ("The meeting between Kim and Putin took place in April.", M, "2024-04-01", "2024-04-30"),
        ("Iran's transfer of drones to Russia began in August 2022.", T, "2022-08-01", "2022-08-31"),
        ("During talks with Kim Jong Un on Friday, Putin spoke of peace.", M, "2024-06-14", "2024-06-14"),
        ("Putin will come to North Korea for a two-day visit starting Tuesday.", V, "2024-06-18", "2024-06-18"),
        ("Talks between Kim and Putin held in May led nowhere.", M, "2024-05-01", "2024-05-31"),
        ("Putin is expected to visit North Korea on Wednesday.", V, "2024-06-19", "2024-06-19"),
        ("Kim agreed to send troops to Russia next month.", D, "2024-07-01", "2024-07-31"),
        (
            "North Korea put its first satellite into space with a rocket launched in late 2012.",
            L,
            "2012-09-01",
            "2012-12-31",
        ),
        ("North Korea plans to launch a satellite to mark a holiday next month.", L, "2024-07-01", "2024-07-31"),
        # speech, sight and other events beside it
        ("The minister said on Friday that Iran sent drones to Russia in 2022.", T, "2022-01-01", "2022-12-31"),
        ("Seoul accused North Korea of sending shells to Russia last year.", T, "2023-01-01", "2023-12-31"),
        ("South Korea detected in April that North Korea was sending shells to Russia.", T, "2024-04-01", "2024-04-30"),
        (
            "Japan began to look up in 2003, five years after North Korea fired a missile.",
            L,
            "1998-01-01",
            "1998-12-31",
        ),
        ("Kim met Putin in Vladivostok in September, their first meeting since 2019.", M, "2023-09-01", "2023-09-30"),
        ("Putin sent oil to North Korea in May after he visited Pyongyang in 2000.", T, "2024-05-01", "2024-05-31"),
        (
            "The US said Tuesday that the Navy had stopped a dhow carrying missiles from Iran to the Houthis."
            " It took place on January 11, 2024.",
            T,
            "2024-01-11",
            "2024-01-11",
        ),
    ],
)
def test_the_events_own_time(text: str, kind: ClaimType, start: str, end: str, read_claims: Reader) -> None:
    claim = one(read_claims, text, kind)
    assert isinstance(claim.time, DateInterval)
    assert (claim.time.start, claim.time.end) == (start, end)
    assert claim.time.at is not None
    assert text[slice(*claim.time.at)] == claim.time.text
    assert claim.evidence.time == (claim.time.at,)
    assert claim.time.precision is not Precision.UNKNOWN
    assert claim.time.anchor
    assert "+" in (claim.time.rule or "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("After that summit, North Korea sent shells to Russia.", T),
        ("North Korea shipped missiles to Iran months after his first election.", T),
        ("In the weeks after the summit, North Korea sent shells to Russia.", T),
        ("After a meeting with Kim in May, Putin sent a car to North Korea.", T),
        ("Before visiting Tehran on Monday, Putin received drones from Iran.", T),
        ("On Tuesday, Seoul accused North Korea of sending shells to Russia.", T),
        ("Kim agreed on Monday to send troops to Russia.", D),
        ("Russia violated a resolution of 2017 by sending oil to North Korea.", T),
        ("Putin, who visited Pyongyang in 2000, sent oil to North Korea.", T),
        ("North Korea sent Russia missiles that were built in 2023.", T),
        ("North Korea sent Russia missiles made in 2023.", T),
        ("Iran will ship missiles to Russia in the coming weeks.", T),
        ("Iran will ship missiles to Russia soon.", T),
        ("On Friday, Seoul sanctioned two ships for transfers of shells to Russia by North Korea.", T),
        ("North Korea has sent shells to Russia, Seoul said this week.", T),
        ("Seoul spoke on Monday of a million shells sent to Russia by North Korea.", T),
        ("Iran shipped a larger missile to Russia than the one launched in 2023.", T),
    ],
)
def test_anothers_time_and_words_without_days_are_left_open(text: str, kind: ClaimType, read_claims: Reader) -> None:
    assert one(read_claims, text, kind).time is None


@pytest.mark.parametrize(
    ("text", "published", "words"),
    [
        ("North Korea sent shells to Russia last year.", None, "last year"),
        ("SEOUL, June 19 (Yonhap) -- North Korea sent shells to Russia on Monday.", None, "Monday"),
        ("SEOUL, Oct. 9, 2022 (Yonhap) -- North Korea sent shells to Russia on Monday.", MONDAY, "Monday"),
        ("North Korea sent shells to Russia on Tuesday, 17 June 2024.", MONDAY, "Tuesday, 17 June 2024"),
        ("North Korea sent shells to Russia before March 2024.", MONDAY, "March 2024"),
    ],
)
def test_what_cannot_be_told_keeps_its_words(text: str, published: str | None, words: str, read_claims: Reader) -> None:
    claim = one(read_claims, text, T, published)
    assert claim.time is None
    assert [text[a:b] for a, b in claim.evidence.time] == [words]


def test_after_a_day_runs_to_the_dateline(read_claims: Reader) -> None:
    text = "(3 June 2024) All had to go by May 3, 2024. North Korea sent more troops to Russia after that date."
    time = one(read_claims, text, D, None).time
    assert time is not None
    assert (time.start, time.end, time.precision) == ("2024-05-04", "2024-06-03", Precision.OPEN)


@pytest.mark.parametrize(
    ("text", "published", "start", "anchor"),
    [
        ("North Korea sent shells to Russia in May 2023.", MONDAY, "2023-05-01", "explicit"),
        ("North Korea sent shells to Russia in May.", MONDAY, "2024-05-01", "published"),
        ("(June 2023) North Korea sent shells to Russia in May.", None, "2023-05-01", "dateline"),
        (
            "Kim came on May 3, 2023. Later that month North Korea sent shells to Russia.",
            MONDAY,
            "2023-05-01",
            "mentioned",
        ),
    ],
)
def test_the_anchor_is_told(text: str, published: str | None, start: str, anchor: str, read_claims: Reader) -> None:
    time = one(read_claims, text, T, published).time
    assert time is not None
    assert (time.start, time.anchor) == (start, anchor)
