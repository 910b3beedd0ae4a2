"""What the shipped tables say of a source's interest in the outcome."""

from __future__ import annotations

from typing import Any

from probata.incidents import fuse
from probata.knowledge import load
from probata.records import Stance


def test_belligerents_and_state_media_of_the_shipped_tables(make_claim: Any, make_report: Any) -> None:
    told = {"when": "2024-03-05", "report": "r1"}
    claims = [
        make_claim("transfer KP>RU arms.ammunition", "UA", **told),
        make_claim("transfer KP>RU arms.ammunition", "RU", stance=Stance.DENIES, **told),
    ]
    (incident,) = fuse(claims, (), [make_report("r1", outlet="Gazette")], load())
    assert incident.proposed is not None
    sources = {s.source: s.interest for s in incident.proposed.sources}
    assert sources["UA"] == "belligerent"
    assert sources["RU"].startswith("is a party to the event")
