"""JSON Lines with one report a line: the batch form of ``probata extract`` and of the examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from probata.errors import BadRecord, InputError

TEXT_KINDS = ("original", "paraphrase")


@dataclass(frozen=True, slots=True)
class Record:
    """A line that is a report: ``html`` or ``text`` is there, the rest may be ``None``."""

    line: int
    id: str
    text: str | None
    html: str | None
    published: str | None
    url: str | None
    title: str | None
    text_kind: str


def records(text: str, where: str) -> Iterator[Record | InputError]:
    """The records of a JSON Lines text; a bad line is a :class:`BadRecord` with its number and the others go on."""
    # Not splitlines: U+2028 and U+0085 may stand unescaped inside a JSON string.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _record(number, line)
        except ValueError as error:
            yield BadRecord(f"{where}, line {number}", str(error))


def _record(number: int, line: str) -> Record:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg} at column {error.colno})") from None
    except RecursionError:
        raise ValueError("JSON nested too deep") from None
    except ValueError:  # a number of more digits than Python turns into an int
        raise ValueError("not JSON that can be read (a number is too long)") from None
    if not isinstance(value, dict):
        raise ValueError(f'a report is an object like {{"id": …, "text": …}}, not {_kind(value)}')
    fields = {key: _string(value, key) for key in ("text", "html", "url", "title", "published")}
    fields["url"] = fields["url"] or None
    if fields["text"] is None and fields["html"] is None:
        raise ValueError('neither "text" nor "html" in it')
    kind = _string(value, "text_kind") or "original"
    if kind not in TEXT_KINDS:
        raise ValueError(f'"text_kind" is {kind[:40]!r}; it can be {" or ".join(TEXT_KINDS)}')
    return Record(number, _identity(value, number), text_kind=kind, **fields)


def _string(value: Mapping[str, Any], key: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise ValueError(f'"{key}" must be a string, not {_kind(found)}')
    return found


def _identity(value: Mapping[str, Any], number: int) -> str:
    found = value.get("id")
    if found is None or found == "":
        return f"line:{number}"
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        raise ValueError(f'"id" must be a string, not {_kind(found)}')
    return str(found)


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null")
