"""The depth of a page before it is parsed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.reading.depth import nesting


@pytest.mark.parametrize(
    ("html", "depth"),
    [
        ("", 0),
        ("plain < text > here", 0),
        ("<div><div><span>a</span></div></div>", 3),
        ("<div>" * 50, 50),
        ("<p>" * 50, 0),
        ("<ul><li>a<li>b<li>c</ul>", 1),
        ("<br>" * 50 + "<img src=x>" * 50, 0),
        ("<div></div>" * 50, 1),
        ("</div>" * 50 + "<div>", 1),
        ("<div><b></div></b><div>", 2),
        ("<!-- <div><div><div> --><div>", 1),
        ("<script>if (a<b) '<div><div><div>'</script><div>", 1),
        ("<script><div><div>", 0),
        ("<!-- <div><div>", 0),
        ("<DIV><Div></dIV></div>", 2),
    ],
)
def test_depths(html: str, depth: int) -> None:
    assert nesting(html, 1000) == depth


def test_it_stops_at_the_limit() -> None:
    assert nesting("<div>" * 1_000_000, 100) == 101


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<", "</div>", "<div></div>", "<b></i>", "<p ", "<a b=c/>"])
def test_it_is_linear_in_hostile_pages(piece: str) -> None:
    started = time.perf_counter()
    nesting(piece * 300_000, 10**9)
    assert time.perf_counter() - started < 10


@given(st.text(alphabet="<>/!-divspcrtb \"'=", max_size=200))
def test_any_text_has_a_depth(html: str) -> None:
    assert 0 <= nesting(html, 50) <= 51
