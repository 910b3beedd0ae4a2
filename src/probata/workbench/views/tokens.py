"""Tokens for programs: made here, shown once, revoked here."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from probata.workbench import tokens
from probata.workbench.guards import once, person_of
from probata.workbench.models import Role, Scope, Token

DAYS = (("30", "30 days"), ("90", "90 days"), ("365", "a year"), ("", "until it is revoked"))
NEEDED = {Scope.INGEST: Role.ANALYST, Scope.REVIEW: Role.ANALYST}
"""The role that a scope is of use to; the others are to every role."""

SECRET = "token_secret"
"""Where the session keeps a new secret until it has been shown."""


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(
        label="What it is for", max_length=80, help_text="To know it again, for example: feed importer.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label="What it may do", choices=Scope.choices, initial=[Scope.READ.value], widget=forms.CheckboxSelectMultiple
    )
    days = forms.ChoiceField(label="How long it holds", choices=DAYS, required=False, initial="90")

    def __init__(self, role: Role, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        allowed = [(s.value, s.label) for s in Scope if NEEDED.get(s, Role.READER).rank <= role.rank]
        self.fields["scopes"].choices = allowed  # type: ignore[attr-defined]


@never_cache
@once
def mine(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new one, whose secret the next page shows once."""
    person = person_of(request)
    form = TokenForm(Role(person.role), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        expires = timezone.now() + timedelta(days=int(data["days"])) if data["days"] else None
        _, secret = tokens.issue(person, data["name"], map(Scope, data["scopes"]), expires)
        request.session[SECRET] = secret
        return redirect("tokens")
    context = {
        "form": form, "secret": request.session.pop(SECRET, None), "now": timezone.now(),
        "tokens": person.tokens.order_by("revoked", "-created"),
    }  # fmt: skip
    return render(request, "workbench/tokens.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Have one of one's own tokens work no more."""
    token = get_object_or_404(Token, pk=pk, person=person_of(request))
    tokens.revoke(token)
    messages.success(request, f"The token “{token.name}” works no more.")
    return redirect("tokens")


urlpatterns = [
    path("tokens", mine, name="tokens"),
    path("tokens/<int:pk>/revoke", revoke, name="token-revoke"),
]
