"""Captures to reports: forms, records, ids and reasons."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.errors import BadRecord, EmptyInput, InputError, NotText, OtherLanguage, TooLarge
from probata.reading import read, read_html, read_text
from probata.records import Capture, Report, from_json, make_id, to_json
from probata.settings import Settings

from .conftest import SENTENCES

Make = Callable[..., Capture]
TEXT = "Parts leave Northport\n" + "\n".join(SENTENCES)


def only(capture: Capture, content: bytes) -> Report | InputError:
    found = list(read(capture, content, Settings()))
    assert len(found) == 1
    return found[0]


def lines(*records: object) -> bytes:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records).encode()


def test_text_stays_as_it_is(capture: Make) -> None:
    report = only(capture("note.txt"), TEXT.encode())
    assert isinstance(report, Report)
    assert report.text == TEXT
    assert report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert report.id == make_id("r", "cnote.txt", "")
    assert report.label == "note.txt"
    assert report.title is not None
    assert report.title.text == "Parts leave Northport"
    assert (report.language, report.published, report.url, report.outlet) == ("en", None, None, None)
    assert report.derivation.parameters["encoding"] == "utf-8"


def test_a_report_survives_json(capture: Make) -> None:
    report = only(capture("note.txt"), TEXT.encode())
    assert from_json(Report, json.loads(json.dumps(to_json(report)))) == report


def test_declared_url_and_date(capture: Make) -> None:
    made = capture("note.txt", declared_url="https://en.yna.co.kr/view/A1", declared_published="2024-06-17")
    report = only(made, TEXT.encode())
    assert isinstance(report, Report)
    assert (report.published, report.outlet, report.url) == ("2024-06-17", "Yonhap", "https://en.yna.co.kr/view/A1")
    assert [(e.method, e.won) for e in report.date_evidence] == [("declared", True)]


def test_a_declared_future_date_gives_the_report_and_the_reason(capture: Make) -> None:
    report, error = read(capture("note.txt", declared_published="2031-01-01"), TEXT.encode(), Settings())
    assert isinstance(report, Report)
    assert report.published is None
    assert isinstance(error, BadRecord)
    assert "2031-01-01 is in the future" in str(error)


@pytest.mark.parametrize(
    ("name", "media", "content", "html"),
    [
        ("a.html", "", None, True),
        ("a", "text/html; charset=utf-8", None, True),
        ("a", "", None, True),
        ("a.txt", "", None, True),
        ("a.txt", "text/plain", TEXT.encode(), False),
        ("a.md", "", ("# " + TEXT).encode(), False),
        ("a", "", TEXT.encode(), False),
        ("a.txt", "", ("<div> is an element\n" + TEXT).encode(), False),
    ],
)
def test_the_form_is_told(
    capture: Make, page: Callable[..., str], name: str, media: str, content: bytes | None, html: bool
) -> None:
    report = only(capture(name, media), content or page().encode())
    assert isinstance(report, Report)
    assert (report.derivation.parameters["format"] == "html") is html


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_encodings(capture: Make, page: Callable[..., str], encoding: str) -> None:
    for name, content in (("a.txt", TEXT), ("a.html", page()), ("a.jsonl", json.dumps({"id": "x", "text": TEXT}))):
        report = only(capture(name), content.encode(encoding))
        assert isinstance(report, Report)
        assert SENTENCES[1] in report.text


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyInput),
        (b"\n \n", EmptyInput),
        (b"... ---", EmptyInput),
        (codecs.BOM_UTF8, EmptyInput),
        (b"%PDF-1.4", NotText),
        (bytes(range(256)) * 20, NotText),
        (b"a" * 2_000_001, TooLarge),
        (
            "Das Ministerium wies den Bericht am Montag zurück und nannte ihn eine Erfindung. ".encode() * 3,
            OtherLanguage,
        ),
    ],
)
def test_bad_input_is_one_line(capture: Make, content: bytes, error: type[InputError]) -> None:
    found = only(capture("in.txt"), content)
    assert type(found) is error
    assert str(found).startswith("in.txt: ")
    assert "\n" not in str(found)


def test_json_lines(capture: Make, page: Callable[..., str]) -> None:
    content = lines(
        {
            "id": "a",
            "text": TEXT,
            "published": "2024-06-17",
            "url": "https://courier.example/a",
            "text_kind": "paraphrase",
        },
        "",
        {"id": "b", "html": page(), "published": None},
    )
    first, second = read(capture("in.jsonl"), content, Settings())
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.label, first.part, first.published, first.text_kind) == ("a", "line:1", "2024-06-17", "paraphrase")
    assert (first.outlet, first.url) == ("courier.example", "https://courier.example/a")
    assert (second.label, second.part, second.text_kind) == ("b", "line:3", "original")
    assert first.id == make_id("r", "cin.jsonl", "line:1")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("not json", "not JSON"),
        ("[" * 200_000, "not JSON|too deep"),
        ("[]", "not a list"),
        ('"x"', "not a string"),
        ("{}", 'neither "text" nor "html"'),
        ('{"text": 5}', '"text" must be a string, not a number'),
        ('{"text": "a", "id": {}}', '"id" must be a string'),
        ('{"text": "a", "url": []}', '"url" must be a string'),
        ('{"text": "a", "text_kind": "poem"}', "text_kind"),
        ('{"id": "q", "text": "Parts left the port on Monday.", "published": "soon"}', "not a date"),
        ('{"id": "q", "text": "Parts left.", "published": "2024-02-31"}', "not a day"),
        ("9" * 10_000, "number"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(capture: Make, line: str, reason: str) -> None:
    found = list(
        read(capture("in.jsonl"), lines({"id": "a", "text": TEXT}, line, {"id": "b", "text": TEXT}), Settings())
    )
    assert [type(f) for f in found] == [Report, BadRecord, Report]
    with pytest.raises(BadRecord, match=reason):
        raise found[1]  # type: ignore[misc]
    assert "line 2" in str(found[1])


def test_other_failures_in_a_line_name_it_too(capture: Make) -> None:
    found = list(read(capture("in.jsonl"), lines({"id": "e", "text": ""}, {"id": "h", "html": "<p>x"}), Settings()))
    assert [str(f).partition(":")[0] for f in found] == ["in.jsonl, line 1 (e)", "in.jsonl, line 2 (h)"]


def test_line_separators_inside_strings(capture: Make) -> None:
    content = ('{"id": "a", "text": "Parts left.\u2028The border is near.\u0085They said so."}').encode()
    report = only(capture("in.jsonl"), content)
    assert isinstance(report, Report)
    assert len(report.segments) == 3


def test_json_lines_by_content_alone(capture: Make) -> None:
    assert isinstance(only(capture("stdin"), lines({"id": "a", "text": TEXT})), Report)


def test_pure_readers_need_no_capture() -> None:
    report = read_text(TEXT, part="p", label="a1", published="2024-06-17")
    assert (report.capture, report.label, report.published) == ("", "a1", "2024-06-17")
    assert read_text(TEXT).id != read_text(TEXT + " More.").id


@pytest.mark.parametrize(
    "text", ["a\x00b Parts left the port.", "Parts \ud800 left the port.", "Parts \u202eleft\u2066 the port."]
)
def test_strange_characters_do_no_harm(text: str) -> None:
    report = read_text(text)
    assert len(report.text) == len(text)
    assert report.text == text.replace("\ud800", "\ufffd")
    report.text.encode("utf-8")


@given(st.text(max_size=300))
def test_any_text_is_a_report_or_a_reason(text: str) -> None:
    try:
        report = read_text(text)
    except InputError:
        return
    assert report.text == text.replace("\x00", "\x00")
    assert all(0 <= s.start < s.end <= len(text) for s in report.segments)


@given(st.binary(max_size=300), st.sampled_from(["a.html", "a.txt", "a.jsonl", "a"]))
def test_any_bytes_are_reports_or_reasons(content: bytes, name: str) -> None:
    made = Capture("c", "0", 1, f"file:///{name}", f"file:///{name}", "2026-11-25T10:00:00Z", "", "test")
    assert all(isinstance(f, (Report, InputError)) for f in read(made, content, Settings()))


@given(st.text(alphabet="<>/pdivb '\"=&;!-a", max_size=200))
def test_any_markup_is_a_report_or_a_reason(html: str) -> None:
    with contextlib.suppress(InputError):
        read_html(html)
