"""What sources are called, by the tables and else by what the records say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.records import SourceKind

if TYPE_CHECKING:
    from probata.desk.sources import Seen
    from probata.knowledge import Knowledge
    from probata.pipeline.engine import Engine


def count_sources(desk: Desk, engine: Engine) -> int:
    """Count the sources anew of which something has changed; how many that were."""
    from probata.desk import sources

    with desk.transaction():
        return sources.count_stale(desk.base, _Names(engine.knowledge))


class _Names:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def known(self, source: str) -> tuple[str, SourceKind] | None:
        """The first of its names in the tables."""
        actor = self._knowledge.actors.get(source)
        if actor is None:
            return None
        kind = SourceKind.MEDIA if self._knowledge.outlets.get(source) is not None else actor.kind
        return (actor.names[0] if actor.names else source), kind

    def described(self, source: str, seen: Seen) -> tuple[str, SourceKind]:
        """Its label as an origin, else the id; the kind of its statements, else what it does."""
        known = seen.kind if seen.kind is not SourceKind.REPORT else None
        kind = known or (
            SourceKind.PERSON if seen.person
            else SourceKind.MEDIA if seen.publishes
            else SourceKind.ANONYMOUS if source.startswith("unnamed of ")
            else SourceKind.ORGANISATION
        )  # fmt: skip
        return seen.label or source, kind
