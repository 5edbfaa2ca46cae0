"""Closed businesses: nothing of theirs leaves as long as they are shut."""

from collections.abc import Iterable, Mapping

from ..model.mission import Mission
from ..model.offers import COMMERCIAL
from ..model.places import Airfield
from ..model.resolved import Item
from ..planners.scope import lineage

Spans = Mapping[str, tuple[tuple[int, int], ...]]


def with_businesses_shut(mission: Mission, items: Iterable[Item], airfields: Iterable[Airfield], closed: Spans) -> tuple[Item, ...]:
    """The items; those of commercial offers that wait where businesses are shut become ready when they open again: it is not
    reckoned with that they could leave before a closure that is still to come."""
    if not any(key.startswith("business:") for key in closed):
        return tuple(items)
    commercial = {offer.id for offer in mission.offers if offer.channel.casefold() == COMMERCIAL}
    countries = {field.icao: field.country for field in airfields}
    sites = {site.id: site.place for site in mission.sites}

    def opens_min(item: Item) -> int:
        around = (item.origin, countries.get(item.origin), *(lineage(mission, sites[item.origin]) if item.origin in sites else ()))
        spans = [span for place in around for span in closed.get(f"business:{place}", ())]
        return max((end for _, end in spans if end > item.ready_min), default=item.ready_min)

    return tuple(item.model_copy(update={"ready_min": opens_min(item)}) if item.offer in commercial else item for item in items)
