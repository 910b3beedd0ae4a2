"""The addresses of the workbench. A record's own is ``/KIND/ID``; ``/id/ID`` leads there from the id alone."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from probata.workbench.api import api
from probata.workbench.views import (
    adding,
    caps,
    captures,
    claims,
    copies,
    custody,
    decisions,
    desk,
    exports,
    findings,
    incidents,
    lists,
    people,
    pictures,
    records,
    regimes,
    replies,
    reports,
    review,
    saved,
    screening,
    search,
    sources,
    tokens,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *api.urlpatterns,
    *adding.urlpatterns,
    *caps.urlpatterns,
    *captures.urlpatterns,
    *claims.urlpatterns,
    *copies.urlpatterns,
    *custody.urlpatterns,
    *decisions.urlpatterns,
    *desk.urlpatterns,
    *exports.urlpatterns,
    *findings.urlpatterns,
    *incidents.urlpatterns,
    *lists.urlpatterns,
    *people.urlpatterns,
    *pictures.urlpatterns,
    *records.urlpatterns,
    *regimes.urlpatterns,
    *replies.urlpatterns,
    *reports.urlpatterns,
    *review.urlpatterns,
    *saved.urlpatterns,
    *screening.urlpatterns,
    *search.urlpatterns,
    *sources.urlpatterns,
    *tokens.urlpatterns,
]

handler400 = "probata.workbench.views.errors.bad_request"
handler403 = "probata.workbench.views.errors.denied"
handler404 = "probata.workbench.views.errors.not_found"
handler500 = "probata.workbench.views.errors.broken"
