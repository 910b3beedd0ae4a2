"""Names and texts held against the sanctions lists of the desk; the lists, their snapshots and what changed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from probata.errors import NotFound, ProbataError, UsageError
from probata.pipeline import Screener, difference, import_list, number_in, snapshots
from probata.records import EntryKind
from probata.workbench import opened
from probata.workbench.guards import once, role
from probata.workbench.models import Role
from probata.workbench.pagewords import on_page

SHOWN = 60
"""Entries or hits on a page; more is told as a number."""


class NameForm(forms.Form):
    """What is looked for, and what is known of it."""

    name = forms.CharField(
        label="Name or number", max_length=300, required=False, help_text="In any script; or an IMO number.",
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "any"), *((k.value, k.value) for k in EntryKind if k != "unknown")]
    )
    born = forms.IntegerField(label="Born in", required=False, min_value=1850, max_value=2100)
    country = forms.CharField(label="Country", max_length=60, required=False)
    list = forms.CharField(label="List", max_length=40, required=False)


class TextForm(forms.Form):
    """A text whose names are looked for."""

    text = forms.CharField(label="Text", strip=False, widget=forms.Textarea({"rows": 8}))


class ListForm(forms.Form):
    """A list to import: a file of this machine."""

    file = forms.FileField(label="File", help_text="UN, OFAC (advanced), EU or UK as published, or OpenSanctions.")
    list_id = forms.CharField(
        label="Id", max_length=40, required=False, help_text="Only where the file doesn't tell: UN, OFAC-SDN, …"
    )


def screening(request: HttpRequest) -> HttpResponse:
    """Look for a name; the lists in use."""
    form = NameForm(request.GET if request.GET.get("name") else None)
    context: dict[str, Any] = {"form": form, "lists": _newest(), "import_form": ListForm(), "text_form": TextForm()}
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        with Screener(opened.desk(), (data["list"],) if data["list"] else ()) as screener:
            number = number_in(data["name"])
            found = screener.name(
                "" if number else data["name"], EntryKind(data["kind"]) if data["kind"] else None, data["born"],
                (data["country"],) if data["country"] else (), (number,) if number else (),
            )  # fmt: skip
        context |= {"asked": data["name"], "found": found[:SHOWN], "more": max(0, len(found) - SHOWN)}
    return render(request, "workbench/screening.html", context)


def text(request: HttpRequest) -> HttpResponse:
    """The listed names in a text that was pasted. Nothing of it is kept."""
    form = TextForm(request.POST or None)
    context: dict[str, Any] = {"text_form": form, "lists": _newest()}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["text"]
        with Screener(opened.desk()) as screener:
            hits = screener.text(given)
        context |= {"hits": hits[:SHOWN], "more": max(0, len(hits) - SHOWN), "words": len(given.split())}
    return render(request, "workbench/screening_text.html", context)


def incident(request: HttpRequest, wanted: str) -> HttpResponse:
    """The listed names in the passages of an incident's claims."""
    with Screener(opened.desk()) as screener:
        found = screener.incident(wanted)
    context = {"incident": wanted, "found": found[:SHOWN], "more": max(0, len(found) - SHOWN), "lists": _newest()}
    return render(request, "workbench/screening_incident.html", context)


def list_(request: HttpRequest, list_id: str) -> HttpResponse:
    """A list's snapshots, and what changed between two of them."""
    mine = [s for s in snapshots(opened.desk()) if s.list == list_id]
    if not mine:
        raise NotFound(list_id, "no such list in the desk; see the lists in use")
    context: dict[str, Any] = {"list_id": list_id, "snapshots": mine}
    if len(mine) > 1:
        changed = difference(opened.desk(), list_id, request.GET.get("old"), request.GET.get("new"))
        context |= {
            "changed": changed,
            "parts": [
                ("Added", changed.added[:SHOWN], len(changed.added)),
                ("Removed", changed.removed[:SHOWN], len(changed.removed)),
            ],
            "changes": changed.changed[:SHOWN],
        }
    return render(request, "workbench/screening_list.html", context)


@role(Role.ANALYST)
@once
def add(request: HttpRequest) -> HttpResponse:
    """Import a list from a file that is sent."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        settings = opened.settings_for(request)
        try:
            if sent.size > settings.max_list_bytes:
                raise UsageError(f"{sent.name} is larger than {settings.max_list_bytes:,} bytes")
            with tempfile.TemporaryDirectory(prefix="sent-") as folder:
                # The last part of the name only, as the list's source; never a place that the sender chooses.
                copy = Path(folder) / (Path(str(sent.name)).name or "list")
                with copy.open("wb") as file:
                    for chunk in sent.chunks():
                        file.write(chunk)
                one, new = import_list(opened.desk(), settings, str(copy), form.cleaned_data["list_id"] or None)
        except ProbataError as error:
            form.add_error("file", on_page(error))
        else:
            said = f"{one.list}: {one.entries:,} entries" + ("" if new else "; the same bytes as the last snapshot")
            messages.success(request, said)
            return redirect("screening")
    context = {"import_form": form, "form": NameForm(), "text_form": TextForm(), "lists": _newest()}
    return render(request, "workbench/screening.html", context, status=422 if form.errors else 200)


def _newest() -> list[Any]:
    newest: dict[str, Any] = {}
    for one in snapshots(opened.desk()):
        newest.setdefault(one.list, one)
    return sorted(newest.values(), key=lambda s: s.list)


urlpatterns = [
    path("screening", screening, name="screening"),
    path("screening/text", text, name="screening-text"),
    path("screening/add", add, name="screening-add"),
    path("screening/incidents/<str:wanted>", incident, name="screening-incident"),
    path("screening/lists/<str:list_id>", list_, name="screening-list"),
]
