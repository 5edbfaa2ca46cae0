"""Values and names in mission.yaml that are wrong, one at a time."""

import pytest

from missionfolders import assert_alone, line_of, write, yaml_case

CASES = [
    # units and numbers
    yaml_case("severity: 3\n", "severity: 3.000,5\n", "places[IT-25].severity", "3.000,5", "3000.5"),
    yaml_case("severity: 3\n", "severity: '3'\n", "places[IT-25].severity", "3", "without quotes"),
    yaml_case("capacity: 600", "capacity: 600 m2/h", "teams[RU-dis-1].capacity", "600 m2/h", "plain number"),
    yaml_case("vehicle_gap_m: 0.2", "vehicle_gap_m: 20 cm", "policy.hold.vehicle_gap_m", "20 cm", "in m: 0.2"),
    yaml_case("has: 500, keeps: 400", "has: ~500, keeps: 400", "reserves[RU-ventilator].has", "~500", "estimated"),
    yaml_case("quantity: 3000", "quantity: -5", "tasks[T-1].quantity", "-5", "check its unit"),
    yaml_case("quantity: 3000", "quantity: 0", "tasks[T-1].quantity", "0", "check its unit"),
    yaml_case("quantity: 3000", "quantity: .nan", "tasks[T-1].quantity", ".nan", "Correct the number"),
    yaml_case("quantity: 3000", "quantity: -.inf", "tasks[T-1].quantity", "-.inf", "Correct the number"),
    yaml_case("quantity: 3000", "quantity: 1e400", "tasks[T-1].quantity", "1e400", "Correct the number"),
    yaml_case("quantity: 3000", f"quantity: {'9' * 6000}", "tasks[T-1].quantity", "999", "Correct the number"),
    yaml_case("drivers: 4", "drivers: 4.5", "teams[RU-dis-1].drivers", "4.5", "whole number"),
    yaml_case("drivers: 4", "drivers: true", "teams[RU-dis-1].drivers", "true", "whole number"),
    yaml_case("lat: 45.737", "lat: 457.37", "sites[home-1].lat", "457.37", "check its unit"),
    yaml_case("severity: 3\n", "severity:\n", "places[IT-25].severity", "nothing", "remove"),
    yaml_case("parking_places: 2", "parking_places: [2]", "airfields[LIRE].parking_places", "a list of 1", "one number"),
    # names and codes
    yaml_case(
        "offer: RU-1\n    people",
        "offer: RU-2\n    people",
        "teams[RU-dis-1].offer",
        "RU-2",
        "RU-1",
        line_of("offer: RU-1\n    people"),
    ),
    yaml_case(
        "capability: disinfection\n", "capability: desinfection\n", "teams[RU-dis-1].capability", "desinfection", "disinfection"
    ),
    yaml_case("embarkation: UUMU", "embarkation: XXXX", "embarkation", "XXXX", "described in the section airfields: name, country"),
    yaml_case("debarkation: LIRE", "debarkation: PSR-1", "debarkation", "PSR-1", "ICAO indicator"),
    yaml_case("base: base", "base: bsae", "base", "bsae", "Did you mean base"),
    yaml_case("donor: RU, status: accepted", "donor: ITA, status: accepted", "offers[RU-1].donor", "ITA", "two-letter"),
    yaml_case("donor: RU, status: accepted", "donor: UK, status: accepted", "offers[RU-1].donor", "UK", "GB"),
    yaml_case("donor: RU, status: accepted", "donor: RU, status: acepted", "offers[RU-1].status", "acepted", "accepted"),
    yaml_case("time_zone: Europe/Rome", "time_zone: Europe/Roma", "time_zone", "Europe/Roma", "Europe/Rome"),
    yaml_case("time_zone: Europe/Rome", "time_zone: ../../etc/passwd", "time_zone", "../../etc/passwd", "Europe/Rome"),
    yaml_case("it: Aiuto per Bergamo", "italiano: Aiuto per Bergamo", "title.italiano", "italiano", "lower-case tag"),
    yaml_case("it: Aiuto per Bergamo", "ua: Aiuto per Bergamo", "title.ua", "ua", "Write uk"),
    yaml_case("languages: [ru, en]", "languages: [ru, Russian]", "teams[RU-dis-1].languages[2]", "Russian", "such as en"),
    yaml_case("id: T-1", "id: 'T 1'", "tasks[T 1].id", "T 1", "respell"),
    yaml_case("id: T-1", "id: 17", "tasks[1].id", "17", "in quotes"),
    yaml_case("kit: [RU-ars-01]", "kit: [RU-ars-1]", "teams[RU-dis-1].kit[1]", "RU-ars-1", "RU-ars-01"),
    yaml_case("day_start: 08:00", "day_start: 8 o'clock", "policy.day_start", "8 o'clock", "08:00"),
    yaml_case("flying_hour: {il76md", "flying_hour: {il76mf", "rates.flying_hour.il76mf", "il76mf", "il76md"),
    yaml_case(
        'accept: ["equipment:ars14km.*"]',
        "accept: [equipmnt:ars14km.*]",
        "assumptions[A-1].accept[1]",
        "equipmnt",
        "equipment:ars14km",
    ),
    # unknown and missing fields
    yaml_case("severity: 3\n", "sevrity: 3\n", "places[IT-25].sevrity", "an unknown field", "severity"),
    yaml_case("  road:\n", "  roads:\n", "policy.roads", "an unknown field", "road"),
    yaml_case("reserves:", "reservs:", "reservs", "an unknown field", "reserves"),
    yaml_case("base: base\n", "", "base", "nothing", "Add `base`", line=1),
    yaml_case("rates:\n  flying_hour: {il76md: {value: 12000, status: recalled}}", "rates: 5", "rates", "5", "name: value"),
    yaml_case("format: 1", "format: 2", "format", "2", "1"),
    yaml_case("kind: landing, airfield: LIRE", "kind: landing", "clearances[LD-LIRE].airfield", "nothing", "Add the airfield"),
    yaml_case(
        "kind: avoid_state, state: PL",
        "kind: item_on_tail, items: [RU-ars-01], state: PL",
        "decisions[D-1].tail",
        "nothing",
        "Add tail",
    ),
    # instants
    yaml_case("start: 2020-03-22T00:00:00Z\nh", "start: 2020-03-22T00:00:00\nh", "start", "2020-03-22T00:00:00", "Add the offset"),
    yaml_case("start: 2020-03-22T00:00:00Z\nh", "start: 22/03/2020\nh", "start", "22/03/2020", "2020-03-22T08:00:00+01:00"),
    yaml_case("start: 2020-03-22T00:00:00Z\nh", "start: 1584835200\nh", "start", "1584835200", "2020-03-22T08:00:00+01:00"),
    yaml_case("start: 2020-03-22T00:00:00Z\nh", "start: '1584835200'\nh", "start", "1584835200", "2020-03-22T08:00:00+01:00"),
    yaml_case("start: 2020-03-22T00:00:00Z\nh", "start: 2020-02-30T00:00:00Z\nh", "start", "2020-02-30T00:00:00Z", "Z for UTC"),
    yaml_case("at: 2020-03-21T16:00:00+01:00", "at: 0001-01-01T00:00:00+14:00", "request.at", "0001-01-01", "Correct it"),
    yaml_case("value: 2020-04-30T00:00:00Z", "value: 2020-03-20T00:00:00Z", "horizon", "2020-03-20T00:00:00Z", "after the start"),
    yaml_case(
        "end: 2020-04-07T20:00:00+02:00", "end: 2020-03-23T20:00:00+01:00", "tasks[T-1].end", "2020-03-23T19:00:00Z", "reversed"
    ),
    yaml_case(
        "start: 2020-03-24T06:00:00+01:00, end: 2020-04-07",
        "start: 2020-05-24T06:00:00+01:00, end: 2020-06-07",
        "tasks[T-1].start",
        "2020-05-24",
        "later horizon",
    ),
    yaml_case("opens: 06:00, closes: 22:30", "opens: 06:00, closes: '24:00'", "airfields[LIRE].hours[1].closes", "24:00", "08:00"),
    yaml_case("opens: 06:00, closes: 22:30", "opens: 06:00, closes: 06:00", "airfields[LIRE].hours[1]", "06:00", "different"),
    yaml_case("dated: 2020-03-25", "dated: 25 March", "teams[RU-dis-1].people.dated", "25 March", "2020-03-22"),
    # figures
    yaml_case("{value: 55, source: march order}", "{source: march order}", "policy.road.convoy_speed_kmh", "a mapping", "{value:"),
    yaml_case("{value: 55, source: march order}", "{value: 55}", "policy.road.convoy_speed_kmh", "without source", "status: read"),
    yaml_case(
        "{value: 55, source: march order}",
        "{value: 55, source: x, sorce: y}",
        "policy.road.convoy_speed_kmh.sorce",
        "unknown",
        "source",
    ),
    yaml_case(
        "{value: 55, source: march order}",
        "{value: 55, status: guessed}",
        "policy.road.convoy_speed_kmh.status",
        "guessed",
        "Write one of them",
    ),
    yaml_case("{value: 55, source: march order}", "{value: 5 5, source: x}", "policy.road.convoy_speed_kmh", "5 5", "plain number"),
    yaml_case(
        "{value: 55, source: march order}", "{value: [55], source: x}", "policy.road.convoy_speed_kmh", "a list of 1", "one number"
    ),
    yaml_case(
        "      reason: the field's own officer said so\n",
        "",
        "airfields[LIRE].landing_interval_min",
        "without a reason",
        "Add reason",
        line_of("landing_interval_min"),
    ),
    yaml_case("id: home-1", "id: {value: home-1, source: x}", "sites[2].id", "a mapping", "takes no source"),
    yaml_case(
        '"aircraft:il76md.max_payload_kg"',
        '"team:RU-dis-1.people"',
        "teams[RU-dis-1].people",
        "a figure",
        "keep one",
        line_of("people: {value"),
    ),
    yaml_case('"aircraft:il76md.max_payload_kg"', "il76md", "facts[il76md].key", "il76md", "room, colon"),
    # sense
    yaml_case("part_of: IT\n", "part_of: IT-BG\n", "places[IT-25].part_of", "IT-25 > IT-BG > IT-25", "Remove part_of"),
    yaml_case("has: 500, keeps: 400", "has: 500, keeps: 600", "reserves[RU-ventilator].keeps", "600", "Correct one"),
    yaml_case("drivers: 4", "drivers: 7", "teams[RU-dis-1].drivers", "7", "Correct one"),
    yaml_case("km: {value: 630, status: estimated}", "km: 63", "roads[LIRE-base].km", "63", "coordinates"),
    yaml_case("km: {value: 630, status: estimated}", "km: 630000", "roads[LIRE-base].km", "630000", "630"),
    yaml_case(
        "origin: LIRE, destination: base", "origin: base, destination: base", "roads[base-base].destination", "base", "Correct one"
    ),
    yaml_case(
        "offer: RU-1\n    people",
        "offer: IT-1\n    people",
        "teams[RU-dis-1].kit[1]",
        "RU-ars-01",
        "belongs to offer RU-1",
        line_of("kit: ["),
    ),
    yaml_case("need: BG-dis", "need: BG-vent", "tasks[T-1].need", "BG-vent", "backlog"),
    yaml_case("parking_places: 2", "runway_m: 2.48", "airfields[LIRE].runway_m", "2.48", "another unit"),
    # the text itself
    yaml_case(
        "base: base\n",
        "base: base\nbase: other\n",
        "base",
        "a second time",
        f"line {line_of('base: base')}",
        line_of("base: base") + 1,
    ),
    yaml_case("kit: [RU-ars-01]", "kit: &x [RU-ars-01]", "teams[RU-dis-1].kit", "an anchor", "Delete"),
    yaml_case("kit: [RU-ars-01]", "kit: *x", "teams[RU-dis-1].kit", "an alias", "in full"),
    yaml_case("kit: [RU-ars-01]", "kit: !!python/object:os.system [ls]", "teams[RU-dis-1].kit", "a tag (!!python", "Delete"),
    yaml_case("    severity: 3\n", "\tseverity: 3\n", "", "found a tab", "spaces only"),
    yaml_case("name: Lombardia", "name: Lombardia: the worst", "", "mapping values", "in quotes"),
    yaml_case("kit: [RU-ars-01]", "kit: [RU-ars-01", "", "did not find", "brackets", line_of("languages: [ru")),
    yaml_case("name: Care home", 'name: "\\ud800"', "", "Unicode", "quotes"),
    yaml_case("name: Care home", "name: \x07", "", "a control character", "Delete"),
]


@pytest.mark.parametrize(("files", "path", "value", "advice"), CASES)
def test_a_single_fault_is_told_alone_with_place_and_advice(tmp_path, files, path, value, advice):
    assert_alone(write(tmp_path / "m", files), path, value, advice)
