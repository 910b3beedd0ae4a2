"""Incidents and findings in Chromium: what a person does there, with a mouse and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.workbench.conftest import OF_COLOURS
from tests.workbench.test_case_pages import DUE, largest, undisputed

from probata.records import Act
from probata.workbench import opened

PageOf = Callable[[str], Any]


def decide(page: Any, summary: str, **fields: str) -> None:
    """Unfold a form, fill it and send it."""
    page.locator("details.act > summary", has_text=summary).first.click()
    form = page.locator("details.act[open] form").last
    for label, value in fields.items():
        form.get_by_label(label.replace("_", " ")).fill(value)
    form.get_by_role("button").click()
    page.wait_for_load_state()


def test_passages_are_ticked_and_split_off_by_the_keyboard_alone(page_of: PageOf) -> None:
    found = largest()
    page = page_of("ana")
    page.goto(f"/incidents/{found.id}")
    page.locator("input[name=split-claims]").first.focus()
    page.keyboard.press("Space")
    page.locator("#act-split > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("another shipment")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#history")
    (made,) = opened.desk().decisions()
    assert (made.act, len(made.claims), made.reason) == (Act.SPLIT, 1, "another shipment")


def test_a_question_about_two_origins_is_decided_where_it_stands(page_of: PageOf) -> None:
    found = largest()
    page = page_of("ana")
    page.goto(f"/incidents/{found.id}")
    question = page.locator(".possibly").first
    question.get_by_text("Decide this").click()
    question.get_by_label("Reason").fill("one told the other")
    question.get_by_role("button", name="Same origin").click()
    page.wait_for_url("**#history")
    assert opened.desk().decisions()[0].act is Act.SAME_ORIGIN


def test_why_is_loaded_when_it_is_unfolded(page_of: PageOf) -> None:
    page = page_of("rea")
    page.goto(f"/incidents/{largest().id}")
    assert page.get_by_text("Put there by").count() == 0
    page.get_by_text("Cell, rules and score of each claim").click()
    page.get_by_text("Put there by").first.wait_for()


def test_a_number_lights_its_passage_and_leads_to_it(page_of: PageOf) -> None:
    page = page_of("rea")
    page.goto(f"/incidents/{largest().id}")
    cited = page.locator("#amounts ~ .table a.cite").first
    claim = cited.get_attribute("data-mark")
    cited.focus()
    assert "lit" in (page.locator(f"li.evidence[data-mark='{claim}']").get_attribute("class") or "")
    cited.click()
    assert page.evaluate("document.querySelector(':target').dataset.mark") == claim


def test_the_pages_have_no_violation_and_fit_a_phone(page_of: PageOf, accessible: Callable[..., None]) -> None:
    found, finding = largest(), undisputed()
    page = page_of("rev")
    page.goto(f"/findings/{finding.id}")
    decide(page, "Keep a question", Who_was_asked="Russia", What_was_asked="Did it come?", Answer_due=DUE)
    (made,) = opened.desk().decisions()
    at = f"/incidents/{found.id}"
    for address in (at, f"{at}/passages", f"{at}/why", f"{at}/origins/1", f"/findings/{finding.id}",
                    f"/decisions/{made.id}", "/replies"):  # fmt: skip
        page.set_viewport_size({"width": 1280, "height": 800})
        for scheme, rules in (("light", ()), ("dark", OF_COLOURS)):
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            page.evaluate("document.querySelectorAll('main details').forEach((it) => (it.open = true))")
            page.wait_for_load_state("networkidle")
            accessible(page, *rules)
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
