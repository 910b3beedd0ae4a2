"""Troops that train abroad: a training beside the deployment (guide: "training by nobody named: agent []")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from probata.claims.draft import Draft
from probata.claims.fill import Fill
from probata.claims.frame import Frame
from probata.records import ClaimType


def add_trainings(drafts: Iterable[Draft], abroad: Frame) -> list[Draft]:
    """The drafts, each deployment of people who train there followed by their training; ``abroad`` is its frame."""
    found: list[Draft] = []
    for draft in drafts:
        found.append(draft)
        trains = draft.trigger.lemma_.lower() == "train" and draft.type is ClaimType.DEPLOYMENT
        if trains and draft.answers is None and draft.agent:
            found.append(
                replace(
                    draft,
                    frame=abroad,
                    rule=abroad.id,
                    agent=Fill(),
                    counterpart=draft.agent,
                    goods=(),
                    classes=abroad.fallback,
                    object_spans=(draft.paragraph.offsets(draft.trigger),),
                )
            )
    return found
