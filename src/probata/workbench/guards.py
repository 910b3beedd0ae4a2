"""What guards a page: roles, and forms that are sent twice."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from probata.workbench.models import Person, Role, Sent

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

KEPT = timedelta(days=2)
"""How long a form's word is remembered: longer than a session lives."""

ONCE = "once"
"""The field with the form's word; ``{% once %}`` writes it."""


def person_of(request: HttpRequest) -> Person:
    """Who asks; :class:`PermissionDenied` for nobody."""
    if not isinstance(request.user, Person):
        raise PermissionDenied("Log in first.")
    return request.user


def role(wanted: Role) -> Callable[[View[P]], View[P]]:
    """A page for people of that role or a higher one; others are told so."""

    def guard(view: View[P]) -> View[P]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            person = person_of(request)
            if not person.may(wanted):
                raise PermissionDenied(f"This is for the role {wanted.value}, and yours is {person.role}; "
                                       "ask a reviewer of this desk.")  # fmt: skip
            return view(request, *args, **kwargs)

        return update_wrapper(guarded, view)

    return guard


def once(view: View[P]) -> View[P]:
    """A form that is done once however often it is sent: the second time leads to where the first one led.

    Only redirections count as done; a form that is shown again with its errors can be sent again.
    """

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        word = request.POST.get(ONCE, "")[:40]
        if request.method != "POST" or not word:
            return view(request, *args, **kwargs)
        try:
            sent = Sent.objects.create(word=word, person=person_of(request))
        except IntegrityError:
            before = Sent.objects.filter(word=word, person=person_of(request)).first()
            return redirect(before.led_to if before and before.led_to else request.path)
        done = False
        try:
            answer = view(request, *args, **kwargs)
            done = answer.status_code in (302, 303) or "HX-Redirect" in answer.headers
        finally:
            if not done:
                sent.delete()
        if done:
            sent.led_to = answer.headers.get("Location") or answer.headers.get("HX-Redirect", "")
            sent.save()
            Sent.objects.filter(at__lt=timezone.now() - KEPT).delete()
        return answer

    return update_wrapper(guarded, view)


def new_word() -> str:
    """A word for a new form."""
    return secrets.token_urlsafe(18)
