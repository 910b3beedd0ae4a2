"""Captures and made-up pages for the reading tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.records import Capture

SENTENCES = (
    "Officials in Northport said on Monday that a shipment of machine parts had left the harbour for the border.",
    "The ministry of Eastland denied the report and called it a fabrication by unfriendly circles.",
    "Two diplomats who asked not to be named said that the cargo had been under watch for several weeks.",
    "It was not clear who had paid for the parts, and the shipping agent did not answer questions.",
)


@pytest.fixture(scope="session")
def capture() -> Callable[..., Capture]:
    """Makes a capture of a file with that name; other fields can be given."""

    def make(name: str = "page.html", media_type: str = "", **fields: object) -> Capture:
        values: dict[str, object] = {
            "id": "c" + name,
            "sha256": "0" * 64,
            "size": 1,
            "url_requested": f"file:///in/{name}",
            "url_final": f"file:///in/{name}",
            "captured_at": "2026-11-25T10:00:00Z",
            "media_type": media_type,
            "tool": "test",
        }
        return Capture(**(values | fields))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def page() -> Callable[..., str]:
    """Makes an HTML page around an article of made-up sentences."""

    def make(head: str = "", before: str = "", after: str = "", title: str = "Machine parts leave Northport") -> str:
        article = "".join(f"<p>{s}</p>" for s in SENTENCES)
        return (
            f"<!DOCTYPE html><html><head><title>{title} | The Northport Courier</title>{head}</head><body>"
            f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World news</a></li></ul></nav>"
            f"<article><h1>{title}</h1>{before}{article}{after}</article>"
            "<div class='related-stories'><h3>More stories</h3>"
            "<ul><li><a href='/a'>Council votes on the new tram line</a></li></ul></div>"
            "<footer><p>About the Courier. Terms of use.</p></footer>"
            "<script>var hidden = 'never seen';</script></body></html>"
        )

    return make
