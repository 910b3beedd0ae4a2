"""Packaged YAML read into plain values that remember their place, and typed access to them.

Data files are written by hand, so a slip must be found at its line. :func:`read_yaml` gives
dicts and lists that know their line; :class:`Spec` takes typed values out of one mapping and
refuses what it doesn't know, so that a misspelt key can't pass for an absent one.

Only ``true`` and ``false`` are booleans, and dates stay text until :meth:`Spec.date` reads them:
YAML 1.1 would make ``NO`` (Norway) false and lose how precise ``2024-05`` is.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import Enum
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml

from probata.errors import KnowledgeError

E = TypeVar("E", bound=Enum)

Day = date
"""The type of a day, under a name that :meth:`Spec.date` doesn't hide."""

CITATION_STATUS = ("seen", "partly", "unseen")
"""Whether the source of a fact was seen: wholly, in part or by reference, or not at all."""

_MISSING: Any = object()


class PlacedDict(dict[str, Any]):
    """A mapping of a data file, with the line it starts on."""

    __slots__ = ("file", "line")
    file: str
    line: int


class PlacedList(list[Any]):
    """A list of a data file, with the line it starts on."""

    __slots__ = ("file", "line")
    file: str
    line: int


# The C parser is about ten times as fast; the pure one is there where libyaml isn't.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    file = ""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def _construct_map(loader: Any, node: Any) -> PlacedDict:
    made = PlacedDict()
    made.file, made.line = loader.file, node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise KnowledgeError(f"{loader.file}:{line}: the key {key!r} is not text; put it in quotes")
        if key in made:
            raise KnowledgeError(f"{loader.file}:{line}: the key {key!r} stands twice; remove one")
        made[key] = loader.construct_object(value_node, deep=True)
    return made


def _construct_list(loader: Any, node: Any) -> PlacedList:
    made = PlacedList(loader.construct_object(item, deep=True) for item in node.value)
    made.file, made.line = loader.file, node.start_mark.line + 1
    return made


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_map)
_Loader.add_constructor("tag:yaml.org,2002:seq", _construct_list)


def data_folder() -> Traversable:
    """The folder of the packaged data files."""
    return files("probata.knowledge") / "data"


def read_yaml(package_data_path: str) -> Any:
    """The content of a file below ``knowledge/data`` (``"goods.yml"``, ``"regimes/un-kp.yml"``).

    Mappings are :class:`PlacedDict`, lists :class:`PlacedList`. :class:`KnowledgeError` names
    the file and the line where it is missing, unreadable or not YAML.
    """
    place = data_folder().joinpath(*package_data_path.split("/"))
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{package_data_path}: can't be read ({error}); reinstall Probata") from error
    return parse_yaml(text, package_data_path)


def parse_yaml(text: str, name: str) -> Any:
    """The content of a YAML text; ``name`` is the file that errors name. Errors as :func:`read_yaml`."""
    loader = _Loader(text)
    loader.file = name
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{name}:{line}: not valid YAML ({error.problem}); mend that line") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{name}: not valid YAML ({' '.join(str(error).split())})") from error
    except RecursionError as error:
        raise KnowledgeError(f"{name}: nested too deeply") from error
    finally:
        loader.dispose()


def digest(folder: Traversable | None = None) -> str:
    """A short SHA-256 over all YAML files of the knowledge (names and bytes), 12 hexadecimal digits."""
    total = sha256()

    def walk(place: Traversable, path: str) -> None:
        for entry in sorted(place.iterdir(), key=lambda e: e.name):
            if entry.is_dir():
                walk(entry, f"{path}{entry.name}/")
            elif entry.name.endswith((".yml", ".yaml")):
                content = entry.read_bytes()
                total.update(f"{path}{entry.name}\0{len(content)}\0".encode())
                total.update(content)

    walk(folder or data_folder(), "")
    return total.hexdigest()[:12]


def place_of(value: Any, otherwise: str = "") -> str:
    """``file:line`` of a value that :func:`read_yaml` gave, else ``otherwise``."""
    if isinstance(value, (PlacedDict, PlacedList)):
        return f"{value.file}:{value.line}"
    return otherwise


def specs(value: Any, known: Iterable[str], where: str = "") -> tuple[Spec, ...]:
    """The mappings of a list as :class:`Spec`; every one may only have the keys in ``known``."""
    if not isinstance(value, list):
        raise KnowledgeError(f"{place_of(value, where)}: a list is needed here, not {_kind(value)}")
    known = tuple(known)
    return tuple(Spec(item, known, place_of(value, where)) for item in value)


class Spec:
    """Typed access to one mapping of a data file.

    Every reader takes a key and gives its value, or the default where the key is absent, or raises
    :class:`KnowledgeError` with the file and line. Keys outside ``known`` are refused at once.
    """

    __slots__ = ("_value", "where")

    def __init__(self, value: Any, known: Iterable[str], where: str = "") -> None:
        self.where = place_of(value, where)
        if not isinstance(value, Mapping):
            raise KnowledgeError(f"{self.where}: a mapping is needed here, not {_kind(value)}")
        known = tuple(known)
        for key in value:
            if key not in known:
                raise KnowledgeError(f"{self.where}: unknown key {key!r}; the keys here are {', '.join(sorted(known))}")
        self._value = value

    def __contains__(self, key: str) -> bool:
        return key in self._value

    def error(self, message: str) -> KnowledgeError:
        """An error that names the place of this mapping, to be raised by the caller."""
        return KnowledgeError(f"{self.where}: {message}")

    def raw(self, key: str, default: Any = _MISSING) -> Any:
        """The value as it stands."""
        if key in self._value:
            return self._value[key]
        if default is _MISSING:
            raise self.error(f"the key {key!r} is missing")
        return default

    def _typed(self, key: str, kinds: type | tuple[type, ...], name: str, default: Any) -> Any:
        value = self.raw(key, default)
        if key not in self._value:
            return value
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            raise self.error(f"{key!r} must be {name}, not {_kind(value)}")
        return value

    def text(self, key: str, default: str = _MISSING) -> str:
        """A text that isn't empty."""
        value: str = self._typed(key, str, "text", default)
        if key in self._value and not value.strip():
            raise self.error(f"{key!r} is empty")
        return value

    def optional(self, key: str) -> str | None:
        """A text, or ``None`` where the key is absent or null: unknown is a value."""
        return None if self.raw(key, None) is None else self.text(key)

    def texts(self, key: str, default: tuple[str, ...] = _MISSING) -> tuple[str, ...]:
        """A list of texts; one text stands for a list of one."""
        value = self.raw(key, default)
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, (list, tuple)) or not all(isinstance(i, str) and i.strip() for i in items):
            raise self.error(f"{key!r} must be a list of texts, not {_kind(value)}")
        return tuple(items)

    def flag(self, key: str, default: bool = False) -> bool:
        """``true`` or ``false``."""
        value: bool = self._typed(key, bool, "true or false", default)
        return value

    def number(self, key: str, default: float | None = _MISSING) -> float | None:
        """A number."""
        value: float | None = self._typed(key, (int, float), "a number", default)
        return value

    def integer(self, key: str, default: int | None = _MISSING) -> int | None:
        """A whole number."""
        value: int | None = self._typed(key, int, "a whole number", default)
        return value

    def choice(self, key: str, kind: type[E], default: E = _MISSING) -> E:
        """A member of an enumeration by its value."""
        value = self.raw(key, default)
        return value if isinstance(value, kind) else self._member(key, value, kind)

    def choices(self, key: str, kind: type[E], default: tuple[E, ...] = _MISSING) -> tuple[E, ...]:
        """A list of members of an enumeration; one value stands for a list of one."""
        if key not in self._value and default is not _MISSING:
            return default
        return tuple(self._member(key, value, kind) for value in self.texts(key))

    def _member(self, key: str, value: Any, kind: type[E]) -> E:
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(str(m.value) for m in kind)
            raise self.error(f"{key!r} can't be {value!r}; it is one of {allowed}") from None

    def one_of(self, key: str, allowed: Iterable[str], default: str = _MISSING) -> str:
        """A text out of ``allowed``."""
        allowed = tuple(allowed)
        value = self.text(key, default)
        if key in self._value and value not in allowed:
            raise self.error(f"{key!r} can't be {value!r}; it is one of {', '.join(allowed)}")
        return value

    def citation_status(self, default: str = _MISSING) -> str:
        """``citation_status``: seen, partly or unseen."""
        return self.one_of("citation_status", CITATION_STATUS, default)

    def date(self, key: str, *, last: bool = False) -> Day | None:
        """The day that ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` gives, ``None`` where absent or null.

        A month or a year gives its first day, with ``last`` its last one.
        """
        value = self.raw(key, None)
        if value is None:
            return None
        parts = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", str(value))
        if not parts:
            raise self.error(f"{key!r} must be a date (YYYY-MM-DD, YYYY-MM or YYYY), not {value!r}")
        year, month, day = (int(p) if p else None for p in parts.groups())
        assert year is not None  # the pattern has no match without one
        try:
            first = date(year, month or 1, day or 1)
        except ValueError:
            raise self.error(f"{key!r}: there is no day {value!r}") from None
        if not last or day:
            return first
        end_month = month or 12
        return date(year, end_month, calendar.monthrange(year, end_month)[1])

    def end_date(self, key: str) -> Day | None:
        """The exclusive end of an interval. A month or year is covered whole, for want of the day."""
        value = self.raw(key, None)
        day = self.date(key, last=True)
        if day is None or len(str(value)) == len("YYYY-MM-DD"):
            return day
        return day + timedelta(days=1)

    def spec(self, key: str, known: Iterable[str]) -> Spec | None:
        """A mapping under ``key``, ``None`` where absent."""
        value = self.raw(key, None)
        return None if value is None else Spec(value, known, self.where)

    def specs(self, key: str, known: Iterable[str]) -> tuple[Spec, ...]:
        """A list of mappings under ``key``, empty where absent."""
        value = self.raw(key, None)
        return () if value is None else specs(value, known, self.where)


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    names = {bool: "true or false", str: "a text", int: "a number", float: "a number"}
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    return names.get(type(value), type(value).__name__)
