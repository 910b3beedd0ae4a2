"""The pages for what went wrong: what it was, and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from probata.workbench.api.refusals import refusal
from probata.workbench.pagewords import on_page

TITLES = {
    400: "That can't be done so",
    403: "Not yours to do",
    404: "Nothing there",
    409: "Changed meanwhile",
    413: "Too much at once",
    422: "An input failed",
    429: "Too many tries",
    500: "Something broke",
    503: "The desk can't be used now",
}


def page(request: HttpRequest, status: int, message: str) -> HttpResponse:
    """A page with the message; a part of a page asks for no more than the message, a program for its own form."""
    if request.path.startswith("/api/"):
        return refusal(status, message)
    if getattr(request, "htmx", False):
        return render(request, "workbench/_alert.html", {"message": on_page(message)}, status=status)
    title = TITLES.get(status, "Something went wrong")
    context = {"title": title, "message": on_page(message), "status": status, "twin": ""}
    return render(request, "workbench/error.html", context, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before a page is asked."""
    return page(request, 400, "The request was not one that this server takes; go back and try again.")


@requires_csrf_token
def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the person's role doesn't allow."""
    return page(request, 403, str(exception) or "Your role doesn't allow this; ask a reviewer of this desk.")


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere."""
    return page(request, 404, "No page of this workbench has that address; look for what you want in the search.")


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """An error of ours. It says nothing of its cause: that stands in the server's log."""
    try:
        return page(
            request, 500, "An error of the software, not of yours; nothing was lost. The server's log says more."
        )
    except Exception:  # the page itself is what broke
        return HttpResponse("Something broke; the server's log says more.", status=500, content_type="text/plain")


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the word that this server gave it: too old, or from elsewhere."""
    message = (
        "The form was too old, or not from this workbench, so nothing was done; open the page again and resend it."
    )
    return page(request, 403, message)
