"""Missions that ask for what cannot be done: each ends in a plan that says what does not happen and why, never in a traceback."""

import re
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import small_missions as small
from aidbridge.checker.check import check
from aidbridge.documents.dossier import dossier
from aidbridge.documents.messages import catalogue, knows, say
from aidbridge.documents.rows.proof import finding_text
from aidbridge.engines.stopping import Stop
from aidbridge.missionfile.write import json_of, plan_json, read_plan, read_resolved
from aidbridge.model.agreements import Clearance, Restriction
from aidbridge.model.decisions import Decision
from aidbridge.model.facts import Assumption
from aidbridge.model.messages import Message
from aidbridge.model.mission import Mission
from aidbridge.model.offers import Offer
from aidbridge.model.places import AirfieldSetting, OpeningHours
from aidbridge.model.policy import HoldPolicy, Policy, RoadPolicy, RunwayPolicy
from aidbridge.model.resources import Device, Supply, Team, Vehicle
from aidbridge.planning.outcome import outcome
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve
from command_line import aidbridge

BASE = small.mission()
ITERATIONS = 60
FIELD = re.compile(r"\{(\w+)(?::\w+)?\}")
ALL_FLYING = ("RU-ars-01", "RU-ars-02", "RU-uaz-01", "RU-dis-1", "RU-med-1", "RU-vent.1", "RU-vent.2", "RU-vent.3", "RU-vent.4")
WHO_RETURNS = ALL_FLYING[:5]
LONG_AGO, LONG_AFTER = datetime(2020, 3, 1, tzinfo=UTC), datetime(2020, 6, 1, tzinfo=UTC)


def at(day: int, hour: int = 0, month: int = 3) -> datetime:
    return datetime(2020, month, day, hour, tzinfo=UTC)


def but(**changes: object) -> Mission:
    """The small mission with something at its top changed."""
    return BASE.model_copy(update=changes)


def row(section: str, id: str, **changes: object) -> Mission:
    return small.with_row(BASE, section, id, **changes)


def field(icao: str, **settings: object) -> Mission:
    return but(airfields=(AirfieldSetting.model_validate({"icao": icao} | settings),))


def road(**settings: object) -> Mission:
    return but(policy=Policy(road=RoadPolicy.model_validate(settings)))


def closed(effect: str, place: str, start: datetime = LONG_AGO, end: datetime = LONG_AFTER) -> Mission:
    one = {"id": "RS-1", "effect": effect, "place": place, "start": start, "end": end, "reason": "an order"}
    return but(restrictions=(Restriction.model_validate(one),))


def decided(*kinds: dict[str, object]) -> Mission:
    rows = ({"id": f"D-{n}", "reason": "the general said so"} | kind for n, kind in enumerate(kinds, 1))
    return but(decisions=tuple(Decision.model_validate(one) for one in rows))


def every(section: str, **changes: object) -> Mission:
    return but(**{section: tuple(one.model_copy(update=changes) for one in getattr(BASE, section))})


def refused_overflights() -> Mission:
    def judged(one: Clearance) -> Clearance:
        return one.model_copy(update={"status": "refused"}) if one.kind == "overflight" else one

    return but(clearances=tuple(judged(one) for one in BASE.clearances))


def without_fact(key: str) -> Mission:
    known = {name: value for name, value in small.FIELDS.values.items() if name != key}
    return but(assumptions=(small.BALANCE, small.RINGS, small.FIELDS.model_copy(update={"values": known}), small.MEASURES))


def assuming(**values: float) -> Mission:
    told = {key.replace("__", ":", 1).replace("__", "."): value for key, value in values.items()}
    return but(assumptions=(*BASE.assumptions, Assumption(id="A-more", reason="for the sake of argument", values=told)))


def as_a_lab(**changes: object) -> Mission:
    lab = {"id": "RU-lab", "offer": "RU-1", "capability": "test", "capacity": 500, "equipment": "pcr_analyser"} | changes
    vouched = Assumption(id="A-lab", reason="as the maker says", accept=("equipment:pcr_analyser.*",))
    return but(
        devices=(Device.model_validate(lab),),
        assumptions=(*BASE.assumptions, vouched),
        needs=tuple(n.model_copy(update={"site": "bergamo-hospital"}) if n.capability == "test" else n for n in BASE.needs),
    )


def waiting(id: str, capability: str, where: str) -> Mission:
    """The host's own team somewhere in the country."""
    team = Team(
        id=id, offer="IT-1", people=4, capability=capability, capacity=300, skills=("disinfection",), at=where, returns=False
    )
    return small.with_more(BASE, "teams", team)


def case(name: str, mission: Mission, status: int, *says: str, stays: tuple[str, ...] = ()):
    """A mission, the exit status it must end in, texts that must be told, and items that must be left behind."""
    return pytest.param(mission, status, says, stays, id=name)


CASES = [
    case("everything_is_possible", BASE, 0),
    # needs and offers
    case("mandatory_need_nobody_offers_for", row("needs", "IT-45-test", mandatory=True), 1, "Mandatory needs not met: IT-45-test"),
    case("floor_above_what_is_offered", row("needs", "IT-25-vent", floor=0.99), 1, "below their floor: IT-25-vent"),
    case("need_over_too_soon", row("needs", "IT-BG-med", start=at(22), end=at(22, 6)), 0, "after the lines", "RU-med-1"),
    case("no_needs_at_all", but(needs=(), tasks=()), 1, "Nobody asks for disinfection", stays=ALL_FLYING),
    case("no_offers_at_all", but(offers=(), teams=(), vehicles=(), supplies=(), fleet=(), decisions=()), 0),
    case("nothing_to_move", but(teams=(), vehicles=(), supplies=()), 0),
    case("offer_declined", row("offers", "RU-1", status="declined"), 0, "was declined"),
    case("offer_not_accepted_yet", row("offers", "RU-1", status="offered"), 0, "not accepted yet"),
    case(
        "donor_keeps_everything",
        but(reserves=(BASE.reserves[0].model_copy(update={"has": 400, "keeps": 400}),)),
        0,
        "keeps 400 at home",
        "RU-vent",
    ),
    case("no_teams", but(teams=()), 1, "No drivers are left", stays=("RU-ars-01", "RU-ars-02", "RU-uaz-01")),
    case("no_supplies", but(supplies=()), 0),
    case("no_tasks", but(tasks=()), 0),
    case(
        "horizon_before_anything_arrives",
        but(horizon=at(22, 6), tasks=(), needs=tuple(n for n in BASE.needs if n.start < at(22, 6))),
        1,
        "could only come after",
        stays=ALL_FLYING,
    ),
    case("team_that_waits_at_another_airfield", row("teams", "RU-med-1", at="ULOO"), 0),
    case("team_that_waits_where_nobody_may_land", row("teams", "RU-med-1", at="LIMC"), 1, "landing", stays=("RU-med-1",)),
    case("team_that_waits_at_its_site", waiting("IT-med", "medical_team", "bergamo-hospital"), 0),
    case("team_that_waits_at_the_base", waiting("IT-dis", "disinfection", "bergamo-base"), 0),
    # agreements
    case("no_agreement", but(agreements=()), 0, "No agreement in force covers offer RU-1"),
    case("agreement_still_a_draft", row("agreements", "AG-1", status="draft"), 0, "No agreement in force covers offer RU-1"),
    case("agreement_that_starts_late", row("agreements", "AG-1", valid_from=at(27)), 0),
    case(
        "agreement_that_ends_before_the_first_flight",
        row("agreements", "AG-1", valid_to=at(22, 3)),
        1,
        "No agreement in force covers offer RU-1",
        stays=ALL_FLYING,
    ),
    case("agreement_for_another_place", row("agreements", "AG-1", places=("IT-45",)), 1, "No agreement lets it", stays=WHO_RETURNS),
    case("agreement_for_goods", row("agreements", "AG-1", capabilities=("ventilator",)), 1, "agreement lets", stays=WHO_RETURNS),
    case(
        "host_without_an_agreement",
        small.without(row("agreements", "AG-1", offers=("RU-1",)), "agreements", "AG-2"),
        1,
        "No truck is left",
        stays=("RU-vent.1", "RU-vent.4"),
    ),
    # what does not fit
    case(
        "too_tall_for_every_aircraft",
        assuming(equipment__uaz3962__height_m=4.2),
        1,
        "4.30 m high with its gap, 0.90 m too high for the hold",
        stays=("RU-uaz-01",),
    ),
    case("too_long_for_every_aircraft", assuming(equipment__uaz3962__length_m=24), 1, "RU-uaz-01", stays=("RU-uaz-01",)),
    case("too_heavy_for_every_aircraft", assuming(equipment__uaz3962__mass_kg=60_000), 1, "17,000 kg more", stays=("RU-uaz-01",)),
    case("axles_too_heavy", assuming(equipment__uaz3962__axle_max_kg=9_000), 1, "RU-uaz-01", stays=("RU-uaz-01",)),
    case("team_larger_than_any_cabin", row("teams", "RU-med-1", people=200), 1, "more than a il76md seats", stays=("RU-med-1",)),
    case(
        "kit_of_a_team_that_cannot_fly",
        row("teams", "RU-dis-1", people=200),
        1,
        "more than a il76md seats",
        stays=("RU-dis-1", "RU-ars-01"),
    ),
    case("kit_that_cannot_fly", row("vehicles", "RU-ars-02", mass_kg=60_000), 1, "RU-ars-02", stays=("RU-ars-02",)),
    case("trailer_without_a_tractor", small.with_more(
        BASE, "vehicles", Vehicle(id="RU-trailer", offer="RU-1", equipment="trailer2ax")
    ), 1, "has no tractor", stays=("RU-trailer",)),
    case(
        "distances_that_fill_the_hold",
        but(policy=Policy(hold=HoldPolicy(vehicle_gap_m=2))),
        1,
        "Left behind",
        stays=("RU-ars-01", "RU-ars-02"),
    ),
    # clearances and routes
    case("no_overflight_at_all", refused_overflights(), 1, "Left behind", stays=ALL_FLYING),
    case("one_overflight_only_asked", row("clearances", "CL-TR", status="asked"), 1, "Left behind", stays=ALL_FLYING),
    case("overflight_that_starts_late", row("clearances", "CL-TR", valid_from=at(28)), 0),
    case("landing_refused", row("clearances", "LD-LIRE", status="refused"), 1, "LIRE", stays=ALL_FLYING),
    case("landing_over_before_arrival", row("clearances", "LD-LIRE", valid_to=at(22, 2)), 1, "UUMU-LIRE", stays=ALL_FLYING),
    case("landing_cleared_late", row("clearances", "LD-LIRE", valid_from=at(28)), 0),
    case("landing_for_home_refused", row("clearances", "LD-LIPX", status="refused"), 1, "LIPX", stays=WHO_RETURNS),
    case("landing_for_home_over_too_soon", row("clearances", "LD-LIPX", valid_to=at(30)), 1, "way home", stays=WHO_RETURNS),
    case("airspace_closed", closed("airspace_closed", "TR"), 1, "UUMU-LIRE", stays=ALL_FLYING),
    case("airspace_closed_for_days", closed("airspace_closed", "TR", at(20), at(30)), 0),
    # airfields
    case("runway_too_short", field("LIRE", runway_m=900), 1, "900", stays=ALL_FLYING),
    case("runway_for_home_too_short", field("LIPX", runway_m=900), 1, "900", stays=WHO_RETURNS),
    case("runway_with_no_room_to_spare", but(policy=Policy(runway=RunwayPolicy(takeoff_factor=9))), 1, "3,600 m", stays=ALL_FLYING),
    case("strength_nobody_states", without_fact("airfield:LIRE.strength"), 1, "Not provable without: airfield:LIRE.strength"),
    case("width_nobody_states", without_fact("aircraft:il76md.runway_width_m"), 1, "aircraft:il76md.runway_width_m"),
    case("no_balance_window", but(assumptions=(small.FIELDS, small.MEASURES)), 1, "aircraft:il76md.balance_from_m"),
    case(
        "measures_nobody_vouches_for", but(assumptions=(small.BALANCE, small.RINGS, small.FIELDS)), 1, "equipment:ars14km.length_m"
    ),
    case("debarkation_closed", closed("airfield_closed", "LIRE"), 1, "LIRE", stays=ALL_FLYING),
    case("embarkation_closed", closed("airfield_closed", "UUMU"), 1, "UUMU", stays=ALL_FLYING),
    case("way_home_closed", closed("airfield_closed", "LIPX"), 1, "LIPX", stays=WHO_RETURNS),
    case("closed_at_night", field("LIRE", hours=(OpeningHours(opens=time(8), closes=time(20)),)), 0),
    case("open_half_an_hour_a_day", field("LIRE", hours=(OpeningHours(opens=time(8), closes=time(8, 30)),)), 0),
    case("no_parking_places", field("LIRE", parking_places=0), 1, "LIRE", stays=ALL_FLYING),
    case("nobody_to_unload", field("LIRE", unloading_teams=0), 1, "LIRE", stays=ALL_FLYING),
    case("no_fuel", field("UUMU", fuel_kg=0), 1, "No fuel is left", stays=ALL_FLYING),
    case("two_weeks_between_landings", field("LIRE", landing_interval_min=20_000), 0),
    # fleet
    case("no_fleet", but(fleet=()), 1, "There is no aircraft", stays=ALL_FLYING),
    case("fleet_after_the_horizon", every("fleet", available_from=at(20, 0, 4)), 1, "Left behind", stays=ALL_FLYING),
    case("fleet_for_two_hours", every("fleet", available_to=at(22, 8)), 1, "Left behind", stays=ALL_FLYING),
    case("fleet_gone_before_the_way_home", every("fleet", available_to=at(25)), 1, "way home", stays=WHO_RETURNS),
    case("aircraft_in_the_other_country", row("fleet", "RU-il76-01", at="LIRE"), 0),
    # way home
    case("no_way_home", but(way_home=None), 0),
    case(
        "way_home_of_two_hours",
        but(way_home=BASE.way_home.model_copy(update={"end": at(8, 8, 4)})),
        1,
        "way home",
        stays=WHO_RETURNS,
    ),
    case("way_home_before_the_work", but(way_home=BASE.way_home.model_copy(update={"start": at(22, 12)})), 0),
    # roads
    case("no_drivers", every("teams", drivers=0), 1, "No drivers are left", stays=("RU-ars-01", "RU-dis-1")),
    case("one_driver_a_team", every("teams", drivers=1), 1, "No drivers are left", stays=("RU-ars-01", "RU-ars-02")),
    case("no_seats_on_the_road", every("vehicles", seats=0), 1, "0 seats for 2 drivers", stays=WHO_RETURNS),
    case("no_convoys_allowed", road(max_convoys=0), 1, "No convoy may use the road", stays=ALL_FLYING),
    case("no_vehicles_allowed", road(max_vehicles=0), 1, "No vehicle is left", stays=ALL_FLYING),
    case("no_driving_allowed", road(drive_max_min=0), 1, "keeps driving times", stays=ALL_FLYING),
    case("no_trucks", but(vehicles=BASE.vehicles[:3]), 1, "No truck is left", stays=("RU-vent.1", "RU-vent.4")),
    case("base_on_an_island", row("sites", "bergamo-base", lat=39.2, lon=9.1), 0, "out of reach"),
    # work
    case("hospital_shut_for_ever", closed("site_shut", "bergamo-hospital"), 0),
    case("care_home_shut_for_ever", closed("site_shut", "home-1"), 0, "home-1 is shut"),
    case("tasks_too_short", every("tasks", start=at(26), end=at(26, 1)), 0, "No time is left: 0 of 3,000"),
    case("tasks_over_too_soon", every("tasks", start=at(22, 1), end=at(22, 5)), 0, "before any team is there"),
    case("shift_too_short", row("teams", "RU-dis-1", shift_min=30), 0, "out of reach"),
    case("skill_nobody_has", every("tasks", skill="nuclear"), 0, "No team here has disinfection nuclear"),
    case("roads_banned", closed("road_ban", "IT-BG"), 1, "A road ban closes the way", stays=ALL_FLYING),
    case("roads_banned_at_first", closed("road_ban", "IT-BG", end=at(26)), 0),
    case("roads_banned_in_the_end", closed("road_ban", "IT-BG", start=at(8, 0, 4)), 1, "A road ban", stays=WHO_RETURNS),
    case("commercial_lift_suspended", small.with_more(
        closed("lift_suspended", "IT"), "offers", Offer(id="RU-9", donor="RU", status="accepted", channel="commercial")
    ).model_copy(update={"fleet": tuple(t.model_copy(update={"offer": "RU-9"}) for t in BASE.fleet)}), 1,
        "There is no aircraft", stays=ALL_FLYING),
    case("commercial_lift_suspended_at_first", small.with_more(
        closed("lift_suspended", "LIRE", end=at(24)), "offers",
        Offer(id="RU-9", donor="RU", status="accepted", channel="commercial"),
    ).model_copy(update={"fleet": tuple(t.model_copy(update={"offer": "RU-9"}) for t in BASE.fleet)}), 0),
    case("military_lift_goes_on", closed("lift_suspended", "IT"), 0),
    # devices and goods
    case("device_with_its_team", as_a_lab(operated_by="RU-med-1"), 0),
    case("device_whose_team_cannot_come", small.with_row(
        as_a_lab(operated_by="RU-med-1"), "teams", "RU-med-1", people=200
    ), 1, "never at work: RU-lab", stays=("RU-med-1",)),
    case("device_whose_team_serves_nothing_else", as_a_lab(operated_by="RU-med-1").model_copy(update={"decisions": decided(
        {"kind": "not_assign", "resource": "RU-med-1", "need": "IT-BG-med"}
    ).decisions}), 0, "People decided"),
    case("device_that_comes_home", as_a_lab(returns=True), 0),
    case("goods_for_nobody", small.with_more(
        BASE, "supplies", Supply(id="RU-mask", offer="RU-1", capability="mask", quantity=9, package="mask_carton")
    ), 0, "Nobody asks for mask"),
    # decisions
    case("not_before_the_end", decided({"kind": "not_before", "items": ("RU-med-1",), "at": at(1, 0, 5)}), 1, stays=("RU-med-1",)),
    case("after_its_deadline", decided({"kind": "not_after", "items": ("RU-med-1",), "at": at(22, 1)}), 1,
        "could only land after", stays=("RU-med-1",)),
    case("no_aircraft_is_allowed", decided(
        {"kind": "item_not_on_tail", "items": ("RU-ars-01",), "tail": "RU-il76-01"},
        {"kind": "item_not_on_tail", "items": ("RU-ars-01",), "tail": "RU-il76-02"},
    ), 1, "what people decided keeps it off", stays=("RU-ars-01",)),
    case("all_on_one_load", decided({"kind": "items_together", "items": ALL_FLYING[:3] + ALL_FLYING[5:]}), 1, stays=ALL_FLYING[:3]),
    case("own_country_avoided", decided({"kind": "avoid_state", "state": "RU"}), 1, "Left behind", stays=ALL_FLYING),
    case("nobody_may_serve_it", decided({"kind": "not_assign", "resource": "RU-med-1", "need": "IT-BG-med"}), 0, "People decided"),
]  # fmt: skip


def unsaid(message: Message) -> set[str]:
    """What a sentence has a place for and the message does not carry."""
    text = catalogue("en")[message.key]
    forms = [text] if isinstance(text, str) else text.values()
    return {name for form in forms for name in FIELD.findall(form)} - set(message.params)


@pytest.mark.parametrize(("mission", "status", "says", "stays"), CASES)
def test_the_plan_says_what_cannot_be_done(
    tmp_path: Path, mission: Mission, status: int, says: tuple[str, ...], stays: tuple[str, ...]
) -> None:
    folder = small.folder(mission, tmp_path / "mission")
    ran = aidbridge("plan", folder, "--out", tmp_path / "plan", "--iterations", ITERATIONS, "--quiet")
    assert ran.status == status, ran.out + ran.err
    assert ran.err == ""
    resolved, plan = read_resolved(tmp_path / "plan/resolved.json"), read_plan(tmp_path / "plan/plan.json")
    verdict = check(resolved, plan)
    assert not verdict.broken
    assert outcome(resolved, plan, verdict).status == status
    # What the plan keeps back is kept back whole: it is on no load, and told with its reason on every paper.
    left = {one.item for one in plan.left_behind}
    assert set(stays) <= left
    messages = [one.reason for one in (*plan.left_behind, *plan.unused)] + [one.message for one in plan.explanations]
    assert [message.key for message in messages if not knows(message.key)] == []
    assert [message for message in messages if unsaid(message)] == []
    told = " ".join([ran.out, *(say(one.message) for one in plan.explanations)]).replace("\N{NO-BREAK SPACE}", " ")
    for text in says:
        assert text in told, told
    page = (tmp_path / "plan/report.html").read_text(encoding="utf-8")
    assert all(item in page for item in left)
    about = dossier(resolved, plan, verdict)
    assert all("{" not in finding_text(about, finding) for finding in verdict.findings)
    # The same from Python, byte for byte.
    again, verdict_again = make_plan(resolved, Stop(iterations=ITERATIONS), seed=1)
    assert plan_json(again) == plan_json(plan) and verdict_again == verdict
    assert json_of(verdict) == (tmp_path / "plan/verdict.json").read_text(encoding="utf-8")


def test_nothing_lands_that_cannot_go_on() -> None:
    """Whatever the roads allow, what flies out marches on, so that nobody is stranded at the airfield."""
    for mission in (every("teams", drivers=1), every("vehicles", seats=2), road(max_vehicles=2), but(vehicles=BASE.vehicles[:1])):
        plan, _ = make_plan(resolve(mission), Stop(iterations=ITERATIONS))
        flown = {item for load in plan.loads if load.phase == "out" for item in (*(p.item for p in load.placements), *load.persons)}
        marched = {
            item
            for convoy in plan.convoys
            if convoy.phase == "out"
            for vehicle in convoy.vehicles
            for item in (vehicle.vehicle, *(seat.team for seat in vehicle.seats), *vehicle.cargo)
        }
        assert flown <= marched


def test_late_clearances_and_agreements_only_delay() -> None:
    for mission, first in (
        (row("clearances", "LD-LIRE", valid_from=at(28)), at(28)),
        (row("clearances", "CL-TR", valid_from=at(28)), at(28)),
        (row("agreements", "AG-1", valid_from=at(27)), at(27)),
        (closed("airspace_closed", "TR", at(20), at(30)), at(30)),
    ):
        resolved = resolve(mission)
        plan, verdict = make_plan(resolved, Stop(iterations=ITERATIONS))
        assert verdict.accepted and not plan.left_behind
        assert plan.figures.first_landing_min >= resolved.minute(first)


def test_what_is_shut_at_night_is_shut_at_night() -> None:
    resolved = resolve(field("LIRE", hours=(OpeningHours(opens=time(8), closes=time(20)),)))
    plan, verdict = make_plan(resolved, Stop(iterations=ITERATIONS))
    assert verdict.accepted
    for sortie in plan.sorties:
        for leg in sortie.legs:
            for icao, minute in ((leg.origin, leg.depart_min), (leg.destination, leg.arrive_min)):
                if icao == "LIRE":
                    assert 8 <= resolved.moment(minute).astimezone(ZoneInfo("Europe/Rome")).hour < 20
