"""Who asks, with which tokens, and who has an account at this desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from probata.workbench import opened, saved
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.operations import reading
from probata.workbench.guards import person_of
from probata.workbench.models import Person, Role, Scope

TAGS = ["people"]


class Account(BaseModel):
    """A person at this desk; ``name`` stands in the custody log. ``closed``: they can't come in any more."""

    username: str
    name: str
    role: Role
    closed: bool
    created: str
    last_here: str | None


class TokenTold(BaseModel):
    """A token, without its secret. Times are ISO, UTC."""

    name: str
    scopes: list[Scope]
    created: str
    expires: str | None
    used: str | None
    revoked: str | None


class SavedTold(BaseModel):
    """A saved search: ``address`` is the page that shows it, ``person`` who keeps it."""

    name: str
    kind: str
    address: str
    shared: bool
    person: str
    created: str


@reading("/me", shape("Me", person=Account), url_name="me", tags=TAGS)
def me(request: HttpRequest) -> HttpResponse:
    """Who asks."""
    return tell(request, {"person": _told(person_of(request))})


@reading("/tokens", shape("Tokens", tokens=list[TokenTold]), tags=TAGS)
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of who asks, the newest first."""
    found = [
        {"name": t.name, "scopes": t.scopes.split()}
        | {n: at.isoformat() if (at := getattr(t, n)) else None for n in ("created", "expires", "used", "revoked")}
        for t in person_of(request).tokens.order_by("-created")
    ]
    return tell(request, {"tokens": found})


@reading("/people", shape("People", people=list[Account], two_persons=bool), role=Role.REVIEWER, tags=TAGS)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account at this desk, and whether it takes two of them to confirm a finding.

    It takes a reviewer.
    """
    told = [_told(p) for p in Person.objects.order_by("name")]
    return tell(request, {"people": told, "two_persons": opened.desk().two_persons})


@reading("/saved", shape("SavedSearches", saved=list[SavedTold]), tags=TAGS)
def saved_searches(request: HttpRequest) -> HttpResponse:
    """The saved searches of who asks, and those that others share."""
    found = [
        {"name": s.name, "kind": s.kind, "address": s.address, "shared": s.shared, "person": s.person.name,
         "created": s.created.isoformat()}
        for s in saved.seen_by(person_of(request))
    ]  # fmt: skip
    return tell(request, {"saved": found})


def _told(person: Person) -> dict[str, object]:
    return {"username": person.username, "name": person.name, "role": person.role, "closed": not person.is_active,
            "created": person.created.isoformat(),
            "last_here": person.last_login.isoformat() if person.last_login else None}  # fmt: skip
