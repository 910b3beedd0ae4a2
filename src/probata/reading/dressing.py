"""The blocks of a page as title, body, caption and furniture, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from probata.reading import furniture as f
from probata.reading.align import words
from probata.reading.blocks import Block
from probata.records import SegmentKind

OUTSIDE = "outside-article"
"""Furniture of which no more is known than that it isn't the article's."""

LINKED = 0.6
"""A block with more of its letters in links is a list of links."""

_MARKS = (
    (f.COMMENTS, re.compile(r"\bcomment|disqus|livefyre|respond\b")),
    (f.SHARE, re.compile(r"\bshar(?:e|ing)|social|addtoany|sharedaddy")),
    (f.NEWSLETTER, re.compile(r"newsletter|subscri|signup|sign-up|mailchimp")),
    (f.ADVERTISEMENT, re.compile(r"\b(?:ad|ads|advert\w*|sponsor\w*|promo\w*|outbrain|taboola)\b")),
    (
        f.TEASER,
        re.compile(
            r"related|recommend|trending|most-?(?:read|viewed)|popular|latest|more-?(?:from|stories|news)|teaser|"
            r"read-?next|also-?like|carousel"
        ),
    ),
    (f.BYLINE, re.compile(r"byline|\bauthors?\b")),
    (
        f.NAVIGATION,
        re.compile(
            r"\bnav|menu|breadcrumb|footer|masthead|site-?header|cookie|consent|gdpr|search|login|tags?\b|pagination"
        ),
    ),
)
_HEADLINE = re.compile(r"^.{1,160}[^.\"”]$")
_CAPTION_MARK = re.compile(r"caption|photo-?credit|wp-caption")


@dataclass(frozen=True, slots=True)
class Dressed:
    """A block's text with what it is to a reader."""

    text: str
    kind: SegmentKind
    reason: str


def dress(blocks: Sequence[Block], kept: Sequence[bool], titles: Sequence[str]) -> list[Dressed]:
    """Every block with its kind: the kept ones are title, caption or body, the others furniture.

    Under a heading that announces other stories, kept links and headlines are teasers until prose comes.
    """
    title = _title_at(blocks, kept, titles)
    out: list[Dressed] = []
    announced = False
    for i, (block, keep) in enumerate(zip(blocks, kept, strict=True)):
        if i == title:
            out.append(Dressed(block.text, SegmentKind.TITLE, "headline"))
        elif keep and f.is_related_heading(block.text) == "strong":
            announced = True
            out.append(Dressed(block.text, SegmentKind.FURNITURE, f.RELATED))
        elif keep and announced and (block.linked > LINKED or _HEADLINE.match(block.text)):
            out.append(Dressed(block.text, SegmentKind.FURNITURE, f.TEASER))
        else:
            announced = announced and not keep
            out.append(_one(block, keep))
    return out


def _one(block: Block, keep: bool) -> Dressed:
    own = f.furniture(block.text)
    if not keep:
        return Dressed(block.text, SegmentKind.FURNITURE, own or _outside(block))
    if own and own != f.MARKUP:
        return Dressed(block.text, SegmentKind.FURNITURE, own)
    figure = block.inside("figcaption", "figure") or _CAPTION_MARK.search(" ".join(block.marks[-3:]))
    if figure or f.is_caption(block.text):
        if f.is_photo_credit(block.text):
            return Dressed(block.text, SegmentKind.FURNITURE, f.CREDIT)
        return Dressed(block.text, SegmentKind.CAPTION, "figure")
    heading = block.inside("h1", "h2", "h3", "h4", "h5", "h6")
    return Dressed(block.text, SegmentKind.BODY, "subhead" if heading else "")


def _outside(block: Block) -> str:
    around = " ".join(block.marks)
    for reason, pattern in _MARKS:
        if pattern.search(around):
            return reason
    if block.inside("nav", "footer", "header") or block.linked > LINKED:
        return f.TEASER if block.linked > LINKED and len(block.text.split()) > 5 else f.NAVIGATION
    if block.inside("aside"):
        return f.TEASER
    return OUTSIDE


def _title_at(blocks: Sequence[Block], kept: Sequence[bool], titles: Sequence[str]) -> int | None:
    """The block that is the headline: a heading that the page's declared titles hold, or that was kept first."""
    wanted = [words(t) for t in titles]
    best: tuple[float, int] | None = None
    for i, block in enumerate(blocks):
        level = next((n for n in block.path[::-1] if n in ("h1", "h2", "h3")), None)
        own = words(block.text)
        if not own or len(own) > 60:
            continue
        likeness = max((_likeness(own, w) for w in wanted), default=0.0)
        score = likeness + {"h1": 0.35, "h2": 0.2, "h3": 0.1}.get(level or "", 0.0)
        if likeness >= 0.5 and len(own) >= 3 and score >= 0.85 and (best is None or score > best[0] + 0.01):
            best = (score, i)
    if best is None:
        return next((i for i, b in enumerate(blocks) if b.inside("h1") and kept[i]), None)
    return best[1]


def _likeness(own: list[str], title: list[str]) -> float:
    """The share of words in common; a declared title often has the site's name at its end."""
    if not title:
        return 0.0
    common = len(set(own) & set(title))
    return common / len(set(own) | set(title)) if own != title[: len(own)] else max(0.9, len(own) / len(title))
