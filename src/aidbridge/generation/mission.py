"""A generated mission: what is needed and offered, who flies it, and what has been cleared."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random

from ..catalogue.aircraft import aircraft_type
from ..catalogue.standins import Values, stand_ins
from ..intake.places.tables import City, Field
from ..model.agreements import Agreement, Clearance
from ..model.crews import Crew
from ..model.facts import Assumption
from ..model.fleet import Tail
from ..model.mission import FORMAT, Mission
from ..model.needs import Need, Request
from ..model.offers import Offer
from ..model.places import AirfieldSetting, OpeningHours, Place, Site, Transfer
from ..model.policy import Policy, RoadPolicy
from ..model.resources import Supply, Team, Vehicle
from ..physics.geodesy import distance_km
from .order import Order, Shape
from .scene import Scene, scene

START = datetime(2030, 3, 1, 6, tzinfo=UTC)
"""A day of no mission that has been."""
SOURCE = "made up by the generator"
TYPES = {"il76md": 5, "a400m": 2, "c17a": 2, "an124_100": 1}
"""The fleet's mix: types whose hold a lorry enters."""
SHUTTLE = "a400m"
"""The host's own type, of a relay."""
LORRY, BALE, PIECES = "kamaz5350", "blanket_bale_a", 30
TEAM, DRIVERS, LORRIES = 12, 4, 2
"""A team with its two lorries fills the hold of most types."""
BALES_A_LOAD = 300
GOODS = 0.2
"""The share of loads that are blankets."""
MET = 0.9
"""The share of what is offered that is needed, at least in whole teams."""
WARM_C, LAPSE_C_KM = 25.0, 6.5
"""A warm day at sea level, and how much cooler it is a kilometre up."""
WIDTH_M = 45.0
"""Of runways of which nobody has said it."""
HOSTS = "truck_18t", "bus_50"
LOADS_A_HOST_VEHICLE = 2
"""One lorry and one coach of the host for so many loads."""


def generate(order: Order) -> Mission:
    """The mission of an order; the same order gives the same mission. Raises InputError where no place on earth fits it."""
    random = Random(f"{order.shape}:{order.seed}")
    return _Making(order, scene(order, random), random).mission()


class _Making:
    """One mission in the making."""

    def __init__(self, order: Order, where: Scene, random: Random) -> None:
        self.order, self.where, self.random = order, where, random
        self.host = where.debarkation.country
        self.hub = where.beside[0] if order.shape is Shape.RELAY else None
        self.lands = (where.debarkation, *(where.beside if order.shape is Shape.NETWORK else ()))
        self.sources = [(state, field) for state, fields in where.donors for field in fields[: self._waiting_at(fields)]]
        self.bases = [(state, field) for state, fields in where.donors for field in fields]
        self.end = START + timedelta(days=order.days)

    def _waiting_at(self, fields: Sequence[Field]) -> int:
        """At how many of a donor's airfields its resources wait; its aircraft stand at all of them."""
        return max(1, len(fields) // 2) if self.order.shape is Shape.NETWORK else 1

    def mission(self) -> Mission:
        where = self.where
        teams, vehicles, supplies = self._resources()
        places, sites = self._places()
        fleet = self._fleet()
        donors = [state for state, _ in self.where.donors]
        return Mission(
            format=FORMAT,
            id=f"generated-{self.order.shape}-{self.order.seed}",
            title={"en": self._title()},
            start=START,
            horizon=self.end,
            time_zone=self.where.debarkation.time_zone,
            embarkation=self.sources[0][1].id,
            debarkation=self.where.debarkation.id,
            transfers=(Transfer(airfield=where.debarkation.id, at=self.hub.id),) if self.hub else (),
            base="base",
            request=Request(id="request", by=self.host, to=tuple(donors), at=START, source=SOURCE),
            places=places,
            sites=sites,
            needs=self._needs(len(teams), sum(supply.quantity for supply in supplies)),
            offers=tuple(Offer(id=f"{state}-1", donor=state, status="accepted", source=SOURCE) for state in [*donors, self.host]),
            agreements=(
                *(Agreement(id=f"AG-{state}", parties=(state, self.host), valid_from=START, source=SOURCE) for state in donors),
                Agreement(id=f"AG-{self.host}", parties=(self.host,), valid_from=START, source=SOURCE),
            ),
            clearances=self._clearances(),
            teams=teams,
            vehicles=(*vehicles, *self._host_vehicles()),
            supplies=supplies,
            fleet=fleet,
            crews=self._crews(fleet),
            airfields=self._airfields(),
            assumptions=self._assumptions({tail.type for tail in fleet}, supplies),
            policy=Policy(road=RoadPolicy(max_convoys=max(3, self.order.loads))),
        )  # fmt: skip

    def _crews(self, fleet: tuple[Tail, ...]) -> tuple[Crew, ...]:
        return tuple(
            Crew(
                id=f"{tail.id}-crew-{number}", offer=tail.offer, types=(tail.type,), at=tail.at,
                available_from=tail.available_from, augmented=self.random.random() < 1 / 3,
            )
            for tail in fleet
            for number in range(1, self.order.crews + 1)
        )  # fmt: skip

    def _title(self) -> str:
        """Says that it is no mission that was."""
        asked = self.order
        return f"Generated mission: {asked.shape}, {asked.loads} loads, seed {asked.seed} (all figures made up)"

    def _resources(self) -> tuple[tuple[Team, ...], tuple[Vehicle, ...], tuple[Supply, ...]]:
        """Teams with their lorries, and blankets, spread over the airfields where they wait."""
        random = self.random
        teams: list[Team] = []
        vehicles: list[Vehicle] = []
        blankets: dict[tuple[str, str], int] = {}
        # Whatever chance does, each airfield of embarkation sends something.
        turns = [self.sources[n] if n < len(self.sources) else random.choice(self.sources) for n in range(self.order.loads)]
        for number, (state, field) in enumerate(turns, start=1):
            ready = START + timedelta(minutes=random.randrange(0, self.order.days * 720, 15))
            if number > len(self.sources) and random.random() < GOODS:
                blankets[state, field.id] = blankets.get((state, field.id), 0) + BALES_A_LOAD * PIECES
                continue
            own = {"offer": f"{state}-1", "at": field.id, "ready": ready}
            kit = [f"{state}-lorry-{number:04d}{letter}" for letter in "ab"[:LORRIES]]
            vehicles += [Vehicle.model_validate(own | {"id": id, "equipment": LORRY, "pallet_places": 2}) for id in kit]
            team = {"id": f"{state}-team-{number:04d}", "people": TEAM, "capability": "medical_team", "drivers": DRIVERS}
            teams.append(Team.model_validate(own | team | {"kit": tuple(kit), "setup_min": 120}))
        supplies = tuple(
            Supply(id=f"{state}-blankets-{icao}", offer=f"{state}-1", capability="blanket", quantity=pieces, package=BALE,
                   per_package=PIECES, at=icao)
            for (state, icao), pieces in sorted(blankets.items())
        )  # fmt: skip
        return tuple(teams), tuple(vehicles), supplies

    def _host_vehicles(self) -> tuple[Vehicle, ...]:
        own = {"offer": f"{self.host}-1", "flies": False, "drivers_needed": 0, "returns": False}
        carrying = {"pallet_places": 8, "payload_kg": 9_000}
        rows = [
            (f"{self.host}-lorry", own | carrying | {"equipment": HOSTS[0]}),
            (f"{self.host}-coach", own | {"equipment": HOSTS[1]}),
        ]
        each = range(1, math.ceil(self.order.loads / LOADS_A_HOST_VEHICLE) + 1)
        waiting = [field.id for field in self.lands]
        made = [row | {"id": f"{name}-{n:03d}", "at": waiting[n % len(waiting)]} for name, row in rows for n in each]
        return tuple(Vehicle.model_validate(row) for row in made)

    def _places(self) -> tuple[tuple[Place, ...], tuple[Site, ...]]:
        """Places with severities that differ as those of disasters do, each with a hospital and a depot."""
        places = [Place(id=self.host, name=self.host, level="country")]
        sites: list[Site] = []
        for number, city in enumerate(self.where.places, start=1):
            id, at = f"P-{number:03d}", {"place": f"P-{number:03d}", "lat": city.lat, "lon": city.lon, "town": city.name}
            severity = round(min(10.0, max(0.2, self.random.lognormvariate(0.5, 0.9))), 2)
            places.append(
                Place(id=id, name=city.name, level="province", part_of=self.host, lat=city.lat, lon=city.lon, severity=severity,
                      population=city.people)
            )  # fmt: skip
            nearest = min(self.lands, key=lambda field: distance_km((field.lat, field.lon), (city.lat, city.lon)))
            depot = {"id": f"depot-{number:03d}", "name": f"Depot, {city.name}", "kind": "depot"}
            sites += [
                Site.model_validate(at | {"id": f"hospital-{number:03d}", "name": f"Hospital, {city.name}", "kind": "hospital"}),
                Site.model_validate(at | depot | ({"airfield": nearest.id} if nearest is not self.lands[0] else {})),
            ]
        first = self.where.places[0]
        base = Site(
            id="base", name=f"Base, {first.name}", kind="base", place="P-001", lat=first.lat, lon=first.lon, town=first.name
        )
        return tuple(places), (base, *sites)

    def _needs(self, teams: int, blankets: float) -> tuple[Need, ...]:
        """Teams and blankets by place, larger where more people live."""
        shares = _shares(self.where.places)
        needs: list[Need] = []
        for number, share in enumerate(shares, start=1):
            since = START + timedelta(hours=self.random.randrange(0, 48))
            about = {"place": f"P-{number:03d}", "start": since}
            asked = max(1, round(MET * teams * share))
            needs.append(
                Need.model_validate(
                    about | {"id": f"N-{number:03d}-teams", "capability": "medical_team", "quantity": asked,
                             "site": f"hospital-{number:03d}"}
                )
            )  # fmt: skip
            if blankets:
                pieces = max(1, round(MET * blankets * share / PIECES)) * PIECES
                needs.append(
                    Need.model_validate(
                        about | {"id": f"N-{number:03d}-blankets", "capability": "blanket", "quantity": pieces,
                                 "site": f"depot-{number:03d}"}
                    )
                )  # fmt: skip
        return tuple(needs)

    def _fleet(self) -> tuple[Tail, ...]:
        """Aircraft over all airfields of the donors, each donor's of one or two types; of a relay one in three is the host's."""
        random = self.random
        own = max(1, self.order.aircraft // 3) if self.hub else 0
        kinds = {state: random.choices(list(TYPES), list(TYPES.values()), k=2) for state, _ in self.where.donors}
        tails: list[Tail] = []
        for number in range(1, self.order.aircraft + 1):
            if self.hub and number <= own:
                offer = f"{self.host}-1"
                tails.append(Tail(id=f"{self.host}-{number:03d}", type=SHUTTLE, offer=offer, at=self.hub.id, available_from=START))
                continue
            state, field = self.bases[(number - own - 1) % len(self.bases)]
            since = START + timedelta(minutes=random.randrange(0, 2_880, 15))
            tails.append(
                Tail(
                    id=f"{state}-{number:03d}",
                    type=random.choice(kinds[state]),
                    offer=f"{state}-1",
                    at=field.id,
                    available_from=since,
                )
            )
        return tuple(tails)

    def _clearances(self) -> tuple[Clearance, ...]:
        """All states about have cleared all flights but for one in twenty of those that neither give nor ask."""
        parties = {self.host, *(state for state, _ in self.where.donors)}
        refused = {state for state in self.where.states if state not in parties and self.random.random() < 0.05}
        until = self.end + timedelta(days=30)
        return (
            *(
                Clearance(id=f"OVF-{state}", kind="overflight", state=state, status="refused" if state in refused else "granted",
                          valid_from=START, valid_to=until, source=SOURCE)
                for state in self.where.states
            ),
            *(
                Clearance(id=f"LDG-{field.id}", kind="landing", airfield=field.id, status="granted", valid_from=START,
                          valid_to=until, source=SOURCE)
                for field in self._fields()
                if not (self.hub and field is self.where.debarkation)
            ),
        )  # fmt: skip

    def _fields(self) -> tuple[Field, ...]:
        return (self.where.debarkation, *self.where.beside, *(field for _, field in self.bases))

    def _airfields(self) -> tuple[AirfieldSetting, ...]:
        return tuple(self._setting(field) for field in self._fields())

    def _setting(self, field: Field) -> AirfieldSetting:
        random = self.random
        told: dict[str, object] = {
            "icao": field.id, "name": field.name, "country": field.country, "lat": field.lat, "lon": field.lon,
            "elevation_m": field.elevation_m, "time_zone": field.time_zone, "runway_m": field.runway_m,
            "runway_width_m": field.runway_width_m or WIDTH_M, "parking_places": random.randint(4, 10),
            "landing_interval_min": random.choice((10, 15, 20)), "loading_teams": random.randint(2, 5),
            "unloading_teams": random.randint(2, 5), "loading_min": random.choice((90, 120, 150)),
            "unloading_min": random.choice((60, 90, 120)),
            "temperature_c": round(WARM_C - LAPSE_C_KM * (field.elevation_m or 0) / 1_000, 1),
        }  # fmt: skip
        if field is self.where.debarkation and self.order.shape is Shape.CONGESTED:
            told |= {"parking_places": 4, "landing_interval_min": 60, "unloading_teams": 2}
            told["hours"] = (OpeningHours(opens=time(6), closes=time(20)),)
        return AirfieldSetting.model_validate(told)

    def _assumptions(self, types: set[str], supplies: Sequence[Supply]) -> tuple[Assumption, ...]:
        """What safety rules need and nobody has published."""
        why = "a generated mission takes engineering estimates for what was not published"
        values: Values = {}
        for type in sorted(types):
            values |= {f"aircraft:{type}.{name}": value for name, value in stand_ins(aircraft_type(type)).items()}
        heaviest = max(aircraft_type(type).mtow_kg or 0.0 for type in types)
        values |= {f"airfield:{field.id}.strength": heaviest for field in self._fields()}
        accept = [f"aircraft:{type}.*" for type in sorted(types)]
        accept += [f"equipment:{vehicle}.*" for vehicle in (LORRY, *HOSTS)]
        if supplies:
            accept += [f"equipment:{BALE}.*", *(f"supply:{supply.id}.*" for supply in supplies)]
        return (Assumption(id="A-generated", values=dict(values), accept=tuple(accept), reason=why, source=SOURCE),)


def _shares(places: Sequence[City]) -> list[float]:
    """Of each place in the whole, by the root of its people, so that small places are not forgotten."""
    roots = [max(city.people, 1) ** 0.5 for city in places]
    return [root / sum(roots) for root in roots]
