"""From an id to the page of its record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from probata.workbench import opened
from probata.workbench.links import url_of


def by_id(request: HttpRequest, wanted: str) -> HttpResponse:
    """The page of the record with that id, its beginning, or a finding's number."""
    return redirect(url_of(opened.desk().get(wanted).id))


urlpatterns = [path("id/<str:wanted>", by_id, name="by-id")]
