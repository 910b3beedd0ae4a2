"""Reports into stories, on made-up reports."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from probata.incidents.stories import Terms, stories, terms_of
from probata.incidents.stories.likeness import FAR, Page, features, likeness
from probata.incidents.stories.shelf import ENOUGH, Shelf
from probata.incidents.stories.terms import stem
from probata.incidents.stories.weights import Frequencies, background
from probata.records import Story, StoryRule

FERRY = (
    ("f1", "Ferry Marisol runs aground off Tavira", "The ferry Marisol ran aground off Tavira with 212 people aboard. "
     "Captain Duarte Pinho said the hull was torn. Lifeboats from Tavira took the passengers ashore.", "2021-03-02"),
    ("f2", "Lifeboats empty stranded ferry", "Lifeboats took 212 passengers off the ferry Marisol, which ran aground "
     "near Tavira. The captain, Duarte Pinho, blamed a torn chart for the stranding.", "2021-03-02"),
    ("f3", "Tavira ferry captain questioned", "Police questioned Duarte Pinho, captain of the Marisol, after the ferry "
     "ran aground off Tavira. All 212 passengers reached the shore in lifeboats.", "2021-03-04"),
)  # fmt: skip
BRIDGE = (
    ("b1", "Bridge at Korvald closed after cracks", "Engineers closed the Korvald bridge when cracks opened in two "
     "pylons. Mayor Signe Aastad said trucks of 40 tons had used it for years.", "2021-03-02"),
    ("b2", "Korvald mayor defends bridge checks", "Signe Aastad, mayor of Korvald, defended the checks on the bridge, "
     "closed since cracks were seen in its pylons. Trucks of 40 tons must take the tunnel.", "2021-03-03"),
)  # fmt: skip


def made(*rows: tuple[str, str, str, str]) -> list[Terms]:
    return [terms_of(name, text, title=title, published=day) for name, title, text, day in rows]


def groups(found: list[Story]) -> set[tuple[str, ...]]:
    return {s.reports for s in found}


def pages(terms: list[Terms]) -> list[Page]:
    counts = Frequencies()
    for t in terms:
        counts.add(t)
    return [Page(t, counts.vector(t)) for t in terms]


@pytest.mark.parametrize(
    ("words", "one"),
    [
        (("missiles", "missile"), True),
        (("launched", "launching", "launch"), True),
        (("parties", "party"), True),
        (("Seoul's".lower(), "seoul"), True),
        (("news", "new"), False),
        (("1,500", "1,50"), False),
        (("crisis", "cris"), False),
    ],
)
def test_stem(words: tuple[str, ...], one: bool) -> None:
    assert (len({stem(w) for w in words}) == 1) is one


def test_reports_of_one_event_are_one_story_and_others_are_not() -> None:
    assert groups(stories(made(*FERRY, *BRIDGE))) == {("f1", "f2", "f3"), ("b1", "b2")}


def test_the_order_of_input_does_not_matter() -> None:
    rows = list(FERRY + BRIDGE)
    first = stories(made(*rows))
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert stories(made(*rows)) == first


def test_nothing_in_common_is_no_story() -> None:
    found = stories(made(FERRY[0], BRIDGE[0]))
    assert [s.joins[0].rule for s in found] == [StoryRule.FOUNDER, StoryRule.FOUNDER]
    assert all(s.joins[0].nearest is None for s in found)


def test_a_title_counts_once_whether_or_not_it_begins_the_text() -> None:
    _, title, text, day = FERRY[0]
    inside = terms_of("x", f"{title}\n{text}", title=title, published=day)
    assert terms_of("x", text, title=title, published=day) == inside


def test_features_sum_up_to_the_likeness_and_name_their_terms() -> None:
    first, _, third, *_ = pages(made(*FERRY, *BRIDGE))
    told = {f.name: f for f in features(first, third)}
    assert sum(f.share for f in told.values()) == pytest.approx(likeness(first, third))
    assert "marisol" in told["names"].because
    assert told["numbers"].because == ("212",)
    assert told["days between"].share < 0
    assert told["days between"].because == ("2 days",)


def test_days_between_take_little_and_never_all() -> None:
    same, old = made(FERRY[0], FERRY[0])
    near = pages([same, replace(old, id="g1")])
    far = pages([same, replace(old, id="g1", day=date(1999, 1, 1))])
    assert likeness(*near) == pytest.approx(1)
    assert likeness(*far) == pytest.approx(1 - FAR)


def test_an_undated_report_loses_nothing() -> None:
    pair = made(FERRY[0], ("g1", *FERRY[1][1:3], ""))
    assert pair[1].day is None
    assert "days between" not in {f.name for f in features(*pages(pair))}


def test_what_all_reports_of_a_collection_have_tells_nothing() -> None:
    counts = Frequencies()
    for terms in made(*FERRY):
        counts.add(terms)
    few = counts.rarity("marisol")
    for n in range(300):
        counts.add(terms_of(f"x{n}", "The Marisol sails."))
    assert counts.rarity("marisol") < few / 2


HARBOUR = (
    "Pinho left the harbour office on foot, silent, past cameras and a brass band that practised for the carnival. "
    "The Marisol, his ferry, had been off Tavira since March. A hearing is set for autumn in Lisbon, officials said."
)
INSURER = (
    "An insurer of small towns counted its losses and asked for patience, wishing its 900 clients a better spring. "
    "It insures the Marisol, still off Tavira, and the bridge at Korvald, still idle, among kindergartens and farms."
)


def test_a_lone_report_goes_to_its_only_choice_and_says_so() -> None:
    found = stories(made(*FERRY, *BRIDGE, ("s1", "Silence at the harbour", HARBOUR, "2021-05-20")))
    join = next(j for s in found for j in s.joins if j.report == "s1")
    assert ("f1", "f2", "f3", "s1") in groups(found)
    assert join.rule is StoryRule.ONLY_CHOICE
    assert join.nearest in {"f1", "f2", "f3"}


def test_a_lone_report_between_two_stories_joins_neither() -> None:
    found = groups(stories(made(*FERRY, *BRIDGE, ("z1", "A bad week", INSURER, "2021-03-05"))))
    assert ("z1",) in found


def test_a_story_begins_with_the_earliest_report_and_takes_its_id_from_it() -> None:
    first, *_ = stories(made(FERRY[2], FERRY[0], FERRY[1]))
    assert first.reports[0] == "f1"
    assert first.id == stories(made(*FERRY[:2]))[0].id


def test_two_reports_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="one id"):
        stories(made(FERRY[0], FERRY[0]))


def test_no_reports_are_no_stories() -> None:
    assert stories([]) == []


def test_a_look_up_does_not_grow_with_the_shelf() -> None:
    rows = [
        terms_of(f"r{n}", f"The Marisol of Tavira, trip {n}, sails at dawn.", published="2021-03-02")
        for n in range(900)
    ]
    shelf, found = Shelf(), pages(rows)
    for page in found:
        shelf.add(page)
    assert len(shelf) == 900
    assert len(shelf.candidates(found[450])) <= ENOUGH
    assert found[450].terms.id not in {p.terms.id for p in shelf.candidates(found[450])}


def test_the_background_has_common_words_as_common() -> None:
    table = background()
    assert table.counts["the"] > 0.9 * table.reports
    assert all(0 < n <= table.reports for n in table.counts.values())
