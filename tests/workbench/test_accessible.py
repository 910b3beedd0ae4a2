"""Every page by axe-core's rules, in light and dark, and on a phone without scrolling sideways."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.conftest import OF_COLOURS, Live, enter_people, hashing_fast, log_in, served

from probata.desk import models
from probata.settings import Settings
from probata.workbench import opened, server
from probata.workbench.links import url_of

ADDRESSES = [
    "/",
    "/account",
    "/people",
    "/reports/new",
    "/nowhere",
    "/tokens",
    "/saved",
    "/regimes",
    "/regimes/UN-KP",
    "/regimes/UN-IR",
    "/measures/KP.OIL.REF",
    "/screening",
    "/screening/text",
    "/findings",
    "/incidents?actor=KP&type=transfer",
    "/claims",
    "/statements",
    "/reports",
    "/search",
    "/search?words=north+korea",
    "/review",
    "/replies",
    "/timeline",
    "/flow",
    "/map",
    "/caps",
    "/caps/KP.OIL.REF",
    "/custody",
    "/sources",
    "/sources/KR",
    "first:incident",
    "first:finding",
    "first:report",
    "first:capture",
    "first:claim",
    "first:statement",
]
"""Pages, ``first:KIND`` for that of the record of the kind with the smallest id; more of the address may follow."""


@pytest.fixture(scope="module")
def site(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One workbench for all pages, which are only read."""
    folder = tmp_path_factory.mktemp("site") / "desk"
    shutil.copytree(examples, folder)
    with hashing_fast():
        workbench = server.open_workbench(Settings(desk=folder, author="the tests"))
        enter_people()
        with served(workbench) as it:
            yield it
        opened.use(None)
        workbench.desk.close()


@pytest.fixture(scope="module")
def reading(chromium: Any, site: Live) -> Iterator[Any]:
    """A page of a reviewer, for all tests."""
    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    log_in(page, "rev")
    yield page
    context.close()


@pytest.fixture
def of(site: Live) -> Callable[[str], str]:
    """The address that a word of :data:`ADDRESSES` stands for."""
    return lambda word: address_of(word, site.opened)


def address_of(word: str, workbench: opened.Opened) -> str:
    """The address on a workbench that a word of :data:`ADDRESSES` stands for."""
    if not word.startswith("first:"):
        return word
    kind, slash, more = word.removeprefix("first:").partition("/")
    table = getattr(models, f"{kind.capitalize()}Row").objects.using(workbench.desk.base)
    return url_of(table.order_by("pk").values_list("pk", flat=True)[0]) + slash + more


def test_the_way_in_has_no_violation(chromium: Any, site: Live, accessible: Callable[..., None]) -> None:
    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/login")
    in_both_schemes(page, accessible)
    context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_violation_and_fits_a_phone(
    reading: Any, accessible: Callable[..., None], of: Callable[[str], str], address: str
) -> None:
    reading.set_viewport_size({"width": 1280, "height": 800})
    reading.emulate_media(color_scheme="light")
    reading.goto(of(address))
    in_both_schemes(reading, accessible)
    reading.set_viewport_size({"width": 360, "height": 740})
    assert reading.evaluate("document.documentElement.scrollWidth") <= 360


def in_both_schemes(page: Any, accessible: Callable[..., None]) -> None:
    """Hold a page to the rules in its light colours, and to those on colours in its dark ones."""
    accessible(page)
    page.emulate_media(color_scheme="dark")
    page.reload()  # a colour that changes under the eyes takes a moment
    accessible(page, *OF_COLOURS)
