""" "In return for", "in exchange for": a second transfer in the other direction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from probata.claims.draft import Draft, set_extent
from probata.claims.fill import classes_of
from probata.claims.filler import Lookup
from probata.claims.frame import Frame
from probata.claims.tree import is_verb
from probata.language.annotated import Paragraph
from probata.records import ClaimType, ObjectClass, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_RETURN = frozenset({"return", "exchange", "payment"})
_POSSIBLY = frozenset({"possibly", "perhaps", "maybe", "potentially"})
_PEOPLE = frozenset({ObjectClass.TROOPS, ObjectClass.WORKERS})


def add_returns(paragraph: Paragraph, drafts: list[Draft], lookup: Lookup, back: Frame, people: Frame) -> list[Draft]:
    """The drafts of a paragraph with what is given in return for them.

    ``back`` and ``people`` are the frames of the second transfer, for goods and for troops or workers.
    """
    result = list(drafts)
    for token in paragraph.doc:
        if token.lemma_ not in _RETURN or token.head.lower_ != "in" or token.dep_ != "pobj":
            continue
        for prep in token.children:
            if prep.lower_ != "for":
                continue
            for inner in prep.children:
                main = _main(token, inner, result)
                if main is None:
                    continue
                if inner.dep_ == "pcomp" or is_verb(inner):
                    _complete(token, inner, main, result)
                elif inner.dep_ == "pobj":
                    second = _second(paragraph, token, inner, main, lookup, back, people)
                    if second is not None:
                        below = set(inner.subtree)
                        result = [d for d in result if d.trigger not in below]
                        result.append(second)
    return sorted(result, key=lambda d: d.at)


def _main(token: Token, inner: Token, drafts: list[Draft]) -> Draft | None:
    """The event that something is given for: the nearest above, else the nearest of the sentence."""
    below = set(inner.subtree)
    here = [
        d
        for d in drafts
        if d.type in {ClaimType.TRANSFER, ClaimType.DEPLOYMENT}
        and d.trigger.sent == token.sent
        and d.trigger not in below
    ]
    above = [d for d in here if d.trigger.is_ancestor(token)]
    return min(above or here, key=lambda d: abs(d.trigger.i - token.i), default=None)


def _complete(token: Token, inner: Token, main: Draft, drafts: list[Draft]) -> None:
    below = {inner, *inner.subtree}
    for draft in drafts:
        if draft.trigger not in below:
            continue
        if not draft.counterpart and main.agent and not set(main.agent.ids) & set(draft.agent.ids):
            draft.counterpart = replace(main.agent, given=False, slot="report")
        if not draft.agent and main.counterpart and not set(main.counterpart.ids) & set(draft.counterpart.ids):
            draft.agent = replace(main.counterpart, given=False, slot="report")
        draft.agent = replace(draft.agent, given=False, slot="report")
        # What is hoped for in return is not given yet; what is given for it is.
        price = Status.ONGOING if main.status in {Status.SOUGHT, Status.ONGOING} else main.status
        draft.status = _status(token, price)
        draft.extra = (token.head, token)
        set_extent(draft)


def _second(
    paragraph: Paragraph, token: Token, inner: Token, main: Draft, lookup: Lookup, back: Frame, people: Frame
) -> Draft | None:
    goods = lookup.goods_below(paragraph, inner)
    for conjunct in inner.children:
        if conjunct.dep_ in {"nmod", "compound", "amod"}:
            goods += [g for g in lookup.goods_below(paragraph, conjunct) if g not in goods]
    goods.sort(key=lambda g: g.start)
    if not goods or not (main.agent or main.counterpart):
        return None
    classes = classes_of(goods)
    frame = people if set(classes) <= _PEOPLE else back
    draft = replace(
        main,
        frame=frame,
        trigger=token,
        agent=replace(main.counterpart, given=False, slot="report"),
        counterpart=replace(main.agent, given=False, slot="report"),
        goods=tuple(goods),
        classes=classes,
        heads=(inner,),
        status=_status(token, main.status),
        rule=frame.id,
        object_spans=tuple((g.start, g.end) for g in goods),
        quantity=None,
        extra=(token.head, *(c for c in token.head.children if c.lower_ in _POSSIBLY)),
    )
    set_extent(draft)
    return draft


def _status(token: Token, otherwise: Status) -> Status:
    near = [*token.head.children, *token.children]
    if token.head.i > 0:
        near.append(token.doc[token.head.i - 1])
    return Status.POSSIBLE if any(t.lower_ in _POSSIBLY for t in near) else otherwise
