"""A small mission folder written as a person would write it, and how tests break it."""

from pathlib import Path

import pytest

from aidbridge.missionfile.read import read_mission
from aidbridge.model.errors import Fault, InputError

MISSION = """\
# A mission as a person writes it.
format: 1
id: bergamo
title: {en: Help for Bergamo, it: Aiuto per Bergamo}
start: 2020-03-22T00:00:00Z
horizon: {value: 2020-04-30T00:00:00Z, status: derived, note: end of the lease}
time_zone: Europe/Rome
embarkation: UUMU
debarkation: LIRE
base: base
request:
  id: IT-REQ
  by: IT
  to: [RU, UCPM]
  at: 2020-03-21T16:00:00+01:00
places:
  - {id: IT, name: Italy, level: country}
  - id: IT-25
    name: Lombardia
    level: region
    part_of: IT
    severity: 3
  - {id: IT-BG, name: Bergamo, level: province, part_of: IT-25, severity: 4}
offers:
  - {id: RU-1, donor: RU, status: accepted, source: a letter}
  - {id: IT-1, donor: IT, status: accepted, channel: host}
reserves:
  - {donor: RU, capability: ventilator, has: 500, keeps: 400}
agreements:
  - id: AG-1
    parties: [RU, IT]
    valid_from: 2020-03-22T00:00:00Z
    pays: {fuel: RU, road: IT}
clearances:
  - {id: CL-TR, kind: overflight, state: TR, status: granted, valid_from: 2020-03-22T00:00:00Z}
  - {id: LD-LIRE, kind: landing, airfield: LIRE, status: granted}
teams:
  - id: RU-dis-1
    offer: RU-1
    people: {value: 6, source: ministry report, dated: 2020-03-25, reliability: high}
    capability: disinfection
    capacity: 600
    kit: [RU-ars-01]
    languages: [ru, en]
    drivers: 4
    classification: {scheme: UCPM, type: CBRN}
airfields:
  - icao: LIRE
    parking_places: 2
    landing_interval_min:
      value: 120
      source: press briefing
      alternatives:
        - {value: 60, source: a newspaper}
      reason: the field's own officer said so
    hours:
      - {opens: 06:00, closes: 22:30}
sites:
  - {id: base, name: Orio al Serio, kind: base, place: IT-BG, lat: 45.674, lon: 9.704}
  - {id: home-1, name: Care home, kind: care_home, place: IT-BG, lat: 45.737, lon: 9.726}
tasks:
  - {id: T-1, site: home-1, need: BG-dis, quantity: 3000, start: 2020-03-24T06:00:00+01:00, end: 2020-04-07T20:00:00+02:00}
roads:
  - {origin: LIRE, destination: base, km: {value: 630, status: estimated}}
decisions:
  - {id: D-1, kind: avoid_state, state: PL, reason: it asked for it}
assumptions:
  - id: A-1
    reason: seen there
    accept: ["equipment:ars14km.*"]
    values: {"airfield:LIRE.strength": 190000}
policy:
  day_start: 08:00
  hold: {vehicle_gap_m: 0.2}
  road:
    convoy_speed_kmh: {value: 55, source: march order}
rates:
  flying_hour: {il76md: {value: 12000, status: recalled}}
facts:
  - {key: "aircraft:il76md.max_payload_kg", value: 43000, status: read, source: squadron}
"""

NEEDS = """\
id,capability,place,site,quantity,quantity.source,quantity.status,start,mandatory
BG-dis,disinfection,IT-BG,,8000,regional list,read,2020-03-24T00:00:00+01:00,true
BG-vent,ventilator,IT-BG,base,40,,,2020-03-22T00:00:00+01:00,
"""

VEHICLES = """\
id,offer,equipment,mass_kg,seats,source,status,note
RU-ars-01,RU-1,ars14km,13500,3,weighing slip,read,front axle not weighed
RU-uaz-01,RU-1,uaz3962,,,,,
"""

FLEET = """\
id,type,offer,at,available_from,home
RU-il76-01,il76md,RU-1,UUMU,2020-03-22T06:00:00+03:00,
RU-il76-02,il76md,RU-1,ULOO,2020-03-22T09:00:00+03:00,ULOO
"""

SUPPLIES = """\
id,offer,capability,quantity,package
RU-vent,RU-1,ventilator,36,ventilator_icu
"""

GOOD = {"mission.yaml": MISSION, "needs.csv": NEEDS, "vehicles.csv": VEHICLES, "fleet.csv": FLEET, "supplies.csv": SUPPLIES}


def write(folder: Path, files: dict[str, str | bytes] = {}) -> Path:  # noqa: B006
    """The good mission with some files replaced or added."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**GOOD, **files}.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return folder


def changed(old: str, new: str, name: str = "mission.yaml") -> dict[str, str | bytes]:
    """One file of the good mission with one text in it replaced."""
    assert GOOD[name].count(old) == 1, f"{old!r} stands {GOOD[name].count(old)} times in {name}"
    return {name: GOOD[name].replace(old, new)}


def line_of(text: str, name: str = "mission.yaml") -> int:
    """The line of the good mission on which a text stands."""
    return GOOD[name][: GOOD[name].index(text)].count("\n") + 1


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults that reading a folder tells."""
    with pytest.raises(InputError) as caught:
        read_mission(folder)
    return caught.value.faults


def yaml_case(old: str, new: str, path: str, value: str, advice: str, line: int | None = None):
    """A change of mission.yaml and the one fault it must give, on the line of the change unless told otherwise."""
    return pytest.param(changed(old, new), f"mission.yaml:{line or line_of(old)} {path}", value, advice, id=f"{path}-{value}"[:60])


def table_case(name: str, old: str, new: str, place: str, value: str, advice: str):
    return pytest.param(changed(old, new, name), f"{name}:{place}", value, advice, id=f"{name}:{place}-{value}"[:60])


def file_case(name: str, content: str | bytes, path: str, value: str, advice: str, label: str):
    return pytest.param({name: content}, path, value, advice, id=label)


def assert_alone(folder: Path, path: str, value: str, advice: str) -> None:
    """Reading a folder tells one fault, with this path, and with these words in its value and advice."""
    faults = faults_of(folder)
    told = "\n".join(map(str, faults))
    assert [fault.path for fault in faults] == [path.rstrip()], told
    assert value in faults[0].value, told
    assert advice in faults[0].advice, told
    assert faults[0].limit and told.isprintable()
