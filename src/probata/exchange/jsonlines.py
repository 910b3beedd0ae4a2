"""JSON Lines: a whole record a line, as ``--json`` and the API have it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from probata.records import to_json
from probata.wording.visible import json_safe


def json_lines(records: Iterable[Any]) -> Iterator[bytes]:
    """The lines. Characters that would steer a terminal stand as escapes: the same value, harmless to look at."""
    for record in records:
        yield (json_safe(json.dumps(to_json(record), ensure_ascii=False)) + "\n").encode()
