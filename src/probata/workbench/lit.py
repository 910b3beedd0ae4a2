"""A stretch of a report as markup: its marks as spans, its words made plain to see and dead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from probata.wording.visible import visible
from probata.workbench.marking import Close, Kind, Mark, Open, Point, Token, Words, weave

ANCHOR = "at"
"""The id of the passage that a link leads to."""


def lit(text: str, start: int, end: int, marks: Sequence[Mark], points: Iterable[Point] = ()) -> SafeString:
    """The characters from ``start`` to ``end`` with their marks; points are numbers of claims, as links to cards."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text, weave(marks, start, end, points))))


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """Marks of one kind on the same words as one with the names of all."""
    together: dict[tuple[int, int, Kind], dict[str, None]] = {}
    for mark in marks:
        together.setdefault((mark.start, mark.end, mark.kind), {}).update(dict.fromkeys(mark.refs))
    return [Mark(start, end, kind, tuple(refs)) for (start, end, kind), refs in together.items()]


def _pieces(text: str, tokens: Iterable[Token]) -> Iterator[SafeString]:
    for token in tokens:
        match token:
            case Words(start, end):
                yield escape(visible(text[start:end]))
            case Point(_, ref):
                number = ref.removeprefix("c")
                yield format_html(
                    '<a class="ref" href="#{0}" data-mark="{0}" data-n="{1}" aria-label="Claim {1}"></a>', ref, number
                )
            case Open():
                yield _open(token)
            case Close(mark):
                yield format_html("</{}>", "mark" if mark.kind is Kind.AT else "span")


def _open(token: Open) -> SafeString:
    mark = token.mark
    if mark.kind is Kind.AT:
        return (
            format_html('<mark class="at" id="{}">', ANCHOR) if token.first else format_html('<mark class="{}">', "at")
        )
    edges = (" m-a" if token.first else "") + (" m-z" if token.last else "") if mark.kind is Kind.STATEMENT else ""
    return format_html('<span class="m m-{}{}" data-mark="{}">', mark.kind.value, edges, " ".join(mark.refs))
