"""Coming in: the first person, roles, throttling, and what stays shut."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from tests.workbench.conftest import PASSWORD, browser_like

from probata.capture import Custody
from probata.workbench import opened, server
from probata.workbench.models import Person, Role


def test_the_first_person_needs_the_password_that_the_server_printed(
    examples: Path, tmp_path: Path, opening: Callable[[Path], opened.Opened], settings_fast: None
) -> None:
    shutil.copytree(examples, tmp_path / "desk")
    it = opening(tmp_path / "desk")
    assert it.first_password is not None
    client = browser_like()
    assert client.get("/").headers["Location"].startswith("/login")
    assert client.get("/login").headers["Location"] == "/first-run"
    mine = {"username": "kim", "name": "Kim Lead", "password": PASSWORD}
    wrong = client.post("/first-run", mine | {"first": "guess"})
    assert wrong.status_code == 422
    assert not Person.objects.exists()
    right = client.post("/first-run", mine | {"first": it.first_password})
    assert right.headers["Location"] == "/"
    assert Person.objects.get().role == Role.REVIEWER
    assert client.get("/").status_code == 200
    assert browser_like().get("/first-run").headers["Location"] == "/login"
    assert it.first_password is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"password": "short"}, "at least 12"),
        ({"name": "Rev\u202eReviewer"}, "can&#x27;t be seen"),
        ({"name": "rev reviewer"}, "acts stand under this name"),
        ({"username": "rev"}, "Somebody has this name"),
        ({"role": "king"}, "king"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_the_reason(
    as_: Callable[[str], Client], change: dict[str, str], says: str
) -> None:
    good = {"username": "new", "name": "New Person", "password": PASSWORD, "role": "analyst"}
    answer = as_("rev").post("/people", good | change)
    assert says in answer.content.decode()
    assert not Person.objects.filter(username="new").exists()


def test_five_wrong_passwords_lock_a_name_and_no_other(workbench: opened.Opened) -> None:
    client = browser_like()
    for _ in range(4):
        assert client.post("/login", {"username": "ana", "password": "wrong"}).status_code == 401
    assert client.post("/login", {"username": "ana", "password": "wrong"}).status_code == 429
    assert client.post("/login", {"username": "ana", "password": PASSWORD}).status_code == 429
    assert client.post("/login", {"username": "rev", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(("username", "status"), [("rea", 403), ("ana", 403), ("rev", 200)])
def test_only_reviewers_see_people(as_: Callable[[str], Client], username: str, status: int) -> None:
    assert as_(username).get("/people").status_code == status


def test_the_last_reviewer_stays_one_and_a_closed_account_is_out_at_once(as_: Callable[[str], Client]) -> None:
    reviewer, analyst = as_("rev"), as_("ana")
    rev, ana = (Person.objects.get(username=u) for u in ("rev", "ana"))
    reviewer.post(f"/people/{rev.pk}", {"role": "analyst"})
    assert Person.objects.get(pk=rev.pk).role == Role.REVIEWER
    reviewer.post(f"/people/{ana.pk}", {"role": "analyst", "closed": "yes"})
    assert analyst.get("/").headers["Location"].startswith("/login")


def test_reviewers_say_whether_it_takes_two_to_confirm_and_the_log_keeps_it(
    as_: Callable[[str], Client], workbench: opened.Opened
) -> None:
    client = as_("rev")
    for people, two in (("2", True), ("1", False)):
        sent = {"people": people, "confirming-reason": f"rule of {people}"}
        assert as_("ana").post("/people/two-persons", sent).status_code == 403
        assert client.post("/people/two-persons", sent).headers["Location"] == "/people"
        assert workbench.desk.two_persons is two
        (last,) = Custody(workbench.desk.evidence).entries_before(None, 1)
        assert (last.author, last.act, last.detail["reason"]) == ("Rev Reviewer", "two-persons", f"rule of {people}")
        assert f"entry {last.seq} of the custody log" in client.get("/people").content.decode()
    again = client.post("/people/two-persons", sent)
    assert again.status_code == 422
    assert "off already" in again.content.decode()
    assert client.post("/people/two-persons", {"people": "2"}).status_code == 422
    assert not workbench.desk.two_persons


def test_a_page_elsewhere_is_never_where_a_login_leads(workbench: opened.Opened) -> None:
    for wanted in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        client = browser_like()
        answer = client.post("/login", {"username": "ana", "password": PASSWORD, "next": wanted})
        assert answer.headers["Location"] == "/"


def test_pages_carry_the_policy_and_no_secret_lies_open(workbench: opened.Opened, as_: Callable[[str], Client]) -> None:
    answer = as_("rea").get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    for name in (server.KEY, server.PEOPLE):
        assert (workbench.desk.path / name).stat().st_mode & 0o077 == 0
    assert not Person.objects.get(username="ana").password.endswith(PASSWORD)


def test_forms_need_the_word_that_the_server_gave(workbench: opened.Opened) -> None:
    client = browser_like(enforce_csrf_checks=True)
    answer = client.post("/login", {"username": "ana", "password": PASSWORD})
    assert answer.status_code == 403
    assert "nothing was done" in answer.content.decode()


@pytest.mark.parametrize("address", ["/nowhere", "/id/zzz", "/id/" + "x" * 900, "/id/%00", "/id/%F0%9F%92%A9"])
def test_what_is_not_there_is_said_plainly(as_: Callable[[str], Client], address: str) -> None:
    answer = as_("rea").get(address)
    assert answer.status_code == 404
    assert "<h1>Nothing there</h1>" in answer.content.decode()
