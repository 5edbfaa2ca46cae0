"""Whose a figure is: the country struck, the country that gives, rows told of together, counts of the day before."""

from datetime import date
from pathlib import Path

import pytest

from aidbridge.intake.claims import Claim, Reading
from aidbridge.intake.plaintext import read_text
from aidbridge.intake.read import read_report

DATED = date(2023, 2, 8)


def read(text: str, language: str) -> Reading:
    return read_report(text, dated=DATED, language=language)


def claim(reading: Reading, concept: str, number: float) -> Claim:
    return next(one for one in reading.claims if one.concept == concept and one.value is not None and one.value.number == number)


@pytest.mark.parametrize(
    ("language", "text", "recipient", "donor"),
    [
        ("en", "At the request of the Lebanese government Germany sends 47 specialists. The ministry counts 113 dead.", "LB", "DE"),
        ("de", "Deutschland schickt nach dem Erdbeben in der Türkei 50 Retter. In der Türkei starben 5.894 Menschen.", "TR", "DE"),
        ("de", "Nach der Explosion in Beirut entsendet Österreich 85 Soldaten. In Beirut starben 113 Menschen.", "LB", "AT"),
        ("ja", "日本は地震のあったトルコに救助隊員74人を派遣した。トルコでは5894人が死亡した。", "TR", "JP"),
        ("pl", "Polska wysłała do Grecji 40 strażaków. W Grecji zginęło 81 osób.", "GR", "PL"),
        ("en", "Poland has sent Ukraine 20 ambulances. Romania gave Ukraine 12 more.", "UA", "PL"),
        ("fr", "GENÈVE - Le séisme a fait 41 morts en Albanie. La Suisse a envoyé 20 tentes.", "AL", "CH"),
        (
            "en",
            "Russia sent nine planes to Italy, where 5,000 people have died. "
            "Moscow asked Rome to help lift sanctions imposed over the annexation of territory in Ukraine.",
            "IT",
            "RU",
        ),
    ],
)
def test_who_gives_and_who_receives(language: str, text: str, recipient: str, donor: str) -> None:
    reading = read(text, language)
    assert (reading.recipient, reading.donor) == (recipient, donor)


def test_a_request_about_sanctions_is_none_for_relief() -> None:
    asked = read("Italy was given help at its request. Moscow asked Rome to help lift the sanctions.", "en")
    assert all("sanctions" not in asked.words(one.sentence) for one in asked.claims if one.concept == "actor.request")


def test_each_of_several_givers_has_what_it_gives() -> None:
    text = (
        "After the quake in Turkey Austria sent 15,000 blankets and France 83 pumps; "
        "four Greek helicopters are at work, 36 rescuers came from Malta."
    )
    reading = read(text, "en")
    given = {one.value.number: one.parties["donor"] for one in reading.claims if one.value is not None}
    assert given == {15000: "AT", 83: "FR", 4: "GR", 36: "MT"}


@pytest.mark.parametrize(
    ("language", "text", "donors"),
    [
        ("en", "Tanzania and Zimbabwe gave Malawi 1,000 and 400 blankets respectively.", {1000: "TZ", 400: "ZW"}),
        ("de", "Aus Tschechien und den Niederlanden sind in Beirut 36 beziehungsweise 67 Retter angekommen.", {36: "CZ", 67: "NL"}),
        ("fr", "L'Italie et la Roumanie ont envoyé en Albanie respectivement 200 et 53 secouristes.", {200: "IT", 53: "RO"}),
    ],
)
def test_rows_told_of_together_are_matched_by_rank(language: str, text: str, donors: dict[float, str]) -> None:
    found = {one.value.number: one.parties.get("donor") for one in read(text, language).claims if one.value is not None}
    assert found == donors


def test_what_a_union_gives_is_its_own() -> None:
    reading = read("In Pakistan 1,638 people died. The European Union sent 12 doctors; Turkey gave 40 tents.", "en")
    assert claim(reading, "asset.personnel", 12).parties["donor"] == "EU"
    assert claim(reading, "asset.tents", 40).parties["donor"] == "TR"
    assert reading.donor != "EU"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "In Guatemala 69 people died and 192 are missing. A day earlier the count had stood at 33.", 33),
        ("it", "Ad Haiti i morti sono 724, i feriti 2.800. La stima di sabato era di 304.", 304),
        ("tr", "Fas'ta can kaybı 2 bin 497'ye çıktı; cumartesi açıklanan rakam 1.305'ti.", 1305),
    ],
)
def test_an_earlier_count_is_of_what_was_counted_first(language: str, text: str, number: float) -> None:
    assert claim(read(text, language), "situation.deaths", number).value is not None


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("uk", "Станом на 11.00 середи пожежна служба Греції звітує: 81 загиблий, 187 травмованих.", 11.0),
        ("en", "A woman (35) and her son were pulled out alive in Mandalay; 18 people died.", 35),
        ("uk", "У лікарні перебуває 39 поранених, один із них, 42-річний, помер.", 42),
        ("en", "Half a million people went abroad, 281,000 of them through Poland. It sent 20 tents.", 281000),
    ],
)
def test_times_ages_and_those_of_whom_nothing_is_known_count_nothing_sent(language: str, text: str, number: float) -> None:
    found = [one for one in read(text, language).claims if one.value is not None and one.value.number == number]
    assert [one for one in found if one.concept.startswith("asset.") or number < 100] == []


def test_the_clause_of_another_country_says_nothing_of_what_was_sent_before() -> None:
    reading = read("After the fire in Kočani Bulgaria sent four doctors, Greece received 13 patients.", "en")
    assert claim(reading, "asset.personnel", 4).state == "departed"


def test_a_stray_zero_byte_leaves_a_text_in_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes("В Генуе погибли 39 человек,\x00 15 ранены.\x07 Об этом сообщили в префектуре города.".encode())
    text, notes = read_text(file)
    assert "39 человек, 15 ранены. Об этом" in text
    assert not any("read as" in note for note in notes)
