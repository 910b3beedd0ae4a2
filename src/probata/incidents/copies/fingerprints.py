"""The fingerprints of a report: numbers that a table holds, so that reports sharing a text meet without any pairing.

Three kinds, all from the words of the text that are not furniture:

* **Shingles** of five words, sampled by their hash (FracMinHash: a shingle is kept where its hash is below a
  bound; Hera, Pierce-Ward and Koslicki, Genome Research 33, 2023; Irber et al., sourmash, 2022). Two reports keep
  the same of their common shingles, so that the share of common fingerprints estimates *containment* whatever
  their lengths. MinHash estimates resemblance alone: an agency's 100 words in a page of 1,000 have one of .1. On
  the 24 copies of news-dev 32 bands of 4 rows found 18, 42 of 3 found 20, 64 of 2 all; of 40 pairs of one event
  with a containment of .1 to .5 they found 0, 1 and 12, these shingles (62 rows a report) all 24 and all 40.
* **Speech**: of each six shingles in a row within direct speech the one with the least hash (winnowing; Schleimer,
  Wilkerson and Aiken, SIGMOD 2003), so that ten words quoted by two reports always meet.
* **Facts**: three names or figures that follow one another, in any order. They outlive a machine's synonyms and a
  translation there and back.

And one for the page's **address**, so that its versions meet even where nothing of the text is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from probata.incidents.copies.words import SHINGLE, Words, number, words_of
from probata.records import Report

WINDOW = 6
SCALES = ((128, 4), (1024, 8), (4096, 16))
"""Of up to so many shingles one in so many is kept: about 55 rows for a usual report of 450 words."""
MOST_SHINGLES = 512
"""Rows for longer texts: the sampling thins out by halves until the text would keep no more than so many."""
FACT_SCALES = ((32, 1), (128, 2), (512, 4))
MOST_FACTS = 128
MOST_SPEECH = 256

TOP = 1 << 63
"""Fingerprints are below: they fit a signed column of 64 bits."""

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ncid", "sref", "ref_src")


def fingerprints(report: Report) -> tuple[int, ...]:
    """The fingerprints of a report, sorted, at most about 900, each from 0 to 2**63 - 1.

    They depend on its readable text and address alone and are the same on every machine.
    """
    found = set(fingerprints_of(words_of(report)))
    address = address_number(report)
    if address is not None:
        found.add(address)
    return tuple(sorted(found))


def address_number(report: Report) -> int | None:
    """The fingerprint of the page's address, ``None`` where it has none."""
    address = address_of(report.url)
    return number(address, b"address") if address is not None else None


def fingerprints_of(words: Words) -> Iterator[int]:
    """The fingerprints of words, perhaps of a part of a report; some may come twice."""
    numbers = words.shingles
    yield from _sampled(set(numbers), SCALES, MOST_SHINGLES)
    yield from _sampled(set(_winnowed(numbers, words.quoted)), ((MOST_SPEECH, 1),), MOST_SPEECH)
    yield from _sampled(set(_facts(words)), FACT_SCALES, MOST_FACTS)


def address_of(url: str | None) -> str | None:
    """An address without what doesn't name the page: scheme, www, tracking, fragment, a slash at the end.

    ``None`` for none and for a site's front page, which is another page each day.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    query = urlencode(sorted(q for q in parse_qsl(parts.query) if not q[0].lower().startswith(_TRACKING)))
    path = parts.path.rstrip("/")
    if not host or not (path or query):
        return None
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def _sampled(numbers: set[int], scales: Iterable[tuple[int, int]], most: int) -> Iterator[int]:
    """Those below a bound that falls, by powers of two, as the text grows."""
    scale = next((s for size, s in scales if len(numbers) <= size), 0)
    if not scale:
        scale = 1
        while len(numbers) > most * scale:
            scale *= 2
    bound = TOP // scale
    return (n for n in numbers if n < bound)


def _winnowed(numbers: Sequence[int], quoted: Sequence[bool]) -> Iterator[int]:
    """The least of each six shingles in a row that lie within direct speech."""
    run: list[int] = []
    for at, own in enumerate(numbers):
        if all(quoted[at : at + SHINGLE]):
            run.append(own)
            if len(run) >= WINDOW:
                yield min(run[-WINDOW:])
            continue
        if 0 < len(run) < WINDOW:
            yield min(run)
        run = []
    if 0 < len(run) < WINDOW:
        yield min(run)


def _facts(words: Words) -> Iterator[int]:
    """Three names or figures in a row; a name of several words counts by its last."""
    keys: list[str] = []
    last = -2
    for at, named in enumerate(words.names):
        if not named:
            continue
        figure = words.forms[at][0].isdigit()
        if at == last + 1 and keys and not figure and not keys[-1][0].isdigit():
            keys[-1] = words.forms[at]
        else:
            keys.append(words.forms[at])
        last = at
    for at in range(len(keys) - 2):
        three = sorted(set(keys[at : at + 3]))
        if len(three) == 3:
            yield number(" ".join(three), b"facts")
