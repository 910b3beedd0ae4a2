"""Made-up reports with texts, and ways to mangle them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from probata.records import Credit, CreditKind, Derivation, Report, Segment, SegmentKind, make_id

STORY = """Freighter Halina Star carried crates of valves from Port Ormond to Velaria, harbour police in Ormond said.
Inspector Dunja Kessel counted 214 crates on the quay on March 3 and photographed the labels of each.
The crates were marked as farm machinery, but the valves inside fit only a reactor of the Tessin type, she said.
Velaria's trade minister Otmar Lindqvist rejected the account and called the papers of the harbour police forged.
The ship left Ormond at dawn on March 5 and switched off its transponder near Cape Sorrow two hours later.
Insurers in Brevik say the Halina Star changed its owner twice since January, first to a company in Caldera.
A second freighter, the Maren Lys, made the same voyage in February with 96 crates, according to port records.
Kessel has asked the coast guard of Caldera to board the Maren Lys when it next enters the Strait of Alm."""

OTHER = """Farmers in the valley of Istra lost half of their plums to frost during the last week of April.
The growers' union put the damage at 12 million crowns and asked Governor Petra Maklar for help.
Maklar said that a fund set up after the flood of 1998 still holds money that nobody has claimed.
Villages near the Tolm river fared best, since fog from the water kept the blossoms warm at night.
Wholesalers expect prices to rise before August and are buying plums from Doria and from Nether Brae.
The union will meet on May 9 in the town of Sest to decide whether its members plant later kinds of trees."""

SYNONYMS = {
    "carried": "transported", "crates": "boxes", "police": "constables", "said": "stated", "counted": "tallied",
    "quay": "wharf", "photographed": "pictured", "labels": "tags", "each": "every one", "marked": "declared",
    "farm": "agricultural", "machinery": "equipment", "inside": "within", "fit": "suit", "only": "solely",
    "rejected": "dismissed", "account": "story", "called": "termed", "papers": "documents", "forged": "fake",
    "left": "departed", "switched": "turned", "near": "close to", "later": "afterwards", "changed": "swapped",
    "twice": "two times", "first": "initially", "company": "firm", "second": "further", "freighter": "cargo vessel",
    "made": "completed", "same": "identical", "voyage": "trip", "records": "files", "asked": "requested",
    "board": "inspect", "enters": "reaches", "the": "that", "and": "as well as", "on": "upon", "of": "from",
}  # fmt: skip
"""What a paraphrasing machine does to the story."""


def report(text: str, name: str = "a", **fields: Any) -> Report:
    """A report of a text, one segment a line; lines after ``furniture=`` start are furniture."""
    furniture = fields.pop("furniture", ())
    segments, at = [], 0
    for line in text.split("\n"):
        kind = SegmentKind.FURNITURE if line in furniture else SegmentKind.BODY
        if line:
            segments.append(Segment(at, at + len(line), kind, "navigation" if line in furniture else ""))
        at += len(line) + 1
    credit = fields.pop("credit", None)
    credits_ = (Credit(0, 0, credit, credit, CreditKind.WIRE),) if credit else ()
    values: dict[str, Any] = {
        "published": None, "language": "en", "url": None, "outlet": None, "credits": credits_,
    } | fields  # fmt: skip
    return Report(
        id=make_id("r", name), capture="", part="", sha256=make_id("s", text), text=text, title=None,
        segments=tuple(segments), date_evidence=(), derivation=Derivation("test", "1"), label=name, **values,
    )  # fmt: skip


def mangled(text: str) -> str:
    """The text after a paraphrasing machine."""
    return re.sub(r"\w+", lambda m: SYNONYMS.get(m[0], m[0]), text)


@pytest.fixture(scope="session")
def make() -> Callable[..., Report]:
    return report
