"""Which reports tell one story: JSON Lines in, JSON Lines out, without a desk and without the parser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from probata.errors import BadRecord, InputError
from probata.records import to_json
from probata.settings import Settings


def story_lines(lines: Iterable[str], settings: Settings, *, why: bool = False) -> Iterator[str]:
    """The story of each line's report, ``{"id", "cluster"}``, in the order of the lines, after all were read.

    A line in is one of ``probata extract``, with ``"title"`` if it is known. ``why`` adds the join with its named
    features. A line that can't be processed, or whose id came before, gives ``{"id", "error"}``; the rest goes on.
    """
    from probata.incidents.stories import stories, terms_of_report
    from probata.reading import read_html, read_text
    from probata.reading.jsonlines import Record, records

    found: list[tuple[str, str | None]] = []
    terms = []
    seen: set[str] = set()
    for given in records("\n".join(line.rstrip("\n") for line in lines), "input"):
        if not isinstance(given, Record):
            found.append((given.where, given.reason))
            continue
        try:
            if given.id in seen:
                raise BadRecord(given.id, "an earlier line has this id")
            seen.add(given.id)
            about = {"label": given.id, "published": given.published, "url": given.url, "any_language": True}
            if given.html is not None:
                report = read_html(given.html, settings=settings, **about)  # type: ignore[arg-type]
            else:
                report = read_text(given.text or "", title=given.title, settings=settings, **about)  # type: ignore[arg-type]
        except InputError as error:
            found.append((given.id, error.reason))
            continue
        terms.append(terms_of_report(report, name=given.id, title=given.title))
        found.append((given.id, None))
    joined = {join.report: (story.id, join) for story in stories(terms) for join in story.joins}
    for name, error_reason in found:
        if error_reason is not None:
            yield json.dumps({"id": name, "error": error_reason}, ensure_ascii=False)
            continue
        cluster, join = joined[name]
        line = {"id": name, "cluster": cluster} | ({"why": to_json(join)} if why else {})
        yield json.dumps(line, ensure_ascii=False)
