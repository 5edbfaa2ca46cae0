"""How a paper speaks: one language, one clock, one way of writing numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.facts import Scalar
from ..model.messages import Message
from . import messages, numbers
from .clock import Clock


@dataclass(frozen=True, slots=True)
class Voice:
    """Says keys of the message catalogue, numbers and instants to one reader."""

    language: str
    clock: Clock

    def say(self, message: Message | str, **params: Scalar) -> str:
        """The sentence of a message or key."""
        return messages.say(message, params, self.language, self.clock)

    def number(self, value: float | None, digits: int = 2) -> str:
        """At most `digits` decimals; a dash for what is not known."""
        return "–" if value is None else numbers.number(value, self.language, digits)

    def share(self, value: float | None, digits: int = 0) -> str:
        """0.456 as `46 %`."""
        return "–" if value is None else f"{numbers.number(value * 100, self.language, digits)}\N{NO-BREAK SPACE}%"

    def tonnes(self, kg: float, digits: int = 1) -> str:
        """Kilograms as `13.5 t`."""
        return f"{numbers.fixed(kg / 1000, self.language, digits)}\N{NO-BREAK SPACE}t"

    def metres(self, cm: float) -> str:
        """Centimetres as `7.90 m`."""
        return f"{numbers.fixed(cm / 100, self.language, 2)}\N{NO-BREAK SPACE}m"

    def duration(self, minutes: float | None) -> str:
        """Minutes as `2 h 05 min`."""
        return "–" if minutes is None else numbers.duration(minutes, self.language)

    def at(self, minute: int | None, zone: str | None = None) -> str:
        """An instant in UTC and local time."""
        return "–" if minute is None else self.clock.both(minute, zone)

    def text(self, texts: Mapping[str, str]) -> str:
        """One of several translations: the reader's, else English, else the first."""
        return texts.get(self.language) or texts.get(messages.FALLBACK) or next(iter(texts.values()), "")
