"""The pages of sources: the list, one source, and its grade set and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

from probata.workbench import opened

FORM = {"grade-source-source": "KR", "grade-source-grade": "B", "grade-source-since": "2023-01-01",
        "grade-source-reason": "right in nine of ten cases", "grade-source-interest": "<b>a party</b>"}  # fmt: skip


def body(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_the_list_leads_to_each_source(as_: Callable[[str], Client], workbench: opened.Opened) -> None:
    client = as_("rea")
    page = body(client.get("/sources"))
    links = re.findall(r'<th scope="row" class="w-m"><a href="(/sources/[^"]+)"', page)
    assert "/sources/KR" in links
    for link in links:
        assert client.get(link).status_code == 200, link
    narrowed = body(client.get("/sources", {"kind": "state", "words": "korea", "grade": "F", "order": "name"}))
    assert "/sources/KR" in narrowed
    assert "/sources/RU" not in narrowed
    assert client.get("/sources", {"kind": "rumour"}).status_code == 400
    assert client.get("/sources", {"after": "x"}).status_code == 400
    assert client.get("/sources/Nobody of that name").status_code == 404
    assert client.get("/sources/South Korea").headers["Location"] == "/sources/KR"


def test_a_grade_is_set_from_a_day_and_taken_back(as_: Callable[[str], Client], workbench: opened.Opened) -> None:
    client = as_("ana")
    late = client.post("/sources/KR", FORM | {"grade-source-until": "2022-01-01"})
    assert late.status_code == 422
    assert "ends before it begins" in body(late)
    assert client.post("/sources/KR", FORM).status_code == 302
    page = body(client.get("/sources/KR"))
    assert "<strong>B</strong>, usually reliable" in page
    assert "right in nine of ten cases" in page
    assert "<bdi>&lt;b&gt;a party&lt;/b&gt;</bdi>" in page
    assert [i for i in workbench.desk.incidents() if i.proposed
            and any(s.source == "KR" and s.reliability.value == "B" for s in i.proposed.sources)]  # fmt: skip
    (made,) = set(re.findall(r"/decisions/(\w+)/retract", page))
    sent = {f"undo-{made}-reason": "a slip", "next": "/sources/KR"}
    assert client.post(f"/decisions/{made}/retract", sent).headers["Location"] == "/sources/KR"
    assert "<strong>F</strong>" in body(client.get("/sources/KR"))


def test_a_reader_is_shown_no_form_and_is_refused(as_: Callable[[str], Client]) -> None:
    client = as_("rea")
    assert "grade-source" not in body(client.get("/sources/KR"))
    assert client.post("/sources/KR", FORM).status_code == 403


def test_a_person_who_speaks_for_a_state_is_led_to_it(as_: Callable[[str], Client], workbench: opened.Opened) -> None:
    person = next(s.source.person for s in workbench.desk.statements() if s.source.id == "KR" and s.source.person)
    client = as_("rea")
    assert '<a href="/sources/KR">' in body(client.get(f"/sources/{person}"))
    listed = body(client.get("/statements", {"source": person}))
    assert "Nothing meets all these conditions" not in listed


def test_the_api_tells_the_same(as_: Callable[[str], Client]) -> None:
    client = as_("rea")
    first = client.get("/api/sources", {"limit": 2}).json()
    assert [s["source"]["id"] for s in first["sources"]]
    second = client.get(first["next"]).json()
    assert {s["source"]["id"] for s in first["sources"]}.isdisjoint(s["source"]["id"] for s in second["sources"])
    assert client.get("/api/sources/KR").json()["graded"]["source"]["name"] == "South Korea"
    assert client.get("/api/sources", {"grade": "Z"}).status_code == 422
    assert client.get("/api/sources/nobody").status_code == 404
