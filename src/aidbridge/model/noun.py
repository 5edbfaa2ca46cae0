"""What all nouns share: they are frozen, reject unknown fields, and hold numbers that are finite.

Units are in the names: `_kg`, `_m`, `_cm`, `_km`, `_min`, `_h`; instants are aware datetimes and are kept in UTC.
"""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field


class Noun(BaseModel):
    """A frozen value. Changing one means making another (`model_copy(update=...)`)."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
        # The writers convert by hand what needs converting; numbers written as text stay faults, never guesses.
        coerce_numbers_to_str=False,
    )


def _to_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("an instant that exists in UTC") from error


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""A readable, stable identifier such as `RU-1`, `IT-25-beds`, `RU-truck-07`."""

State = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2 code of a state."""

Icao = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{3}$")]
"""ICAO location indicator of an airfield."""

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""BCP 47 language tag."""

Utc = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""An instant; read with any offset, kept in UTC."""

Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Texts = dict[Language, str]
"""One text in several languages, by language tag."""
