"""A value of the draft with where it comes from, as it stands in the mission file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

Scalar = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its provenance (see `model.facts`)."""

    value: Scalar
    status: str
    """read, recalled, derived, estimated."""
    source: str
    note: str = ""
    reliability: str = ""
    dated: date | None = None
    alternatives: tuple[tuple[Scalar, str], ...] = ()
    """Other values that were reported, each with its source."""
    reason: str = ""
    """Why this one was taken among them."""

    @property
    def number(self) -> float:
        """The value as a number. Raises ValueError where it is none."""
        return float(self.value)

    @property
    def whole(self) -> int:
        """The value as a whole number."""
        return round(self.number)

    def tree(self) -> dict[str, Any]:
        """As it is written: `{value, status, source, note, ...}`."""
        told: dict[str, Any] = {"value": self.value, "status": self.status, "source": self.source}
        told |= {
            name: value for name, value in (("reliability", self.reliability), ("dated", self.dated), ("note", self.note)) if value
        }
        if self.alternatives:
            told["alternatives"] = [{"value": value, "source": source} for value, source in self.alternatives]
            told["reason"] = self.reason or "the better supported value"
        return told

    def of(self, value: Scalar, note: str = "") -> "Figure":
        """Another value with the same provenance: one of the nine aircraft."""
        return Figure(value, self.status, self.source, note or self.note, self.reliability, self.dated)

    def derived(self, value: Scalar, note: str) -> "Figure":
        """A value worked out from this one; what is worked out from an estimate is an estimate."""
        return Figure(
            value, "estimated" if self.status == "estimated" else "derived", self.source, note, self.reliability, self.dated
        )


def plain(value: float) -> int | float:
    """A whole number as one."""
    return int(value) if value == int(value) else value
