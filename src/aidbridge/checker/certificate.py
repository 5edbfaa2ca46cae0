"""Reading the numbers of a certificate: what is of another form is no number."""

from collections.abc import Mapping
from typing import TypeGuard

LARGEST = 10**12
"""Numbers of a certificate beyond are not read."""

Certificate = Mapping[str, object]


def whole_numbers(value: object, negative: bool = False) -> dict[str, int] | None:
    """A mapping of names to whole numbers of a size that can be reckoned with; None for anything else."""
    if not isinstance(value, Mapping):
        return None
    for name, number in value.items():
        if not isinstance(name, str) or not is_count(number) or (number < 0 and not negative):
            return None
    return dict(value)


def count_list(value: object) -> list[int] | None:
    """A list of whole numbers, none below 0; None for anything else."""
    if not isinstance(value, list | tuple) or not all(is_count(number) and number >= 0 for number in value):
        return None
    return list(value)


def is_count(value: object) -> TypeGuard[int]:
    """Whether it is a whole number of a size that can be reckoned with."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
