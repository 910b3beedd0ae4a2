"""Who may do what at a desk, and how they prove who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password

from probata.workbench.models import Person

if TYPE_CHECKING:
    from django.http import HttpRequest


class ByPassword(BaseBackend):
    """A name and a password. A wrong name takes as long as a wrong password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Person | None:
        """The person, if the password is theirs and the account is not closed."""
        if not username or password is None:
            return None
        person = Person.objects.filter(username=username).first()
        if person is None:
            make_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session; nobody once the account is closed."""
        return Person.objects.filter(pk=user_id, is_active=True).first()
