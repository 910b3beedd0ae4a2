"""Each kind of record as ``probata show`` prints it: its values, then the passages that they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from rich.text import Text

from probata.cli import entries, findingview, sharing, told
from probata.cli.passages import around, passage
from probata.errors import InputError
from probata.records import Capture, Claim, Finding, Incident, Offsets, OriginKind, Report, SegmentKind, Statement
from probata.wording import words
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from probata.desk import Desk, Record
    from probata.pipeline import Join, Labels, Shared, Weight
    from probata.settings import Settings

PARAPHRASE = "A paraphrase: its text is a rewording, not the words of the page that it names."
Row = entries.Row


class Views:
    """Prints records of one desk."""

    def __init__(self, screen: Console, desk: Desk, labels: Labels, settings: Settings) -> None:
        self.screen = screen
        self.desk = desk
        self.settings = settings
        self.labels = labels
        self._reports: dict[str, Report] = {}

    def show(self, record: Record) -> None:
        """Print a record of any kind."""
        self._show(record)

    def why(self, lines: Iterable[Row]) -> None:
        """Print how a statement or claim was read."""
        self._heading("Why")
        entries.entry(self.screen, Text(""), self._clean(lines))

    def why_joined(self, joins: Sequence[Join], weights: Sequence[Weight]) -> None:
        """Print why each claim of an incident is in it."""
        told.joins(self.screen, joins, weights, self.labels)

    def shared(self, report: Report, shares: Shared, why: bool) -> None:
        """Print what a report shares with others, with ``why`` passage by passage, and what is decided of it."""
        sharing.shares(self.screen, report, shares, why)
        self._decisions((report.id,))

    @singledispatchmethod
    def _show(self, record: object) -> None:
        raise TypeError(f"{type(record).__name__} is no record of a desk")

    @_show.register
    def _capture(self, capture: Capture) -> None:
        rows = [
            ("asked for", capture.url_requested),
            ("found at", capture.url_final),
            ("captured", capture.captured_at),
            ("sha256", capture.sha256),
            ("size", f"{capture.size} bytes, {capture.media_type}"),
            ("tool", capture.tool),
            ("declared", ", ".join(v for v in (capture.declared_url, capture.declared_published) if v) or words.NONE),
            *((name, value) for name, value in capture.headers.items()),
        ]
        self._entry(f"Capture {capture.id}", rows)

    @_show.register
    def _report(self, report: Report) -> None:
        self._entry(f"Report {report.id}", self._report_rows(report))
        for evidence in report.date_evidence:
            chosen = "used" if evidence.won else "not used"
            why = f": {evidence.why}" if evidence.why else ""
            self._line(f"  date {evidence.value} by {evidence.method} in {evidence.where}, {chosen}{why}")
        for credit in report.credits:
            self._line(f"  {credit.kind.value} credit “{credit.text}” → {credit.agency}")
        self._heading("Text" if report.text_kind == "original" else f"Text ({report.text_kind})")
        for segment in report.segments:
            if segment.kind is SegmentKind.FURNITURE:
                words_left_out = report.text[segment.start : segment.end]
                self._line(f"  [left out, {segment.reason}: {words_left_out}]", style="dim")
                continue
            if segment.kind is not SegmentKind.BODY:
                self._line(f"  {segment.kind.value}:", style="dim")
            passage(self.screen, report, (segment.start, segment.end), ())

    @_show.register
    def _statement(self, statement: Statement) -> None:
        report = self._report_of(statement)
        rows = [
            ("source", words.speaker(statement.source, self.labels)),
            ("stance", statement.stance.value),
            ("said", words.when(statement.said)),
            ("through", ", ".join(self.labels.actor(v.id) for v in statement.via) or words.NONE),
            ("read by", f"{statement.engine} {statement.rule}".strip() or words.NONE),
        ]
        self._entry(f"Statement {statement.id}: {words.said_by(statement, self.labels)}", rows)
        spans: list[tuple[str, Offsets]] = [("content", place) for place in statement.content]
        if statement.source.start is not None and statement.source.end is not None:
            spans.append(("source", (statement.source.start, statement.source.end)))
        if statement.cue is not None:
            spans.append(("cue", statement.cue.offsets))
        spans += [("via", (v.start, v.end)) for v in statement.via if v.start is not None and v.end is not None]
        if statement.said is not None and statement.said.at is not None:
            spans.append(("said", statement.said.at))
        self._heading("Passage")
        self._passages(report, spans)

    @_show.register
    def _claim(self, claim: Claim) -> None:
        from probata.pipeline import standing_of

        standing = standing_of(self.desk, claim.id)
        rows = [*self._claim_rows(claim), ("verdict", words.verdict(claim, standing.decided))]
        rows += [("entered", words.entered(e)) for e in claim.entered]
        self._entry(f"Claim {claim.id}: {words.said_by(claim, self.labels)}", rows)
        if claim.entered:
            machine = standing.machine
            self._heading("As the machine read it")
            self._entry(words.said_by(machine, self.labels), self._claim_rows(machine))
        self._heading("Passage")
        self._claim_passages(standing.machine)
        self._decisions((claim.id,))

    def _claim_rows(self, claim: Claim) -> list[Row]:
        return [
            ("event", words.what(claim)),
            ("who → whom", words.parties(claim, self.labels)),
            ("how much", words.amounts(claim)),
            ("when", words.when(claim.time)),
            ("where", words.where(claim.place)),
            *([("by", words.carriers(claim.means))] if claim.means else []),
            *([("way", words.way(claim.route))] if claim.route else []),
            ("status", words.state_of(claim)),
            ("statement", claim.statement or words.NONE),
            ("read by", f"{claim.engine} {claim.rule}".strip() or words.NONE),
        ]

    @_show.register
    def _incident(self, incident: Incident) -> None:
        self._entry(
            f"Incident {incident.id}: {words.parties(incident, self.labels)}",
            [r for r in entries.incident_rows(incident, self.labels) if r[0] != "how much"] + self._grades(incident),
        )
        self._account(incident)
        self._assessment(incident)
        self._decisions((*incident.claims, *incident.reports, *(o.root for o in incident.origins)))
        self._heading("Measures")
        for line in self._measures(incident):
            self._line(line)
        self._heading("Passages")
        self._claims(incident.claims)

    @_show.register
    def _finding(self, finding: Finding) -> None:
        from probata.pipeline import sheet

        told = sheet(self.desk, self.settings, finding)
        incident = self._incident_of(finding)
        self.screen.print(Text(f"Finding {told.number or finding.id}", style="dim"))
        self.screen.print(entries.finding_head(finding, incident, self.labels), overflow="fold")
        findingview.parts(self.screen, told, finding.id, self.labels)
        if others := self._measures(incident, but=finding.id):
            self._heading("Other measures")
        for line in others:
            self._line(line)
        self._heading("Passages")
        self._claims(incident.claims)

    def _incident_of(self, finding: Finding) -> Incident:
        incident = self.desk.get(finding.incident)
        if not isinstance(incident, Incident):
            raise InputError(finding.incident, "is not an incident of this desk; run `probata verify`")
        return incident

    def _measures(self, incident: Incident, but: str = "") -> list[str]:
        """The measures that an incident engages, but for one finding, and for the others why not."""
        from probata.desk import Filter

        by = Filter(incidents=(incident.id,))
        engaged = [
            f"  engages {f.measure} {self.labels.measure(f.measure)} ({f.id})"
            for f in self.desk.findings(by)
            if f.id != but
        ]
        return engaged + [
            f"  {f'near, but not engaged: {n.nearest}' if n.beside else f'engages nothing of {n.regime}'}: {n.because}"
            for n in self.desk.not_engaged(by)
        ]

    def _account(self, incident: Incident) -> None:
        from probata.pipeline import account

        told.account(self.screen, account(self.desk, incident), self.labels)

    def _assessment(self, incident: Incident) -> None:
        self._heading("Origins")
        for origin in incident.origins:
            counts = "counts" if origin.counted else "doesn't count"
            rows = [(origin.kind.value, f"{words.root(origin, self.labels)} ({counts}): {origin.because}")]
            names = {o.root: words.root(o, self.labels) for o in incident.origins}
            rows += [("possibly", f"one with {names.get(p.root, p.root)}: {p.because}") for p in origin.possibly]
            rows += [("", words.way_back(path)) for path in origin.paths]
            entries.entry(self.screen, Text(""), self._clean(rows))
        if incident.conflicts:
            self._heading("Conflicts")
        rows = [(c.about.value, c.note) for c in incident.conflicts]
        entries.entry(self.screen, Text(""), self._clean(rows))
        if incident.questions:
            self._heading("To be asked (no value is changed)")
        entries.entry(self.screen, Text(""), self._clean((q.about.value, q.note) for q in incident.questions))

    def _decisions(self, subjects: Iterable[str]) -> None:
        from probata.pipeline import standings

        found = standings(self.desk, subjects)
        if found:
            self._heading("Decisions")
            entries.decisions(self.screen, found)

    @staticmethod
    def _grades(incident: Incident) -> list[Row]:
        """The grades that people have set, each beside what is proposed; sources of which something is known."""
        rows = [("reliability", incident.reliability), ("credibility", incident.credibility)]
        if incident.proposed is None:
            return rows
        told = (incident.proposed.reliability, incident.proposed.credibility)
        rows = [
            (name, f"{value} (proposed: {p.value}, {'; '.join(p.because)})")
            for (name, value), p in zip(rows, told, strict=True)
        ]
        names = {o.root: o.label or o.root for o in incident.origins}
        unnamed = {o.root for o in incident.origins if o.kind is OriginKind.ANONYMOUS}
        for source in incident.proposed.sources:
            described = (("access", source.access), ("record", source.record), ("interest", source.interest))
            known = [f"{name}: {value}" for name, value in described if value]
            if (known and (source.interest or source.source not in unnamed)) or source.reliability.decision:
                rows.append(("source", "; ".join([f"{names[source.source]} {source.reliability.value}", *known])))
        return rows

    def _claims(self, ids: Sequence[str]) -> None:
        for claim_id in ids:
            claim = self.desk.get(claim_id)
            if isinstance(claim, Claim):
                head = f"{words.said_by(claim, self.labels)}: {words.what(claim)}, {words.state_of(claim)}"
                head += words.reviewed(claim)
                self._line(head, style="bold", also=f"  ({claim.id})")
                self._claim_passages(claim)

    def _claim_passages(self, claim: Claim) -> None:
        report = self._report_of(claim)
        spans: list[tuple[str, Offsets]] = [
            (field.name, place) for field in fields(claim.evidence) for place in getattr(claim.evidence, field.name)
        ]
        if claim.source.start is not None and claim.source.end is not None:
            spans.append(("source", (claim.source.start, claim.source.end)))
        spans += [("via", (v.start, v.end)) for v in claim.via if v.start is not None and v.end is not None]
        self._passages(report, spans, around(report, claim.start, claim.end), claim.quote)

    def _passages(
        self, report: Report, spans: Sequence[tuple[str, Offsets]], main: Offsets | None = None, quote: str = ""
    ) -> None:
        """The main passage, further ones that hold a span outside it, and which words stand behind which value."""
        kind = "" if report.text_kind == "original" else f" ({report.text_kind})"
        title = one_line(report.title.text if report.title else report.label or report.id)
        self._line(f"  {title}{kind}, {report.published or 'no date'} ({report.id})", style="dim")
        places = [main] if main else []
        for _, (start, end) in sorted(spans, key=lambda s: s[1]):
            if not any(a <= start and end <= b for a, b in places):
                places.append(around(report, start, end))
        for place in sorted(places):
            passage(self.screen, report, place, [offsets for _, offsets in spans])
        told: dict[str, list[str]] = {}
        for name, (start, end) in sorted(spans, key=lambda s: s[1]):
            told.setdefault(name, []).append(f"“{one_line(report.text[start:end])}”")
        rows = [(name, ", ".join(dict.fromkeys(quotes))) for name, quotes in told.items() if name != "content"]
        if quote:
            rows.insert(0, ("quote", f"“{one_line(quote)}”"))
        entries.entry(self.screen, Text(""), rows)
        self.screen.print()

    def _report_rows(self, report: Report) -> list[Row]:
        rows = [
            ("label", report.label),
            ("title", report.title.text if report.title else words.NONE),
            ("published", report.published or "not known"),
            ("outlet", report.outlet or words.NONE),
            ("url", report.url or words.NONE),
            ("language", report.language or words.NONE),
            ("sha256", f"{report.sha256} (of the text)"),
            ("capture", f"{report.capture} {report.part}".strip()),
            ("derived by", f"{report.derivation.tool} {report.derivation.version}"),
        ]
        if report.text_kind != "original":
            note = PARAPHRASE if report.text_kind == "paraphrase" else f"Not the original: {report.text_kind}."
            rows.insert(0, ("note", note))
        return rows

    def _report_of(self, record: Statement | Claim) -> Report:
        if record.report not in self._reports:
            report = self.desk.get(record.report)
            if not isinstance(report, Report):
                raise InputError(record.report, "is not a report of this desk; run `probata verify`")
            self._reports[record.report] = report
        return self._reports[record.report]

    def _entry(self, head: str, rows: Iterable[Row]) -> None:
        entries.entry(self.screen, Text(one_line(head), style="bold"), self._clean(rows))

    @staticmethod
    def _clean(rows: Iterable[Row]) -> list[Row]:
        return [(one_line(label), one_line(value)) for label, value in rows]

    def _heading(self, name: str) -> None:
        self.screen.print()
        self.screen.print(Text(name, style="bold"))

    def _line(self, text: str, style: str = "", also: str = "") -> None:
        indent = "  " if text.startswith("  ") else ""
        self.screen.print(Text.assemble((indent + one_line(text), style), one_line(also) and "  " + one_line(also)))
