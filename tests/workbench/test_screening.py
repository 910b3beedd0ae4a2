"""Lists sent from a browser, names held against them, and hostile files and names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from probata.pipeline import snapshots
from probata.workbench import opened

DATA = Path(__file__).parents[1] / "screening" / "data"


def send(client: Client, content: bytes, name: str = "list.jsonl", **more: str) -> Any:
    return client.post("/screening/add", {"file": SimpleUploadedFile(name, content), **more})


@pytest.fixture
def listed(as_: Callable[[str], Client]) -> Client:
    client = as_("ana")
    assert send(client, (DATA / "opensanctions.jsonl").read_bytes()).status_code == 302
    return client


def test_a_list_is_imported_under_the_name_of_who_sent_it(listed: Client, workbench: opened.Opened) -> None:
    (one,) = snapshots(workbench.desk)
    assert one.entries > 1
    from probata.capture import Custody

    assert {e.author for e in Custody(workbench.desk.evidence).entries() if e.act == "list.import"} == {"Ana Analyst"}
    assert f"{one.entries}</td>" in listed.get("/screening").content.decode()


@pytest.mark.parametrize("asked", ["Pak Tong Rim", "박동림", "IMO 9074729"])
def test_a_name_in_another_script_or_a_number_finds_its_entry(listed: Client, asked: str) -> None:
    page = listed.get("/screening", {"name": asked}).content.decode()
    assert "NK-invented" in page


def test_what_is_known_of_a_name_is_compared(listed: Client) -> None:
    page = listed.get("/screening", {"name": "Pak Tong Rim", "born": "1990", "kind": "person"}).content.decode()
    assert "Disagrees" in page
    wrong = listed.get("/screening", {"name": "Pak", "born": "soon"}).content.decode()
    assert "Enter a whole number" in wrong


def test_listed_names_in_a_text_are_found_and_nothing_of_it_is_kept(listed: Client, workbench: opened.Opened) -> None:
    before = workbench.desk.state.counts
    page = listed.post("/screening/text", {"text": "The Grey Heron Star, IMO 9074729, sailed. <script>x</script>"})
    assert "NK-invented2" in page.content.decode()
    assert "<script>x" not in page.content.decode()
    assert workbench.desk.state.counts == before


@pytest.mark.parametrize("content", [b"", b"not a list", b"<html><script>alert(1)</script></html>", b"\x00\xff" * 999])
def test_a_file_that_is_no_list_is_refused_and_leaves_nothing(
    as_: Callable[[str], Client], workbench: opened.Opened, content: bytes
) -> None:
    answer = send(as_("ana"), content, "../../x<b>.xml")
    assert answer.status_code in (400, 422)
    assert "<b>" not in answer.content.decode()
    assert not snapshots(workbench.desk)


def test_a_reader_imports_nothing_and_without_lists_the_page_says_what_to_do(as_: Callable[[str], Client]) -> None:
    assert send(as_("rea"), b"x").status_code == 403
    assert "No list is in this desk yet" in as_("rea").get("/screening").content.decode()
    answer = as_("rea").get("/screening", {"name": "Kim"})
    assert answer.status_code == 404
    assert "import one" in answer.content.decode()


def test_an_incident_is_held_against_the_lists(listed: Client, workbench: opened.Opened) -> None:
    incident = workbench.desk.incidents()[0]
    assert listed.get(f"/screening/incidents/{incident.id}").status_code == 200
    assert listed.get("/screening/incidents/zzz").status_code == 404


def test_two_snapshots_are_compared(listed: Client, workbench: opened.Opened) -> None:
    lines = (DATA / "opensanctions.jsonl").read_text(encoding="utf-8").splitlines()
    without = "\n".join(line for line in lines if "invented2" not in line)
    assert send(listed, without.encode()).status_code == 302
    one = snapshots(workbench.desk)[0]
    page = listed.get(f"/screening/lists/{one.list}").content.decode()
    assert "Removed: 1" in page
    assert "Grey Heron Star" in page
    assert listed.get("/screening/lists/NONE").status_code == 404
