"""What a donor keeps at home as the section `reserves` of a mission, with the reckoning in words."""

from collections.abc import Iterable

import yaml

from ...model.offers import Reserve
from ...planning.reserves import keeping
from ..messages import say


def reserves_text(reserves: Iterable[Reserve], language: str = "en") -> str:
    """YAML that a mission takes as it stands; comments tell the reckoning."""
    parts = ["reserves:\n"]
    for row in reserves:
        assert row.own is not None
        own = row.own.model_dump(mode="json", exclude_defaults=True)
        own["forecast"] = [round(value, 1) for value in row.own.forecast]
        own |= {"daily_use": round(row.own.daily_use, 1), "growth_per_day": round(row.own.growth_per_day, 4)}
        told = {"donor": row.donor, "capability": row.capability, "has": row.has, "own": own}
        parts.append(f"  # {say(keeping(row.has, row.own).message, language=language)}\n")
        block = yaml.safe_dump([told], allow_unicode=True, sort_keys=False, width=120)
        parts += [f"  {line}\n" for line in block.splitlines()]
    return "".join(parts)
