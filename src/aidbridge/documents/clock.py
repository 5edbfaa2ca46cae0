"""Instants as people read them: always in UTC and in local time with its zone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "ru": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
}
DAYS = {"en": "Mon Tue Wed Thu Fri Sat Sun", "it": "lun mar mer gio ven sab dom", "ru": "пн вт ср чт пт сб вс"}
"""Short names, by language (Unicode CLDR)."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells minutes since `start` in words of `language`; local time is that of `zone` unless another is named."""

    start: datetime
    zone: str
    language: str = "en"

    def moment(self, minute: int) -> datetime:
        """The instant, in UTC."""
        return self.start + timedelta(minutes=minute)

    def local(self, minute: int, zone: str | None = None) -> datetime:
        """The instant on the local clock."""
        return self.moment(minute).astimezone(ZoneInfo(zone or self.zone))

    def utc_text(self, minute: int) -> str:
        """`22 Mar 09:30 UTC`."""
        return f"{self.date_text(self.moment(minute))} {self.moment(minute):%H:%M} UTC"

    def local_text(self, minute: int, zone: str | None = None, weekday: bool = False) -> str:
        """`22 Mar 10:30 CET`, or with its weekday before it."""
        at = self.local(minute, zone)
        return f"{self.date_text(at, weekday)} {at:%H:%M} {_zone_name(at)}"

    def both(self, minute: int, zone: str | None = None) -> str:
        """`22 Mar 09:30 UTC · 10:30 CET`; the local date is said where it differs."""
        return f"{self.utc_text(minute)} · {self.beside_utc(minute, zone)}"

    def beside_utc(self, minute: int, zone: str | None = None) -> str:
        """Local time as it stands after UTC: `10:30 CET`, with its date only where that differs."""
        utc, local = self.moment(minute), self.local(minute, zone)
        day = "" if utc.date() == local.date() else f"{self.date_text(local)} "
        return f"{day}{local:%H:%M} {_zone_name(local)}"

    def date_text(self, at: datetime, weekday: bool = False) -> str:
        """`22 Mar`, or `Sun 22 Mar`, of the instant as it stands on its own clock."""
        months, days = (names.get(self.language.split("-", maxsplit=1)[0], names["en"]).split() for names in (MONTHS, DAYS))
        date = f"{at.day}\N{NO-BREAK SPACE}{months[at.month - 1]}"
        return f"{days[at.weekday()]}\N{NO-BREAK SPACE}{date}" if weekday else date

    def stamp(self, minute: int, zone: str | None = None) -> str:
        """For tables: `2020-03-22 10:30 CET`."""
        at = self.local(minute, zone)
        return f"{at:%Y-%m-%d %H:%M} {_zone_name(at)}"


def _zone_name(at: datetime) -> str:
    """`CET`; zones without letters are told by their offset, `UTC+04:00`."""
    name, offset = at.tzname() or "", f"{at:%z}"
    return name if name.isalpha() else f"UTC{offset[:3]}:{offset[3:5]}"
