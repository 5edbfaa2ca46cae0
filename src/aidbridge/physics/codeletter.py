"""ICAO code letters: the size of parking places and aircraft, by wingspan (Annex 14 Volume I, table 1-1, recalled)."""

from ..model.places import CodeLetter

LETTERS: tuple[CodeLetter, ...] = ("A", "B", "C", "D", "E", "F")
BELOW_M = (15.0, 24.0, 36.0, 52.0, 65.0)
"""Wingspans below which an aircraft has the letters A to E; F above (in the table up to 80 m)."""


def code_letter(wingspan_m: float) -> CodeLetter:
    """The code letter of an aircraft. Raises ValueError for a wingspan that is not above 0."""
    if wingspan_m <= 0:
        raise ValueError(f"wingspan is {wingspan_m} m: give more than 0")
    return LETTERS[sum(wingspan_m >= below for below in BELOW_M)]


def places_for(places: dict[CodeLetter, int], letter: CodeLetter) -> int:
    """How many places take aircraft of a letter: those of its own size and of larger ones."""
    return sum(count for size, count in places.items() if size >= letter)
