"""What an export is: of which desk, narrowed to what, made when and with what."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from probata.version import __version__

SOFTWARE = f"Probata {__version__}"


@dataclass(frozen=True, slots=True)
class About:
    """``made_at`` is UTC (ISO), ``count`` how many records there are, ``None`` where that isn't known beforehand."""

    desk: str
    kind: str
    conditions: tuple[tuple[str, str], ...]
    order: str
    made_at: str
    count: int | None

    @property
    def query(self) -> str:
        """The conditions as in an address."""
        return urlencode(self.conditions)

    @property
    def told(self) -> dict[str, str]:
        """By name, for the metadata of a file."""
        count = "" if self.count is None else str(self.count)
        told = {"desk": self.desk, "kind": self.kind, "conditions": self.query, "order": self.order, "count": count}
        return {k: v for k, v in told.items() if v or k == "conditions"} | {
            "made_at": self.made_at, "software": SOFTWARE}  # fmt: skip

    @property
    def headers(self) -> dict[str, str]:
        """As headers of an answer, in ASCII (other letters as in an address)."""
        named = {"X-Probata-" + k.replace("_", "-").title(): v for k, v in self.told.items()}
        return {name: value if name.endswith("Conditions") else quote(value, " :+.-") for name, value in named.items()}

    def file_name(self, suffix: str) -> str:
        """A name that tells desk, kind and time: "desk-claims-20261126T160000Z.csv"."""
        stamp = self.made_at[:19].replace("-", "").replace(":", "")
        part = "-selected" if self.conditions else ""
        return f"{self.desk}-{self.kind}{part}-{stamp}Z.{suffix}"
