"""Lists: narrowed by the address, walked page by page, and what can't be is said at once."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from probata.workbench import lists, opened

KINDS = list(lists.SHAPES)


def links(page: str, kind: str) -> list[str]:
    """The records of a page, in its order."""
    letter = {"findings": "f", "incidents": "i", "claims": "c", "statements": "s", "reports": "r"}[kind]
    return re.findall(rf'<th scope="row"[^>]*><a href="/(?:{kind}|id)/({letter}\w+)"', page)


@pytest.mark.parametrize("kind", KINDS)
def test_walking_a_list_shows_every_record_once_and_back_again(
    as_: Callable[[str], Client], workbench: opened.Opened, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from probata.workbench.views import lists as views

    monkeypatch.setattr(views, "SHOWN", 7)
    client, seen, pages = as_("rea"), list[str](), list[list[str]]()
    address = f"/{kind}"
    while address:
        page = client.get(address).content.decode()
        pages.append(links(page, kind))
        seen += pages[-1]
        found = re.search(r'<a href="([^"]+)" data-key="n"', page)
        address = f"/{kind}{html.unescape(found[1])}" if found else ""
    assert sorted(seen) == sorted(r.id for r in getattr(workbench.desk, kind)())
    found = re.search(r'<a href="([^"]+)" data-key="p"', page)
    if len(pages) > 1:
        assert found is not None
        assert links(client.get(f"/{kind}{html.unescape(found[1])}").content.decode(), kind) == pages[-2]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_the_same_number_of_questions_however_many_records_it_shows(
    as_: Callable[[str], Client], workbench: opened.Opened, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from probata.workbench.views import lists as views

    client, asked = as_("rea"), []
    client.get(f"/{kind}")
    for shown in (12, 25):
        monkeypatch.setattr(views, "SHOWN", shown)
        with CaptureQueriesContext(connections[workbench.desk.base]) as queries:
            assert client.get(f"/{kind}").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 9


@pytest.mark.parametrize("kind", KINDS)
def test_every_condition_of_a_kind_can_be_asked_and_dropped(as_: Callable[[str], Client], kind: str) -> None:
    client, shape = as_("rea"), lists.SHAPES[kind]
    examples = {"since": "2020-01-01", "until": "2030-01-01", "origins": "1", "measure": "KP.ARMS.FROM",
                "regime": "UN-KP", "number": "2026-0001", "reliability": "F", "credibility": "6", "actor": "Russia",
                "source": "Shin", "place": "Rajin", "carrier": "Angara", "outlet": "AP", "report": "rx",
                "incident": "ix"}  # fmt: skip
    for name in lists.known(shape):
        value = examples.get(name) or lists.CHOICES[name][0]
        page = client.get(f"/{kind}", {name: value})
        assert page.status_code == 200, name
        assert 'class="chip" href="?"' in page.content.decode()
    for order, _ in shape.orders:
        assert client.get(f"/{kind}", {"order": order}).status_code == 200


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"since": "soon"}, "not a day"),
        ({"since": "2024-02-02", "until": "2024-01-01"}, "nothing lies between"),
        ({"type": "sale"}, "not known"),
        ({"colour": "red"}, "no condition"),
        ({"after": "x"}, "first page"),
        ({"order": "beauty"}, "ordered by"),
        ({"measure": "KP.NONE"}, "no measure"),
        ({"actor": "\x00"}, "control character"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_line(as_: Callable[[str], Client], query: dict[str, str], says: str) -> None:
    answer = as_("rea").get("/incidents", query)
    assert answer.status_code == 400
    assert says in html.unescape(answer.content.decode())


def test_conditions_are_text_on_the_page(as_: Callable[[str], Client]) -> None:
    page = as_("rea").get("/incidents", {"actor": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_a_name_of_an_actor_stands_for_its_id(as_: Callable[[str], Client]) -> None:
    by_name = as_("rea").get("/incidents", {"actor": "north korea"}).content.decode()
    by_id = as_("rea").get("/incidents", {"actor": "KP"}).content.decode()
    assert links(by_name, "incidents") == links(by_id, "incidents") != []


def test_words_of_a_list_are_cut_behind_words_and_never_inside_markup(as_: Callable[[str], Client]) -> None:
    for kind in ("findings", "incidents"):
        page = as_("rea").get(f"/{kind}").content.decode()
        assert page.count("<bdi>") == page.count("</bdi>")
        assert " …</bdi>" in page
    assert "(by a contested reading)" in as_("rea").get("/findings").content.decode()
