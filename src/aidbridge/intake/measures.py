"""Amounts with a unit: cargo, payload, throughput, times to ready, days of supplies, and where a place lies."""

from .amounts import Amount
from .attach import Attached, Scene
from .lexicon import Mention

_MASS = {"t": 1.0, "kg": 0.001, "lb": 0.00045359237}


def measures(scene: Scene) -> list[Attached]:
    """Amounts that a unit makes a claim; money, shares, ages and other units make none."""
    result: list[Attached] = []
    for amount in scene.amounts:
        unit = None if amount.article and amount.number != 1 else _unit(scene, amount)
        if unit is None:
            continue
        found = _measure(scene, amount, unit)
        if found is not None and not (
            found.concept == "place.relation" and any(other.concept == found.concept for other in result)
        ):
            result.append(found)
    return result


def _unit(scene: Scene, amount: Amount) -> Mention | None:
    at = amount.last
    while at < len(scene.sentence) and scene.sentence[at].norm in {"-", "‑"}:
        at += 1
    mention = scene.starts.get(at)
    return mention if mention is not None and mention.key("unit") is not None else None


def _measure(scene: Scene, amount: Amount, unit: Mention) -> Attached | None:
    name = unit.key("unit") or ""
    if name in _MASS:
        able = _near(scene, unit, amount, "able", 5)
        return Attached(amount, "asset.payload" if able else "asset.cargo", _kind_after(scene, unit), unit, name)
    if name in {"km", "mi"} and not amount.article:
        if _near(scene, unit, amount, "bearing", 6) or _near(scene, unit, amount, "away", 3):
            return Attached(amount, "place.relation", "", unit, name)
        return None
    if name == "hour" and _near(scene, unit, amount, "ready", 8) is not None:
        return Attached(amount, "asset.ioc", "", unit, "h")
    if name == "day":
        after = _noun_after(scene, unit)
        if after is not None and (after.key("noun") or "").startswith("asset.supplies"):
            return Attached(amount, "asset.supplies", "", unit, "days")
    return None


def throughput(scene: Scene, found: Attached) -> bool:
    """Whether so many patients or tests are what something can treat in a day."""
    return (
        found.concept in {"situation.patients", "situation.tests", "situation.injured", "asset.tests"}
        and found.to is not None
        and _near(scene, found.to, found.amount, "per_day", 6) is not None
    )


def _near(scene: Scene, unit: Mention, amount: Amount, kind: str, away: int) -> Mention | None:
    for mention in scene.mentions:
        if kind in mention.keys:
            first, last = min(unit.first, amount.first), max(unit.last, amount.last)
            if 0 <= mention.first - last <= away or 0 <= first - mention.last <= away:
                return mention
    return None


def _noun_after(scene: Scene, unit: Mention) -> Mention | None:
    for mention in scene.mentions:
        if unit.last <= mention.first <= unit.last + 3 and mention.key("noun") is not None:
            return mention
    return None


def _kind_after(scene: Scene, unit: Mention) -> str:
    noun = _noun_after(scene, unit)
    return "" if noun is None else (noun.key("noun") or "").partition(":")[2] or scene.sentence[noun.first].norm
