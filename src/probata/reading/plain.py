"""Plain text as a report: the text stays as it is, only its segments are told apart."""

from __future__ import annotations

from collections.abc import Mapping

from probata.reading.assemble import Findings, Origin, assemble, check_size
from probata.reading.cutter import cut
from probata.reading.decode import sanitise
from probata.records import Report
from probata.settings import Settings


def report_of_text(
    text: str,
    origin: Origin,
    settings: Settings,
    *,
    title: str | None = None,
    parameters: Mapping[str, str] | None = None,
) -> Report:
    """The report of a plain text or a text dump of a page.

    ``Report.text`` is ``text`` itself but for lone surrogates, which become U+FFFD one for one. ``title`` is
    what the record calls its title; it counts where the text begins with it. Raises what
    :func:`~probata.reading.assemble.assemble` raises, and :class:`TooLarge` and :class:`EmptyInput`.
    """
    clean, replaced = sanitise(text)
    check_size(clean, origin, settings)
    derivation = {"format": "text", **(parameters or {})}
    if replaced:
        derivation["lone_surrogates_replaced"] = str(replaced)
    return assemble(clean, cut(clean, title=title), origin, Findings(parameters=derivation))
