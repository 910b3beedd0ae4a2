"""The page of search, its twin for programs, and lists narrowed by words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from probata.desk import Filter
from probata.workbench import opened


def test_hits_of_each_kind_lead_to_the_very_passage(as_: Callable[[str], Client], workbench: opened.Opened) -> None:
    client = as_("rea")
    with CaptureQueriesContext(connections[workbench.desk.base]) as queries:
        page = client.get("/search", {"words": '"north korea"'}).content.decode()
    assert len(queries) <= 45
    for kind in ("reports", "statements", "claims", "incidents"):
        assert f'id="g-{kind}"' in page
    assert re.search("<mark>north korea</mark>", page, re.IGNORECASE)
    passages = re.findall(r'<a href="/reports/(r\w+)\?at=(\d+)-(\d+)#at">', html.unescape(page))
    texts = {r.id: r.text for r in workbench.desk.reports()}
    assert {texts[report][int(start) : int(end)].casefold() for report, start, end in passages} == {"north korea"}


def test_a_list_narrowed_by_words_keeps_its_other_conditions(
    as_: Callable[[str], Client], workbench: opened.Opened
) -> None:
    client = as_("rea")
    for kind in ("reports", "statements", "claims", "incidents", "findings"):
        wanted = len(getattr(workbench.desk, kind)(Filter(words="shells", since="2000-01-01")))
        page = client.get(f"/{kind}", {"words": "shells", "since": "2000-01-01"}).content.decode()
        assert re.search(rf"\b{wanted} {kind[:-1]}", page), kind
        told = client.get(f"/api/{kind}", {"words": "shells", "since": "2000-01-01"}).json()
        assert len(told[kind]) == wanted


@pytest.mark.parametrize("words", ["-shells", '"', "<script>alert(1)</script>", "' OR 1=1 --", 'a" NEAR("b'])
def test_whatever_is_typed_is_text(as_: Callable[[str], Client], words: str) -> None:
    answer = as_("rea").get("/search", {"words": words})
    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.content.decode()


def test_programs_search_page_by_page(as_: Callable[[str], Client]) -> None:
    client, seen, address = as_("rea"), list[str](), "/api/search?words=korea&kind=claims&limit=20"
    while address:
        told = client.get(address).json()
        seen += [h["record"]["id"] for h in told["hits"]]
        address = told["next"]
    assert len(seen) == len(set(seen)) > 20
    assert client.get("/api/search?kind=claims").status_code == 422
