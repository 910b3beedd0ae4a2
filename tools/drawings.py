"""Draws the pictures of docs/pictures.md from the demo's desk.

    make demo && .venv/bin/python tools/drawings.py

Links in them lead to the ids of records, since there is no page behind a file.
"""

from __future__ import annotations

from pathlib import Path

from probata.desk import Desk
from probata.pictures import Scale, draw_flow, draw_map, draw_timeline
from probata.pipeline.pictures import flow_of, map_of, timeline_of, timeline_of_incident
from probata.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


def href(record: str) -> str:
    """An address that says which record is meant."""
    return f"#{record}" if record else "#incidents"


def main() -> None:
    """Writes docs/timeline.svg, docs/incident.svg, docs/flow.svg, docs/map.svg and the map for a narrow screen."""
    with Desk.open(ROOT / "demo-desk", Settings()) as desk:
        incidents = desk.incidents()
        told_most = max(incidents, key=lambda i: (len(i.claims), i.id))
        drawn = {
            "timeline": draw_timeline(timeline_of(desk, incidents, href)),
            "incident": draw_timeline(timeline_of_incident(desk, told_most, href), "incident"),
            "flow": draw_flow(flow_of(desk, incidents, href)),
            "map": draw_map(map_of(desk, incidents, href)),
        }
    for name, picture in drawn.items():
        (ROOT / "docs" / f"{name}.svg").write_text(picture.standalone() + "\n", encoding="utf-8")
    narrow = drawn["map"].standalone(Scale.NARROW)
    (ROOT / "docs" / "map-narrow.svg").write_text(narrow + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
