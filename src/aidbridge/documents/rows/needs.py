"""Tables of who needs, offers and gets what."""

from ..dossier import Dossier
from .table import Table, table


def ledger(d: Dossier) -> Table:
    """One row for each need line."""
    columns = (
        "need place capability unit severity needed offered accepted loaded arrived at_work covered "
        "eligible unmet_weighted_h idle_weighted_h offers"
    )
    rows = []
    for line in d.plan.coverage:
        need = d.needs[line.need]
        place = d.places[need.place]
        rows.append(
            (line.need, place.name, d.capability_name(need.capability), d.unit(need.capability),
             place.severity if need.severity is None else need.severity, line.needed, line.offered, line.accepted, line.loaded,
             line.arrived, line.at_work, line.curve[-1].share if line.curve else 0.0,
             d.voice.say("word.yes" if line.eligible else "word.no"), line.unmet_weighted_h, line.idle_weighted_h,
             ", ".join(line.offers))
        )  # fmt: skip
    return table(d.voice, "ledger", columns, rows)


def assignments(d: Dossier) -> Table:
    """Which resource serves which need where, from when."""
    columns = "assignment need place resource offer quantity site arrive_utc arrive_local at_work_utc at_work_local until_utc"
    clock = d.voice.clock
    rows = (
        (
            a.id,
            a.need,
            d.place_name(d.needs[a.need].place) if a.need in d.needs else "",
            a.resource,
            a.offer,
            a.quantity,
            d.place_name(a.site),
            None if a.arrive_min is None else clock.moment(a.arrive_min),
            None if a.arrive_min is None else clock.stamp(a.arrive_min),
            None if a.at_work_min is None else clock.moment(a.at_work_min),
            None if a.at_work_min is None else clock.stamp(a.at_work_min),
            None if a.until_min is None else clock.moment(a.until_min),
        )
        for a in d.plan.assignments
    )
    return table(d.voice, "assignments", columns, rows)


def left_behind(d: Dossier) -> Table:
    """Items that should have moved and do not, and those that never could."""
    rows = [(left.item, d.voice.say(f"phase.{left.phase}"), d.voice.say(left.reason)) for left in d.plan.left_behind]
    told = {left.item for left in d.plan.left_behind}
    rows += [(item, d.voice.say("word.any"), reason) for item, reason in sorted(d.resolved.impossible.items()) if item not in told]
    return table(d.voice, "left_behind", "item phase reason", rows)


def unused(d: Dossier) -> Table:
    """What was offered and is not used."""
    donors = {offer.id: offer.donor for offer in d.resolved.mission.offers}
    rows = ((u.offer, donors.get(u.offer), u.resource, u.quantity, d.voice.say(u.reason)) for u in d.plan.unused)
    return table(d.voice, "unused", "offer donor resource quantity reason", rows)
