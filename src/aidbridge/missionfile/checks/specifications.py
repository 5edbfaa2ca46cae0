"""What offers state and needs demand makes sense: languages, plugs, voltages, types of teams, people by profession."""

from collections.abc import Iterator

from aidbridge.model.specification import Classification, Requirement, Specification, Staffing

from ..draft import Draft, Row
from ..paths import Flaw, Path
from ..words import shown
from .codes import language_flaws

PLUGS = frozenset("ABCDEFGHIJKLMNO")
EMT_TYPES = "1-mobile, 1-fixed, 2, 3 or the name of a specialised care team"
MOST_DAYS = 3_660


def check(draft: Draft) -> Iterator[Flaw]:
    """Everything below, one after the other."""
    for section in ("supplies", "devices"):
        for row in draft.each(section):
            yield from _stated(row)
    for row in draft.each("needs"):
        yield from _asked(row)
    for row in draft.each("teams"):
        yield from _people(row)
    for row in draft.each("reserves"):
        days = getattr(row.get("own"), "safety_days", None)
        if days is not None and days > MOST_DAYS:
            yield Flaw(row.at("own", "safety_days"), shown(days), f"at most {MOST_DAYS} days", "Correct the number.")


def _stated(row: Row) -> Iterator[Flaw]:
    has = row.get("specification")
    if not isinstance(has, Specification):
        return
    low, high = has.voltage_from_v, has.voltage_to_v
    if high is not None and (low is None or high < low):
        limit = "at least voltage_from_v" if low is not None else "a range with a beginning"
        yield Flaw(row.at("specification", "voltage_to_v"), shown(high), limit, "Write the lower voltage in voltage_from_v.")
    if has.mains is False and low is not None:
        advice = "Leave out `mains: false` or the voltage."
        yield Flaw(row.at("specification", "mains"), "false", "true for what states a voltage", advice)
    yield from plug_flaws(has.plugs, row.at("specification", "plugs"))
    yield from tongue_flaws(has.manual_languages, row.at("specification", "manual_languages"))
    quantity = row.get("quantity")
    if quantity is not None and len(has.serials) > quantity:
        advice = "Give each piece one number, or a lot number for all of them."
        yield Flaw(row.at("specification", "serials"), f"{len(has.serials)} numbers", f"at most the quantity, {quantity:g}", advice)


def _asked(row: Row) -> Iterator[Flaw]:
    asks = row.get("requires")
    if not isinstance(asks, Requirement):
        return
    yield from plug_flaws(asks.plugs, row.at("requires", "plugs"))
    yield from tongue_flaws(asks.manual_languages, row.at("requires", "manual_languages"))
    yield from type_flaws(asks.classification, row.at("requires", "classification", "type"))
    yield from _spoken(asks.staff, row.at("requires", "staff"))


def _people(row: Row) -> Iterator[Flaw]:
    staff, people = row.get("staff") or (), row.get("people")
    listed = sum(one.count for one in staff)
    if people is not None and listed > people:
        yield Flaw(row.at("staff"), f"{listed} people", f"at most the team's people, {people}", "Correct one of them.")
    yield from _spoken(staff, row.at("staff"))
    yield from type_flaws(row.get("classification"), row.at("classification", "type"))


def _spoken(staff: tuple[Staffing, ...], path: Path) -> Iterator[Flaw]:
    for n, one in enumerate(staff):
        yield from tongue_flaws(one.languages, (*path, n, "languages"))


def type_flaws(one: Classification | None, path: Path) -> Iterator[Flaw]:
    """A number that is no type of emergency medical team."""
    if one is not None and one.scheme == "EMT" and one.type.strip().isdigit() and one.type.strip() not in ("1", "2", "3"):
        yield Flaw(path, shown(one.type), EMT_TYPES, "Write the type as the WHO calls it.")


def plug_flaws(plugs: tuple[str, ...], path: Path) -> Iterator[Flaw]:
    """Letters that are no plug."""
    for n, plug in enumerate(plugs):
        if plug.upper() not in PLUGS:
            yield Flaw((*path, n), shown(plug), "a letter A to O of IEC/TR 60083", "Write F for Schuko, L for the Italian plug.")


def tongue_flaws(tags: tuple[str, ...], path: Path) -> Iterator[Flaw]:
    """Tags that are no language."""
    for n, tag in enumerate(tags):
        yield from language_flaws(tag, (*path, n))
