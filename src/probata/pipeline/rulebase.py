"""The rule base for the faces: which regimes there are, whether a file is right, and what another would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from probata.desk import Filter
from probata.errors import InputError, NotFound, UsageError
from probata.records import Claim, Report
from probata.settings import Settings

if TYPE_CHECKING:
    from probata.desk import Desk

    # The faces take the types from here; they know no tables.
    from probata.knowledge.regimes import Measure as Measure
    from probata.knowledge.regimes import Paragraph as Paragraph
    from probata.knowledge.regimes import Regime as Regime
    from probata.regimes.comparing import Change, Difference


def regimes(settings: Settings | None = None) -> tuple[Regime, ...]:
    """The packaged regimes and those of the folder that the settings name (``PROBATA_REGIMES``)."""
    from probata.knowledge.regimes import load_regimes

    return load_regimes((settings or Settings.from_environment()).regimes)


def regime_named(word: str, settings: Settings) -> Regime:
    """A regime by its id, in any case of letters, or by the path of its file.

    :class:`UsageError` for neither, :class:`~probata.errors.KnowledgeError` for a file that is wrong.
    """
    found = next((r for r in regimes(settings) if r.id.lower() == word.lower()), None)
    if found is not None:
        return found
    path = Path(word)
    if not path.is_file():
        known = ", ".join(r.id for r in regimes(settings))
        raise UsageError(f"there is no regime and no file {word!r}; the rule base has {known}")
    from probata.knowledge.regimefile import read_regime

    return read_regime(word, _bytes(path))


def regime_with_id(word: str, settings: Settings) -> Regime:
    """A regime by its id alone, in any case of letters: for addresses, which may name no file of this machine.

    :class:`~probata.errors.NotFound` for another.
    """
    found = next((r for r in regimes(settings) if r.id.lower() == word.lower()), None)
    if found is None:
        raise NotFound(word, "no regime of the rule base has that id; see the list of regimes")
    return found


def measure_named(regime: Regime, word: str) -> Measure:
    """A measure of a regime by its id, in any case of letters; :class:`UsageError` for one that it doesn't have."""
    found = next((m for m in regime.measures if m.id.lower() == word.lower()), None)
    if found is None:
        raise UsageError(f"{regime.id} has no measure {word!r}; it has {', '.join(m.id for m in regime.measures)}")
    return found


def check_regimes(files: Iterable[Path], settings: Settings) -> Iterator[str]:
    """What is wrong with regime files, a line each with file, line and reason.

    Without files: the packaged ones and those of the folder that the settings name. A folder stands for its files.
    """
    from importlib.resources import files as packaged

    from probata.knowledge import load
    from probata.knowledge.regimefile import find_problems

    known = ([i.id for i in load().goods], [a.id for a in load().actors])
    given = list(files)
    if not given:
        for entry in sorted((packaged("probata.knowledge") / "data" / "regimes").iterdir(), key=lambda e: e.name):
            yield from find_problems(entry.name, entry.read_bytes(), *known)
        given = [settings.regimes] if settings.regimes else []
    for path in given:
        for file in sorted(path.glob("*.y*ml")) if path.is_dir() else [path]:
            try:
                yield from find_problems(str(file), _bytes(file), *known)
            except InputError as error:
                yield str(error)


def differences(old: Regime, new: Regime) -> tuple[Difference, ...]:
    """What differs between two versions of a regime."""
    from probata.regimes import comparing

    return tuple(comparing.differences(old, new))


def would_change(desk: Desk, old: Regime, new: Regime) -> Iterator[Change]:
    """Which findings of a desk another version of a regime would make, drop or make otherwise. Nothing is written."""
    from probata.knowledge import load
    from probata.regimes import match
    from probata.regimes.comparing import changes

    goods = load().goods
    for incident in desk.incidents(Filter(actors=tuple(dict.fromkeys((*old.targets, *new.targets))))):
        claims = [c for c in map(desk.get, incident.claims) if isinstance(c, Claim)]
        reports = [r for r in map(desk.get, dict.fromkeys(c.report for c in claims)) if isinstance(r, Report)]
        a, b = (match([incident], claims, [r], reports, goods) for r in (old, new))
        yield from changes(a, b)


def regime_schema() -> dict[str, Any]:
    """The JSON Schema of a regime file."""
    from probata.knowledge.regimekeys import file_schema

    return file_schema()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound(str(path), "there is no such file") from None
    except OSError as error:
        raise InputError(str(path), f"can't be read ({error.strerror or error})") from error
