"""A desk of the examples with three people, as pages and as a server with a browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from probata.desk import Desk
from probata.pipeline import run
from probata.settings import Settings
from probata.workbench import opened, server
from probata.workbench.models import Person, Role

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports.jsonl"
CHROMIUM = Path("/usr/bin/chromium")
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that a page's other colours could break."""

PASSWORD = "a horse that knows no staple"
PEOPLE = {
    "rea": ("Rea Reader", Role.READER),
    "ana": ("Ana Analyst", Role.ANALYST),
    "rev": ("Rev Reviewer", Role.REVIEWER),
}


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of the examples, to be copied; never opened for writing."""
    folder = tmp_path_factory.mktemp("examples") / "desk"
    settings = Settings(desk=folder, author="the tests")
    with Desk.open(folder, settings, create=True) as desk:
        run([str(EXAMPLES)], desk, settings)
    return folder


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Callable[[Path], opened.Opened]]:
    """Opens a workbench on a desk; closed at the end."""
    made: list[opened.Opened] = []

    def open_one(folder: Path) -> opened.Opened:
        made.append(server.open_workbench(Settings(desk=folder, author="the tests")))
        return made[-1]

    yield open_one
    opened.use(None)
    for it in made:
        it.desk.close()


@pytest.fixture
def workbench(
    examples: Path, tmp_path: Path, opening: Callable[[Path], opened.Opened], settings_fast: None
) -> opened.Opened:
    """The examples' desk with a reader (rea), an analyst (ana) and a reviewer (rev)."""
    folder = tmp_path / "desk"
    shutil.copytree(examples, folder)
    it = opening(folder)
    enter_people()
    return it


def enter_people() -> None:
    """The three, into the workbench that is open."""
    for username, (name, role) in PEOPLE.items():
        Person.objects.enter(username, name, role, PASSWORD)


def hashing_fast() -> Any:
    """Passwords hashed in no time."""
    from django.test.utils import override_settings

    return override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])


@pytest.fixture
def settings_fast() -> Iterator[None]:
    """Passwords hashed in no time."""
    with hashing_fast():
        yield


@pytest.fixture
def as_(workbench: opened.Opened) -> Callable[[str], Client]:
    """A client that is logged in as somebody."""

    def client(username: str) -> Client:
        it = browser_like()
        it.force_login(Person.objects.get(username=username), backend="probata.workbench.people.ByPassword")
        return it

    return client


@dataclass(frozen=True)
class Live:
    """A server of this process."""

    url: str
    opened: opened.Opened


@contextlib.contextmanager
def served(it: opened.Opened) -> Iterator[Live]:
    """A workbench on a port of this machine."""
    from waitress.server import create_server

    made: Any = create_server(server.application(), host="127.0.0.1", port=0, threads=4, asyncore_use_poll=True)
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    yield Live(f"http://127.0.0.1:{made.effective_port}", it)
    made.close()
    made.task_dispatcher.shutdown()
    thread.join(5)


@pytest.fixture
def live(workbench: opened.Opened) -> Iterator[Live]:
    """The workbench on a port of this machine."""
    with served(workbench) as it:
        yield it


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, once for all tests."""
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium and chromium-driver")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop on this thread; the fixtures that ask the desk here are still one after another.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as it:
        browser = it.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
                  "--disable-background-networking", "--disable-component-update"],
        )  # fmt: skip
        yield browser
        browser.close()


@contextmanager
def watched(chromium: Any, url: str) -> Iterator[Any]:
    """A page of the server at ``url`` on which nothing may go wrong: an error of a script, what the page policy
    refuses, a dialog, another window, or anything asked of another server fails the test."""
    context = chromium.new_context(base_url=url, viewport={"width": 1280, "height": 800})
    it = context.new_page()
    wrong: list[str] = []
    it.on("pageerror", lambda error: wrong.append(str(error)))
    it.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and "status of 4" not in said.text else None,
    )
    context.on("page", lambda other: wrong.append(f"another window: {other.url}"))
    context.on("request", lambda asked: None if asked.url.startswith(url) else wrong.append(f"asked {asked.url}"))

    def shut(dialog: Any) -> None:
        wrong.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    it.on("dialog", shut)
    yield it
    context.close()
    assert not wrong, wrong


@pytest.fixture
def page(chromium: Any, live: Live) -> Iterator[Any]:
    """A page of the live server, watched."""
    with watched(chromium, live.url) as it:
        yield it


def browser_like(**given: Any) -> Client:
    """A client that asks for this machine by name, as a browser does."""
    return Client(SERVER_NAME="localhost", **given)


def log_in(page: Any, username: str) -> None:
    """Log in as somebody."""
    page.goto("/login")
    page.get_by_label("Name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/")


@pytest.fixture
def page_of(page: Any) -> Callable[[str], Any]:
    """The page, logged in as somebody."""

    def logged_in(username: str) -> Any:
        log_in(page, username)
        return page

    return logged_in


@pytest.fixture
def accessible() -> Callable[..., None]:
    """Fails on what axe-core finds wrong with a page by WCAG 2.2 AA or by its best practices; by the
    rules that are named, or by all."""
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

    def check(page: Any, *rules: str) -> None:
        page.evaluate(axe)
        options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
        if rules:
            options["runOnly"] = {"type": "rule", "values": rules}
        found = page.evaluate("(options) => axe.run(options)", options)
        wrong = [f"{v['id']}: {v['help']}: {[n['html'] for n in v['nodes']][:3]}" for v in found["violations"]]
        assert not wrong, f"{page.url}: {wrong}"

    return check
