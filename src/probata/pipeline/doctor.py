"""Self-check of the installation, the model, the tables and the desk."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from probata.desk import Desk, is_desk
from probata.errors import ProbataError
from probata.pipeline.engine import Engine
from probata.settings import Settings
from probata.version import __version__

PARTS = (
    "spacy", "onnxruntime", "tokenizers", "django", "trafilatura", "htmldate", "pydantic", "httpx", "pyahocorasick",
    "typer", "rich",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing that was looked at, whether it is well, and what was found or has to be done."""

    name: str
    well: bool
    found: str


def doctor(settings: Settings) -> list[Checkup]:
    """Look at everything a run needs. A desk that isn't there yet is no fault; nothing is written."""
    return [
        _look("probata", lambda: __version__),
        _look("python", lambda: f"{platform.python_version()} ({sys.executable})"),
        _look("parts", lambda: ", ".join(f"{part} {metadata.version(part)}" for part in PARTS)),
        _look("tables", lambda: _tables(settings)),
        _look("model", lambda: _model(settings)),
        _look("attribution", lambda: _attribution(settings)),
        _look("desk", lambda: _desk(settings.desk, settings)),
    ]


def _look(name: str, find: Callable[[], str]) -> Checkup:
    try:
        return Checkup(name, True, find())
    except ProbataError as error:
        return Checkup(name, False, str(error))
    except Exception as error:  # a broken installation fails in ways that nobody foresees
        return Checkup(name, False, f"{type(error).__name__}: {' '.join(str(error).split())}; install Probata anew")


def _tables(settings: Settings) -> str:
    engine = Engine(settings)
    knowledge = engine.knowledge
    actors = sum(1 for _ in knowledge.actors)
    regimes = ", ".join(f"{r.id} with {len(r.measures)} measures" for r in engine.regimes)
    return f"version {knowledge.version}: {actors} actors; {regimes}"


def _model(settings: Settings) -> str:
    from probata.language.parse import load_model

    meta = load_model(settings.model).meta
    return f"{settings.model} {meta.get('version', '')} loads"


def _attribution(settings: Settings) -> str:
    tagger = Engine(settings).tagger
    return f"tagger {tagger.version} and rules" if tagger is not None else "by rules alone; the tagger is not in use"


def _desk(path: Path, settings: Settings) -> str:
    if not is_desk(path) and (not path.exists() or (path.is_dir() and not any(path.iterdir()))):
        return f"none at {path} yet; the first run makes it"
    with Desk.open(path, settings) as desk:
        state = desk.state
        damage = desk.damage()
        place = f"tables in {desk.database}"
    if damage:
        raise ProbataError(f"{path} is damaged: {damage[0]}; run `probata verify`")
    counts = ", ".join(f"{number} {name}" for name, number in state.counts.items())
    late = "; incidents will be made anew at the next use" if state.stale else ""
    return f"{path}, {place}, made by {state.made_by} at {state.created_at}: {counts}{late}"
