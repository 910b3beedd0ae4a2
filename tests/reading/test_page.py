"""HTML pages: what is kept, what is furniture, dates, outlet, and hostile pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from probata.errors import BadRecord, NoArticle, OtherLanguage, TooLarge
from probata.reading import read_html
from probata.records import Report, SegmentKind
from probata.settings import Settings

from .conftest import SENTENCES

Page = Callable[..., str]


def of_kind(report: Report, kind: SegmentKind) -> list[str]:
    return [report.text[s.start : s.end] for s in report.segments if s.kind is kind]


def test_body_title_and_furniture(page: Page) -> None:
    report = read_html(page())
    assert of_kind(report, SegmentKind.BODY) == list(SENTENCES)
    assert report.title is not None
    assert report.title.text == "Machine parts leave Northport"
    furniture = {report.text[s.start : s.end]: s.reason for s in report.dropped}
    assert furniture["Home"] == "navigation"
    assert furniture["Council votes on the new tram line"] == "teaser"
    assert "never seen" not in report.text
    assert all(s.reason for s in report.dropped)


def test_segments_lie_in_order_and_hold_everything(page: Page) -> None:
    report = read_html(page(before="<figure><figcaption>Cranes stand idle in Northport.</figcaption></figure>"))
    end = 0
    for segment in report.segments:
        assert end <= segment.start < segment.end
        assert not report.text[end : segment.start].strip()
        end = segment.end
    assert end == len(report.text)


def test_the_same_page_gives_the_same_report(page: Page) -> None:
    assert read_html(page(), url="https://courier.example/a") == read_html(page(), url="https://courier.example/a")


def test_dates_from_json_ld_before_meta_before_the_address(page: Page) -> None:
    ld = json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2024-06-17T05:00:00Z", "headline": "x"}]})
    head = (
        f'<script type="application/ld+json">{ld}</script><meta property="article:published_time" content="2024-06-18">'
    )
    report = read_html(page(head), url="https://courier.example/2024/06/19/parts")
    assert report.published == "2024-06-17"
    methods = [(e.method, e.won) for e in report.date_evidence]
    assert methods[0] == ("json-ld", True)
    assert ("meta", False) in methods
    assert ("url", False) in methods


def test_a_page_without_a_date_has_none(page: Page) -> None:
    report = read_html(page())
    assert report.published is None
    assert report.date_evidence == ()


def test_a_future_date_on_the_page_is_kept_but_not_used(page: Page) -> None:
    report = read_html(page('<meta property="article:published_time" content="2199-01-01">'))
    assert report.published is None
    assert [(e.value, e.won) for e in report.date_evidence if e.method == "meta"] == [("2199-01-01", False)]


def test_declared_wins(page: Page) -> None:
    report = read_html(page('<meta property="article:published_time" content="2024-06-18">'), published="2024-06-17")
    assert report.published == "2024-06-17"


def test_a_declared_date_that_is_none_is_refused(page: Page) -> None:
    with pytest.raises(BadRecord, match="not a date"):
        read_html(page(), published="soon")


@pytest.mark.parametrize(
    ("head", "url", "outlet"),
    [
        (
            '<meta property="og:site_name" content="The Northport Courier">',
            "https://courier.example/a",
            "The Northport Courier",
        ),
        ("", "https://www.courier.example/a", "courier.example"),
        ("", "https://en.yna.co.kr/view/A1", "Yonhap"),
        ("", None, None),
    ],
)
def test_outlet(page: Page, head: str, url: str | None, outlet: str | None) -> None:
    assert read_html(page(head), url=url).outlet == outlet


def test_outlet_from_json_ld(page: Page) -> None:
    ld = json.dumps({"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Northport Courier"}})
    assert read_html(page(f'<script type="application/ld+json">{ld}</script>')).outlet == "Northport Courier"


def test_broken_json_ld_is_passed_over(page: Page) -> None:
    for bad in ("{", "[" * 100_000, '{"@type": 5, "datePublished": []}', '[[[]],null,"x"]'):
        assert read_html(page(f'<script type="application/ld+json">{bad}</script>')).published is None


def test_article_text_only_in_the_data_of_the_page(page: Page) -> None:
    ld = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(SENTENCES * 2)})
    html = f'<html><head><script type="application/ld+json">{ld}</script></head><body><div>Menu</div></body></html>'
    report = read_html(html)
    assert SENTENCES[1] in report.text
    assert report.derivation.parameters["text_from"] == "page data"


def test_captions_and_their_credits(page: Page) -> None:
    caption = "Cranes stand idle in the harbour of Northport on a Monday."
    figure = f"<figure><img src='c.jpg'><figcaption>{caption}</figcaption></figure>"
    report = read_html(page(before=figure))
    assert caption not in of_kind(report, SegmentKind.BODY)
    assert caption in report.text


@pytest.mark.parametrize("tag", ["div", "b", "span", "font", "blockquote", "table><tr><td"])
def test_nested_100_000_deep(tag: str) -> None:
    with pytest.raises(TooLarge, match="nested deeper"):
        read_html(f"<{tag}>" * 100_000 + "text")


def test_just_below_the_limit_of_depth(page: Page) -> None:
    report = read_html("<div>" * 900 + page() + "</div>" * 900)
    assert SENTENCES[0] in report.text


def test_too_much_text() -> None:
    with pytest.raises(TooLarge, match="PROBATA_MAX_TEXT"):
        read_html("<p>" + "word " * 300 + "</p>", settings=replace(Settings(), max_text=1000))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<html></html>",
        "<html><body><nav><a href=x>Home</a></nav></body></html>",
        "<!-- -->",
        "<title>x</title>",
        "\x00",
        "<p>Hi</p>",
    ],
)
def test_pages_without_an_article(html: str) -> None:
    with pytest.raises(NoArticle):
        read_html(html)


def test_entities_are_not_expanded(page: Page) -> None:
    bomb = (
        "<!DOCTYPE html [" + "".join(f'<!ENTITY a{i + 1} "&a{i};&a{i};&a{i};&a{i};&a{i};">' for i in range(30)) + "]>"
    )
    report = read_html(bomb + page(before="<p>&a30;</p>").removeprefix("<!DOCTYPE html>"))
    assert len(report.text) < 5000


@pytest.mark.parametrize(
    "mess",
    [
        "</div></p></b>",
        "<p <p <b",
        "<div",
        "\x00",
        "\ud800",
        "\u202e\u2066",
        "<![CDATA[x]]>",
        "&#xD800; &#0;",
        "<a href='",
    ],
)
def test_broken_markup_is_read(page: Page, mess: str) -> None:
    report = read_html(page(before=f"<p>{mess}</p>") if mess != "<a href='" else page() + mess)
    assert SENTENCES[1] in report.text
    report.text.encode("utf-8")


def test_other_languages_are_refused() -> None:
    words = "Das Ministerium wies den Bericht am Montag zurück und nannte ihn eine Erfindung unfreundlicher Kreise. "
    html = "<html><body><article>" + f"<p>{words * 2}</p>" * 4 + "</article></body></html>"
    with pytest.raises(OtherLanguage, match="German"):
        read_html(html)
    assert read_html(html, any_language=True).language == "de"
