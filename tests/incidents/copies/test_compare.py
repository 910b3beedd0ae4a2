"""What two texts have to do with each other, on made-up reports that were mangled in the ways of the web."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.incidents.copies import compare
from probata.incidents.copies.words import comparable, words_of
from probata.records import Copy, CopyKind, Report

from .conftest import OTHER, STORY, mangled, report

Make = Callable[..., Report]
LINES = STORY.split("\n")
FRAME = "\n".join(OTHER.split("\n")[:3])


def kind_of(one: str, other: str) -> CopyKind | None:
    copy = compare(report(one, "a"), report(other, "b"))
    return copy.kind if copy is not None else None


@pytest.mark.parametrize(
    ("name", "changed", "kind"),
    [
        ("reprint", STORY, CopyKind.COPY),
        ("other marks and capitals", STORY.replace("'", "’").upper().replace("HALINA", "Halina"), CopyKind.COPY),
        ("lost encoding", STORY.replace("'", "â€™").replace("e ", "e\u00a0"), CopyKind.COPY),
        ("paragraphs shuffled", "\n".join(LINES[::-1]), CopyKind.COPY),
        ("cut to its head", "\n".join(LINES[:3]), CopyKind.EXCERPT),
        ("within another story", FRAME + "\n" + "\n".join(LINES[:5]) + "\n" + OTHER * 2, CopyKind.EXCERPT),
        ("synonyms", mangled(STORY), CopyKind.REWRITE),
        ("synonyms, cut", mangled("\n".join(LINES[:6])), CopyKind.REWRITE),
        ("synonyms, sentences swapped", mangled("\n".join(LINES[4:] + LINES[:4])), CopyKind.REWRITE),
        ("another story", OTHER, None),
    ],
)
def test_mangled_text_is_known_again(name: str, changed: str, kind: CopyKind | None) -> None:
    assert kind_of(STORY, changed) is kind, name


def test_two_independent_reports_of_one_event_are_no_copies() -> None:
    theirs = """Police at Port Ormond have accused the owners of a freighter of smuggling reactor parts to Velaria.
The Halina Star sailed in early March; an inspector named Kessel says that she saw its cargo before it was loaded.
Velaria denies everything. Its minister Lindqvist told parliament that no such ship had called at any of its ports.
Shipping analysts doubt that the vessel, built in 1981, could have crossed the Strait of Alm in winter storms.
Neighbouring Caldera has opened an inquiry of its own and wants to hear the crew, most of them from Brevik.
The affair comes at a bad time for Velaria, which is seeking a loan from the northern development bank."""
    assert kind_of(STORY, theirs) is None


def test_only_shared_speech_is_a_quotation_and_names_no_taker() -> None:
    speech = '"We shall open every hold of every ship that comes out of Port Ormond this spring," the inspector said.'
    one = report(STORY + "\n" + speech, "a", published="2024-03-06")
    copy = compare(one, report(OTHER + "\n" + speech + " In Sest.", "b", published="2024-03-07"))
    assert copy is not None
    assert copy.kind is CopyKind.QUOTATION
    assert copy.taker is None
    assert all(p.speech for p in copy.passages)
    assert "same speech" in copy.because


def test_an_edited_page_is_a_version_with_its_differences() -> None:
    page = "https://www.example.org/news/halina?utm_source=x"
    edited = STORY.replace("214 crates", "241 crates") + "\nThe ministry has since withdrawn its statement."
    copy = compare(report(STORY, "a", url=page), report(edited, "b", url="http://example.org/news/halina/"))
    assert copy is not None
    assert copy.kind is CopyKind.VERSION
    assert {(d.a.text, d.b.text) for d in copy.differences} == {
        ("214", "241"),
        ("", "The ministry has since withdrawn its statement"),
    }


def test_a_page_whose_address_now_holds_another_story_is_no_version() -> None:
    page = "https://example.org/live"
    assert compare(report(STORY, "a", url=page), report(OTHER, "b", url=page)) is None


def test_a_paragraph_at_the_foot_of_all_pages_of_a_site_makes_no_copy() -> None:
    foot = "Our transcripts are typed in haste by Quickword and may differ from what Radio Ormond has sent."
    assert kind_of(STORY + "\n" + foot, OTHER + "\n" + foot) is None
    assert kind_of(STORY + "\n" + foot, STORY + "\n" + foot) is CopyKind.COPY


def test_furniture_makes_no_copy() -> None:
    menu = " ".join(f"Section{n} Archive{n} Contact" for n in range(60))
    one, other = (
        report(menu + "\n" + STORY, "a", furniture=(menu,)),
        report(menu + "\n" + OTHER, "b", furniture=(menu,)),
    )
    assert compare(one, other) is None


def test_a_form_filled_in_with_other_figures_is_another_report() -> None:
    form = (
        "The general staff of Velaria puts enemy losses of the past day at {} soldiers and {} tanks. It says that {} "
        "guns were hit along the Tolm and that {} drones were shot down. Its own losses are not part of the report."
    )
    assert kind_of(form.format(810, 12, 33, 41), form.format(940, 7, 28, 65)) is None
    assert kind_of(form.format(810, 12, 33, 41), form.format(810, 12, 33, 41)) is CopyKind.COPY


@pytest.mark.parametrize(
    ("one", "other", "taker", "word"),
    [
        ({"outlet": "Ormond Wire"}, {"outlet": "Daily Sest", "credit": "Ormond Wire"}, "b", "credits"),
        (
            {"outlet": "Brae Post", "credit": "Ormond Wire"},
            {"outlet": "Sest", "credit": "Ormond Wire"},
            None,
            "both credit",
        ),
        ({"published": "2024-03-06"}, {"published": "2024-03-08"}, "b", "dated"),
        ({"published": "2024-03-06"}, {"published": "2024-03-06"}, None, ""),
        ({}, {}, None, ""),
        (
            {"published": "2024-03-08", "outlet": "Ormond Wire"},
            {"published": "2024-03-06", "outlet": "Sest", "credit": "Ormond Wire"},
            "b",
            "credits",
        ),
    ],
)
def test_who_took_from_whom(one: dict[str, str], other: dict[str, str], taker: str | None, word: str) -> None:
    a, b = report(STORY, "a", **one), report(STORY + " It rained.", "b", **other)
    copy = compare(a, b)
    assert copy is not None
    assert copy.taker == {"a": a.id, "b": b.id, None: None}[taker]
    assert word in copy.taken
    assert bool(word) == bool(copy.taken)


def checked(copy: Copy, a: Report, b: Report) -> None:
    """Passages lie in the texts, in order, and their words agree."""
    assert min(copy.in_a, copy.in_b, copy.resemblance) >= 0
    assert max(copy.in_a, copy.in_b, copy.resemblance) <= 1
    assert list(copy.passages) == sorted(copy.passages, key=lambda p: (p.a, p.b))
    for p in copy.passages:
        assert 0 <= p.a[0] < p.a[1] <= len(a.text)
        assert 0 <= p.b[0] < p.b[1] <= len(b.text)
        if not p.reworded:
            taken, there = (words_of(report(r.text[slice(*at)])).forms for r, at in ((a, p.a), (b, p.b)))
            assert taken == there
            assert len(taken) == p.words


_PIECES = st.sampled_from([*LINES, *OTHER.split("\n"), '"Open the hold," she said, "and count the crates again."', "x"])
_TEXTS = st.lists(_PIECES, min_size=1, max_size=8).map("\n".join)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS, _TEXTS, st.booleans())
def test_turning_the_reports_round_only_turns_the_answer(one: str, other: str, page: bool) -> None:
    url = "https://example.org/x/y" if page else None
    a, b = report(one, "a", url=url), report(mangled(other), "b", url=url)
    there, back = compare(a, b), compare(b, a)
    assert (there is None) is (back is None)
    if there is None or back is None:
        return
    checked(there, a, b)
    checked(back, b, a)
    assert (there.kind, there.because, there.taker) == (back.kind, back.because, back.taker)
    assert (there.in_a, there.in_b, there.resemblance) == (back.in_b, back.in_a, back.resemblance)
    assert {(p.a, p.b) for p in there.passages} == {(p.b, p.a) for p in back.passages}
    assert [(d.a, d.b) for d in there.differences] == [(d.b, d.a) for d in back.differences]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    a, b = report(one, "a"), report(other, "b")
    copy = compare(a, b)
    if copy is not None:
        checked(copy, a, b)
    assert all(comparable(w) for w in words_of(a).forms)


def test_the_time_grows_with_the_text_and_not_with_its_square() -> None:
    import time

    def seconds(times: int) -> float:
        a, b = report("\n".join([STORY] * times), "a"), report("\n".join([STORY + " so"] * times), "b")
        started = time.process_time()
        compare(a, b)
        return time.process_time() - started

    small = min(seconds(20) for _ in range(3))
    assert seconds(200) < 40 * small
