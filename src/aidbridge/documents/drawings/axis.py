"""A time axis: UTC above, local time below, at the same instants."""

from dataclasses import dataclass

from markupsafe import Markup

from ..clock import Clock
from .svg import percent, tag

STEPS_H = (1, 2, 3, 6, 12, 24, 48, 96, 168)
MOST_TICKS = 16
ROOM = 0.09
"""Share of the width that a date takes."""
HEAD_PX = 38
FOOT_PX = 22


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """From `start_min` to `end_min` (minutes since the clock's start), drawn over the full width."""

    clock: Clock
    zone: str
    start_min: int
    end_min: int

    @classmethod
    def around(cls, clock: Clock, zone: str, first_min: int, last_min: int) -> "TimeAxis":
        """Whole hours around the instants, with a little room."""
        room = max((last_min - first_min) // 60, 20)
        return cls(clock, zone, (first_min - room) // 60 * 60, -(-(last_min + room) // 60) * 60)

    def share(self, minute: float) -> float:
        """Where an instant lies, from 0 to 1."""
        return min(max((minute - self.start_min) / (self.end_min - self.start_min), 0.0), 1.0)

    def ticks(self) -> tuple[int, ...]:
        """Minutes of the ticks: whole UTC hours, a round number of them apart."""
        hours = (self.end_min - self.start_min) / 60
        step = next((s for s in STEPS_H if hours / s <= MOST_TICKS), STEPS_H[-1]) * 60
        zero = self.clock.moment(self.start_min)
        midnight = zero.replace(hour=0, minute=0)
        offset = int((zero - midnight).total_seconds() // 60)
        first = self.start_min - offset
        return tuple(m for m in range(first, self.end_min + 1, step) if m >= self.start_min)

    def grid(self, height_px: int) -> Markup:
        """Lines at the ticks over a drawing of that height, with labels in its head and foot."""
        foot = height_px - FOOT_PX
        parts = list(self._dates())
        for minute in self.ticks():
            utc, local = self.clock.moment(minute), self.clock.local(minute, self.zone)
            x, midnight = percent(self.share(minute)), utc.hour == 0 and utc.minute == 0
            parts.append(tag("line", class_="grid day" if midnight else "grid", x1=x, x2=x, y1=HEAD_PX - 4, y2=foot))
            parts.append(tag("text", f"{utc:%H:%M}", class_="hour", x=x, y=28, text_anchor="middle"))
            parts.append(tag("text", f"{local:%H:%M}", class_="hour local", x=x, y=foot + 15, text_anchor="middle"))
        return Markup("").join(parts)

    def _dates(self) -> list[Markup]:
        """The date of the first tick and of every new day, where there is room for it."""
        found: list[tuple[float, str]] = []
        day = None
        for minute in self.ticks():
            utc, at = self.clock.moment(minute), self.share(minute)
            if utc.date() != day:
                if found and at - found[-1][0] < ROOM:
                    found.pop()
                found.append((at, self.clock.date_text(utc, weekday=True)))
                day = utc.date()
        ends = {True: "end", False: "start"}
        return [tag("text", text, class_="date", x=percent(at), y=12, text_anchor=ends[at > 1 - ROOM]) for at, text in found]

    def zone_names(self) -> str:
        """Names of local time over the axis: `CET`, or `CET / CEST` where the clock changes."""
        names = [self.clock.local_text(m, self.zone).rsplit(" ", 1)[1] for m in (self.start_min, self.end_min)]
        return names[0] if names[0] == names[1] else " / ".join(names)
