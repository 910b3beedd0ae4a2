"""Adding a report from a browser: under whose name, what is refused, and that nothing of this machine can be had."""

from __future__ import annotations

import gzip
import html
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from probata.capture import Custody
from probata.records import Report
from probata.workbench import opened

TEXT = "Arms for Russia\r\nNorth Korea shipped 5 containers of artillery shells to Russia on Monday, Seoul said.\r\n"


def send(client: Client, content: bytes, name: str = "report.txt", **more: str) -> Any:
    return client.post("/reports/new", {"file": SimpleUploadedFile(name, content), **more})


def report_at(workbench: opened.Opened, answer: Any) -> Report:
    assert answer.status_code == 302, answer.content.decode()
    found = workbench.desk.get(answer.headers["Location"].rpartition("/")[2])
    assert isinstance(found, Report)
    return found


def test_a_pasted_text_is_read_under_the_name_of_who_pasted_it(
    workbench: opened.Opened, as_: Callable[[str], Client]
) -> None:
    client = as_("ana")
    given = {"text": TEXT, "published": "2024-05-14", "url": "https://paper.example/a"}
    report = report_at(workbench, client.post("/reports/new", given))
    assert report.text == TEXT.replace("\r\n", "\n")
    assert (report.published, report.url) == ("2024-05-14", "https://paper.example/a")
    authors = {e.author for e in Custody(workbench.desk.evidence).entries() if e.subject in (report.id, report.capture)}
    assert authors == {"Ana Analyst"}
    page = client.get(f"/reports/{report.id}").content.decode()
    assert "Read: 1 report, " in page
    again = client.post("/reports/new", given)
    assert "nothing was changed" in client.get(again.headers["Location"]).content.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "utf-8-sig"])
def test_a_file_is_read_in_its_own_letters(
    workbench: opened.Opened, as_: Callable[[str], Client], encoding: str
) -> None:
    text = f"“North Korea” shipped arms to Russia, the “café” owner said on Monday. {encoding}"
    report = report_at(workbench, send(as_("ana"), text.encode(encoding)))
    assert report.text == text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "nothing in it"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(300), "a PNG image"),
        ("a.txt", bytes(range(256)) * 40, "a binary file"),
        ("bomb.html", gzip.compress(bytes(10_000_000)), "a gzip archive"),
        ("bomb.html", b"<div>" * 200_000 + b"deep", "nested deeper"),
        ("a.jsonl", b'{"id": "x"}\n', "x"),
        ("a.txt", "Ракеты были отправлены в Россию в понедельник, сообщили в Сеуле.".encode(), "language"),
        ("../../etc/passwd.png", b"%PDF-1.7 x", "passwd.png"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(
    as_: Callable[[str], Client], name: str, content: bytes, says: str
) -> None:
    answer = send(as_("ana"), content, name)
    assert answer.status_code == 422
    assert says in html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Give one of the three"),
        ({"text": "x", "page": "https://paper.example/"}, "Give one of the three"),
        ({"page": "/etc/passwd"}, "begins with http"),
        ({"page": "-"}, "begins with http"),
        ({"page": "file:///etc/passwd"}, "begins with http"),
        ({"page": "http://127.0.0.1:1/secret"}, "127.0.0.1"),
        ({"page": "http://[::1]/secret"}, "::1"),
        ({"text": TEXT, "published": "tomorrow"}, "valid date"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "begins with http"),
    ],
)
def test_a_form_that_cannot_be_is_shown_again_with_what_was_typed(
    as_: Callable[[str], Client], given: dict[str, str], says: str
) -> None:
    answer = as_("ana").post("/reports/new", given)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert says in page
    assert all(value.split("\r\n")[0] in page for value in given.values())


def test_a_file_over_the_limit_is_refused_unread(
    workbench: opened.Opened, as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    monkeypatch.setattr(workbench, "settings", replace(workbench.settings, max_bytes=1000))
    answer = send(as_("ana"), b"a" * 2000)
    assert answer.status_code == 422
    assert "up to 1,000 are read" in answer.content.decode()


def test_a_file_of_several_leads_to_its_capture_and_names_what_failed(
    workbench: opened.Opened, as_: Callable[[str], Client]
) -> None:
    lines = b'{"id": "a", "text": "North Korea shipped arms to Russia, Seoul said on Monday."}\n' \
            b'{"id": "b", "text": "Iran sent drones to Russia, Kyiv said on Tuesday in a note."}\nbroken\n'  # fmt: skip
    client = as_("ana")
    answer = send(client, lines, "two.jsonl")
    assert answer.headers["Location"].startswith("/captures/k")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Read: 2 reports" in page
    assert "line 3" in page


def test_only_analysts_add(as_: Callable[[str], Client]) -> None:
    assert as_("rea").get("/reports/new").status_code == 403
    assert as_("rea").post("/reports/new", {"text": TEXT}).status_code == 403
    assert as_("ana").get("/reports/new").status_code == 200
