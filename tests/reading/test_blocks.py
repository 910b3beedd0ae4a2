"""The readable blocks of a page in their order."""

from __future__ import annotations

import pytest
from lxml.html import HTMLParser, document_fromstring

from probata.reading.blocks import blocks_of


def texts(body: str) -> list[str]:
    return [b.text for b in blocks_of(document_fromstring(f"<html><body>{body}</body></html>"))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two.</p>", ["One bold word.", "Two."]),
        ("<div>Before<p>Inside.</p>After</div>", ["Before", "Inside.", "After"]),
        ("<p>Line<br>goes on</p>", ["Line goes on"]),
        ("First.<br><br>Second.<br/> <br/>Third.", ["First.", "Second.", "Third."]),
        ("<ul><li>a</li><li>b</li></ul>", ["a", "b"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("<p>a</p><script>var x</script><style>p{}</style><template><p>t</p></template><p>b</p>", ["a", "b"]),
        ("<p>a<script>x</script> b</p>", ["a b"]),
        ("<p>one<img src=x>two</p>", ["one two"]),
        ("<select><option>x</option></select><p>a</p>", ["a"]),
        ("<p>\u00a0 </p><p>  a\n  b </p>", ["a b"]),
        ("<p>a<!-- no -->b</p>", ["ab"]),
        ("<figure><img><figcaption>Cranes.</figcaption></figure>", ["Cranes."]),
        ("<svg><text>x</text></svg>after", ["after"]),
    ],
)
def test_blocks(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_elements_around_a_block_and_its_links() -> None:
    tree = document_fromstring(
        "<body><nav class='Top-Menu'><ul><li><a href='/'>Home page</a></li></ul></nav><p>x <a>y</a></p></body>"
    )
    first, second = blocks_of(tree)
    assert first.inside("nav")
    assert "top-menu" in first.marks
    assert first.linked == 1.0
    assert 0 < second.linked < 0.5


def test_deep_pages_need_no_stack() -> None:
    depth = 900
    html = "<div>" * depth + "deep" + "</div>" * depth
    tree = document_fromstring(html, parser=HTMLParser(huge_tree=True))
    assert [b.text for b in blocks_of(tree)] == ["deep"]
