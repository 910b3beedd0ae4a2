"""Findings, incidents, claims and reports to read: entries on a narrow terminal, tables on a wide one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from probata.records import Claim, Finding, Incident, NotEngaged, Report
from probata.wording import words
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from probata.pipeline import Labels, Standing

WIDE = 150
"""From here on a table with all columns is easier to read than entries one below the other."""

LABEL = 14
INCIDENT_HEADS = ("who → whom", "what", "how much", "when", "asserted by", "alleged by", "denied by", "origins")
Row = tuple[str, str]


def entry(screen: Console, head: Text, rows: Iterable[Row]) -> None:
    """A headline and labelled values, wrapped beside their labels."""
    if head:
        screen.print(head, overflow="fold")
    for label, value in rows:
        name = f"  {label}"
        for line in Text(value).wrap(screen, max(20, screen.width - LABEL), overflow="fold"):
            line.rstrip()
            screen.print(Text.assemble((name.ljust(LABEL - 1) + " ", "dim"), line), soft_wrap=True)
            name = ""


def table(screen: Console, heads: Sequence[str], rows: Iterable[Sequence[str]], keep: Sequence[int] = ()) -> None:
    """A ruled table; the columns in ``keep`` are never wrapped."""
    made = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for number, head in enumerate(heads):
        made.add_column(Text(head), overflow="fold", no_wrap=number in keep, vertical="top")
    for row in rows:
        made.add_row(*(Text(value) for value in row))
    screen.print(made)


def incident_rows(incident: Incident, labels: Labels) -> list[Row]:
    """What an incident's entry says below its headline."""
    return [
        ("what", words.what(incident)),
        ("how much", words.amounts(incident)),
        ("when", words.when(incident.time)),
        ("asserted by", words.names(incident.asserted_by, labels)),
        ("alleged by", words.names(incident.alleged_by, labels)),
        ("denied by", words.names(incident.denied_by, labels)),
        *([("unverified", words.names(incident.unverified_by, labels))] if incident.unverified_by else []),
        ("origins", words.origins(incident, labels)),
    ]


def finding_head(finding: Finding, incident: Incident, labels: Labels) -> Text:
    """ "North Korea → Russia engages KP.ARMS.FROM No arms out of the DPRK"."""
    return Text.assemble(
        (words.parties(incident, labels), "bold"),
        f"  {finding.engages}  ",
        (one_line(finding.measure), "bold"),
        "  " + one_line(labels.measure(finding.measure)),
    )


def findings(screen: Console, found: Sequence[Finding], incidents: Mapping[str, Incident], labels: Labels) -> None:
    """Findings, each with all that is said of its incident."""
    if screen.width >= WIDE:
        heads = ("measure", *INCIDENT_HEADS, "id")
        rows = []
        for finding in found:
            i = incidents[finding.incident]
            values = [value for label, value in incident_rows(i, labels) if label != "unverified"]
            title = f"{finding.measure}\n{labels.measure(finding.measure)}"
            rows.append((title, words.parties(i, labels), *values, "\n".join(v for _, v in _named(finding))))
        table(screen, heads, rows, keep=(9,))
        screen.print()
        return
    for finding in found:
        i = incidents[finding.incident]
        rest = [*incident_rows(i, labels), *_named(finding)]
        entry(screen, finding_head(finding, i, labels), rest)
        screen.print()


def _named(finding: Finding) -> list[Row]:
    """Its id; with the number and status once a person has taken it up."""
    named = [("number", f"{finding.number}, {finding.status.value}")] if finding.number else []
    return [("id", finding.id), *named, *([("awaited", one_line(finding.awaited))] if finding.awaited else [])]


def nothing_engaged(
    screen: Console, reasons: Sequence[NotEngaged], incidents: Mapping[str, Incident], labels: Labels
) -> None:
    """Incidents that engage nothing, with the reason; those with the same reason stand together.

    First those that come near a measure: they are what a reader may want to judge anew.
    """
    groups: dict[tuple[str, str], list[Incident]] = {}
    for reason in sorted(reasons, key=lambda r: r.nearest is None):
        groups.setdefault((reason.because, reason.nearest or ""), []).append(incidents[reason.incident])
    for (because, nearest), members in groups.items():
        for i in members:
            amount = words.amounts(i)
            told = ", ".join(v for v in (words.what(i), amount if amount != words.NONE else "") if v)
            screen.print(
                Text.assemble((words.parties(i, labels), "bold"), f"  {told}  ", (i.id, "dim")), overflow="fold"
            )
        near = [("nearest", f"{nearest} {labels.measure(nearest)}")] if nearest else []
        entry(screen, Text(""), [("because", one_line(because)), *near])


def incidents(screen: Console, found: Sequence[Incident], labels: Labels) -> None:
    """Incidents with who says what of them."""
    if screen.width >= WIDE:
        heads = (*INCIDENT_HEADS, "id")
        rows = [
            (words.parties(i, labels), *(v for label, v in incident_rows(i, labels) if label != "unverified"), i.id)
            for i in found
        ]
        table(screen, heads, rows, keep=(8,))
        return
    for i in found:
        entry(screen, Text(words.parties(i, labels), style="bold"), [*incident_rows(i, labels), ("id", i.id)])
        screen.print()


def claims(screen: Console, found: Sequence[Claim], labels: Labels) -> None:
    """Claims: who says it, how, and in which words."""
    for claim in found:
        head = Text.assemble(
            (words.said_by(claim, labels), "bold"),
            f": {words.parties(claim, labels)}, {words.what(claim)}, {words.state_of(claim)}{words.reviewed(claim)}",
        )
        amount = [("how much", words.amounts(claim))] if claim.quantity else []
        time = [("when", words.when(claim.time))] if claim.time else []
        scene = [("where", words.where(claim.place))] if claim.place else []
        scene += [("by", words.carriers(claim.means))] if claim.means else []
        scene += [("way", words.way(claim.route))] if claim.route else []
        entry(screen, head, [("words", f"“{one_line(claim.quote)}”"), *amount, *time, *scene, ("id", claim.id)])


def reports(screen: Console, found: Sequence[Report]) -> None:
    """Reports with date, title and place."""
    rows = [
        (r.published or "no date", _kind(r) + one_line(r.title.text if r.title else r.label), one_line(r.outlet or ""),
         r.id)
        for r in found
    ]  # fmt: skip
    table(screen, ("published", "title", "outlet", "id"), rows, keep=(0, 3))


def decisions(screen: Console, found: Iterable[Standing]) -> None:
    """Decisions with author, day, reason and whether they hold."""
    for standing in found:
        entry(screen, Text(words.decided(standing.decision), style="bold"), decision_rows(standing))


def decision_rows(standing: Standing) -> list[Row]:
    """What stands below a decision."""
    d = standing.decision
    described = (("access", d.access), ("record", d.record), ("interest", d.interest))
    rows = [
        ("by", f"{d.author}, {d.at[:19].replace('T', ' ')} UTC"),
        ("reason", d.reason),
        *((name, value) for name, value in described if value),
        *([("retracted", f"by {standing.retracted_by}")] if standing.retracted_by else []),
        *([("overruled", f"by {', '.join(standing.overruled_by)}: {standing.note}")] if standing.overruled_by else []),
        *([("dangling", f"{', '.join(standing.missing)}: not in the desk any more")] if standing.missing else []),
        *((("machine", f"{name}: {value}") for name, value in d.machine.items() if value)),
        ("id", d.id),
    ]
    return [(one_line(label), one_line(value)) for label, value in rows]


def _kind(report: Report) -> str:
    return "" if report.text_kind == "original" else f"[{report.text_kind}] "
