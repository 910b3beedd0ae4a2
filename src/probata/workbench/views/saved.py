"""Saved searches: kept from a list's page, looked at, shared and dropped here."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from probata.workbench import lists, saved
from probata.workbench.guards import once, person_of
from probata.workbench.models import Saved


class SaveForm(forms.Form):
    """A search to keep."""

    name = forms.CharField(max_length=80)
    kind = forms.CharField(max_length=20)
    query = forms.CharField(max_length=saved.LONGEST, required=False)
    shared = forms.BooleanField(required=False)


def mine(request: HttpRequest) -> HttpResponse:
    """One's own saved searches and those that others share."""
    rows = [(it, lists.chips(QueryDict(it.query.removeprefix("?")))) for it in saved.seen_by(person_of(request))]
    return render(request, "workbench/saved.html", {"rows": rows})


@require_POST
@once
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a search; one of one's own by the same name gives way."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "A search is kept under a name of 1 to 80 characters; nothing was saved.")
        return redirect("saved")
    data = form.cleaned_data
    it = saved.save(person_of(request), data["kind"], data["query"], data["name"], data["shared"])
    messages.success(request, f"Saved as “{it.name}”{', for everybody at this desk' if it.shared else ''}.")
    return redirect(it.address)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one of one's own to everybody at this desk, or no longer."""
    it = get_object_or_404(Saved, pk=pk, person=person_of(request))
    it.shared = request.POST.get("shared") == "yes"
    it.save(update_fields=["shared"])
    messages.success(request, f"“{it.name}” is {'shared' if it.shared else 'yours alone'} now.")
    return redirect("saved")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one of one's own."""
    it = get_object_or_404(Saved, pk=pk, person=person_of(request))
    it.delete()
    messages.success(request, f"“{it.name}” is no longer kept.")
    return redirect("saved")


urlpatterns = [
    path("saved", mine, name="saved"),
    path("saved/keep", keep, name="saved-keep"),
    path("saved/<int:pk>/share", share, name="saved-share"),
    path("saved/<int:pk>/drop", drop, name="saved-drop"),
]
