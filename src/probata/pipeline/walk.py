"""The main job: inputs captured, read, understood, brought together and held against the measures.

Everything is saved as it is won: a capture when its bytes are safe, a report when it has been read.
So a run can be killed at any moment; the next one finds what is there and does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from probata.desk import Desk, Filter, Head
from probata.errors import InputError, NotFound
from probata.pipeline.decisions import complete
from probata.pipeline.engine import Engine, slip
from probata.pipeline.labels import Labels
from probata.pipeline.lists import CREATED, READ, RunResult, record, refresh
from probata.records import Capture, Extraction, Report
from probata.settings import Settings

if TYPE_CHECKING:
    from probata.capture import EvidenceStore, Fetcher, Found

PART = 400
"""Ids in one question to the desk."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: the step, the input or report at hand, and how many reports are done."""

    step: str
    what: str
    done: int


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes that were sent to a face of this program, under a name. ``media_type`` is what their sender calls it."""

    content: bytes
    name: str = "report"
    media_type: str = ""


def run(
    inputs: Iterable[str | Upload],
    desk: Desk,
    settings: Settings,
    published: str | None = None,
    url: str | None = None,
    regimes: Sequence[str] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    fetcher: Fetcher | None = None,
) -> RunResult:
    """Capture, read, extract, fuse and match; the records that these inputs take part in.

    ``published`` (ISO date) and ``url`` are what the user says of the inputs. ``regimes`` narrows
    the findings that are given back; the desk keeps those of all regimes. The same inputs again
    change nothing: neither the database nor a byte of the evidence. What fails is in
    ``failures`` (its capture, if its bytes were there, is kept), the rest goes on.
    """
    wanted = Labels().find_regimes(regimes) if regimes else ()
    with desk.writing():
        walk = _Walk(desk, settings, on_progress)
        for source in inputs:
            walk.take(source, published, url, fetcher)
        walk.tell("fuse", "incidents and findings")
        refresh(desk, settings, walk.engine, upgrade=True)
    return _result(desk, walk, wanted)


class _Walk:
    """One run: what it has met so far."""

    def __init__(self, desk: Desk, settings: Settings, on_progress: Callable[[Progress], None] | None) -> None:
        from probata.capture import EvidenceStore, recover

        recover(desk.evidence)
        complete(desk)
        self.desk = desk
        self.settings = settings
        self.engine = Engine(settings)
        self.evidence: EvidenceStore = EvidenceStore(desk.evidence)
        self.reports: list[str] = []
        self.failures: list[InputError] = []
        self.new = 0
        self._tell = on_progress
        if self.evidence.custody.head() is None:
            made = desk.state
            record(desk, settings, CREATED, "desk", {"made_by": made.made_by, "created_at": made.created_at})

    def tell(self, step: str, what: str) -> None:
        if self._tell is not None:
            self._tell(Progress(step, what, len(self.reports)))

    def take(self, source: str | Upload, published: str | None, url: str | None, fetcher: Fetcher | None) -> None:
        from probata.capture import preserve

        for found in _gather(source, self.settings, fetcher):
            if isinstance(found, InputError):
                self.failures.append(found)
                continue
            declared = _declare(found, published, url)
            self.tell("capture", declared.label)
            capture, _ = preserve(declared, self.evidence, self.settings)
            self.desk.save_capture(capture, self._head())
            self._read(capture, declared)

    def _read(self, capture: Capture, found: Found) -> None:
        """Read a capture, unless this engine has read it to its end before."""
        read_with, failures = self.desk.reading_of(capture.id)
        engines = self.desk.report_engines(capture.id)
        if read_with == self.engine.reader:
            self.reports += engines
            self.failures += failures
            return
        kept: list[str] = []
        failed: list[InputError] = []
        for got in self._reports(capture, found):
            try:
                if isinstance(got, InputError):
                    raise got
                self._save(got, engines.get(got.id))
                kept.append(got.id)
                self.reports.append(got.id)
            except InputError as error:
                failed.append(error)
                self.failures.append(error)
        self.desk.finish_reading(capture.id, self.engine.reader, kept, failed)

    def _reports(self, capture: Capture, found: Found) -> Iterator[Report | InputError]:
        from probata.reading import read

        try:
            yield from read(capture, found.content, self.settings)
        except InputError as error:
            yield error
        except Exception as error:
            if self.settings.debug:
                raise
            yield slip(found.label or found.url_requested, error)

    def _save(self, report: Report, engine: str | None) -> None:
        if engine == self.engine.reader and self._known(report):
            return
        self.tell("read", report.label)
        extraction = self.engine.extract(report)
        self.desk.save_extraction(extraction, self.engine.reader, self._record(extraction))
        self.new += 1

    def _known(self, report: Report) -> bool:
        try:
            return self.desk.get(report.id) == report
        except NotFound:
            return False

    def _record(self, extraction: Extraction) -> Head:
        """One entry says how the text was made and what was read from it; ``verify`` holds the desk to it."""
        report = extraction.report
        detail = {
            "capture": report.capture,
            "part": report.part,
            "text_sha256": report.sha256,
            "derivation": f"{report.derivation.tool} {report.derivation.version}",
            "engine": self.engine.reader,
            "statements": str(len(extraction.statements)),
            "claims": str(len(extraction.claims)),
        }
        return record(self.desk, self.settings, READ, report.id, detail)

    def _head(self) -> Head | None:
        head = self.evidence.custody.head()
        return Head(*head) if head else None


def _gather(source: str | Upload, settings: Settings, fetcher: Fetcher | None) -> Iterator[Found | InputError]:
    from probata.capture import gather, take_upload

    if isinstance(source, str):
        yield from gather(source, settings, fetcher)
        return
    try:
        yield take_upload(source.content, source.name, source.media_type, settings)
    except InputError as error:
        yield error


def _declare(found: Found, published: str | None, url: str | None) -> Found:
    return replace(
        found,
        declared_published=published or found.declared_published,
        declared_url=url or found.declared_url,
    )


def _result(desk: Desk, walk: _Walk, regimes: Sequence[str]) -> RunResult:
    """What these inputs take part in: their claims, and the incidents and findings that hold one of them.

    Asked by ids, a part at a time: a desk may hold a million other claims, and a run ten thousand reports.
    """
    order = {report: n for n, report in enumerate(dict.fromkeys(walk.reports))}
    ours = [Filter(reports=part) for part in _parts(order)]
    reports = [r for by in ours for r in desk.reports(by)]
    statements = [s for by in ours for s in desk.statements(by)]
    claims = [c for by in ours for c in desk.claims(by)]
    shown = {i for held in desk.incidents_of(c.id for c in claims).values() for i in held}
    theirs = [Filter(incidents=part) for part in _parts(sorted(shown))]
    incidents = [i for by in theirs for i in desk.incidents(by)]
    start = {i.id: (i.time.start if i.time else None) or "" for i in incidents}
    findings = [f for by in theirs for f in desk.findings(by) if not regimes or f.regime in regimes]
    nothing = [n for by in theirs for n in desk.not_engaged(by) if not regimes or n.regime in regimes]
    return RunResult(
        tuple(sorted(reports, key=lambda r: order[r.id])),
        tuple(sorted(statements, key=lambda s: order[s.report])),
        tuple(sorted(claims, key=lambda c: order[c.report])),
        tuple(sorted(incidents, key=lambda i: (start[i.id], i.id))),
        tuple(sorted(findings, key=lambda f: (f.regime, f.measure, start[f.incident], f.id))),
        tuple(sorted(nothing, key=lambda n: (start[n.incident], n.incident, n.regime))),
        tuple(walk.failures),
        walk.new,
    )


def _parts(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """So many ids as one question may name."""
    left = iter(ids)
    while part := tuple(islice(left, PART)):
        yield part
