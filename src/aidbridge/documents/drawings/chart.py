"""A drawing whose rows are named beside it, so that names stay in sight while it is scrolled."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class RowName:
    """Name of a row, a line below it, and the row's height."""

    name: str
    note: str
    height_px: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing with its rows' names. `head_px` is the height above the first row."""

    rows: tuple[RowName, ...]
    svg: Markup
    head_px: int
    width_px: int
    """Least width at which it can be read; narrower screens scroll."""
    zone: str
    """Names of the local time at its foot."""
