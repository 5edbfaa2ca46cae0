"""Countries: ISO 3166-1 codes, names of Unicode CLDR, and how the publishers of open data call them."""

import unicodedata
from functools import cache

from .fact_table import read_rows


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_rows("countries.csv")}


@cache
def _by_name() -> dict[str, str]:
    named = {}
    for code, row in _rows().items():
        for name in (code, row["iso3"], row["name"], *row["other_names"].split("|")):
            named[folded(name)] = code
    named.pop("", None)
    return named


def country_code(name: str) -> str:
    """The ISO 3166-1 alpha-2 code of a name, or of an alpha-3 code; "" for what is no country known here."""
    return _by_name().get(folded(name), "")


def country_name(code: str) -> str:
    """The English name of an alpha-2 code; the code itself where it is not known."""
    row = _rows().get(code)
    return row["name"] if row else code


def country_point(code: str) -> tuple[float, float] | None:
    """Latitude and longitude of where a map writes a country's name (Natural Earth, public domain); None where it is not known."""
    row = _rows().get(code)
    return (float(row["lat"]), float(row["lon"])) if row and row["lat"] else None


def folded(name: str) -> str:
    """Without accents, case, and signs between the words; `&` is and."""
    plain = unicodedata.normalize("NFKD", name.replace("&", "and").replace("’", "'")).casefold()
    words = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter)).split()
    return " ".join({"st": "saint"}.get(word, word) for word in words if word != "the")
