"""Add a report: a file, a pasted text, or a page of the web; read at once, under the name of who adds it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from probata.errors import ProbataError
from probata.pipeline import RunResult, Upload, run
from probata.wording.visible import one_line
from probata.workbench import opened
from probata.workbench.guards import once, role
from probata.workbench.links import url_of
from probata.workbench.models import Role
from probata.workbench.pagewords import on_page

TOLD = 20
"""Inputs that failed are named up to here; a file of JSON Lines may hold thousands."""

_WEB = re.compile(r"https?://[^\s]+", re.I)


class ReportForm(forms.Form):
    """What is added, by one of three ways, and what the person says of it."""

    file = forms.FileField(
        label="A file", required=False, help_text="html, txt, md or jsonl.",
        widget=forms.ClearableFileInput({"accept": ".html,.htm,.txt,.md,.jsonl"}),
    )  # fmt: skip
    text = forms.CharField(
        label="Or its text", required=False, strip=False, help_text="Pasted as it is, the title in the first line.",
        widget=forms.Textarea({"rows": 8}),
    )  # fmt: skip
    page = forms.CharField(
        label="Or the address of a page to fetch", required=False, max_length=2000,
        help_text="This machine then asks that address for it. Nothing else is fetched.",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip
    published = forms.DateField(
        label="Published", required=False,
        help_text="The day on which it came out, if you know it; times in the text are reckoned from it.",
        widget=forms.DateInput({"type": "date"}),
    )  # fmt: skip
    url = forms.CharField(
        label="Published at", required=False, max_length=2000,
        help_text="The address that a file or text was published at, if you know it; nothing is fetched from there.",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_file(self) -> UploadedFile[Any] | None:
        """A file that is not too large to be read."""
        sent: UploadedFile[Any] | None = self.cleaned_data["file"] or None
        most = opened.settings().max_bytes
        if sent is not None and (sent.size or 0) > most:
            raise ValidationError(f"The file has {sent.size:,} bytes; up to {most:,} are read. Split it.")
        return sent

    def clean_page(self) -> str:
        """An address of the web: a name without a scheme would be a file of this machine."""
        return _address(str(self.cleaned_data["page"]))

    def clean_url(self) -> str:
        """The same."""
        return _address(str(self.cleaned_data["url"]))

    def clean(self) -> dict[str, Any]:
        """One of the three ways."""
        given = [name for name in ("file", "text", "page") if self.cleaned_data.get(name)]
        if not self.errors and len(given) != 1:
            raise ValidationError("Give one of the three: a file, a text, or an address to fetch.")
        return self.cleaned_data


@role(Role.ANALYST)
@once
def new(request: HttpRequest) -> HttpResponse:
    """The form; sent, the report is read and its page follows. What fails is told in a line each."""
    form = ReportForm(request.POST, request.FILES) if request.method == "POST" else ReportForm()
    if form.is_valid():
        given = form.cleaned_data
        day = given["published"].isoformat() if given["published"] else None
        try:
            result = run([_input(given)], opened.desk(), opened.settings_for(request), day, given["url"] or None)
        except ProbataError as error:
            form.add_error(None, one_line(on_page(error)))
        else:
            for failure in result.failures[:TOLD]:
                form.add_error(None, one_line(str(failure)))
            if result.reports:
                return _led_on(request, result)
            if not form.errors:
                form.add_error(None, "There is no report in it; give html, a text, or JSON Lines with a text each.")
    return render(request, "workbench/report_new.html", {"form": form}, status=422 if form.errors else 200)


def _input(given: dict[str, Any]) -> str | Upload:
    if given["file"] is not None:
        sent = given["file"]
        return Upload(sent.read(), str(sent.name), str(sent.content_type or ""))
    if given["text"]:
        # Browsers send a form's line ends as two characters each; the person pasted one.
        return Upload(given["text"].replace("\r\n", "\n").encode("utf-8", "replace"), "pasted.txt", "text/plain")
    return str(given["page"])


def _led_on(request: HttpRequest, result: RunResult) -> HttpResponse:
    """To the report, or where there are several to the capture that holds them."""
    number, claims = len(result.reports), len(result.claims)
    if result.new:
        told = f"Read: {number:,} report{'s' * (number != 1)}, {claims:,} claim{'s' * (claims != 1)}."
        messages.success(request, told)
    else:
        messages.info(request, "It was in the desk already; nothing was changed.")
    for failure in result.failures[:TOLD]:
        messages.warning(request, one_line(str(failure)))
    if len(result.failures) > TOLD:
        messages.warning(request, f"{len(result.failures) - TOLD:,} more failed; the capture names them.")
    first = result.reports[0]
    return redirect(url_of(first.id if number == 1 else first.capture))


def _address(word: str) -> str:
    word = word.strip()
    if word and not _WEB.fullmatch(word):
        raise ValidationError("Give an address that begins with http:// or https://.")
    return word


urlpatterns = [path("reports/new", new, name="report-new")]
