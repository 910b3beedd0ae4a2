"""Labels: cleaned, measured, cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.pictures.text import clean, fit, isolated, width

HOSTILE = [
    "<script>alert(1)</script>",
    'x" onload="alert(1)',
    "</text></svg><img src=x onerror=alert(1)>",
    "&lt;b&gt; &#x3c;",
    "\u202egnihtemos\u202c",
    "\u2066\u2067\u2068",
    "a" + "\u0301" * 50,
    "z\u200b\u200b\ufeffero",
    "\x00\x01\x1b[31mred",
    "\ud800",
    "\ufdfd" * 4,
    "조선민주주의인민공화국 " * 30,
    "جمهورية كوريا الديمقراطية",
    "רוסיה → 北朝鮮 → Россия",
    "👩‍👩‍👧‍👦🇰🇵" * 20,
    "one\ntwo\r\n\tthree\u2028four",
    "",
    " ",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
]


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("North  Korea\n", "North Korea"),
        ("\u202eevil", "evil"),
        ("a\u0301\u0302\u0303\u0304\u0305", "á\u0302\u0303"),
        ("z\u200be\ufeffro", "zero"),
        ("\x00\x1b[31m", "[31m"),
        ("می‌خواهم", "می‌خواهم"),
        ("\u2068روسيا\u2069 to Russia", "\u2068روسيا\u2069 to Russia"),
        ("\u2068open", "\u2068open\u2069"),
        ("closed\u2069 \u2068\u2069", "closed"),
    ],
)
def test_clean(given_: str, kept: str) -> None:
    assert clean(given_) == kept


@pytest.mark.parametrize(
    ("label", "room", "cut"),
    [
        ("Russia", 100, "Russia"),
        ("North Korea to Russia", 80, "North Kore…"),
        ("North Korea", 56, "North…"),
        ("Russia", 5, ""),
        ("朝鮮民主主義人民共和国", 60, "朝鮮民…"),
        ("\u2068روسيا روسيا\u2069 to Russia", 60, "\u2068روسي\u2069…"),
    ],
)
def test_fit(label: str, room: float, cut: str) -> None:
    assert fit(label, room, 12) == cut


def test_right_to_left_is_fenced_off() -> None:
    assert isolated("روسيا") == "\u2068روسيا\u2069"
    assert isolated("\u2068روسيا\u2069 12") == "\u2068روسيا\u2069 12"
    assert isolated("Russia 12") == "Russia 12"


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)), st.floats(0, 900), st.sampled_from([11.0, 12.0]))
def test_what_fits_is_never_wider_than_its_room(label: str, room: float, size: float) -> None:
    written = fit(label, room, size)
    assert not written or width(written, size) <= room + 1e-6
    assert clean(written) == written or written.endswith("…")
