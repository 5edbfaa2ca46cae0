"""The sample, widened until every clause of every rule has something to bite on: a trailer, items that fit nowhere, a small
aircraft, airfields that are too short, narrow or weak, opening hours, fuel on hand, closures, offers that are not in force,
and one decision of each kind. The plan is the sample's, with the trailer on board; what fits nowhere is left behind.
"""

from datetime import date, time, timedelta

import sample_plan
import samples
from aidbridge.catalogue.dangerous_goods import dangerous_goods
from aidbridge.catalogue.segregation import segregation
from aidbridge.model.agreements import Agreement, Restriction
from aidbridge.model.crews import Crew
from aidbridge.model.decisions import Decision
from aidbridge.model.facts import Fact, Status
from aidbridge.model.fleet import AircraftType, Maintenance, Tail
from aidbridge.model.hold import EnvelopeRow, FuelArm, HeightSpan, Position
from aidbridge.model.messages import Message
from aidbridge.model.needs import Need
from aidbridge.model.offers import Offer
from aidbridge.model.places import Airfield, OpeningHours, Place, Site
from aidbridge.model.plan import Convoy, LeftBehind, Load, MarchingVehicle, Placement, Plan, Sortie, Unused
from aidbridge.model.policy import Rates, Segregation
from aidbridge.model.resolved import Axle, Crossing, DangerousGoods, Item, Resolved
from aidbridge.model.resources import Supply, Team, Vehicle
from aidbridge.model.specification import Classification, Requirement, Specification, Staffing

CLOSED = (-9_000, -6_000)
"""When the airfield, the airspace, the site of the tests are closed: days before anything of the plan happens."""
SIXTY_DAYS = (0, 60 * 24 * 60)
"""When commercial lift is suspended and businesses are shut: all the time."""
SMALL = AircraftType(
    id="an26", name="Antonov An-26", max_payload_kg=500, oew_kg=15_850, mzfw_kg=17_000, mtow_kg=24_000, mlw_kg=24_000,
    max_fuel_kg=5_500, hold_length_m=6.0, hold_width_m=2.4, hold_height_m=1.8, door_width_m=2.2, door_height_m=1.6,
    floor_limit_kg_m2=150, axle_limit_kg=500, single_item_limit_kg=700, cruise_tas_kmh=430,
    payload_range=samples.IL76.payload_range, runway_takeoff_m=900, runway_landing_m=700, runway_width_m=25, troop_seats=2,
    balance_from_m=2.0, balance_to_m=2.1, loads_through="rear", rings=2, ring_limit_kg=1_000, ramp_angle_deg=25,
    height_profile=(HeightSpan(from_m=0, to_m=3, height_m=1.5),), running_load_kg_m=200, lateral_limit_kg_m=50,
    positions=(Position(id="P1", from_m=0, to_m=2.5, limit_kg=300), Position(id="P2", from_m=2.5, to_m=6, limit_kg=300)),
    envelope=(EnvelopeRow(mass_kg=15_000, forward_m=2.0, aft_m=2.12),
              EnvelopeRow(mass_kg=24_000, forward_m=2.0, aft_m=2.12)),
    oew_arm_m=2.1, fuel_arm=(FuelArm(fuel_kg=0, arm_m=2.1),),
)  # fmt: skip
KEPT_APART = (
    Segregation(first="1", second="2.1", keep="hold"), Segregation(first="3", second="8", keep="distance", distance_m=3.0),
)  # fmt: skip
LEFT = Message(key="loading.fits_nowhere")


def resolved() -> Resolved:
    """The widened mission, resolved."""
    base = samples.resolved()
    return base.model_copy(
        update={
            "mission": _mission(base),
            "airfields": (*(_with_limits(field) for field in base.airfields), *_poor_airfields(base)),
            "aircraft_types": (*base.aircraft_types, SMALL),
            "items": (*base.items, _trailer(), *_misfits()),
            "routes": (*base.routes, _by_poland(base)),
            "facts": (*base.facts, *_strengths()),
            "segregation": (*KEPT_APART, *segregation()),
            "closed": {
                "airfield:LIRE": (CLOSED,),
                "state:TR": (CLOSED,),
                "site:home-1": (CLOSED,),
                "road:IT-BG": (CLOSED,),
                "lift:IT": (SIXTY_DAYS,),
                "business:IT": (SIXTY_DAYS,),
            },
            "hash": "1" * 64,
        }
    )


def plan(world: Resolved | None = None) -> Plan:
    """The sample's plan with the trailer, counted anew; the checker accepts it."""
    world = world or resolved()
    sample = sample_plan.sample_plan(world)
    left = tuple(LeftBehind(item=item.id, phase="out", reason=LEFT) for item in _misfits() if item.flies and item.offer != "CN-1")
    widened = sample.model_copy(
        update={
            "loads": tuple(_with_trailer(load) for load in sample.loads),
            "sorties": tuple(_crewed(_heavier(world, sortie)) for sortie in sample.sorties),
            "convoys": tuple(_towing(convoy) for convoy in sample.convoys),
            "left_behind": (*sample.left_behind, *left),
            "unused": (
                *sample.unused,
                Unused(offer="CN-1", resource="CN-med-1", quantity=1, reason=Message(key="offer.illustrative")),
                Unused(offer="RU-1", resource="RU-vent-old", quantity=7, reason=Message(key="mismatch.expired")),
                Unused(offer="RU-2", resource="RU-vent-far", quantity=8, reason=Message(key="allocation.covered")),
                Unused(offer="RU-2", resource="RU-vent-again", quantity=36, reason=Message(key="mismatch.same_quantity")),
            ),
        }
    )
    return sample_plan.counted(world, widened)


def _mission(base: Resolved) -> object:
    mission = base.mission
    agreement = mission.agreements[0].model_copy(
        update={"places": ("IT-25", "IT-45"), "valid_to": samples.START + timedelta(days=60)}
    )
    strict = Requirement(
        certificates=("IEC 60601-1",), voltage_v=230, frequency_hz=50, plugs=("F",), manual_languages=("it",), shelf_life_days=30
    )
    strict_team = Requirement(
        classification=Classification(scheme="EMT", type="2"),
        staff=(Staffing(profession="physician", count=2),),
        self_sufficiency_days=14,
    )
    needs = (
        Need(id="IT-21-vent", capability="ventilator", place="IT-21", quantity=5, start=samples.START),
        Need(
            id="IT-45-vent-2",
            capability="ventilator",
            place="IT-45",
            site="bologna-depot",
            quantity=5,
            start=samples.START,
            requires=strict,
        ),
        Need(
            id="IT-45-med",
            capability="medical_team",
            place="IT-45",
            site="bologna-depot",
            quantity=1,
            start=samples.START,
            min_skill="surgery",
            language="it",
            requires=strict_team,
        ),
    )
    lots = (
        Supply(
            id="RU-vent-old",
            offer="RU-1",
            capability="ventilator",
            quantity=7,
            package="ventilator_icu",
            specification=Specification(expiry=date(2020, 3, 1), voltage_from_v=110, frequencies_hz=(60,), plugs=("A",)),
        ),
        Supply(id="RU-vent-far", offer="RU-2", capability="ventilator", quantity=8, package="ventilator_icu"),
        Supply(id="RU-vent-again", offer="RU-2", capability="ventilator", quantity=36, package="ventilator_icu"),
    )
    second = Offer(id="RU-2", donor="RU", status="accepted", channel="UCPM", only_places=("IT-25",))
    shop = Offer(id="IT-2", donor="IT", status="accepted", channel="commercial")
    french = Offer(id="FR-1", donor="FR", status="accepted")
    ended = Agreement(id="AG-3", parties=("FR", "IT"), status="ended", valid_from=samples.START)
    later = {"start": samples.START, "end": samples.START + timedelta(days=60)}
    shut = {"start": samples.START + timedelta(minutes=CLOSED[0]), "end": samples.START + timedelta(minutes=CLOSED[1])}
    return mission.model_copy(
        update={
            "places": (*mission.places, Place(id="IT-21", name="Piemonte", level="region", part_of="IT", severity=1.0)),
            "sites": (*mission.sites, Site(id="torino-depot", name="Depot", kind="depot", place="IT-21", lat=45.07, lon=7.69)),
            "needs": (*mission.needs, *needs),
            "offers": (*mission.offers, Offer(id="CN-1", donor="CN", status="illustrative"), french, second, shop),
            "agreements": (agreement, mission.agreements[1], ended),
            "teams": (*mission.teams, Team(id="CN-med-1", offer="CN-1", people=4, capability="medical_team")),
            "supplies": (*mission.supplies, *lots),
            "vehicles": (
                *mission.vehicles,
                Vehicle(id="IT-hired-01", offer="IT-2", equipment="kamaz5350", flies=False, drivers_needed=0, at="LIRE"),
                Vehicle(id="RU-trailer-01", offer="RU-1", equipment="trailer", drivers_needed=0, towed_by="RU-uaz-01"),
                Vehicle(id="CN-truck-01", offer="CN-1", equipment="kamaz5350", flies=False, drivers_needed=0, at="LIRE"),
            ),
            "fleet": (
                *(tail.model_copy(update={"maintenance": (Maintenance(**shut),)}) for tail in mission.fleet),
                Tail(id="RU-an26-01", type="an26", offer="RU-1", at="UUMU", available_from=samples.START),
                Tail(id="IT-il76-01", type="il76md", offer="IT-2", at="UUMU", available_from=samples.START),
                Tail(id="CN-il76-01", type="il76md", offer="CN-1", at="UUMU", available_from=samples.START),
            ),
            "crews": _crews(),
            "decisions": _decisions(),
            "policy": mission.policy.model_copy(update={"segregation": KEPT_APART}),
            "rates": Rates(flying_hour={"il76md": 8_000}, fuel_per_kg=0.5, handling_per_tonne=40, road_per_km=1.5, per_diem=60),
            "restrictions": (
                Restriction(id="R-1", effect="airfield_closed", place="LIRE", **shut),
                Restriction(id="R-2", effect="airspace_closed", place="TR", **shut),
                Restriction(id="R-3", effect="site_shut", place="home-1", **shut),
                Restriction(id="R-4", effect="road_ban", place="IT-BG", **shut),
                Restriction(id="R-5", effect="lift_suspended", place="IT", **later),
                Restriction(id="R-6", effect="business_closed", place="IT", **later),
            ),
        }
    )  # fmt: skip


def _crews() -> tuple[Crew, ...]:
    """Two that fly, and one for each way of being the wrong one."""
    own = {"offer": "RU-1", "types": ("il76md",), "at": "UUMU", "available_from": samples.START}
    late, early = samples.START + timedelta(days=16), samples.START + timedelta(days=16, hours=20)
    rows: tuple[dict[str, object], ...] = (
        {"id": "RU-crew-1"},
        {"id": "RU-crew-2", "at": "ULOO", "augmented": True},
        {"id": "RU-crew-3", "at": "ULOO"},
        {"id": "RU-crew-late", "available_from": late},
        {"id": "RU-crew-gone", "available_to": early},
        {"id": "RU-crew-an26", "types": ("an26",)},
        {"id": "CN-crew-1", "offer": "CN-1"},
    )
    return tuple(Crew.model_validate(own | row) for row in rows)


def _crewed(sortie: Sortie) -> Sortie:
    crew = {"RU-il76-01": "RU-crew-1", "RU-il76-02": "RU-crew-2"}[sortie.tail]
    return sortie.model_copy(update={"legs": tuple(leg.model_copy(update={"crew": crew}) for leg in sortie.legs)})


def _decisions() -> tuple[Decision, ...]:
    why = "as the ministries agreed"
    return (
        Decision(id="D-on", kind="item_on_tail", items=("RU-ars-01",), tail="RU-il76-01", reason=why),
        Decision(id="D-off", kind="item_not_on_tail", items=("RU-uaz-01",), tail="RU-il76-01", reason=why),
        Decision(id="D-with", kind="items_together", items=("RU-ars-01", "RU-ars-02"), reason=why),
        Decision(id="D-apart", kind="items_apart", items=("RU-dis-1", "RU-med-1"), reason=why),
        Decision(id="D-later", kind="not_before", items=("RU-vent.1",), at=samples.START + timedelta(minutes=500), reason=why),
        Decision(id="D-sooner", kind="not_after", items=("RU-vent.1",), at=samples.START + timedelta(days=9), reason=why),
        Decision(id="D-avoid", kind="avoid_state", state="PL", reason=why),
        Decision(id="D-for", kind="assign", resource="RU-med-1", need="IT-BG-med", reason=why),
        Decision(id="D-not", kind="not_assign", resource="RU-vent", need="IT-25-vent", reason=why),
    )


def _with_limits(field: Airfield) -> Airfield:
    """Opening hours and fuel at Verona."""
    if field.icao != "LIPX":
        return field
    return field.model_copy(update={"hours": (OpeningHours(opens=time(8), closes=time(20)),), "fuel_kg": 90_000.0})


def _poor_airfields(base: Resolved) -> tuple[Airfield, ...]:
    known = base.airfield("LIPX")
    return (
        known.model_copy(update={"icao": "XSHO", "name": "Short", "runway_m": 500.0}),
        known.model_copy(update={"icao": "XNAR", "name": "Narrow", "runway_width_m": 18.0}),
        known.model_copy(update={"icao": "XWEA", "name": "Weak"}),
    )


def _strengths() -> tuple[Fact, ...]:
    limits = {"XSHO": 190_000, "XNAR": 190_000, "XWEA": 60_000}
    return tuple(
        Fact(key=f"airfield:{icao}.strength", value=kg, status=Status.READ, source="sample") for icao, kg in limits.items()
    )


def _by_poland(base: Resolved) -> object:
    route = base.route("UUMU-LIRE")
    crossings = tuple(
        Crossing(state="PL", enter_km=c.enter_km, leave_km=c.leave_km) if c.state is None else c for c in route.crossings
    )
    return route.model_copy(update={"id": "UUMU-LIRE.2", "crossings": crossings})


def _trailer() -> Item:
    return Item(
        id="RU-trailer-01", kind="trailer", resource="RU-trailer-01", offer="RU-1", flies=True, origin="UUMU", ready_min=0,
        length_cm=300, width_cm=190, height_cm=200, mass_kg=800, towed_by="RU-uaz-01", returns=True, departure_deg=20,
        breakover_deg=40,
    )  # fmt: skip


def _misfits() -> tuple[Item, ...]:
    """Items that break one limit each, and items that no agreement covers."""

    def crate(id: str, size: tuple[int, int, int], mass_kg: int, **more: object) -> Item:
        length, width, height = size
        known = {"kind": "cargo", "resource": id, "offer": "RU-1", "flies": True, "origin": "UUMU", "ready_min": 0}
        sized = {"id": id, "length_cm": length, "width_cm": width, "height_cm": height, "mass_kg": mass_kg}
        return Item.model_validate(known | sized | more)

    axles = (Axle(at_cm=100, load_kg=8_000), Axle(at_cm=500, load_kg=8_000))
    goods = (DangerousGoods(un="UN1203", hazard_class="3", with_persons=False),)
    small = (100, 100, 100)
    alcohol, oxygen = dangerous_goods("UN1987", "3", 1), dangerous_goods("UN1072", "2.2", 100)
    acid = DangerousGoods(un="UN1789", hazard_class="8", with_persons=True, per_package=1, limits_known=True)
    flare = DangerousGoods(un="UN0093", hazard_class="1.3G", with_persons=True, per_package=1, limits_known=True)
    gas = DangerousGoods(un="UN1978", hazard_class="2.1", with_persons=True, per_package=1, limits_known=True)
    return (
        crate("RU-tall", (200, 200, 360), 2_000),
        crate("RU-wide", (300, 340, 200), 2_000),
        crate("RU-dense", (100, 100, 100), 3_000),
        crate("RU-axle", (600, 250, 290), 16_000, kind="vehicle", axles=axles),
        crate("RU-monster", (1_500, 310, 250), 48_000),
        crate("RU-fuel", (100, 100, 100), 500, dangerous=goods),
        crate("RU-drum", small, 250, dangerous=(dangerous_goods("UN1791", "8", 200),)),
        crate("RU-oxygen", small, 250, dangerous=(oxygen,)),
        crate("RU-mixed", small, 250, dangerous=(alcohol, dangerous_goods("UN1072", "2.2", 1))),
        crate("RU-flare", small, 250, dangerous=(flare,)),
        crate("RU-gas", small, 250, dangerous=(gas,)),
        crate("RU-acid", small, 250, dangerous=(acid,)),
        crate("RU-alcohol", small, 250, dangerous=(alcohol,)),
        crate("RU-late", small, 250, stop=2),
        crate("RU-crowd", (0, 0, 0), 19_200, kind="persons", persons=160),
        crate("FR-crate", (100, 100, 100), 500, offer="FR-1"),
        crate("CN-crate", (100, 100, 100), 500, offer="CN-1"),
        crate("CN-truck-01", (790, 250, 300), 9_000, kind="vehicle", offer="CN-1", flies=False, origin="LIRE", pallet_places=4,
              payload_kg=8_000),
        crate("IT-hired-01", (790, 250, 300), 9_000, kind="vehicle", offer="IT-2", flies=False, origin="LIRE", pallet_places=4,
              payload_kg=8_000),
        crate("CN-med-1", (0, 0, 0), 480, kind="persons", offer="CN-1", persons=4),
    )  # fmt: skip


def _with_trailer(load: Load) -> Load:
    at = {"L-002": (1249, 992), "H-002": (1159, 1040)}.get(load.id)
    if at is None:
        return load
    placements = (*load.placements, Placement(item="RU-trailer-01", x_cm=at[0], y_cm=77))
    return load.model_copy(update={"placements": placements, "payload_kg": load.payload_kg + 800, "balance_cm": at[1]})


def _heavier(world: Resolved, sortie: Sortie) -> Sortie:
    """The sorties that carry the trailer burn more."""
    if sortie.load not in ("L-002", "H-002"):
        return sortie
    legs = tuple(
        sample_plan.make_leg(
            world, leg.id, leg.kind, leg.route, leg.depart_min, load=leg.load, payload_kg=leg.payload_kg + 800,
            loading_start_min=leg.loading_start_min, unloaded_min=leg.unloaded_min,
        ) if leg.load else leg
        for leg in sortie.legs
    )  # fmt: skip
    return sortie.model_copy(update={"legs": legs})


def _towing(convoy: Convoy) -> Convoy:
    if not any(marching.vehicle == "RU-uaz-01" for marching in convoy.vehicles):
        return convoy
    return convoy.model_copy(update={"vehicles": (*convoy.vehicles, MarchingVehicle(vehicle="RU-trailer-01"))})
