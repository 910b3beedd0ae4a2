"""Plain-text dumps of pages taken apart: title, body, captions and furniture.

Works in three looks. Each line is first judged by its own words; then runs are found that only make sense
together (a picture's name, caption and credit; a video's title and length; a heading and the teasers under
it); what is left is text. Where the signs are weak a line stays: a teaser read as text costs a false
claim at worst, a dropped denial is lost for good.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from probata.reading import furniture as f
from probata.reading.lines import Line, paragraphs, pieces
from probata.records import Segment, SegmentKind

_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"”’]?$")
_ENDED = re.compile(r"[.!?][\"'”’»)\]]*$")
_STOPPED = re.compile(r"[.][\"'”’»)\]]*$")
_HEADING_MARK = re.compile(r"^#{1,6}\s+|^={2,6}\s+")
_LIST_MARK = re.compile(r"^(?:[-*•·‣]|\d{1,2}[.)])\s+")

MAX_TITLE = 220
"""Headlines of our corpora end below 160 characters; twice a long one is a paragraph."""

MAX_TEASER_TITLE = 160
"""Headlines of other stories; a longer line without a full stop is a paragraph that lost it."""

MAX_TEASER = 320
"""Teasers are cut at 60 to 300 characters by the systems that make them."""


class _Page:
    """The lines of one text with the verdicts so far; a verdict is never taken back by a later look."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.verdict: list[tuple[SegmentKind, str] | None] = [None] * len(lines)

    def kind(self, i: int) -> SegmentKind | None:
        verdict = self.verdict[i]
        return verdict[0] if verdict else None

    def drop(self, i: int, reason: str) -> None:
        self.set(i, SegmentKind.FURNITURE, reason)

    def set(self, i: int, kind: SegmentKind, reason: str = "") -> None:
        if self.verdict[i] is None:
            self.verdict[i] = (kind, reason)


def cut(text: str, *, title: str | None = None) -> tuple[Segment, ...]:
    """The segments of a plain text in order; ``title`` is what the input calls its title, if it does.

    They never overlap and together hold every character that isn't white space. Offsets are code points.
    """
    page = _Page(paragraphs(text))
    _given_title(page, title)
    _single_lines(page)
    _pictures(page)
    _videos(page)
    _teasers(page)
    _title(page)
    return tuple(p for i in range(len(page.lines)) for s in _segments(page, i) for p in _parts(text, s))


def _parts(text: str, segment: Segment) -> list[Segment]:
    return [replace(segment, start=a, end=b) for a, b in pieces(text, segment.start, segment.end)]


def _single_lines(page: _Page) -> None:
    for i, line in enumerate(page.lines):
        reason = f.furniture(line.text)
        if i == 0 and reason in (f.VIDEO, f.TEASER):
            continue  # "Watch: Kim arrives in Russia" is a headline where nothing stands before it
        if reason and not (f.LENGTH.match(line.text) and i):
            page.drop(i, reason)
        elif i and f.gallery_tail(line.text) is None and not f.is_caption(line.text) and f.is_photo_credit(line.text):
            page.drop(i, f.CREDIT)


def _pictures(page: _Page) -> None:
    """After a picture's name stands its caption; captions also show by their own words."""
    for i, line in enumerate(page.lines):
        if page.verdict[i] == (SegmentKind.FURNITURE, f.IMAGE_NAME) and i + 1 < len(page.lines):
            after = page.lines[i + 1].text
            if page.verdict[i + 1] is None and len(after.split()) >= 4 and len(after) <= 700:
                page.set(i + 1, SegmentKind.CAPTION, "after image name")
        elif page.verdict[i] is None and (f.is_caption(line.text) or f.gallery_tail(line.text) is not None):
            page.set(i, SegmentKind.CAPTION, "wording")


def _videos(page: _Page) -> None:
    """A video's title and its length on the next line ("02:59")."""
    for i, line in enumerate(page.lines):
        if not f.LENGTH.match(line.text):
            continue
        page.drop(i, f.VIDEO if i else f.DATE)
        above = _kept_before(page, i)
        if above is not None and above == i - 1 and _earlier_text(page, above) and _title_like(page.lines[above].text):
            page.drop(above, f.VIDEO)


def _teasers(page: _Page) -> None:
    """Other stories announced under a heading, until the text goes on."""
    i = 0
    while i < len(page.lines):
        strength = f.is_related_heading(page.lines[i].text)
        if strength and i + 1 < len(page.lines):
            end = _teaser_end(page, i + 1, strength)
            if strength == "strong" or end > i + 1:
                page.verdict[i] = (SegmentKind.FURNITURE, f.RELATED)
            for j in range(i + 1, end):
                if not _STOPPED.search(page.lines[j].text) or _CUT_OFF.search(page.lines[j].text):
                    page.drop(j, f.TEASER)
            i = max(end, i + 1)
            continue
        if strength == "strong" and i:
            page.drop(i, f.RELATED)
        elif strength == "weak" and _stands_alone(page, i):
            page.drop(i, f.NAVIGATION)
        i += 1
    _cut_off_tail(page)


def _teaser_end(page: _Page, first: int, strength: str) -> int:
    """The first line after a heading's teasers.

    A teaser is a title, a cut-off line or furniture. A whole sentence ends the run, or is passed over where
    cut-off lines stand on both sides of it; it stays. Where the text goes on afterwards, only headline-long
    lines and cut-off ones right under the heading are teasers, since a short line may be a sub-head.
    """
    end = first
    cut_seen = False
    last = first
    for i in range(first, len(page.lines)):
        line = page.lines[i].text
        if page.verdict[i] is not None and page.verdict[i] != (SegmentKind.CAPTION, "wording"):
            last = i + 1
            continue
        if _CUT_OFF.search(line) and len(line) <= MAX_TEASER:
            cut_seen = True
        elif (_title_like(line) and len(line) <= MAX_TEASER_TITLE) or (
            cut_seen and len(line) <= MAX_TEASER and any(_CUT_OFF.search(x.text) for x in page.lines[i + 1 : i + 4])
        ):
            pass
        else:
            break
        end = last = i + 1
    if strength == "weak" and not cut_seen:
        return first
    if last < len(page.lines):  # the text goes on
        while end > first and not _surely_teaser(page.lines[end - 1].text):
            end -= 1
        # Above all prose the list is a page's head, and the line before the prose the article's own title.
        if end > first and not _prose_before(page, first) and not _CUT_OFF.search(page.lines[end - 1].text):
            end -= 1
    return end


def _prose_before(page: _Page, i: int) -> bool:
    return any(page.verdict[j] is None and _STOPPED.search(page.lines[j].text) for j in range(i))


def _surely_teaser(line: str) -> bool:
    """Cut off, or of a headline's length; a shorter line may be a sub-head, a quotation may be a denial."""
    return bool(_CUT_OFF.search(line)) or (len(line.split()) >= 6 and line[0] not in "\"'“‘«")


def _cut_off_tail(page: _Page) -> None:
    """A cut-off line at the very end under a title and furniture before it: a teaser without a heading."""
    for i in range(len(page.lines) - 1, 1, -1):
        if page.kind(i) is SegmentKind.FURNITURE:
            continue
        text = page.lines[i].text
        above = page.lines[i - 1].text
        in_tail = any(
            v is not None and v[1] in (f.TEASER, f.RELATED, f.NAVIGATION, f.SHARE)
            for v in page.verdict[max(0, i - 3) : i - 1]
        )
        if not (text.endswith("…") and len(text) <= MAX_TEASER and _title_like(above) and in_tail):
            return
        page.drop(i, f.TEASER)
        page.drop(i - 1, f.TEASER)


def _given_title(page: _Page, title: str | None) -> None:
    """The title that the input names, where one of the first lines is it."""
    wanted = " ".join((title or "").split()).casefold()
    for i, line in enumerate(page.lines[:5] if wanted else ()):
        if " ".join(line.text.split()).casefold() == wanted:
            page.set(i, SegmentKind.TITLE, "given")
            return


def _title(page: _Page) -> None:
    """The first line that isn't furniture, where it doesn't end like a sentence and text comes after it."""
    open_lines = [i for i, v in enumerate(page.verdict) if v is None]
    if any(page.kind(i) is SegmentKind.TITLE for i in range(len(page.lines))):
        return
    if not open_lines:
        return
    first = open_lines[0]
    if any(page.kind(i) is SegmentKind.CAPTION for i in range(first)):
        return
    line = page.lines[first].text
    if len(open_lines) > 1 and (_title_like(line) or _HEADING_MARK.match(line)):
        page.set(first, SegmentKind.TITLE, "first line")


def _title_like(line: str) -> bool:
    """A headline by its form: one line, short, with words, and without the end of a sentence."""
    if len(line) > MAX_TITLE or "\n" in line or not any(c.isalpha() for c in line) or _CUT_OFF.search(line):
        return False
    return not _STOPPED.search(line) and not line.endswith((",", ";"))


def _stands_alone(page: _Page, i: int) -> bool:
    return page.lines[i].gap or i + 1 == len(page.lines)


def _kept_before(page: _Page, i: int) -> int | None:
    return i - 1 if i and page.verdict[i - 1] is None else None


def _earlier_text(page: _Page, i: int) -> bool:
    """Whether a line stands before ``i`` that is text: else ``i`` is the page's own title."""
    return any(page.verdict[j] is None for j in range(i))


def _segments(page: _Page, i: int) -> list[Segment]:
    line = page.lines[i]
    kind, reason = page.verdict[i] or (SegmentKind.BODY, "")
    if kind is SegmentKind.FURNITURE:
        return [Segment(line.start, line.end, kind, reason)]
    out: list[Segment] = []
    start, end = line.start, line.end
    if mark := _HEADING_MARK.match(line.text):
        out.append(Segment(start, start + len(mark[0].rstrip()), SegmentKind.FURNITURE, f.MARKUP))
        start += mark.end()
        reason = reason or "subhead"
    tail = f.gallery_tail(line.text) if kind is SegmentKind.CAPTION else None
    if tail is not None and line.start + tail > start:
        words = line.text[tail:]
        cut_at = line.start + tail + len(words) - len(words.lstrip())
        out.append(Segment(start, line.start + tail, kind, reason))
        return [*out, Segment(cut_at, end, SegmentKind.FURNITURE, f.GALLERY)]
    if kind is SegmentKind.BODY and not reason and _is_subhead(line.text):
        reason = "subhead"
    return [*out, Segment(start, end, kind, reason)]


def _is_subhead(line: str) -> bool:
    return (
        len(line) <= 80 and "\n" not in line and not _ENDED.search(line.rstrip("\"'”’»")) and not _LIST_MARK.match(line)
    )
