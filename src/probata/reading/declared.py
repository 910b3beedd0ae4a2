"""What a page declares of itself for machines: JSON-LD, meta elements, time elements."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from probata.reading.dates import Sign, parse_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

META_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date",
    "datepublished", "date_published", "publish-date", "publish_date", "publishdate", "pubdate", "publication_date",
    "publication-date", "article.published", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
    "dc.date.created", "citation_publication_date", "citation_date", "originalpublicationdate",
    "article_date_original", "cxenseparse:recs:publishtime", "bt:pubdate", "date", "weibo:article:create_at",
)  # fmt: skip
"""Names of meta elements that hold the day of publication, the more specific first (as htmldate lists them)."""

MAX_LD = 400_000
"""Characters of one JSON-LD script; real ones stay below 100,000."""

MAX_NODES = 10_000
"""Nodes of one JSON-LD script that are looked at."""

ARTICLES = re.compile(r"(?:Article|BlogPosting|Posting|Report|WebPage|LiveBlogPosting|Review|CreativeWork)$")
_PUBLISHED_HINT = re.compile(r"datepublished|pubdate|publish|entry-date|post-date|article-date")
_CONTROL = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Declared:
    """A page's own statements: dates, titles in order of trust, the site's name, and a body given as data."""

    signs: tuple[Sign, ...]
    titles: tuple[str, ...]
    outlet: str | None
    body: str | None
    canonical: str | None


def declared_by(tree: HtmlElement) -> Declared:
    """Everything that the page declares. Broken JSON-LD is skipped: it is the page's fault, not the reader's."""
    metas = _metas(tree)
    articles = [n for n in _linked_data(tree) if _is_article(n)]
    signs = [
        Sign(day, "json-ld", "datePublished")
        for n in articles
        if isinstance(n.get("datePublished"), str) and (day := parse_day(n["datePublished"]))
    ]
    signs += [Sign(day, "meta", name) for name in META_DATES if name in metas and (day := parse_day(metas[name]))]
    signs += _times(tree)
    titles = [t for n in articles if isinstance(t := n.get("headline"), str)]
    titles += [metas[name] for name in ("og:title", "twitter:title", "dc.title", "title") if name in metas]
    titles += [e.text_content() for e in tree.iter("title")][:1]
    bodies = [b for n in articles if isinstance(b := n.get("articleBody"), str)]
    links = [e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical" and e.get("href")]
    return Declared(
        tuple(dict.fromkeys(signs)),
        tuple(dict.fromkeys(flat for t in titles if (flat := " ".join(t.split())))),
        metas.get("og:site_name") or _publisher(articles) or metas.get("application-name"),
        max(bodies, key=len, default=None),
        links[0] if links else metas.get("og:url"),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Meta elements by name, property or itemprop in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for e in tree.iter("meta"):
        content = " ".join((e.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (e.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content[:1000])
    return found


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for e in tree.iter("script"):
        if (e.get("type") or "").strip().lower() != "application/ld+json":
            continue
        raw = (e.text or "").strip()
        if not raw or len(raw) > MAX_LD:
            continue
        try:
            todo: deque[Any] = deque([json.loads(_CONTROL.sub(" ", raw))])
        except (ValueError, RecursionError):
            continue
        for _ in range(MAX_NODES):
            if not todo:
                break
            node = todo.popleft()
            if isinstance(node, list):
                todo.extendleft(reversed(node))
            elif isinstance(node, dict):
                yield node
                todo.extend(node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in node)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and ARTICLES.search(k) for k in names)


def _publisher(articles: list[dict[str, Any]]) -> str | None:
    for node in articles:
        publisher = node.get("publisher")
        first = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = first.get("name") if isinstance(first, dict) else first
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            return " ".join(name.split())
    return None


def _times(tree: HtmlElement) -> list[Sign]:
    """Time elements that say that they are the publication's, or stand in the article's own head."""
    found = []
    for e in tree.iter("time"):
        value = e.get("datetime") or e.text_content()
        hints = f"{e.get('itemprop') or ''} {e.get('class') or ''}".lower()
        if (e.get("pubdate") is not None or _PUBLISHED_HINT.search(hints)) and (day := parse_day(value[:100])):
            found.append(Sign(day, "time-element", "time"))
    return found[:1]
