"""A passage as evidence, the same wherever a page shows one, and where on which page its number leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from probata.pipeline import Voice
from probata.pipeline.casefile import CaseFile, Told, voices
from probata.pipeline.sheetparts import Item
from probata.records import Stance
from probata.wording import words
from probata.workbench import opened

FIRST = {("asserted", "alleged"): 30, ("denied",): 30, ("unverified",): 10}
"""Passages of each side that an incident's page shows: as many against it as for it. The others stand elsewhere."""

PAGE = 50
"""Passages of such a page."""


@dataclass(frozen=True, slots=True)
class Passage:
    """``speaker`` and ``says`` in words; ``day`` is of the saying, or (``said`` false) of the report."""

    number: int
    claim: str
    speaker: str
    says: str
    denies: bool
    via: str
    day: str | None
    said: bool
    quote: str
    start: int
    end: int
    report: str
    title: str
    outlet: str
    published: str
    text_kind: str
    negated: bool = False
    status: str = ""
    item: Item | None = None
    """What a finding knows of it besides: hashes, capture, grade."""


def of_told(told: Told, voice: Voice) -> Passage:
    """A passage of an incident."""
    claim, report, labels = voice.claim, voice.report, opened.labels()
    denies = claim.stance is Stance.DENIES
    return Passage(
        told.number, claim.id, words.speaker(claim.source, labels), words.SAYS[claim.stance], denies,
        ", ".join(dict.fromkeys(labels.actor(v.id) for v in claim.via)), told.day, told.said, claim.quote,
        claim.start, claim.end, report.id, report.title.text if report.title else report.label or report.id,
        report.outlet or "", (report.published or "")[:10], report.text_kind, claim.negated and not denies,
        claim.status.value,
    )  # fmt: skip


def of_item(item: Item) -> Passage:
    """A passage of a finding."""
    stance = Stance(item.stance)
    return Passage(
        item.number, item.claim, item.source, words.SAYS[stance], stance is Stance.DENIES, ", ".join(item.via),
        item.said or (item.published or "")[:10] or None, bool(item.said), item.quote, item.start, item.end,
        item.report, item.title, item.outlet or "", (item.published or "")[:10], item.text_kind, item=item,
    )  # fmt: skip


def passages(found: Iterable[Told]) -> list[Passage]:
    """Passages of an incident in that order; those whose claim is gone are left out."""
    told = list(found)
    heard = voices(opened.desk(), told)
    return [of_told(t, heard[t.claim]) for t in told if t.claim in heard]


@dataclass(frozen=True, slots=True)
class Cited:
    """A number in brackets: "E4", its address, and the claim that lights up with it."""

    number: int
    href: str
    claim: str


def first_of(case: CaseFile) -> tuple[Told, ...]:
    """The passages that an incident's page shows, in the order of :attr:`CaseFile.grouped`."""
    return tuple(told for puts, most in FIRST.items() for told in [t for t in case.grouped if t.put in puts][:most])


def citing(case: CaseFile, here: Iterable[Told], elsewhere: str) -> Callable[[Told], Cited]:
    """How passages are cited on a page that shows those ``here``; the others stand at ``elsewhere``, in pages."""
    shown = {t.claim for t in here}
    place: Mapping[str, int] = {t.claim: n for n, t in enumerate(case.grouped)}

    def cite(told: Told) -> Cited:
        page = "" if told.claim in shown else f"{elsewhere}?page={place[told.claim] // PAGE + 1}"
        return Cited(told.number, f"{page}#E{told.number}", told.claim)

    return cite
