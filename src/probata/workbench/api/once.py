"""Requests that are sent twice, as by a program that got no answer: with an ``Idempotency-Key`` they are done once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from probata.workbench.api.refusals import Refused
from probata.workbench.guards import person_of
from probata.workbench.models import Answered

HEADER = "Idempotency-Key"
KEPT = timedelta(days=2)
"""How long the first answer is given again."""

GIVEN_UP = timedelta(hours=1)
"""After so long a request that has no answer was cut off, and can be sent anew."""


def once(request: HttpRequest, content: bytes, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of ``act``, done once for each key of a person; refusals are not kept, so that they can be mended.

    :class:`Refused` where the key stands for another request, or one that isn't answered yet.
    """
    key = request.headers.get(HEADER, "").strip()
    if not key:
        return act()
    if len(key) > 200 or not key.isascii() or not key.isprintable():
        raise Refused(400, f"the {HEADER} is too long or not plain text; send up to 200 printable ASCII characters")
    person, digest = person_of(request), _digest(request, content)
    now = timezone.now()
    Answered.objects.filter(at__lt=now - KEPT).delete()
    Answered.objects.filter(status=0, at__lt=now - GIVEN_UP).delete()
    try:
        kept = Answered.objects.create(person=person, key=key, digest=digest)
    except IntegrityError:
        return _again(Answered.objects.filter(person=person, key=key).first(), digest)
    done = False
    try:
        answer = act()
        done = answer.status_code < 400
    finally:
        if not done:
            kept.delete()
    if done:
        kept.status, kept.body = answer.status_code, answer.content.decode()
        kept.location = answer.headers.get("Location", "")
        kept.save()
    return answer


def _again(before: Answered | None, digest: str) -> HttpResponse:
    if before is None or not before.status:
        raise Refused(409, f"a request with this {HEADER} is being answered; wait for it", {"Retry-After": "5"})
    if before.digest != digest:
        raise Refused(422, f"this {HEADER} was sent with another request; send a new one with each request")
    answer = HttpResponse(before.body, status=before.status, content_type="application/json")
    answer.headers["Idempotent-Replayed"] = "true"
    if before.location:
        answer.headers["Location"] = before.location
    return answer


def _digest(request: HttpRequest, content: bytes) -> str:
    head = f"{request.method} {request.get_full_path()} {request.headers.get('Content-Type', '')}\n"
    return hashlib.sha256(head.encode("utf-8", "replace") + content).hexdigest()
