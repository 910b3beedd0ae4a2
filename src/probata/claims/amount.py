"""Which of the report's amounts belong to an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.claims.draft import Draft
from probata.records import ObjectClass, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = {
    ObjectClass.VEHICLE: "vehicle",
    ObjectClass.VESSEL: "vessel",
    ObjectClass.ARMS_MISSILE: "missile",
    ObjectClass.ARMS_UAV: "uav",
}
"""What one of a thing is counted in; goods that come in masses ("an ammunition supply") have no such unit."""
_SPANS_OF_TIME = frozenset({"day", "week", "month", "year", "hour", "minute", "second", "decade", "time"})


def add_quantities(draft: Draft, quantities: Sequence[Quantity]) -> None:
    """The amounts inside the goods' own noun phrase; the first is the event's, others go beside it."""
    if draft.answers is not None:
        return
    paragraph = draft.paragraph
    found: list[Quantity] = []
    for head in draft.heads:
        low = paragraph.start + head.left_edge.idx
        high = max([paragraph.offsets(head)[1], *(g.end for g in draft.goods)])
        for quantity in quantities:
            if low <= quantity.start < high and quantity.unit not in _SPANS_OF_TIME and quantity not in found:
                found.append(quantity)
        if not found and (one := _single(draft, head)) is not None:
            found.append(one)
    if found:
        draft.quantity, draft.also_quantity = found[0], tuple(found[1:])


def _single(draft: Draft, head: Token) -> Quantity | None:
    """ "a missile": one, where the noun with the article is the thing itself."""
    paragraph = draft.paragraph
    article = [c for c in head.children if c.dep_ == "det" and c.lower_ in {"a", "an"}]
    if not article or head.tag_ not in {"NN", "NNP"}:
        return None
    start, end = paragraph.start + article[0].idx, paragraph.offsets(head)[1]
    for goods in draft.goods:
        # The noun itself must be the thing: "a missile attack" is no missile.
        if goods.first <= head.i < goods.last:
            unit = next((_ONE[c] for c in goods.classes if c in _ONE), None)
            if unit is None and head.lemma_.lower() in {"satellite", "rocket"}:
                unit = head.lemma_.lower()
            if unit is not None:
                return Quantity(
                    start, end, paragraph.doc.text[start - paragraph.start : end - paragraph.start], 1, 1, unit
                )
    return None
