"""What stands around numbers: dates, names, site furniture, other stories, who speaks of whom."""

import os
from datetime import date
from pathlib import Path

import pytest

from aidbridge.intake.claims import Claim, Exactness, Reading, Scope, State
from aidbridge.intake.language import language_of
from aidbridge.intake.pack import languages
from aidbridge.intake.plaintext import read_text
from aidbridge.intake.read import read_report

TUESDAY = date(2023, 2, 7)


def read(text: str, language: str = "en") -> Reading:
    return read_report(text, report="r", dated=TUESDAY, language=language)


def valued(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.value is not None]


def numbers(text: str, language: str = "en") -> list[float]:
    return [claim.value.number for claim in valued(read(text, language)) if claim.value is not None]


@pytest.mark.parametrize(
    "text",
    [
        "The team left at 10:30 on 6 February 2023.",
        "COVID-19 reached the town in 2020, the ministry said.",
        "An Il-76 of the 12th Transport Squadron stood at gate 14.",
        "The donor gave $5 million, 30 percent of what was asked.",
        "A 45-year-old man spoke for 20 minutes.",
        "Call 0049 30 123456 or write to help24@example.org.",
        "See https://example.org/2023/02/41-dead for more.",
    ],
)
def test_dates_times_names_and_money_are_no_amounts(text: str) -> None:
    assert [number for number in numbers(text) if number != 1] == []


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("12,345 people died.", "en", 12345),
        ("Sono morte 12.345 persone.", "it", 12345),
        ("12 345 personnes sont mortes.", "fr", 12345),
        ("Погибли 12 345 человек.", "ru", 12345),
        ("12,34,567 people were displaced.", "en", 1234567),
        ("1.5 million people were displaced.", "en", 1500000),
        ("1,5 milioni di sfollati.", "it", 1500000),
        ("Two hundred and thirty people died.", "en", 230),
        ("Murieron mil doscientas personas.", "es", 1200),
        ("Dua ratus tiga puluh lima orang tewas.", "id", 235),
        ("Deux cent trente-cinq personnes sont mortes.", "fr", 235),
        ("Погибли двести тридцать пять человек.", "ru", 235),
        ("Duecentotrentacinque persone sono morte.", "it", 235),
    ],
)
def test_numbers_are_read_by_the_custom_of_the_language(text: str, language: str, number: float) -> None:
    assert numbers(text, language) == [number]


def test_a_weekday_that_is_not_its_date_is_doubted() -> None:
    right, wrong = read("On Monday, 6 February, 41 people died."), read("On Friday, 6 February, 41 people died.")
    assert valued(right)[0].doubts == ()
    assert "2023-02-06 is no Friday." in valued(wrong)[0].doubts
    assert valued(right)[0].as_of == date(2023, 2, 6)


def test_weekdays_and_days_are_resolved_by_the_day_of_publication() -> None:
    assert valued(read("On Sunday 41 people died."))[0].as_of == date(2023, 2, 5)
    assert valued(read("Yesterday 41 people died."))[0].as_of == date(2023, 2, 6)
    assert valued(read("Three planes will leave tomorrow."))[0].as_of == date(2023, 2, 8)


def test_site_furniture_is_left_out_and_other_stories_stay_apart() -> None:
    reading = read(
        "Quake kills dozens in Turkey\nHome\nMenu\nDownload the app for 30 days free!\n"
        "The earthquake killed 41 people in Turkey on Monday.\nQuake kills dozens in Turkey\n"
        "Read also: Floods kill 12 people in Spain\nCopyright 2023"
    )
    assert [(claim.value and claim.value.number, claim.place, claim.related) for claim in valued(reading)] == [
        (41, "TR", False),
        (12, "ES", True),
    ]
    assert any("furniture" in note for note in reading.notes)


def test_the_country_is_the_one_spoken_of() -> None:
    reading = read(
        "Greece sent two planes to Turkey. The country counts 2,300 dead. Greece itself has reported 3 cases of cholera."
    )
    places = {claim.concept: claim.place for claim in valued(reading)}
    assert places["situation.deaths"] == "TR"
    assert places["situation.infections"] == "GR"
    assert (reading.recipient, reading.donor) == ("TR", "GR")


def test_a_bare_number_inherits_its_noun_and_says_so() -> None:
    claims = valued(read("Nine aircraft stand ready. Five left on Monday, the other four will leave tomorrow."))
    assert [(claim.concept, claim.value and claim.value.number) for claim in claims] == [("asset.aircraft", n) for n in (9, 5, 4)]
    assert claims[1].doubts


def test_an_interval_is_one_value() -> None:
    (claim,) = valued(read("Between 20 and 25 people are missing."))
    assert claim.value is not None
    assert (claim.value.low, claim.value.high, claim.value.exactness) == (20, 25, Exactness.ABOUT)


def test_an_ordinal_implies_at_least_as_many() -> None:
    (claim,) = valued(read("The fifth aircraft landed in Adana."))
    assert claim.value is not None
    assert (claim.value.number, claim.value.low, claim.value.high, claim.value.exactness) == (5, 5, None, Exactness.ORDINAL)


def test_what_was_recorded_on_a_day_is_of_that_day() -> None:
    claims = valued(read("Nepal registered 41 deaths on Sunday, and the total rose to 212."))
    assert [claim.scope for claim in claims] == [Scope.DAILY, Scope.TOTAL]


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Two and a half million people were displaced.", "en", 2_500_000),
        ("Nearly two dozen people drowned.", "en", 24),
        ("Dos millones y medio de personas necesitan ayuda.", "es", 2_500_000),
        ("Medio centenar de personas murieron.", "es", 50),
        ("Deux millions et demi de personnes ont besoin d'aide.", "fr", 2_500_000),
        ("Dua setengah juta orang mengungsi.", "id", 2_500_000),
        ("İki buçuk milyon kişi evlerini terk etti.", "tr", 2_500_000),
        ("Mais de meio milhão de pessoas precisam de ajuda.", "pt", 500_000),
        ("이재민은 1만8천 명에 이른다.", "ko", 18_000),
    ],
)
def test_halves_dozens_and_myriads_are_numbers(text: str, language: str, number: float) -> None:
    assert numbers(text, language) == [number]


@pytest.mark.parametrize(
    ("text", "language"),
    [("Dozens of people died.", "en"), ("Des centaines de personnes sont mortes.", "fr"), ("Decenas de personas murieron.", "es")],
)
def test_dozens_alone_are_no_number(text: str, language: str) -> None:
    assert numbers(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "earlier", "now"),
    [
        ("The death toll rose from 1,200 to 1,350.", "en", 1200, 1350),
        ("The toll reached 1,350, up from 1,200 on Monday.", "en", 1200, 1350),
        ("El balance de muertos subió de 1.200 a 1.350.", "es", 1200, 1350),
        ("O número de desalojados passou de 3.400 para 5.100.", "pt", 3400, 5100),
        ("Jumlah korban jiwa naik dari 43 menjadi 67 orang.", "id", 43, 67),
        ("ارتفع عدد القتلى من 1200 إلى 1350.", "ar", 1200, 1350),
    ],
)
def test_what_a_figure_was_before_is_not_of_today(text: str, language: str, earlier: float, now: float) -> None:
    days = {claim.value.number: claim.as_of for claim in valued(read(text, language)) if claim.value is not None}
    assert set(days) == {earlier, now}
    assert days[now] == TUESDAY
    assert days[earlier] in {None, date(2023, 2, 6)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Officials denied that 200 people had died.", "en"),
        ("As autoridades desmentiram que 200 pessoas tivessem morrido.", "pt"),
        ("Yetkililer 200 kişinin öldüğü iddiasını yalanladı.", "tr"),
        ("당국은 200명이 숨졌다는 보도를 부인했다.", "ko"),
        ("No casualties were reported among the 230 passengers.", "en"),
        ("A bus with a capacity of 60 passengers stood at the gate.", "en"),
        ("Unas 3.700 personas duermen en 52 escuelas.", "es"),
    ],
)
def test_what_is_denied_or_only_there_makes_no_claim(text: str, language: str) -> None:
    assert numbers(text, language) == []


def test_a_figure_of_a_year_long_past_is_doubted() -> None:
    (old,) = valued(read("The 2010 earthquake killed 200,000 people in Haiti."))
    assert old.as_of is None
    assert "2010" in old.doubts[0]
    (new,) = valued(read("It was the deadliest quake since 1999, killing 40 people."))
    assert new.doubts == ()


def test_how_far_the_sentence_before_has_come_goes_on() -> None:
    claims = valued(read("Spain's plane landed in Adana on Tuesday. On board were 56 soldiers and four dogs."))
    assert [claim.state for claim in claims] == [State.ARRIVED, State.ARRIVED]


def test_what_is_planned_for_a_weekday_comes_on_the_next_one() -> None:
    (claim,) = valued(read("Three planes will leave on Friday."))
    assert claim.as_of == date(2023, 2, 10)


@pytest.mark.parametrize(
    "text", ["A 62-strong team left for Turkey.", "A team of 62 left for Turkey.", "A 62-member team left for Turkey."]
)
def test_how_many_a_team_has_is_people(text: str) -> None:
    assert [claim.concept for claim in valued(read(text))] == ["asset.personnel"]


def test_of_two_phrases_that_overlap_the_longer_is_read() -> None:
    (claim,) = valued(read("About 26,000 people have left their homes."))
    assert claim.concept == "situation.displaced"


def test_who_asks_receives_and_where_things_are_loaded_someone_gives() -> None:
    reading = read(
        "Russia loads four planes for China, which asked for help. They stand at Chkalovsky. Japan has sent a team of its own."
    )
    assert (reading.recipient, reading.donor) == ("CN", "RU")


def test_who_speaks_is_told() -> None:
    (claim,) = valued(read("The Turkish health ministry said 41 people had died."))
    assert "ministry" in claim.speaker


def test_without_a_day_nothing_is_guessed() -> None:
    claims = read_report("On Sunday 41 people died.", language="en").claims
    assert [claim.as_of for claim in claims] == [None]


def test_an_unknown_language_falls_back_and_says_so() -> None:
    reading = read_report("Tere tulemast: 41 inimest, lennuk Il-76 ja C-130.")
    assert any("only digits" in note for note in reading.notes)


@pytest.mark.parametrize("language", languages())
def test_the_language_of_a_report_is_found(language: str) -> None:
    sentences = (Path(__file__).parent / "sentences" / f"{language}.txt").read_text(encoding="utf-8")
    assert language_of("\n".join(line for line in sentences.split("\n") if not line.startswith(" "))) == language


def test_the_same_report_is_read_the_same() -> None:
    text = "At least 41 people died in Turkey. Greece sent two planes, 21 firefighters and 4 dogs."
    assert read(text) == read(text)


@pytest.fixture
def reports() -> Path:
    folder = os.environ.get("AIDBRIDGE_DATA")
    if not folder or not (Path(folder) / "reports").is_dir():
        pytest.skip("AIDBRIDGE_DATA names no folder with reports")
    return Path(folder) / "reports"


def test_two_reports_of_one_mission_give_their_figures(reports: Path) -> None:
    wanted = {
        ("situation.deaths", 800.0),
        ("situation.deaths", 5000.0),
        ("situation.infections", 53000.0),
        ("asset.vehicles", 7.0),
        ("asset.aircraft", 3.0),
    }
    for name in ("mission_en.txt", "mission_id.txt"):
        text, _ = read_text(reports / name)
        reading = read_report(text, report=name, dated=date(2020, 3, 22))
        found = {(claim.concept, claim.value.number) for claim in valued(reading) if claim.value is not None}
        assert wanted <= found
