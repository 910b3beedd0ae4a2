"""Searches that people keep."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

As = Callable[[str], Client]
KEPT = {"kind": "claims", "query": "actor=KP&stance=denies&after=x&words=shells", "name": "<b>Denials</b>"}


def test_a_kept_search_is_the_list_again(as_: As) -> None:
    ana = as_("ana")
    assert "Save this search" in ana.get("/claims?actor=KP").content.decode()
    assert "Save this search" not in ana.get("/claims").content.decode()
    answer = ana.post("/saved/keep", KEPT)
    assert answer.headers["Location"] == "/claims?actor=KP&stance=denies&words=shells"
    for page in ("/", "/saved"):
        told = ana.get(page).content.decode()
        assert "&lt;b&gt;Denials" in told
        assert "<b>Denials" not in told
        assert 'href="/claims?actor=KP&amp;stance=denies&amp;words=shells"' in told
    assert ana.get("/api/saved").json()["saved"][0]["address"] == answer.headers["Location"]


def test_the_same_name_again_replaces_it(as_: As) -> None:
    ana = as_("ana")
    ana.post("/saved/keep", KEPT)
    ana.post("/saved/keep", KEPT | {"kind": "incidents", "query": "disputed=yes"})
    (only,) = ana.get("/api/saved").json()["saved"]
    assert (only["kind"], only["address"]) == ("incidents", "/incidents?disputed=yes")


def test_others_see_only_what_is_shared_and_change_nothing(as_: As) -> None:
    ana, rea = as_("ana"), as_("rea")
    ana.post("/saved/keep", KEPT)
    assert rea.get("/api/saved").json()["saved"] == []
    number = ana.get("/saved").content.decode().split("/saved/")[1].split("/")[0]
    ana.post(f"/saved/{number}/share", {"shared": "yes"})
    assert [s["person"] for s in rea.get("/api/saved").json()["saved"]] == ["Ana Analyst"]
    assert rea.post(f"/saved/{number}/share", {"shared": "no"}).status_code == 404
    assert rea.post(f"/saved/{number}/drop").status_code == 404
    ana.post(f"/saved/{number}/drop")
    assert rea.get("/api/saved").json()["saved"] == []


def test_what_can_t_be_asked_is_not_kept(as_: As) -> None:
    ana = as_("ana")
    for wrong in ({"kind": "custody"}, {"kind": "//evil.example"}, {"query": "nonsense=1"}, {"name": " "}):
        answer = ana.post("/saved/keep", KEPT | wrong)
        assert answer.status_code in (302, 400), wrong
        assert "evil" not in answer.headers.get("Location", "")
    assert ana.get("/api/saved").json()["saved"] == []
