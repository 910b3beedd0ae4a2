"""Each page has a JSON twin: the same told by the API, narrowed as the page is."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from tests.workbench.test_accessible import ADDRESSES, address_of

from probata.workbench import opened

WITHOUT = {"/nowhere", "/reports/new", "/search"}
"""What is no page, what only sends something, and what tells how to search."""

MORE = ["/screening?name=", "/regimes/UN-KP/KP.OIL.REF", "first:report/copies", "first:incident/why",
        "first:incident/timeline", "first:incident/passages", "first:incident/origins", "/review?actor=KP"]  # fmt: skip

ALTERNATE = re.compile(r'<link rel="alternate" type="application/json" href="([^"]+)">')


def twin(page: str) -> str | None:
    """The address of the twin that a page names."""
    found = ALTERNATE.search(page)
    if found:
        assert f'href="{found[1]}" type="application/json">This page as JSON' in page
    return unescape(found[1]) if found else None


def test_each_page_has_a_twin(as_: Callable[[str], Client], workbench: opened.Opened) -> None:
    client = as_("rev")
    wrong: dict[str, object] = {}
    for word in (*ADDRESSES, *MORE):
        address = twin(client.get(address_of(word, workbench)).content.decode())
        answer = client.get(address) if address else None
        told = answer and (answer.status_code, answer.headers["Content-Type"])
        if told != (None if word in WITHOUT else (200, "application/json")):
            wrong[word] = (address, told, answer and answer.content)
    assert not wrong


@pytest.mark.parametrize(
    "address",
    ["/claims?actor=KP&stance=&order=happened", "/incidents", "/incidents?actor=South+Korea&words=", "/findings",
     "/reports?since=2024-01-01"],
)  # fmt: skip
def test_a_list_and_its_twin_tell_the_same_in_one_order(as_: Callable[[str], Client], address: str) -> None:
    client = as_("rea")
    kind = address.strip("/").partition("?")[0]
    page = client.get(address).content.decode()
    told = client.get(twin(page) or "").json()[kind]
    listed = re.search(r"<main.*</main>", page, re.S)
    assert listed
    wanted = {r["id"] for r in told}
    shown = [i for i in re.findall(rf'href="/{kind}/(\w+)["?#]', listed[0]) if i in wanted]
    assert list(dict.fromkeys(shown)) == [r["id"] for r in told] != []


def test_whoever_may_not_see_a_page_is_given_no_twin(workbench: opened.Opened, as_: Callable[[str], Client]) -> None:
    assert twin(as_("rea").get("/people").content.decode()) is None
    assert as_("rea").get("/api/people").status_code == 403
    assert twin(Client(SERVER_NAME="localhost").get("/login").content.decode()) is None
