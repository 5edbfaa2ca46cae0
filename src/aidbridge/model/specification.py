"""What an offered thing is, and what a need demands of it, as far as it decides whether the one helps the other."""

from datetime import date
from typing import Literal

from pydantic import Field

from .noun import Count, Language, NotNegative, Noun, Positive, Share


class Classification(Noun):
    """An international type: a WHO emergency medical team (`1-mobile`, `1-fixed`, `2`, `3`, or the name of a specialised care
    team) or a module of the Union Civil Protection Mechanism (`MUSAR`, `WP`, `EMT-2`)."""

    scheme: Literal["EMT", "UCPM"]
    type: str = Field(min_length=1)


class Staffing(Noun):
    """People of one profession. No names: aidbridge holds none."""

    profession: str = Field(min_length=1)
    """A profession of the catalogue (`physician`, `nurse`) or any other word, the same in offer and need."""
    count: Count
    languages: tuple[Language, ...] = ()
    """Of an offer: what all of them speak beside the team's languages. Of a need: each must speak one of these."""


class Specification(Noun):
    """What a thing on offer is. What is left out has not been stated, and counts as not there where a need asks for it."""

    certificates: tuple[str, ...] = ()
    """Standards it is certified by: `EN 149:2001+A1:2009 FFP2`, `IEC 60601-1`."""
    document: str = ""
    """Gift certificate, packing list, registration in a mechanism: the same document in two offers is the same thing."""
    serials: tuple[str, ...] = ()
    """Serial or lot numbers of the pieces."""
    expiry: date | None = None
    """The last day on which it may be used."""
    voltage_from_v: Positive | None = None
    """Mains voltage it runs on; `None`: not stated, or no mains needed (see `mains`)."""
    voltage_to_v: Positive | None = None
    """`None` means `voltage_from_v` alone."""
    frequencies_hz: tuple[Positive, ...] = ()
    plugs: tuple[str, ...] = ()
    """Plugs and adapters it comes with, by the letters of IEC 60083 and IEC/TR 60083: `C`, `F`, `L`."""
    mains: bool | None = None
    """False for what needs no mains at all."""
    manual_languages: tuple[Language, ...] = ()
    mass_kg: Positive | None = None
    volume_m3: Positive | None = None
    """Of everything the line offers, as the donor states it; loads are reckoned from the package's measures."""


class Requirement(Noun):
    """What a need demands of whatever answers it (rule N2). Nothing is demanded where nothing is stated, except that mains devices
    must run on the place's mains and nothing is used after its expiry."""

    certificates: tuple[str, ...] = ()
    """Each must be met; alternatives stand in one, apart by `|`: `EN 149 FFP2 | NIOSH N95`. A higher class of the same standard
    meets it."""
    voltage_v: Positive | None = None
    """Mains at the site, where it is not the country's."""
    frequency_hz: Positive | None = None
    plugs: tuple[str, ...] = ()
    """Sockets at the site."""
    manual_languages: tuple[Language, ...] = ()
    """The manual must be in one of these."""
    shelf_life_days: Count = 0
    """Least days between arrival and expiry."""
    classification: Classification | None = None
    """Least type of the team."""
    staff: tuple[Staffing, ...] = ()
    """Of each team: so many of each profession at least."""
    self_sufficiency_days: NotNegative | None = None


class OwnNeed(Noun):
    """A donor's own figures, from which follows what it keeps at home (see `planning.reserves`)."""

    daily_use: NotNegative
    """Used up in a day now; of what is used again and again (`reusable`): in use at one time now."""
    growth_per_day: float = Field(default=0.0, gt=-1.0)
    """By which share the use grows from day to day: 0.08 for 8 % a day."""
    forecast: tuple[NotNegative, ...] = ()
    """Use of day 1, 2, ... as forecast; days beyond it go on with `growth_per_day`."""
    safety_days: Count
    """For how many days the stock must last, or how far ahead the peak is looked for."""
    resupply_per_day: NotNegative = 0.0
    """What comes in each day for certain."""
    reusable: bool = False
    """Teams, beds, ventilators: they come free again."""
    margin: Share = 0.0
    """Share kept on top."""
    basis: str = ""
    """Where the figures come from."""
