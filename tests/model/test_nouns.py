"""What all nouns share: frozen, hashable, closed, finite, units in names, instants in UTC."""

import inspect
import pkgutil
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module

import pytest
from pydantic import TypeAdapter, ValidationError

import aidbridge.model
import samples
from aidbridge.model.needs import Need
from aidbridge.model.noun import Icao, Id, Language, Noun, State, Utc
from aidbridge.model.offers import Offer
from aidbridge.model.places import Site

MODULES = [import_module(f"aidbridge.model.{module.name}") for module in pkgutil.iter_modules(aidbridge.model.__path__)]
NOUNS = sorted(
    {found for module in MODULES for found in vars(module).values() if inspect.isclass(found) and issubclass(found, Noun)},
    key=lambda noun: noun.__name__,
)
ROME = timezone(timedelta(hours=1))


def need(**more: object) -> Need:
    return Need.model_validate({"id": "N-1", "capability": "test", "place": "IT", "quantity": 5, "start": samples.START} | more)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_noun_is_frozen_closed_and_described(noun):
    assert noun.model_config["frozen"] and noun.model_config["extra"] == "forbid"
    assert (noun.__doc__ and noun.__doc__ != Noun.__doc__) or noun is Noun


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_defaults_are_valid_and_of_the_field_s_own_kind(noun):
    for name, field in noun.model_fields.items():
        if not field.is_required():
            default = field.get_default(call_default_factory=True)
            TypeAdapter(field.annotation).validate_python(default, strict=True), name


def test_a_noun_cannot_be_changed_only_made_anew():
    one = need()
    with pytest.raises(ValidationError, match="frozen"):
        one.quantity = 6
    assert one.model_copy(update={"quantity": 6.0}).quantity == 6 and one.quantity == 5


def test_equal_nouns_are_equal_and_hash_alike():
    assert need() == need() and hash(need()) == hash(need()) and need() != need(quantity=6)
    assert len({need(), need(), need(id="N-2")}) == 2


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 0, -1])
def test_quantities_are_finite_and_positive(value):
    with pytest.raises(ValidationError):
        need(quantity=value)


def test_unknown_fields_are_refused():
    with pytest.raises(ValidationError, match="quantitty"):
        need(quantitty=5)


def test_instants_are_kept_in_utc_whatever_their_offset():
    told = need(start="2020-03-24T08:00:00+01:00")
    assert told.start == datetime(2020, 3, 24, 7, tzinfo=UTC) and told.start.tzinfo is UTC
    assert need(start=datetime(2020, 3, 24, 8, tzinfo=ROME)) == told
    assert TypeAdapter(Utc).dump_json(told.start) == b'"2020-03-24T07:00:00Z"'


def test_the_hour_of_the_clock_change_is_told_apart_by_its_offset():
    before, after = need(start="2020-03-29T01:59:00+01:00"), need(start="2020-03-29T03:00:00+02:00")
    assert after.start - before.start == timedelta(minutes=1)


@pytest.mark.parametrize("value", [datetime(2020, 3, 24), "2020-03-24T08:00:00", "2020-03-24"])  # noqa: DTZ001
def test_instants_without_an_offset_are_refused(value):
    with pytest.raises(ValidationError):
        need(start=value)


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_instants_that_do_not_exist_in_utc_are_refused(value):
    with pytest.raises(ValidationError, match="exists in UTC"):
        need(start=value)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Id, ["RU-1", "IT-25-beds", "L-014.2", "a", "x" * 64], ["", "-a", "a b", "é", "x" * 65, "a\n", "../a"]),
        (State, ["IT", "XK"], ["it", "ITA", "I", ""]),
        (Icao, ["LIRE", "UUMU", "K1G4"], ["LIR", "lire", "LIREX", "1IRE"]),
        (Language, ["en", "zh-Hans", "sr-Latn-RS", "rus"], ["EN", "e", "english", "en_GB", ""]),
    ],
)
def test_names_have_the_form_of_their_standard(kind, good, bad):
    adapter = TypeAdapter(kind)
    for name in good:
        assert adapter.validate_python(name) == name
    for name in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(name)


def test_texts_lose_the_blanks_around_them():
    assert Offer(id=" RU-1 ", donor="RU").id == "RU-1"


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (-91, 0), (0, 181), (0, -181)])
def test_places_lie_on_the_earth(lat, lon):
    with pytest.raises(ValidationError):
        Site(id="a", name="a", kind="base", place="IT", lat=lat, lon=lon)


def test_every_number_of_a_field_has_its_unit_in_the_name_or_is_a_count_or_share():
    """Lengths, masses, durations and distances never stand without their unit."""
    bare = {"mass", "length", "width", "height", "distance", "duration", "weight_of", "speed", "range"}
    assert not [f"{noun.__name__}.{name}" for noun in NOUNS for name in noun.model_fields if name in bare]


def test_minutes_and_moments_of_a_resolved_mission_undo_each_other():
    resolved = samples.resolved()
    for minute in (0, 1, 24 * 60 * 7 + 61, resolved.horizon_min):
        assert resolved.minute(resolved.moment(minute)) == minute
    assert resolved.minute(samples.START + timedelta(seconds=61)) == 2, "rounded up"
    assert resolved.minute(samples.START - timedelta(seconds=61)) == -1, "rounded up"


def test_a_resolved_mission_finds_its_parts_by_their_names():
    resolved = samples.resolved()
    assert resolved.item("RU-ars-01").mass_kg == 13_500 and resolved.airfield("LIRE").country == "IT"
    assert resolved.aircraft_type("il76md").crew == 7 and resolved.route("UUMU-LIRE").destination == "LIRE"
    assert resolved.fact("equipment:ars14km.mass_kg").status == "read" and resolved.fact("no:thing.x") is None
    with pytest.raises(KeyError):
        resolved.item("RU-ars-99")
    assert resolved.roads.leg("LIRE", "bergamo-base") == (600.0, 600)
    with pytest.raises(KeyError):
        resolved.roads.leg("LIRE", "nowhere")
