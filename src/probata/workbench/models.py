"""The workbench's own tables: people, their tokens and what they have sent. None of it is evidence.

They stand in ``workbench.sqlite3`` in the desk's folder, so the people of one desk are none of another.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What a person may do: each role all that the ones before it may."""

    READER = "reader", "reader: reads, searches, exports"
    ANALYST = "analyst", "analyst: also adds reports and decides on claims and incidents"
    REVIEWER = "reviewer", "reviewer: also confirms findings and manages people"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class People(BaseUserManager["Person"]):
    """All who have an account at this desk."""

    def enter(self, username: str, name: str, role: Role, password: str) -> Person:
        """A new account."""
        person = self.model(username=username, name=name, role=role)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """An account. ``name`` is what stands in the custody log as the author of every act, and never changes."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.READER)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def may(self, role: Role) -> bool:
        """Whether the person has that role or a higher one."""
        return Role(self.role).rank >= role.rank

    @property
    def decides(self) -> bool:
        """Whether they may decide on claims and incidents."""
        return self.may(Role.ANALYST)

    @property
    def confirms(self) -> bool:
        """Whether they may confirm findings and manage people."""
        return self.may(Role.REVIEWER)


class Sent(models.Model):
    """A form that was sent, by the random word in it, and where it led: sent twice, it is done once."""

    word = models.CharField(max_length=40, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    led_to = models.TextField(default="")


class Scope(models.TextChoices):
    """What a token is for. It never allows more than its person's role does."""

    READ = "read", "read: records, searches, pictures"
    INGEST = "ingest", "ingest: add reports"
    REVIEW = "review", "review: decide on claims, incidents and findings"
    EXPORT = "export", "export: whole lists as files"


class Token(models.Model):
    """What a program shows instead of a password. ``digest`` is the SHA-256 of its secret, which is kept nowhere."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=60)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    def allows(self, scope: Scope) -> bool:
        """Whether it is for that."""
        return scope.value in self.scopes.split()


class Answered(models.Model):
    """The first answer to a request with an ``Idempotency-Key``: asked again, it is given again.

    ``digest`` is of the request; ``status`` 0 while it is being answered.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(default="")
    location = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], name="answered_once")
        ]


class Saved(models.Model):
    """A search that a person keeps: the page and what narrows it. ``shared``: everybody at this desk sees it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    query = models.TextField(default="")
    shared = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_once")
        ]

    @property
    def address(self) -> str:
        """The page that shows it."""
        return f"/{self.kind}{self.query}"
