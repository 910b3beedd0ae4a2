"""Bytes to text in every encoding that an input may have."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.errors import EmptyInput, InputError, NotText
from probata.reading.decode import decode, sanitise

TEXT = "The envoy’s café in Łódź was closed – officials said so twice, and nobody there had seen any cargo."


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-32-be"), "utf-32-be"),
    ],
)
def test_unicode_with_and_without_mark(content: bytes, encoding: str) -> None:
    decoded = decode(content, where="x")
    assert (decoded.text, decoded.encoding, decoded.replaced) == (TEXT, encoding, 0)


def test_declared_in_the_page() -> None:
    html = '<html><head><meta charset="windows-1251"></head><body>Посол прибыл</body></html>'.encode("cp1251")
    decoded = decode(html, where="x", html=True)
    assert "Посол прибыл" in decoded.text
    assert decoded.because == "declared in the page"


def test_declared_in_the_header() -> None:
    decoded = decode("Der Gesandte fährt".encode("latin-1"), where="x", media_type="text/plain; charset=ISO-8859-1")
    assert decoded.text == "Der Gesandte fährt"
    assert decoded.encoding == "cp1252"


def test_declared_wrongly_falls_back_to_utf8() -> None:
    html = ('<meta charset="ascii-from-mars">' + TEXT).encode()
    assert TEXT in decode(html, where="x", html=True).text


def test_a_declaration_counts_only_in_html() -> None:
    assert decode('charset="cp1251" é'.encode(), where="x").text == 'charset="cp1251" é'


def test_guess_for_old_western_text() -> None:
    text = "Le ministère a démenti les accusations répétées de la presse étrangère, déclarées infondées. " * 5
    decoded = decode(text.encode("cp1252"), where="x")
    assert decoded.text == text
    assert decoded.encoding == "cp1252"


def test_guess_for_old_russian_text() -> None:
    text = "Министерство опровергло обвинения иностранной печати и назвало их необоснованными. " * 5
    decoded = decode(text.encode("cp1251"), where="x")
    assert decoded.text == text
    assert decoded.because == "guessed by charset-normalizer"


def test_damaged_utf8_is_read_with_replacement_and_noted() -> None:
    content = TEXT.encode() + b" broken \xff\xfe here " + TEXT.encode()
    decoded = decode(content, where="x")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2
    assert decoded.parameters["characters_replaced"] == "2"
    assert decoded.text.startswith(TEXT)


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\x00\x00\x00"])
def test_nothing_in_it(content: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(content, where="x")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 abc", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (bytes(range(256)) * 10, "binary"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 20, "program"),
    ],
)
def test_binaries_are_refused_with_what_they_are(content: bytes, says: str) -> None:
    with pytest.raises(NotText, match=says):
        decode(content, where="x")


def test_lone_surrogates_become_one_character_each() -> None:
    assert sanitise("a\ud800b\udfffc") == ("a\ufffdb\ufffdc", 2)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(content: bytes) -> None:
    for html in (False, True):
        with contextlib.suppress(InputError):
            decode(content, where="x", html=html).text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf8_comes_back_unchanged(text: str) -> None:
    content = text.encode()
    if content.strip(b" \t\r\n\x00") and not content.startswith(
        (b"PK\x03", b"BZh", b"ID3", b"RIFF", b"GIF8", b"OggS", b"%PDF-")
    ):
        assert decode(content, where="x").text == text.removeprefix("\ufeff")
