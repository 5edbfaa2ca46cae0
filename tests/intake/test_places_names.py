"""Names of airfields, cities and regions in sixteen languages, inflected and in several scripts, to places."""

from datetime import date

import pytest

from aidbridge.intake.places.gazetteer import gazetteer, spots_named
from aidbridge.intake.places.meant import SURE, PlaceFinding, find_places
from aidbridge.intake.places.spelling import folded, sounded
from aidbridge.intake.places.tables import cities, fields, regions
from aidbridge.intake.read import read_report
from aidbridge.intake.scenes import story_sentences
from aidbridge.intake.tokens import tokens


def meant(text: str, language: str, donor: str, recipient: str) -> dict[str, PlaceFinding]:
    reading = read_report(text, report="report", dated=date(2023, 2, 8), language=language)
    return {found.role: found for found in find_places(story_sentences(reading), donor, recipient)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Чкаловский", "Chkalovskiy"),
        ("Chkalovsky", "Chkalovskiy"),
        ("Пратика-ди-Маре", "Pratica di Mare"),
        ("Адана", "Adana"),
        ("Београд", "Beograd"),
        ("Żukowski", "Жуковский"),
    ],
)
def test_spellings_of_several_alphabets_sound_alike(one: str, other: str) -> None:
    assert sounded(folded(one)) == sounded(folded(other))


def test_folding_keeps_the_letters_of_han_kana_and_hangul() -> None:
    assert (folded("東京"), folded("ガ"), folded("부산")) == ("东京", "ガ", "부산")
    assert folded("  İncirlik—Üssü ") == "incirlik ussu"


@pytest.mark.parametrize(
    ("language", "text", "donor", "recipient", "origin", "destination"),
    [
        ("en", "The planes left Ramstein Air Base for Kathmandu airport on Friday with tents.", "DE", "NP", "ETAR", "VNKT"),
        ("id", "Pesawat berangkat dari Lanud Halim Perdanakusuma menuju bandara Adana.", "ID", "TR", "WIHH", "LTAF"),
        ("it", "Il volo con gli aiuti è partito da Brindisi diretto all'aeroporto di Benina.", "IT", "LY", "LIBR", "HLLB"),
        ("ru", "Самолёты с помощью вылетели с аэродрома Раменское на авиабазу в Адане.", "RU", "TR", "UUBW", "LTA"),
        ("fr", "L'avion a décollé de la base aérienne d'Istres vers l'aéroport de Beyrouth.", "FR", "LB", "LFMI", "OLBA"),
        ("es", "El avión despegó de la base aérea de Torrejón rumbo al aeropuerto de Puerto Príncipe.", "ES", "HT", "LETO", "MTPP"),
        ("de", "Das Transportflugzeug startete vom Fliegerhorst Wunstorf zum Flughafen Gaziantep.", "DE", "TR", "ETNW", "LTAJ"),
        ("pt", "O avião partiu da Base Aérea do Galeão com destino ao aeroporto de Beira com ajuda.", "BR", "MZ", "SBGL", "FQBR"),
        ("tr", "Kargo uçağı Etimesgut Havaalanı'ndan kalkarak Benina Havalimanı'na indi.", "TR", "LY", "LTAD", "HLLB"),
        ("ar", "أقلعت طائرة إغاثة من مطار الملك خالد الدولي في الرياض إلى مطار حلب.", "SA", "SY", "OERK", "OSAP"),
        ("zh", "救援飞机从北京首都国际机场起飞，前往土耳其阿达纳机场。", "CN", "TR", "ZBAA", "LTAF"),
        ("ja", "救援隊は羽田空港を出発し、トルコのアダナ空港に到着した。", "JP", "TR", "RJTT", "LTAF"),
        ("ko", "구호대를 태운 수송기가 인천국제공항을 출발해 튀르키예 아다나 공항에 도착했다.", "KR", "TR", "RKSI", "LTAF"),
        ("sr", "Авион са спасиоцима полетео је са аеродрома Батајница за аеродром Бенина.", "RS", "LY", "LYBT", "HLLB"),
        ("uk", "Літак з рятувальниками вилетів з аеропорту Борисполя до аеропорту Газіантепа.", "UA", "TR", "UKBB", "LTAJ"),
        ("pl", "Samolot z ratownikami wystartował z lotniska Okęcie do Gaziantep.", "PL", "TR", "EPWA", "LTAJ"),
    ],
)  # fmt: skip
def test_airfields_of_flights_are_found_in_every_language(
    language: str, text: str, donor: str, recipient: str, origin: str, destination: str
) -> None:
    found = meant(text, language, donor, recipient)
    assert found["origin"].words != "" and found["destination"].words != ""
    assert found["origin"].candidates[0].value == origin
    assert found["destination"].candidates[0].value.startswith(destination)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Planes with aid took off from an airbase in the Moscow region."),
        ("id", "Pesawat dengan bantuan lepas landas dari pangkalan udara di wilayah Moskow."),
        ("it", "Gli aerei con gli aiuti sono partiti da una base aerea nella regione di Mosca."),
        ("ru", "Самолёты с помощью вылетели с авиабазы в Московской области."),
    ],
)
def test_a_region_alone_suggests_its_military_airfields_and_asks(language: str, text: str) -> None:
    origin = meant(text, language, "RU", "IT")["origin"]
    assert origin.candidates[0].value == "UUMU"
    assert origin.confidence < SURE
    assert {"UUBW", "UUMB"} & {one.value for one in origin.candidates[1:]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The planes were bound for Pratica di Mare."),
        ("en", "The planes were bound for the Pratica di Mare military airbase, 30 km (19 miles) southwest of Rome."),
        ("id", "Pesawat menuju bandara militer Pratica de Mare."),
        ("ru", "Самолёты летят на авиабазу Пратика-ди-Маре."),
        ("de", "Die Flugzeuge landeten auf dem Stützpunkt Pratica di Mare."),
    ],
)
def test_a_named_airfield_is_sure(language: str, text: str) -> None:
    destination = meant(text, language, "RU", "IT")["destination"]
    assert destination.candidates[0].value == "LIRE"
    assert destination.confidence >= SURE


def test_a_distance_from_a_city_finds_an_unnamed_airfield() -> None:
    text = "Gli aerei con gli aiuti arrivano a un aeroporto militare a 30 km a sud-ovest di Roma."
    assert meant(text, "it", "RU", "IT")["destination"].candidates[0].value == "LIRE"


def test_a_distance_that_does_not_fit_lowers_the_confidence() -> None:
    fits = meant("The planes fly to Pratica di Mare airbase, 30 km southwest of Rome.", "en", "RU", "IT")["destination"]
    does_not = meant("The planes fly to Pratica di Mare airbase, 300 km north of Rome.", "en", "RU", "IT")["destination"]
    assert does_not.confidence < SURE <= fits.confidence


def test_a_city_with_two_airports_is_asked_about() -> None:
    destination = meant("The aircraft with rescuers will fly to Chengdu.", "en", "RU", "CN")["destination"]
    assert {one.value for one in destination.candidates[:2]} == {"ZUUU", "ZUTF"}
    assert destination.confidence < SURE


def test_a_person_is_no_city_and_a_capital_no_airfield() -> None:
    text = "General Vladimir Ivanov met the crews. Planes with aid left Chkalovsky. The embassy thanked Rome for its aid."
    found = meant(text, "en", "RU", "IT")
    assert [one.value for one in found["origin"].candidates] == ["UUMU"]
    assert found["destination"].confidence < SURE
    assert found["struck"].candidates == ()


def test_where_no_report_names_an_airfield_the_country_suggests_some() -> None:
    found = meant("Germany sent 50 rescuers to Turkey.", "en", "DE", "TR")
    assert found["origin"].words == "" and found["destination"].words == ""
    assert all(fields()[one.value].country == "DE" and one.confidence < 0.3 for one in found["origin"].candidates)
    assert found["destination"].candidates


def test_at_home_the_direction_tells_the_ends_apart() -> None:
    found = meant("Two aircraft with soldiers flew from Halim airport to Palu.", "en", "ID", "ID")
    assert (found["origin"].candidates[0].value, found["destination"].candidates[0].value) == ("WIHH", "WAFF")


def test_struck_places_are_those_that_figures_and_aid_go_with() -> None:
    found = meant("At least 5,300 people were killed in Derna. Planes with aid landed at Benina airport.", "en", "IT", "LY")
    assert found["struck"].candidates[0].value == "Darnah"


def test_nobody_known_finds_nothing() -> None:
    assert find_places([], "", "") == ()


@pytest.mark.parametrize("name", ["Bergamo", "bergamo", "Бергамо", "ベルガモ", "贝尔加莫"])
def test_a_person_may_write_a_town_in_any_script(name: str) -> None:
    assert spots_named(name, "IT")[0].name == "Bergamo"


def test_a_person_may_write_a_region_by_its_code() -> None:
    assert [spot.name for spot in spots_named("TR-31", "TR")] == ["Hatay Province"]
    assert spots_named("Nowhere at all", "TR") == ()


def test_an_indicator_in_the_text_is_the_airfield() -> None:
    sentence = tokens("The aircraft flew from UUMU to LIRE.")
    found = gazetteer(("IT", "RU")).find(sentence, "en")
    assert [named.spots[0].id for named in found] == ["UUMU", "LIRE"]


def test_the_tables_hold_together() -> None:
    assert len(fields()) > 6_000 and len(cities()) > 6_000 and len(regions()) > 2_500
    for spot in (*fields().values(), *cities(), *regions().values()):
        assert -90 <= spot.lat <= 90 and -180 <= spot.lon <= 180 and len(spot.country) == 2
    assert all(field.runway_m is None or 0 < field.runway_m < 8_000 for field in fields().values())
    assert sum(field.region in regions() for field in fields().values()) > 0.95 * len(fields())
