"""What an argument for a bound says."""

from typing import NamedTuple


class Argument(NamedTuple):
    """A bound with its name and the certificate that proves it."""

    name: str
    value: float
    certificate: dict[str, object]
