"""Towns and regions of ``places.yml`` in a text: the state on whose territory an event happens."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from probata.knowledge.yamlfile import parse_yaml
from probata.language.annotated import Annotated, Mention, Reading
from probata.records import SourceKind


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    text = (files("probata.claims") / "places.yml").read_text(encoding="utf-8")
    states: dict[str, list[str]] = parse_yaml(text, "places.yml")
    state_of = {name: state for state, names in states.items() for name in names}
    longest = sorted(state_of, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])"), state_of


def find_places(annotated: Annotated) -> tuple[Mention, ...]:
    """The places in a report's paragraphs, in order, as mentions of their state; global offsets.

    :class:`~probata.errors.KnowledgeError` where the table is wrong.
    """
    pattern, state_of = _table()
    found: list[Mention] = []
    for paragraph in annotated.paragraphs:
        for match in pattern.finditer(paragraph.doc.text):
            start, end = paragraph.start + match.start(), paragraph.start + match.end()
            span = paragraph.span(start, end)
            if span is None or not len(span):
                continue
            found.append(
                Mention(
                    start=start,
                    end=end,
                    text=match[0],
                    paragraph=paragraph.index,
                    first=span.start,
                    last=span.end,
                    head=span.root.i,
                    ids=(state_of[match[0]],),
                    kind=SourceKind.STATE,
                    named=True,
                    reading=Reading.PLACE,
                    rule="place",
                )
            )
    return tuple(found)
