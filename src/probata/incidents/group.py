"""Claims of one event under the name of their incident."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from probata.incidents.item import Block, Item


@dataclass(slots=True, eq=False)
class Group:
    """The claims of an incident. ``begun`` is the first day of the dated cells that found it, if there is one."""

    name: str
    block: Block
    items: list[Item] = field(default_factory=list)
    begun: date | None = None

    @property
    def claims(self) -> frozenset[str]:
        return frozenset(i.claim.id for i in self.items)
