"""The language step alone: JSON Lines in, JSON Lines out, without a desk."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import TYPE_CHECKING, Any

from probata.errors import BadRecord, InputError, ProbataError
from probata.pipeline.engine import Engine, slip
from probata.records import Claim, Extraction, Report, Statement, to_json
from probata.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

BATCH = 4
"""Lines that a worker takes at once: enough to hide the handing over, few enough to keep all busy."""

AHEAD = 4
"""Batches per worker that wait for their turn; more would only hold memory."""


def extract_lines(lines: Iterable[str], settings: Settings, workers: int = 1) -> Iterator[str]:
    """What each line's report says and claims, one JSON line a line, in the same order.

    A text in a language that isn't read yet gives its reading with an ``error`` and without claims.
    A line in: ``{"id", "text" | "html", "published", "url"}``, and if wanted ``"targets"``, a list of
    ``{"start", "end"}`` of event words: the line out then has ``"factuality"``, one record for each. A line
    that can't be processed gives ``{"id", "error"}`` and the rest goes on. Blank lines are skipped.
    ``workers`` are processes.
    """
    numbered = ((n, line) for n, line in enumerate(lines, start=1) if line.strip())
    if workers <= 1:
        engine = Engine(settings)
        for number, line in numbered:
            yield _line(number, line, engine)
        return
    yield from _pooled(numbered, settings, workers)


def _pooled(numbered: Iterator[tuple[int, str]], settings: Settings, workers: int) -> Iterator[str]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    waiting: deque[Future[list[str]]] = deque()
    # A fresh start of each worker: a fork would copy whatever threads and locks this process has.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start, initargs=(settings,))
    try:
        while True:
            while len(waiting) < workers * AHEAD and _submit(pool, waiting, numbered):
                pass
            if not waiting:
                break
            yield from waiting.popleft().result()
        pool.shutdown()
    except BrokenProcessPool:
        raise ProbataError("a worker process died, perhaps for want of memory; try again with fewer --workers") from (
            None
        )
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, waiting: deque[Future[list[str]]], numbered: Iterator[tuple[int, str]]) -> bool:
    batch = list(islice(numbered, BATCH))
    if batch:
        waiting.append(pool.submit(_batch, batch))
    return bool(batch)


_engine: Engine | None = None
"""A worker's own engine, made once by :func:`_start`."""


def _start(settings: Settings) -> None:
    import signal

    global _engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends its workers
    _engine = Engine(settings)


def _batch(batch: list[tuple[int, str]]) -> list[str]:
    if _engine is None:
        raise RuntimeError("a worker was used before it was started")
    return [_line(number, line, _engine) for number, line in batch]


def _line(number: int, line: str, engine: Engine) -> str:
    given: Any = None
    try:
        given = _parse(number, line)
        report = _report(given, engine.settings)
        targets = _targets(given)
        reason = _other_language(report)
        if reason:
            # A page in another language gives what was read of it all the same; only the claims can't be.
            out = extraction_json(given["id"], Extraction(report, (), (), (), ())) | {"error": reason}
            return json.dumps(out, ensure_ascii=False)
        annotated, extraction = engine.read(report)
        out = extraction_json(given["id"], extraction)
        if targets is not None:
            from probata.language.facts import factuality_at

            out["factuality"] = [to_json(f) if (f := factuality_at(annotated, *t)) else None for t in targets]
        return json.dumps(out, ensure_ascii=False)
    except InputError as error:
        reason = error.reason
    except ProbataError:
        raise  # the model or a table is missing: no line could be processed
    except Exception as error:
        if engine.settings.debug:
            raise
        reason = slip("", error).reason
    known = given.get("id") if isinstance(given, dict) else None
    return json.dumps({"id": known if isinstance(known, str) else None, "error": reason})


def _parse(number: int, line: str) -> dict[str, Any]:
    where = f"line {number}"
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRecord(where, f"{where} is not JSON: {' '.join(str(error).split())}") from None
    if not isinstance(given, dict):
        raise BadRecord(where, f"{where} is not a JSON object")
    return given


def _report(given: dict[str, Any], settings: Settings) -> Report:
    from probata.reading import read_html, read_text

    name = given.get("id")
    if not isinstance(name, str) or not name:
        raise BadRecord("", "the line has no id; give each one a string")
    for key in ("text", "html", "published", "url"):
        if not isinstance(given.get(key), str | None):
            raise BadRecord(name, f"{key} must be a string or null")
    if (given.get("text") is None) == (given.get("html") is None):
        raise BadRecord(name, "give either text or html")
    published, url = given.get("published"), given.get("url")
    if given.get("html") is not None:
        return read_html(given["html"], label=name, published=published, url=url, any_language=True, settings=settings)
    return read_text(given["text"], label=name, published=published, url=url, any_language=True, settings=settings)


def _targets(given: dict[str, Any]) -> list[tuple[int, int]] | None:
    """The places of the events that a line asks about, ``None`` if it asks about none."""
    wanted = given.get("targets")
    if wanted is None:
        return None
    if not isinstance(wanted, list):
        raise BadRecord(given["id"], "targets must be a list of objects with start and end")
    found = []
    for target in wanted:
        start, end = (target.get("start"), target.get("end")) if isinstance(target, dict) else (None, None)
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
            raise BadRecord(given["id"], "each target must have a start and an end, in code points of the text")
        found.append((start, end))
    return found


def _other_language(report: Report) -> str:
    """Why a report's claims can't be read, empty where they can."""
    from probata.reading.tongue import NAMES, READ

    code = report.language
    if code is None or code in READ:
        return ""
    return f"the text is in {NAMES.get(code, code)} ({code}); only English is read for claims yet"


def extraction_json(name: str, extraction: Extraction) -> dict[str, Any]:
    """One line of ``probata extract`` as CONTRACT lays it down."""
    report = extraction.report
    return {
        "id": name,
        "text": report.text,
        "title": report.title.text if report.title else None,
        "published": report.published,
        "language": report.language,
        "dropped": [{"start": s.start, "end": s.end, "reason": s.reason} for s in report.dropped],
        "statements": [_without_report(s) for s in extraction.statements],
        "times": [to_json(t) for t in extraction.times],
        "quantities": [to_json(q) for q in extraction.quantities],
        "claims": [_without_report(c) for c in extraction.claims],
    }


def _without_report(record: Statement | Claim) -> dict[str, Any]:
    """A record whose report is the line that it stands in; without what only a desk can say of it."""
    values: dict[str, Any] = to_json(record)
    return {name: value for name, value in values.items() if name not in ("report", "entered", "verdict")}
