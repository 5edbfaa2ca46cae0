"""Air crews: who may fly which types, from where and from when."""

from .noun import Icao, Id, Noun, Utc


class Crew(Noun):
    """People who fly an aircraft together. A mission whose operator names no crews is planned as if each flight had one."""

    id: Id
    offer: Id
    types: tuple[Id, ...]
    """Aircraft types it is rated on."""
    at: Icao
    """Where it is, rested, when it becomes available: its base, or an airfield on the way where it takes an aircraft over."""
    available_from: Utc
    available_to: Utc | None = None
    augmented: bool = False
    """Whether pilots can relieve each other in flight, so that the longer duty holds."""
