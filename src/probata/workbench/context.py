"""What every page shows round its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from probata.version import __version__
from probata.workbench import opened
from probata.workbench.twins import twin_of

AREAS = (
    ("Work", (("desk", "Desk"), ("review", "Review"), ("replies", "Replies"))),
    ("Ledger", (("findings", "Findings"), ("incidents", "Incidents"), ("claims", "Claims"), ("reports", "Reports"))),
    ("Pictures", (("timeline", "Timeline"), ("flow", "Flow"), ("map", "Map"))),
    ("Reference", (("screening", "Screening"), ("caps", "Caps"), ("regimes", "Regimes"), ("sources", "Sources"),
                   ("custody", "Custody"))),
)  # fmt: skip
"""The pages that stand in the menu: URL name and label."""


ELSEWHERE = {"": "desk", "measures": "regimes", "captures": "reports", "statements": "reports", "decisions": "custody",
             "saved": "desk"}  # fmt: skip
"""Pages that belong to a menu entry of another name, by the first part of their address."""


def page(request: HttpRequest) -> dict[str, Any]:
    """The desk's name, the menu, where we are in it, and what tells the page as JSON."""
    first = request.path.split("/")[1]
    area = ELSEWHERE.get(first, first)
    told = {"areas": AREAS, "area": area, "version": __version__, "desk_name": opened.name()}
    return told | {"twin": twin_of(request) if request.user.is_authenticated else ""}
