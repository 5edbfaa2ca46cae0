"""Faults of an input, all collected, and the exceptions that carry them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: where, what stands there, what is allowed, what to do."""

    path: str
    """Where: `needs.csv:7 quantity` or `mission.yaml:12 policy.road.convoy_speed_kmh`."""
    value: str
    limit: str
    advice: str

    def __str__(self) -> str:
        return f"{self.path}: {self.value} — {self.limit}. {self.advice}"


class AidbridgeError(Exception):
    """Anything aidbridge reports to a person without a traceback."""


class InputError(AidbridgeError):
    """An input with faults; all of them are here, but for `untold` more of a list too long to be read."""

    def __init__(self, faults: list[Fault], untold: int = 0) -> None:
        self.faults, self.untold = tuple(faults), untold
        super().__init__("\n".join(map(str, faults)))


class UnknownNameError(AidbridgeError, KeyError):
    """A name the catalogue does not know, with the near ones."""

    def __init__(self, kind: str, name: str, near: list[str]) -> None:
        self.kind, self.name, self.near = kind, name, tuple(near)
        hint = f"did you mean {', '.join(near)}?" if near else "`aidbridge catalogue` lists what is known"
        super().__init__(f"unknown {kind} {name!r}: {hint}")

    def __str__(self) -> str:
        return str(self.args[0])
