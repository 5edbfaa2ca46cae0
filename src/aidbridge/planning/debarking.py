"""Through which airfields what is moved comes: where it lands, and where it changes aircraft on its way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.places import Transfer
from ..model.resolved import Item, Resolved
from ..planners.allocation.problem import Grant


def sites_of(resolved: Resolved, grants: Sequence[Grant]) -> dict[str, str]:
    """The sites that goods and devices go to, and at which what waits there already stays; everything else goes to the base."""
    goods = {item.id for item in resolved.items if item.kind in ("cargo", "device")}
    return {
        item: grant.site for grant in grants for item in grant.items if item in goods or resolved.item(item).origin == grant.site
    }


@dataclass(frozen=True, slots=True)
class Passage:
    """How an item flies out: to which airfield of debarkation, and over which other one."""

    airfield: str
    transfer: Transfer | None


def passages(resolved: Resolved, grants: Sequence[Grant], items: Iterable[Item]) -> dict[str, Passage]:
    """The passage of each of the items, by identifier."""
    mission = resolved.mission
    through = {site.id: site.airfield or mission.debarkation for site in mission.sites}
    by_airfield = {transfer.airfield: transfer for transfer in mission.transfers}
    site, found = sites_of(resolved, grants), {}
    for item in items:
        airfield = through.get(site.get(item.id, mission.base), mission.debarkation)
        transfer = by_airfield.get(airfield)
        found[item.id] = Passage(airfield, transfer if transfer and transfer.at != item.origin else None)
    return found


def on_from(passages: Mapping[str, Passage], unloaded: Mapping[str, int]) -> dict[str, int]:
    """From when what changed aircraft may be loaded again, by item."""
    return {
        item: unloaded[item] + passage.transfer.minutes
        for item, passage in passages.items()
        if passage.transfer is not None and item in unloaded
    }
