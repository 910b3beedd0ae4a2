"""Searches that people keep: what a list was narrowed by, under a name, for oneself or for everybody at the desk."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import QueryDict

from probata.errors import UsageError
from probata.workbench import lists
from probata.workbench.models import Person, Saved

KINDS = (*lists.SHAPES, "search")
"""Pages whose conditions can be kept, by the first part of their address."""

LONGEST = 2000
"""Characters of a query: what servers and browsers pass on."""


def seen_by(person: Person) -> QuerySet[Saved]:
    """One's own and those that are shared, by name."""
    return Saved.objects.filter(Q(person=person) | Q(shared=True)).select_related("person").order_by("name", "pk")


def save(person: Person, kind: str, query: str, name: str, shared: bool) -> Saved:
    """Keep a search under a name; one of the same name is replaced.

    :class:`~probata.errors.UsageError` for a page or conditions that there are not.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind[:40]!r} is no list that can be narrowed; it is one of {', '.join(KINDS)}")
    held = QueryDict(query[:LONGEST].removeprefix("?"))
    lists.filter_of(held)
    given = {"kind": kind, "query": lists.address(held, limit=None, format=None), "shared": shared}
    return Saved.objects.update_or_create(person=person, name=name, defaults=given)[0]
