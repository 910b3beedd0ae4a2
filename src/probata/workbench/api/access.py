"""Who may ask what: a token by its scopes, or the browser's session, which only reads. Both by the person's role."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie

from probata.workbench import tokens
from probata.workbench.api.refusals import Refused
from probata.workbench.models import Person, Role, Scope

TRIES, WITHIN = 30, 60.0
"""Wrong tokens from one address in so many seconds, before it is told to wait. A right one is never held back: the
secret can't be guessed, so this only keeps a wrong script from filling the log."""


class Bearer(HttpBearer):
    """A token with a scope."""

    def __init__(self, scope: Scope, role: Role) -> None:
        super().__init__()
        self.scope = scope
        self.role = role

    def authenticate(self, request: HttpRequest, token: str) -> Person:
        """Whose token it is; :class:`Refused` where it is none, or not for this."""
        found = tokens.holder(token.strip())
        if found is None:
            wait = failed.note(str(request.META.get("REMOTE_ADDR", "")))
            if wait:
                message = f"too many wrong tokens from this address; wait {wait} seconds"
                raise Refused(429, message, {"Retry-After": str(wait)})
            raise Refused(401, "the token is wrong, over or revoked; make another at /tokens")
        if not found.allows(self.scope):
            raise Refused(403, f"the token isn't for “{self.scope.value}”; make one that is at /tokens")
        request.user = found.person
        return _allowed(found.person, self.role)


class Session(APIKeyCookie):
    """The browser's session. It has no part in what changes something, so no page elsewhere can have it do that."""

    param_name = "probata_session"

    def __init__(self, role: Role) -> None:
        super().__init__(csrf=False)
        self.role = role

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        """Who is logged in."""
        person = request.user
        return _allowed(person, self.role) if isinstance(person, Person) else None


class Failures:
    """When which address last showed wrong tokens. Of this process alone, and bounded."""

    MOST = 10_000

    def __init__(self) -> None:
        self._seen: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, address: str) -> int:
        """One more; the seconds to wait, 0 for none."""
        now = time.monotonic()
        with self._lock:
            times = [t for t in self._seen.pop(address, []) if now - t < WITHIN]
            times = [*times, now][-TRIES - 1 :]
            self._seen[address] = times
            while len(self._seen) > self.MOST:
                self._seen.popitem(last=False)
        return max(1, round(WITHIN - (now - times[0]))) if len(times) > TRIES else 0

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seen.clear()


failed = Failures()


def _allowed(person: Person, role: Role) -> Person:
    if not person.may(role):
        raise Refused(
            403, f"this is for the role {role.value}, and yours is {person.role}; ask a reviewer of this desk"
        )
    return person
