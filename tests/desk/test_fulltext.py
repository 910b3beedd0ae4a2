"""Search by words: found in every script, in step with the records, the same in both databases, safe to type."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from probata.desk import Desk, Filter
from probata.desk.conditions import Kind
from probata.desk.fulltext import asked, texts
from probata.desk.fulltext.snippets import snippet
from probata.desk.fulltext.tokens import tokens, words
from probata.errors import UsageError
from probata.records import Capture, Extraction, Segment, SegmentKind, Stance, make_id
from probata.settings import Settings

SEARCH = ("reports", "statements", "claims", "incidents")
SEARCHED: tuple[Kind, ...] = ("reports", "statements", "claims", "incidents", "findings")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kim's 7,000 shells", "kim s 7 000 shells"),
        ("Gdańsk, Łódź, Zürich, STRASSE straße", "gdansk lodz zurich strasse strasse"),
        ("e\u0301lan", "elan"),
        ("Ёлка Йошкар", "елка иошкар"),
        ("الأَسلِحة العـــراق", "الاسلحة العراق"),
        ("북한이 포탄을", "북 한 이 포 탄 을"),
        ("\u1107\u116e\u11a8\u1112\u1161\u11ab", "북 한"),
        ("朝鲜 ミサイル", "朝 鲜 ミ サ イ ル"),
        ("so\u00adviet am\u200bmo ½ ﬁre", "soviet ammo 1 2 fire"),
        ("\u202eabc\u202c _x_", "abc x"),
    ],
)
def test_words_are_without_case_accents_and_joiners(text: str, told: str) -> None:
    assert words(text) == told.split()


@given(st.text(max_size=80))
def test_every_word_has_its_place(text: str) -> None:
    found = list(tokens(text))
    assert words(text) == [t.word for t in found]
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(word and word in words(text[t.start : t.end]) for t in found for word in (t.word,))


FOUND = {
    "shells": 2, "SHELLS north": 2, "shells alleges": 1, '"shells to Russia"': 1, '"Russia to shells"': 0,
    "shells -Moscow": 1, "shel*": 2, "shel": 0, "Moscow OR alleges": 2, "denies shells OR pigeons": 1,
    '-"shells to" the': 1, '"shells t"*': 1, '"shells to': 1, "got-any": 1, 'shells -"any shel"*': 1,
    "“shells to”": 1, "shells shells AND": 0,
}  # fmt: skip
"""How many of two reports have what is typed."""


def test_what_is_typed_finds_what_has_it(filled: Desk) -> None:
    for looked_for, number in FOUND.items():
        by = Filter(words=looked_for)
        counted = [filled.count_up_to(kind, by) for kind in SEARCHED]
        assert counted == [number, number, number, min(number, 1), min(number, 1)], looked_for


def test_words_hold_together_with_every_other_condition(filled: Desk) -> None:
    assert filled.count_up_to("claims", Filter(words="shells", stance=Stance.DENIES)) == 1
    assert filled.count_up_to("reports", Filter(words="alleges", stance=Stance.DENIES)) == 0
    assert filled.count_up_to("incidents", Filter(words="shells", actors=("KR",))) == 1
    assert filled.count_up_to("incidents", Filter(words="shells", actors=("JP",))) == 0
    with pytest.raises(UsageError, match="captures can't be narrowed by words"):
        filled.page("captures", Filter(words="shells"))


def test_words_go_with_their_records(
    filled: Desk, alleged: Extraction, extraction_of: Callable[..., Extraction], sql: Callable[..., None]
) -> None:
    """Also where the row is changed behind the program's back."""
    longer = extraction_of("Tokyo saw 북한이 포탄을 보냈다.", "Tokyo", "JP", Stance.ASSERTS, "포탄", "2024-03-21")
    report = replace(longer.report, id=alleged.report.id, capture=alleged.report.capture)
    told = replace(alleged, report=report, claims=(), statements=())
    filled.save_extraction(told, "engine 2")
    looked_for = ("alleges", "북한", "포탄을", "한북", "tokyo")
    found = {w: filled.count_up_to("reports", Filter(words=w)) for w in looked_for}
    assert found == {"alleges": 0, "북한": 1, "포탄을": 1, "한북": 0, "tokyo": 1}
    assert filled.count_up_to("claims", Filter(words="alleges")) == 0
    sql("DELETE FROM desk_reportwords")
    assert filled.count_up_to("reports", Filter(words="tokyo")) == 0


def test_what_a_person_enters_of_a_claim_is_found_by_it(filled: Desk, alleged: Extraction) -> None:
    from probata.desk import writing

    claim = alleged.claims[0]
    with filled.transaction():
        writing.put_claim(filled.base, replace(claim, agent=("Hanbit Trading",)), claim)
    assert filled.claims(Filter(words='"hanbit trading"'))[0].id == claim.id


def test_furniture_is_not_searched_and_no_phrase_reaches_across(filled: Desk, alleged: Extraction) -> None:
    text = "Read also: pigeons\nSeoul\nspeaks"
    segments = (Segment(0, 18, SegmentKind.FURNITURE, "teaser"),)
    report = replace(alleged.report, text=text, segments=segments)
    filled.save_extraction(replace(alleged, report=report, claims=(), statements=()), "engine 2")
    assert filled.count_up_to("reports", Filter(words="pigeons")) == 0
    assert filled.count_up_to("reports", Filter(words='"seoul speaks"')) == 1
    record = {"start": 0, "end": 5, "quote": "a b c", "evidence": {"agent": [[6, 7]]}, "source": {"id": "KP"},
              "via": [], "agent": ["KP"], "counterpart": ["Hanbit Trading"]}  # fmt: skip
    assert texts.claim_words(record, "a b c d").split() == ["a", "b", "c", texts.BREAK, "d", texts.BREAK, "hanbit",
                                                           "trading"]  # fmt: skip


def test_a_phrase_is_found_at_the_end_of_a_book(filled: Desk, alleged: Extraction) -> None:
    text = "shells and rockets " * 9_000 + " ".join(f"w{n}" for n in range(20_000)) + " rockets and more shells"
    report = replace(alleged.report, text=text, segments=())
    filled.save_extraction(replace(alleged, report=report, claims=(), statements=()), "engine 2")
    for phrase, number in (('"more shells"', 1), ('"shells more"', 0), ('"w19999 rockets"', 1), ('"rockets w0"', 1)):
        assert filled.count_up_to("reports", Filter(words=phrase)) == number


def test_more_different_words_than_a_database_takes_are_cut_off() -> None:
    told = texts.report_words({"segments": []}, " ".join(f"{n:07x}ffffffff" for n in range(100_000)))
    assert sum(len(w) for w in set(told.split())) <= texts.BYTES


def test_an_older_desk_is_given_its_words(filled: Desk, settings: Settings) -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    wanted = {kind: filled.page(kind, Filter(words="shells -pigeons")).items for kind in SEARCHED}
    assert all(wanted.values())
    MigrationExecutor(connections[filled.base]).migrate([("desk", "0014_review_queue")])
    filled.close()
    with Desk.open(filled.path, settings) as again:
        assert {kind: again.page(kind, Filter(words="shells -pigeons")).items for kind in SEARCHED} == wanted


SPECIAL = st.sampled_from("ab\"*-() ^:{}+'%\\&|!<>,.~?NEAROT 한ةé\u0301\u200f\ud800\x00")


@given(st.text(SPECIAL | st.characters(), max_size=40))
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_read_as_words(filled: Desk, looked_for: str) -> None:
    with contextlib.suppress(UsageError):
        read = asked.read(looked_for)
        for kind in SEARCHED:
            assert filled.count_up_to(kind, Filter(words=looked_for)) >= 0
        told = [t for a in read.alternatives for t in (*a.having, *a.lacking)]
        assert all(word.isalnum() for term in told for word in term.words)


@pytest.mark.parametrize("nothing", ["", "  ", "-shells", '"', "***", "a OR -b", "x" * 501, "a " + "b c " * 300])
def test_what_asks_for_nothing_is_said_in_a_line(nothing: str) -> None:
    with pytest.raises(UsageError, match=r"word|fewer"):
        asked.read(nothing)


def test_hits_come_by_rank_or_date_with_the_passage_that_shows_them(filled: Desk, alleged: Extraction) -> None:
    for kind in SEARCH:
        for order in ("rank", "date"):
            found = filled.search(kind, Filter(words="shells russia OR moscow"), order)  # type: ignore[arg-type]
            assert found.order == order
            assert found.next is None
            assert len(found.hits) == (1 if kind == "incidents" else 2)
            for hit in found.hits:
                text = next(r.text for r in filled.reports() if r.id == hit.report)
                assert {text[a:b].lower() for a, b in hit.snippet.hits} >= {"shells"} or "Moscow" in hit.snippet.text
    (incident,) = filled.search("incidents", Filter(words="alleges")).hits
    assert (incident.claim, incident.report) == (alleged.claims[0].id, alleged.report.id)


def test_pages_of_hits_hold_each_once(paged: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from probata.desk.fulltext import search

    for most in (5_000, 3):
        monkeypatch.setattr(search, "RANKED", most)
        for kind in ("reports", "statements", "claims"):
            seen, key = list[str](), None
            while key or not seen:
                found = paged.search(kind, Filter(words="shells -5"), "rank", key, limit=4)  # type: ignore[arg-type]
                assert found.order == ("rank" if most > 3 else "date")
                seen += [h.record.id for h in found.hits]
                key = found.next
            assert len(seen) == len(set(seen)) == 8
    monkeypatch.setattr(search, "RANKED", 5_000)
    key = paged.search("claims", Filter(words="shells"), limit=1).next
    with pytest.raises(UsageError, match="not of statements rank"):
        paged.search("statements", Filter(words="shells"), after=key)


@pytest.fixture
def paged(desk: Desk, alleged: Extraction, capture_of: Callable[[str], Capture]) -> Desk:
    for n in range(9):
        text = f"{alleged.report.text} {n}"
        capture = capture_of(text)
        report = replace(alleged.report, id=make_id("r", capture.id), capture=capture.id, text=text)
        (claim,), (statement,) = alleged.claims, alleged.statements
        statement = replace(statement, id=make_id("s", report.id), report=report.id, content=((5, len(text)),))
        claim = replace(claim, id=make_id("c", report.id), report=report.id, quote=text, end=len(text))
        desk.save_capture(capture)
        desk.save_extraction(replace(alleged, report=report, statements=(statement,), claims=(claim,)), "engine")
    return desk


@pytest.mark.parametrize(
    ("given", "says"),
    [({"kind": "findings"}, "can't be searched"), ({"order": "beauty"}, "rank or date"), ({"limit": 0}, "1 to 100"),
     ({"after": "x"}, "first page"), ({"by": Filter()}, "no word")],
)  # fmt: skip
def test_what_cannot_be_searched_is_said(filled: Desk, given: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        filled.search(**({"kind": "claims", "by": Filter(words="shells")} | given))


def test_a_snippet_marks_the_words_at_their_places() -> None:
    text = "Nothing here.\n" * 30 + "The ship took 북한이 보낸 ammunition, and more Ammunition, to Rajin.\nLast line."
    told = snippet(text, [(0, len(text))], asked.read('ammunition 북한 -drill OR "to rajin"'))
    assert text[told.start : told.end] == told.text == text.splitlines()[30]
    assert [text[a:b] for a, b in told.hits] == ["북한", "ammunition", "Ammunition", "to Rajin"]
    assert told.first == told.hits[0]


def test_a_snippet_takes_the_place_where_most_words_meet() -> None:
    text = "Rajin. " + "x " * 400 + "shells " + "y " * 400 + "shells to Rajin " + "z " * 400
    told = snippet(text, [(0, len(text))], asked.read("rajin shells"), 60)
    assert [text[a:b] for a, b in told.hits] == ["shells", "Rajin"]
    assert len(told.text) <= 60
    assert not told.text.startswith(" ")


@given(st.text(max_size=200), st.text(st.characters(categories=("L", "N")), min_size=1, max_size=3))
def test_a_snippet_is_a_part_of_the_text(text: str, word: str) -> None:
    if not words(word):
        return
    told = snippet(text, [(0, len(text))], asked.read(word), 30)
    assert text[told.start : told.end] == told.text
    assert all(told.start <= a < b <= told.end for a, b in told.hits)
    assert bool(told.hits) == (" ".join(words(word)) in " ".join(words(text)) and _follows(words(text), words(word)))


def _follows(told: list[str], wanted: list[str]) -> bool:
    return any(told[n : n + len(wanted)] == wanted for n in range(len(told)))
