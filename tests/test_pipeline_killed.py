"""A run is killed at twenty moments: nothing that was there is lost, and it goes on to the same end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from probata.desk import DATABASE, Desk
from probata.pipeline import verify
from probata.records import to_json
from probata.settings import Settings

KILLS = 20

# Loads what takes long once, then forks one `probata run` for each line that it gets: so the kills fall
# into the work and not into the imports.
NURSERY = """
import os, sys
from probata.desk import config
config.setup()
import probata.desk.writing, probata.desk.queries, probata.capture, probata.incidents, probata.regimes
from probata.pipeline import Engine
from probata.reading import read_text
from probata.settings import Settings
engine = Engine(Settings())
engine.regimes
engine.extract(read_text("South Korea said on Monday that North Korea had sent 20 rockets to Russia."))
print("ready", flush=True)
for line in sys.stdin:
    folder, desk = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        from probata.cli.main import run_app
        sys.stdin.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            run_app(["run", folder, "--desk", desk, "--published", "2024-03-20"])
        except SystemExit as done:
            os._exit(done.code or 0)  # the tagger's library would wait for threads that a fork doesn't have
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("news")
    goods = ["artillery shells", "ballistic missiles", "rockets", "a luxury car", "refined oil", "coal"]
    for n in range(12):
        thing, number = goods[n % len(goods)], 100 * (n + 1)
        (made / f"report-{n:02}.txt").write_text(
            f"Made-up report number {n} on a shipment\n\n"
            f"South Korea's Defense Ministry said on Monday that North Korea had sent {thing} to Russia "
            f"in about {number} containers. The ministry gave no further details of the shipment.\n\n"
            f"Russia denied that it had received {thing} from North Korea. "
            f"U.S. officials have accused Pyongyang of supplying {thing} to Moscow since last year.\n",
            encoding="utf-8",
        )
    return made


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PROBATA_AUTHOR": "tester"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.wait()


def run(nursery: subprocess.Popen[str], folder: Path, desk: Path, kill_after: float | None = None) -> int:
    """The exit code of a run; negative where it was killed."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{folder}\t{desk}\n")
    nursery.stdin.flush()
    child = int(nursery.stdout.readline())
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)  # the nursery doesn't wait for it yet: its number can't be another's by now
    nursery.stdin.write("wait\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def records(path: Path) -> dict[str, list[Any]]:
    with Desk.open(path, Settings(author="tester")) as desk:
        assert not desk.state.stale
        return {
            "captures": sorted((to_json(replace(c, captured_at="")) for c in desk.captures()), key=str),
            "reports": to_json(desk.reports()),
            "statements": to_json(desk.statements()),
            "claims": to_json(desk.claims()),
            "incidents": to_json(desk.incidents()),
            "findings": to_json(desk.findings()),
            "not_engaged": to_json(desk.not_engaged()),
        }


def test_a_killed_run_loses_nothing(nursery: subprocess.Popen[str], folder: Path, tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed"
    begun = time.monotonic()
    assert run(nursery, folder, undisturbed) == 0
    length = time.monotonic() - begun
    expected = records(undisturbed)
    assert len(expected["reports"]) == 12
    assert expected["claims"]

    chance = random.Random(20261125)
    desks = [tmp_path / "desk-0"]
    killed = 0
    while killed < KILLS:
        # Mostly short lives, so that one desk is interrupted at many stages before it is whole.
        code = run(nursery, folder, desks[-1], kill_after=chance.uniform(0, length) * chance.choice((0.2, 0.5, 1)))
        if code >= 0:  # it was faster: this desk is whole, the next kills go to a new one
            desks.append(tmp_path / f"desk-{len(desks)}")
            continue
        killed += 1
        if (desks[-1] / DATABASE).exists():
            with Desk.open(desks[-1], Settings(author="tester")) as desk:
                assert verify(desk).problems == ()

    for path in desks:
        assert run(nursery, folder, path) == 0
        assert records(path) == expected
        with Desk.open(path, Settings(author="tester")) as desk:
            assert verify(desk).problems == ()
