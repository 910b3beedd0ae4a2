"""Where a claim comes from: the root, and the way from each report back to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OriginKind(StrEnum):
    """What stands at the root of a claim; a ``person`` speaks for no state and no outlet (an expert)."""

    OFFICIAL = "official"
    PERSON = "person"
    DOCUMENT = "document"
    IMAGERY = "imagery"
    AGENCY = "agency"
    OUTLET = "outlet"
    ANONYMOUS = "anonymous"


class StepKind(StrEnum):
    """Who passes a claim on, from the page that a reader holds to whoever knows it."""

    OUTLET = "outlet"
    AGENCY = "agency"
    COPY = "copy"
    RELAY = "relay"
    SPEAKER = "speaker"
    STATE = "state"
    BODY = "body"
    DOCUMENT = "document"
    IMAGERY = "imagery"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class OriginStep:
    """One link of the chain. ``who`` is a name to print, ``because`` what shows the link (with the words, where
    there are some), ``alternative`` the other way to read it, empty where there is none."""

    who: str
    kind: StepKind
    because: str
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class OriginPath:
    """The way from one report to the root, for the claims that took it; ``steps`` begin at the report."""

    report: str
    claims: tuple[str, ...]
    steps: tuple[OriginStep, ...]


@dataclass(frozen=True, slots=True)
class PossiblySame:
    """Another root that this one may be one with, and why."""

    root: str
    because: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One root and the claims that go back to it; ``because`` says why they are one.

    ``root`` is what decisions name it by, ``label`` what a reader is shown. ``counted``: it is one of the
    independent origins; where not, ``because`` says why. ``possibly`` are roots that it may be one with:
    an analyst decides.
    """

    root: str
    kind: OriginKind
    claims: tuple[str, ...]
    because: str
    label: str = ""
    counted: bool = False
    possibly: tuple[PossiblySame, ...] = ()
    paths: tuple[OriginPath, ...] = ()
