"""A captured page to look at: its words stay, what acts doesn't, however it is hidden."""

from __future__ import annotations

import re

import pytest

from probata.errors import NotText
from probata.reading.harmless import harmless, show
from probata.records import Capture
from probata.settings import Settings

ACTS = re.compile(
    r"<(?:script|link|base|iframe|object|embed|svg|math|template|video|audio|source|frame|xmp|plaintext|noembed)\b"
    r"|<meta(?! charset=\"utf-8\">)|\son\w+\s*=|\ssrcset|\saction=|\sformaction|\shref=|\sping="
    r"|\sbackground=|\sposter=",
    re.I,
)


def capture(media_type: str = "text/html", url: str = "https://paper.example/a.html") -> Capture:
    return Capture("k", "0" * 64, 1, url, url, "2026-01-01T00:00:00Z", media_type, "t")


@pytest.mark.parametrize(
    "page",
    [
        "<p>words<script>alert(1)</script>",
        "<p>words<img src=https://leak.example/x onerror=alert(1)>",
        "<p>words<link rel=preconnect href=//leak.example><link rel=dns-prefetch href=//leak.example>",
        '<p>words<meta http-equiv="refresh" content="0;url=https://leak.example/">',
        "<base href=https://leak.example/><p>words<a href=javascript:alert(1) ping=//leak.example>x</a>",
        "<p>words<form action=//leak.example><button formaction=//leak.example>x</button><input autofocus onfocus=a()>",
        "<p>words<svg><style><p><link rel=preconnect href=//leak.example></style></svg>",
        "<p>words<style></style><link rel=preconnect href=//leak.example></style>",
        '<title><p title="</title><link rel=preconnect href=//leak.example>"></title><p>words',
        '<p>words<textarea><p title="</textarea><script>alert(1)</script>"></textarea>',
        "<p>words<!--><link rel=preconnect href=//leak.example>-->",
        "<p>words<noscript><link rel=preconnect href=//leak.example></noscript>",
        "<p>words<xmp><link rel=preconnect href=//leak.example></xmp>",
        "<p>words<plaintext><link rel=preconnect href=//leak.example>",
        "<p>words<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
        "<p>words<template><script>alert(1)</script></template>",
        "<p>words<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=//leak.example></object>",
        "<body background=//leak.example><p>words<video poster=//leak.example><source src=//leak.example></video>",
        "<p>words<img srcset='//leak.example 2x' src='data:image/svg+xml,<svg onload=alert(1)>'>",
        "\x00<scr\x00ipt>alert(1)</script><p>words",
    ],
)
def test_words_stay_and_nothing_acts(page: str) -> None:
    shown = harmless(page)
    assert "words" in shown
    assert not ACTS.search(shown), shown
    style = re.search(r"<style>(.*?)</style>", shown, re.S)
    assert style is None or "<" not in style[1]


def test_looks_stay_and_a_link_tells_where_it_led() -> None:
    shown = harmless(
        "<style>p > a { color: red }</style><p class=x style='color:blue'><a href='https://paper.example/b'>more</a>"
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt=chart width=3><table><td colspan=2>cell'
    )
    assert "p > a { color: red }" in shown
    assert '<p class="x" style="color:blue"><a title="https://paper.example/b">more</a>' in shown
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in shown
    assert 'colspan="2"' in shown


@pytest.mark.parametrize(
    "css",
    [
        "@import 'https://leak.example/a';",
        "p{background:url(https://leak.example/a)}",
        "p{background:u\\72l(https://leak.example/a)}",
        "p{background:URL( 'https://leak.example/a')}",
        "p{background:-webkit-image-set('https://leak.example/a' 1x)}",
        "</style><link rel=preconnect href=https://leak.example/a>",
    ],
)
def test_looks_fetch_nothing(css: str) -> None:
    for shown in (harmless(f"<style>{css}</style><p>words"), harmless(f'<p style="{css}">words')):
        assert not re.search(r"@import|\burl\(|image-set\(|<link", shown, re.I)
        assert "words" in shown


def test_a_text_is_shown_as_text_and_a_page_in_its_own_letters() -> None:
    assert not show(capture("text/plain", "file:///a.txt"), b"<b>not markup</b> here", Settings()).html
    shown = show(capture("text/html; charset=windows-1251"), "<p>Ракеты".encode("cp1251"), Settings())
    assert shown.html
    assert "Ракеты" in shown.content


def test_a_page_too_deep_to_parse_is_shown_as_its_source() -> None:
    shown = show(capture(), b"<html>" + b"<div>" * 5000 + b"deep", Settings())
    assert not shown.html
    assert shown.content.startswith("<html><div>")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(200), b"%PDF-1.7 x", b""])
def test_what_is_no_text_is_not_shown(content: bytes) -> None:
    with pytest.raises(NotText):
        show(capture("application/octet-stream", "file:///a.bin"), content, Settings())
