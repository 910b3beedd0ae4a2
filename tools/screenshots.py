"""Take pictures of the workbench's pages in Chromium: for the docs, and to look at what was made.

    python tools/screenshots.py DESK OUT [--size 1280x800] [--dark] [--print] [--full] [/page …]

``DESK`` is copied first, so nothing is written into it. Pages are addresses of the workbench; ``first:KIND`` is the
first record of that kind (``first:incident``), ``finding:MEASURE`` the first finding under a measure and
``incident:MEASURE`` what it is about. Without any, the pages that the docs show, under the names that they have there.
Needs Debian's chromium.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from probata.settings import Settings
from probata.workbench import server

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip
ARMS = "KP.ARMS.FROM"
DOCS = {
    "desk": ("/", {}),
    "report": ("first:report", {}),
    "review": ("/review", {"height": 860}),
    "incident": (f"incident:{ARMS}", {"height": 1000}),
    "origins": (f"incident:{ARMS}#origins", {}),
    "finding": (f"finding:{ARMS}", {}),
    "reply": (f"finding:{ARMS}#part-8", {}),
    "custody": ("/custody", {"height": 560}),
    "incident-dark": (f"incident:{ARMS}", {"dark": True}),
    "report-phone": ("first:report", {"width": 390, "height": 844}),
}
"""The pictures of the docs: their names, what they show, and what is other than a light window of 1280 by 800."""

COLOURS = 128
"""Of a picture: a page has few, and so it is a third as large."""

PASSWORD = "a horse that knows no staple"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("desk", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--print", action="store_true", help="as it is printed")
    parser.add_argument("--full", action="store_true", help="the whole page, not only what a window shows")
    given = parser.parse_intermixed_args()
    if not Path(CHROMIUM).exists():
        parser.error(f"there is no {CHROMIUM}; install Debian's chromium")
    given.out.mkdir(parents=True, exist_ok=True)
    width, height = map(int, given.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / given.desk.resolve().name
        shutil.copytree(given.desk, desk, ignore=shutil.ignore_patterns("workbench.*"))
        url, opened = _serve(desk)
        # Playwright keeps an event loop on this thread; what asks the desk here is still one after another.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(base_url=url)
            _enter(page, opened.first_password)
            if not given.pages:
                _decide(opened)
            wanted = [(_named(a, width, given.dark), a, {"dark": given.dark}) for a in given.pages]
            for name, address, other in wanted or [(name, *what) for name, what in DOCS.items()]:
                page.set_viewport_size({"width": other.get("width", width), "height": other.get("height", height)})
                page.emulate_media(
                    color_scheme="dark" if other.get("dark") else "light", media="print" if given.print else "screen"
                )
                _take(page, _address(address, opened), given.out / f"{name}.png", given.full)
            browser.close()


def _serve(desk: Path) -> tuple[str, Any]:
    from waitress.server import create_server

    opened = server.open_workbench(Settings(desk=desk, author="pictures"))
    listening: Any = create_server(server.application(), host="127.0.0.1", port=0)
    threading.Thread(target=listening.run, daemon=True).start()
    return f"http://127.0.0.1:{listening.effective_port}", opened


def _enter(page: Any, first: str) -> None:
    page.goto("/first-run")
    page.get_by_label("First-run password").fill(first)
    page.get_by_label("Name to log in with").fill("kim")
    page.get_by_label("Name in the custody log").fill("Kim Lead")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button").click()
    page.wait_for_url("**/")


def _decide(opened: Any) -> None:
    """What people would have done by now: a finding without a word of theirs shows little of its page."""
    from datetime import UTC, datetime, timedelta

    from probata.desk import Filter
    from probata.pipeline import Review, refresh
    from probata.records import Act

    desk, settings = opened.desk, replace(opened.settings, author="Kim Lead")
    finding = desk.findings(Filter(measure=ARMS))[0].id
    due = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    review = Review(desk, settings, "What the demo shows; nobody was asked.")
    review.observe(finding, Act.CONTRARY, "Looked through KCNA and TASS, 2023 to 2025: denials, no figures.")
    review.ask(finding, "Russia", "Which goods were in the containers?", due)
    review.answer(finding, "Russia", "We have nothing to add.")
    review.ask(finding, "North Korea", "Which goods were in the containers?", due)
    refresh(desk, settings)


def _address(wanted: str, opened: Any) -> str:
    """The address that a word of the command line stands for."""
    kind, colon, more = wanted.partition(":")
    if not colon:
        return wanted
    from probata.desk import Filter, models
    from probata.workbench.links import url_of

    more, sign, anchor = more.partition("#")
    if kind in ("finding", "incident"):
        found = opened.desk.findings(Filter(measure=more))[0]
        return url_of(found.id if kind == "finding" else found.incident) + sign + anchor
    of, slash, part = more.partition("/")
    table = getattr(models, f"{of.capitalize()}Row").objects.using(opened.desk.base)
    row = table.order_by("-origins").first() if of == "incident" else table.order_by("pk").first()
    return url_of(row.pk) + slash + part + sign + anchor


def _named(address: str, width: int, dark: bool) -> str:
    return "-".join(filter(None, [re.sub(r"\W+", "-", address).strip("-") or "desk", str(width), "dark" * dark]))


def _take(page: Any, address: str, path: Path, full: bool) -> None:
    from PIL import Image

    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=str(path), full_page=full)
    with Image.open(path) as taken:
        few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(path)


if __name__ == "__main__":
    main()
