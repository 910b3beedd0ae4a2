"""Which of the report's amounts belong to an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from probata.claims.draft import Draft
from probata.claims.tree import is_verb
from probata.language.numbers import parse_number
from probata.records import ClaimType, ObjectClass, Quantity, QuantityRole

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = {
    ObjectClass.VEHICLE: "vehicle",
    ObjectClass.VESSEL: "vessel",
    ObjectClass.ARMS_MISSILE: "missile",
    ObjectClass.ARMS_UAV: "uav",
}
"""What one of a thing is counted in; goods that come in masses ("an ammunition supply") have no such unit."""
_EVENTS = {ClaimType.LAUNCH: "launch", ClaimType.VISIT: "visit"}
_TIMES = {"twice": 2, "thrice": 3}
_NO_COUNT = frozenset({QuantityRole.CAPACITY, QuantityRole.EQUIVALENT})
_MOVERS = {
    ClaimType.VISIT: ("person",),
    ClaimType.DEPLOYMENT: ("person",),
    ClaimType.MOVEMENT: ("vessel", "train", "railcar", "aircraft", "vehicle", "helicopter"),
}
_WORTH = re.compile(r"\b(?:worth|valued at|costing) \Z")
_BEHIND = 8
"""How many words behind the goods their worth may stand."""
_NAMED = {"satellite": "satellite", "rocket": "rocket", "balloon": "balloon", "helicopter": "helicopter"}


def add_quantities(draft: Draft, quantities: Sequence[Quantity]) -> None:
    """The amounts inside the goods' own noun phrase; the first is the event's, others go beside it.

    What something could hold, or comes to if calculated as something else, is never the event's amount: it only
    goes beside it, with its role. Lengths, ages and prices by the piece are no amounts of goods at all. A rate
    ("2,000 barrels a month") keeps its role and has the unit of the goods.
    """
    if draft.answers is not None:
        return
    paragraph = draft.paragraph
    found: list[Quantity] = []
    if (times := _times_over(draft)) is not None:
        found.append(times)
    sentence = draft.trigger.sent
    near = [
        _of_goods(q)
        for q in quantities
        if paragraph.start + sentence.start_char <= q.start < paragraph.start + sentence.end_char
        and q.role is not QuantityRole.MEASURE
    ]
    for head in draft.heads:
        low = paragraph.start + head.left_edge.idx
        high = max([paragraph.offsets(head)[1], *(g.end for g in draft.goods)])
        # "Over" before a subject is often parsed as a preposition beside it.
        found += [q for q in near if low < q.end and q.start < high and q not in found]
        for aside in (c for c in head.children if c.dep_ == "appos"):  # "coal, an estimated two million tonnes,"
            first, last = paragraph.start + aside.left_edge.idx, paragraph.offsets(aside)[1]
            found += [q for q in near if first <= q.start < last and q not in found]
        # What the goods could hold stands in a clause behind them.
        behind = paragraph.offsets(head.right_edge)[1]
        found += [q for q in near if low <= q.start < behind and q.role in _NO_COUNT and q not in found]
    found += [q for q in near if q not in found and _is_price(draft, q)]
    if not found:
        found += [_of_people(draft, q) for q in near if _is_subject(draft, q) or _is_bare_object(draft, q)][:1]
    if not any(q.role not in _NO_COUNT for q in found):
        found += [one for head in draft.heads if (one := _single(draft, head)) is not None][:1]
    counted = next((q for q in found if q.role not in _NO_COUNT), None)
    draft.quantity, draft.also_quantity = counted, tuple(q for q in found if q is not counted)


def _is_subject(draft: Draft, quantity: Quantity) -> bool:
    """Whether an amount counts those who move: "about 100 tourists arrived", "four ships called at Rajin"."""
    if quantity.unit is None or quantity.unit not in _MOVERS.get(draft.type, ()):
        return False
    verbs = [draft.trigger, draft.trigger.head] if draft.trigger.dep_ == "xcomp" else [draft.trigger]
    for subject in (c for v in verbs for c in v.children if c.dep_ in {"nsubj", "nsubjpass"}):
        first, end = draft.paragraph.start + subject.left_edge.idx, draft.paragraph.offsets(subject)[1]
        if first <= quantity.start < end:
            return True
    return False


def _is_bare_object(draft: Draft, quantity: Quantity) -> bool:
    """Whether a number without its noun is what was sent: "is estimated to have sent 14,000"."""
    span = draft.paragraph.span(quantity.start, quantity.end)
    if draft.heads or span is None or not is_verb(draft.trigger):
        return False
    bare = quantity.text.rstrip()[-1:].isdigit() or span.root.tag_ == "CD"
    return bare and span.root.dep_ in {"dobj", "nsubjpass"} and span.root.head.i == draft.trigger.i


def _of_people(draft: Draft, quantity: Quantity) -> Quantity:
    """A bare number that is deployed counts people: that is what a deployment is of."""
    people = draft.type is ClaimType.DEPLOYMENT and quantity.unit is None
    return replace(quantity, unit="person") if people else quantity


def _is_price(draft: Draft, quantity: Quantity) -> bool:
    """Whether a sum is what the event's goods cost: "sold a boat for 110,000 euros", "drones worth $2 million"."""
    if quantity.unit is None or not re.fullmatch(r"[A-Z]{3}", quantity.unit):
        return False
    if draft.type is not ClaimType.TRANSFER:
        return False
    paragraph = draft.paragraph
    span = paragraph.span(quantity.start, quantity.end)
    if span is None:
        return False
    at = quantity.start - paragraph.start
    if _WORTH.search(paragraph.text, max(0, at - 12), at):
        first = span[0].i
        return any(head.i < first <= head.i + _BEHIND for head in draft.heads)
    above = span.root.head
    return span.root.dep_ == "pobj" and above.lower_ == "for" and above.head.i == draft.trigger.i


def _of_goods(quantity: Quantity) -> Quantity:
    if quantity.role is not QuantityRole.PER_PERIOD or quantity.unit is None:
        return quantity
    return replace(quantity, unit=quantity.unit.partition(" per ")[0])


def _times_over(draft: Draft) -> Quantity | None:
    """ "Failed twice to launch", "visited three times": how many events of one kind the clause tells of."""
    unit = _EVENTS.get(draft.type)
    if unit is None:
        return None
    verbs = [draft.trigger, draft.trigger.head] if draft.trigger.dep_ == "xcomp" else [draft.trigger]
    paragraph = draft.paragraph
    for token in (c for v in verbs if is_verb(v) for c in v.children):
        start, end = paragraph.offsets(token)
        words = token.text
        if token.lower_ == "times" and token.dep_ == "npadvmod":
            number = next((c for c in token.children if c.dep_ == "nummod"), None)
            count = parse_number(number.text) if number is not None else None
            if number is None or count is None:
                continue
            start, words = paragraph.offsets(number)[0], f"{number.text} {token.text}"
        elif (count := _TIMES.get(token.lower_)) is None or token.dep_ != "advmod":
            continue
        if paragraph.text[start - paragraph.start : end - paragraph.start] == words:
            return Quantity(start, end, words, count, count, unit)
    return None


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
            if unit is None:
                named = goods.item == "tech.space" and head.tag_ == "NNP"  # "a Kwangmyongsong-4"
                unit = "satellite" if named else _NAMED.get(head.lemma_.lower())
            if unit is not None:
                return Quantity(start, end, paragraph.text[start - paragraph.start : end - paragraph.start], 1, 1, unit)
    return None
