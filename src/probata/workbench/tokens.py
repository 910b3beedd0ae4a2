"""Tokens: how programs prove for whom they ask."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from probata.workbench.models import Person, Scope, Token

PREFIX = "probata_"
"""What every secret begins with, so that one that lies about is known for what it is."""

NOTED = timedelta(minutes=1)
"""How exactly the last use is noted: not every request needs a write."""


def issue(person: Person, name: str, scopes: Iterable[Scope], expires: datetime | None = None) -> tuple[Token, str]:
    """A new token with its secret, which can't be had again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    wanted = set(scopes)
    told = " ".join(s.value for s in Scope if s in wanted)
    return Token.objects.create(person=person, name=name, digest=_digest(secret), scopes=told, expires=expires), secret


def holder(secret: str) -> Token | None:
    """The token of that secret with its person; ``None`` for none, one that is over or revoked, a closed account."""
    now = timezone.now()
    token = Token.objects.select_related("person").filter(digest=_digest(secret), revoked=None).first()
    if token is None or not token.person.is_active or (token.expires is not None and token.expires <= now):
        return None
    if token.used is None or now - token.used > NOTED:
        Token.objects.filter(pk=token.pk).update(used=now)
    return token


def revoke(token: Token) -> None:
    """Have it work no more, from now on."""
    Token.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now())


def _digest(secret: str) -> str:
    # The secret has 256 random bits, so that a plain hash can't be guessed back; no slow one is needed.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
