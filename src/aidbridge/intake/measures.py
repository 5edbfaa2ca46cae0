"""Amounts with a unit: cargo, payload, throughput, times to ready, days of supplies, and where a place lies."""

from .amounts import Amount
from .lexicon import Mention
from .scene import COMMAS, Attached, Scene

_MASS = {"t": 1.0, "kg": 0.001, "lb": 0.00045359237}


def measures(scene: Scene) -> list[Attached]:
    """Amounts that a unit makes a claim; money, shares, ages and other units make none."""
    result: list[Attached] = []
    for amount in scene.amounts:
        unit = None if amount.article and amount.number != 1 else unit_after(scene, amount)
        if unit is None:
            continue
        found = _measure(scene, amount, unit)
        if found is not None and not (
            found.concept == "place.relation" and any(other.concept == found.concept for other in result)
        ):
            result.append(found)
    return result


def unit_after(scene: Scene, amount: Amount) -> Mention | None:
    """The unit that follows an amount, across a hyphen."""
    at = amount.last
    while at < len(scene.sentence) and scene.sentence[at].norm in {"-", "‑"}:
        at += 1
    mention = scene.starts.get(at)
    if mention is not None and mention.key("of") is not None and mention.key("unit") is None:
        # "Una decina di tonnellate", "une vingtaine de tonnes".
        mention = scene.starts.get(mention.last)
    return mention if mention is not None and mention.key("unit") is not None else None


def _measure(scene: Scene, amount: Amount, unit: Mention) -> Attached | None:
    name = unit.key("unit") or ""
    if name in _MASS and _near(scene, unit, amount, "spoil", 3) is not None:
        return None
    if name in _MASS:
        able = _near(scene, unit, amount, "able", 5)
        return Attached(amount, "asset.payload" if able else "asset.cargo", _kind_after(scene, unit), unit, name)
    if name in {"km", "mi"} and not amount.article:
        before = scene.ends.get(amount.first)
        if before is not None and before.key("unit") == "number":
            return None
        if _near(scene, unit, amount, "bearing", 6) or _is_away(scene, unit, amount):
            return Attached(amount, "place.relation", "", unit, name)
        return None
    if name == "hour" and _near(scene, unit, amount, "ready", 8) is not None:
        return Attached(amount, "asset.ioc", "", unit, "h")
    if name == "day":
        after = _noun_after(scene, unit)
        if after is not None and (after.key("noun") or "").startswith("asset.supplies"):
            return Attached(amount, "asset.supplies", "", unit, "days")
    return None


def _is_away(scene: Scene, unit: Mention, amount: Amount) -> bool:
    """Whether a distance lies between two places: "30 km from Rome", "a 30 km de Roma", not "750 km de carreteras"."""
    away = _near(scene, unit, amount, "away", 3)
    if away is None or away.key("of") is None or away.last <= amount.first:
        return away is not None
    before = scene.ends.get(amount.first)
    return before is not None and before.key("away", "exactness") is not None


def throughput(scene: Scene, found: Attached) -> bool:
    """Whether so many patients or tests are what something can treat in a day."""
    per_day = _near(scene, found.to, found.amount, "per_day", 6) if found.to is not None else None
    if found.to is None or per_day is None or _is_apart(scene, found, per_day):
        return False
    able = found.concept == "situation.infections" and _near(scene, found.to, found.amount, "able", 6) is not None
    return able or found.concept in {"situation.patients", "situation.tests", "situation.injured", "asset.tests"}


def _is_apart(scene: Scene, found: Attached, per_day: Mention) -> bool:
    """Whether "a day" is of another clause, or opens a sentence about one day: "in a day, 63 patients were examined"."""
    first, last = min(per_day.last, found.amount.last), max(per_day.first, found.amount.first)
    able = scene.having("able")
    return any(token.norm in COMMAS for token in scene.sentence[first:last]) or (
        per_day.first < 2 and per_day.last <= found.amount.first and not able and scene.pack.spaced
    )


def _near(scene: Scene, unit: Mention, amount: Amount, kind: str, away: int) -> Mention | None:
    for mention in scene.mentions:
        if kind in mention.keys:
            first, last = min(unit.first, amount.first), max(unit.last, amount.last)
            if first <= mention.first < last and mention is not unit:
                return mention
            if 0 <= mention.first - last <= away or 0 <= first - mention.last <= away:
                return mention
    return None


def _noun_after(scene: Scene, unit: Mention) -> Mention | None:
    for mention in scene.mentions:
        if mention.first >= unit.last and mention.key("join", "doing", "verb") is not None:
            return None
        if unit.last <= mention.first <= unit.last + 3 and mention.key("noun") is not None:
            return mention
    return None


def _kind_after(scene: Scene, unit: Mention) -> str:
    noun = _noun_after(scene, unit)
    return "" if noun is None else (noun.key("noun") or "").partition(":")[2] or scene.sentence[noun.first].norm
