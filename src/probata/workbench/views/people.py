"""Coming in and going out, the first person, one's own account, and who may do what at this desk."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, password_validation, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from probata.errors import UsageError
from probata.pipeline import Review, refresh
from probata.workbench import opened
from probata.workbench.deciding import ActForm
from probata.workbench.guards import once, person_of, role
from probata.workbench.models import Person, Role
from probata.workbench.pagewords import on_page
from probata.workbench.views import errors


class EnterForm(forms.Form):
    """A name and a password."""

    username = forms.CharField(label="Name", max_length=60, widget=forms.TextInput({"autocomplete": "username"}))
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


class AccountForm(forms.Form):
    """A new account."""

    username = forms.SlugField(
        label="Name to log in with", max_length=60, help_text="Letters, digits, - and _.",
        widget=forms.TextInput({"autocomplete": "username"}),
    )  # fmt: skip
    name = forms.CharField(
        label="Name in the custody log", max_length=120,
        help_text="It stands beside every act and can't be changed later.",
        widget=forms.TextInput({"autocomplete": "name"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Password", strip=False, help_text="Twelve characters or more; a sentence is best.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean_username(self) -> str:
        """A name that nobody has."""
        username = str(self.cleaned_data["username"])
        if Person.objects.filter(username=username).exists():
            raise ValidationError("Somebody has this name; choose another.")
        return username

    def clean_name(self) -> str:
        """A name that no other person's acts stand under, and that is what it looks like."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name.isprintable():
            raise ValidationError("The name has characters that can't be seen; type it anew.")
        if Person.objects.filter(name__iexact=name).exists():
            raise ValidationError("Somebody's acts stand under this name; choose another.")
        return name

    def clean_password(self) -> str:
        """A password that is not easily guessed."""
        password = str(self.cleaned_data["password"])
        username = str(self.cleaned_data.get("username", ""))
        password_validation.validate_password(password, Person(username=username))
        return password


class FirstForm(AccountForm):
    """The first account, for whoever has the password that the server printed."""

    first = forms.CharField(
        label="First-run password", strip=True, help_text="The server printed it when it started.",
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("first", "username", "name", "password")

    def clean_first(self) -> str:
        """The password that was printed."""
        wanted, given = opened.now().first_password, str(self.cleaned_data["first"])
        if wanted is None or not secrets.compare_digest(given.encode(), wanted.encode()):
            raise ValidationError("That is not the password that the server printed when it started.")
        return given


class NewPersonForm(AccountForm):
    """An account that a reviewer makes."""

    role = forms.ChoiceField(label="Role", choices=Role.choices)


class PasswordForm(forms.Form):
    """A new password of one's own."""

    old = forms.CharField(
        label="Present password", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="New password", strip=False, help_text="Twelve characters or more; a sentence is best.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, person: Person, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.person = person

    def clean_old(self) -> str:
        """The password that is theirs now."""
        if not self.person.check_password(str(self.cleaned_data["old"])):
            raise ValidationError("That is not your present password.")
        return ""

    def clean_new(self) -> str:
        """A password that is not easily guessed."""
        password_validation.validate_password(str(self.cleaned_data["new"]), self.person)
        return str(self.cleaned_data["new"])


@login_not_required
def enter(request: HttpRequest) -> HttpResponse:
    """Log in. Where nobody has an account yet, the first one is made instead."""
    if request.user.is_authenticated:
        return redirect("desk")
    if not Person.objects.exists():
        return redirect("first-run")
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = authenticate(request, **form.cleaned_data)
        if person is not None:
            login(request, person)
            return redirect(_next(request))
        if getattr(request, "axes_locked_out", False):
            return locked_out(request, {})
        form.add_error(None, "No account has this name and password. After five wrong tries the name is locked.")
    return render(request, "workbench/enter.html", {"form": form, "next": request.GET.get("next", "")},
                  status=200 if request.method == "GET" else 401)  # fmt: skip


@login_not_required
def first_run(request: HttpRequest) -> HttpResponse:
    """Make the first account, a reviewer's; closed for good once somebody has one."""
    if Person.objects.exists():
        return redirect("login")
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = Person.objects.enter(data["username"], data["name"], Role.REVIEWER, data["password"])
        opened.now().first_password = None
        login(request, person, backend="probata.workbench.people.ByPassword")
        return redirect("desk")
    return render(request, "workbench/first_run.html", {"form": form}, status=200 if request.method == "GET" else 422)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out."""
    logout(request)
    return redirect("login")


@login_not_required
def locked_out(request: HttpRequest, *given: object, **named: object) -> HttpResponse:
    """Too many wrong passwords."""
    message = "Five wrong passwords for this name. Wait a quarter of an hour, then try again."
    return errors.page(request, 429, message)


def account(request: HttpRequest) -> HttpResponse:
    """One's own account: what the role allows, and a new password."""
    person = person_of(request)
    form = PasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person.set_password(form.cleaned_data["new"])
        person.save()
        update_session_auth_hash(request, person)
        messages.success(request, "Your password is changed.")
        return redirect("account")
    return render(request, "workbench/account.html", {"form": form, "role": Role(person.role).label})


@role(Role.REVIEWER)
def people(request: HttpRequest) -> HttpResponse:
    """Who has an account at this desk; a new one."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        Person.objects.enter(data["username"], data["name"], Role(data["role"]), data["password"])
        messages.success(request, f"{data['name']} has an account now.")
        return redirect("people")
    return _people(request, form)


@require_POST
@role(Role.REVIEWER)
@once
def two_persons(request: HttpRequest) -> HttpResponse:
    """Let it take two different people to confirm a finding, or one."""
    form = ActForm(request.POST, prefix="confirming", auto_id="%s")
    if form.is_valid():
        desk, settings = opened.desk(), opened.settings_for(request)
        try:
            entry = Review(desk, settings, form.because()).two_persons(request.POST.get("people") == "2")
        except UsageError as error:
            form.add_error(None, on_page(error))
        else:
            refresh(desk, settings)
            people = "two different people" if desk.two_persons else "one person"
            messages.success(request, f"It takes {people} to confirm a finding: entry {entry.seq} of the custody log.")
            return redirect("people")
    return _people(request, NewPersonForm(), form)


def _people(request: HttpRequest, form: NewPersonForm, confirming: ActForm | None = None) -> HttpResponse:
    context = {
        "form": form,
        "everybody": Person.objects.order_by("name"),
        "roles": Role.choices,
        "two": opened.desk().two_persons,
        "confirming": confirming or ActForm(prefix="confirming", auto_id="%s"),
    }
    return render(request, "workbench/people.html", context, status=422 if form.errors or confirming else 200)


@require_POST
@role(Role.REVIEWER)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's role, or close or open their account. The last reviewer stays one."""
    them = get_object_or_404(Person, pk=pk)
    wanted, closed = request.POST.get("role", them.role), request.POST.get("closed") == "yes"
    if wanted not in Role.values:
        messages.error(request, "There is no such role; nothing was changed.")
        return redirect("people")
    others = Person.objects.filter(role=Role.REVIEWER, is_active=True).exclude(pk=pk)
    if (closed or wanted != Role.REVIEWER) and not others.exists():
        messages.error(request, "A desk needs one reviewer; make somebody else one first.")
        return redirect("people")
    them.role, them.is_active = wanted, not closed
    them.save()
    messages.success(request, f"{them.name}: {Role(wanted).value}{', account closed' if closed else ''}.")
    return redirect("people")


def _next(request: HttpRequest) -> str:
    """Where they wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if ours and wanted.startswith("/") else "/"


urlpatterns = [
    path("login", enter, name="login"),
    path("logout", leave, name="logout"),
    path("first-run", first_run, name="first-run"),
    path("account", account, name="account"),
    path("people", people, name="people"),
    path("people/<int:pk>", person, name="person"),
    path("people/two-persons", two_persons, name="two-persons"),
]
