"""A desk with two made-up reports on it, and the command line run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

TEXT = (
    "Shells said to have gone by rail\n\n"
    "South Korean officials accused North Korea of sending Russia about 2,000 containers of artillery shells "
    "in March 2024. The shipments went by rail, the officials said.\n\n"
    "Russia denied that it had received artillery shells from North Korea.\n"
)

HOSTILE = (
    "Ministry \x1b[2J\x1b]0;owned\x07 [bold red]says[/bold red] so\n\n"
    "South Korea's Defense Ministry said that North Korea had shipped [link=http://x.example]rockets[/link] and "
    "\u202eartillery shells\u202c to Russia. =HYPERLINK(1) \x9b31m.\n"
)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Probata = Callable[..., Done]


DeskOf = Callable[[str, Mapping[str, tuple[str, str]]], Path]


@pytest.fixture(scope="session")
def desk_of(tmp_path_factory: pytest.TempPathFactory) -> DeskOf:
    """Makes a folder with ``news.jsonl`` and a ``desk`` of it: for each report its day and its text."""

    def make(name: str, reports: Mapping[str, tuple[str, str]]) -> Path:
        from probata.desk import Desk
        from probata.pipeline import run
        from probata.settings import Settings

        folder = tmp_path_factory.mktemp(name)
        news = folder / "news.jsonl"
        lines = [{"id": i, "text": text, "published": day} for i, (day, text) in reports.items()]
        news.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        settings = Settings(author="tester")
        with Desk.open(folder / "desk", settings, create=True) as opened:
            run([str(news)], opened, settings)
        return folder

    return make


@pytest.fixture
def probata(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Probata:
    """Run a command in ``tmp_path``, with the desk of the test as default."""
    monkeypatch.chdir(tmp_path)
    for name in ("PROBATA_DESK", "PROBATA_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*args: str, desk: Path | None = None, columns: int = 80) -> Done:
        from probata.cli.main import run_app

        monkeypatch.setenv("COLUMNS", str(columns))
        if desk is not None:
            monkeypatch.setenv("PROBATA_DESK", str(desk))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            run_app(args)
        out, err = capfd.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "news.jsonl"
    lines = [
        {"id": "shells", "text": TEXT, "published": "2024-04-02", "text_kind": "paraphrase"},
        {"id": "=hostile", "text": HOSTILE, "published": "2024-04-03"},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def desk(news: Path) -> Path:
    from probata.desk import Desk
    from probata.pipeline import run
    from probata.settings import Settings

    path = news.parent / "desk"
    settings = Settings(author="tester")
    with Desk.open(path, settings, create=True) as opened:
        result = run([str(news)], opened, settings)
        assert result.failures == ()
        assert result.findings
    return path
