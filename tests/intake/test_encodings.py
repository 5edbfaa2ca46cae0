"""Bytes in every encoding that reports come in, with and without a word about which it is."""

from pathlib import Path

import pytest

from aidbridge.intake.encodings import decoded, unreadable
from aidbridge.intake.plaintext import text_of
from aidbridge.model.errors import InputError

TEXTS = {
    "ru": "По данным министерства, погиб 41 человек, более 200 пострадали. Самолёт с гуманитарной помощью вылетел в Турцию.",
    "uk": "За даними міністерства, загинула 41 людина, понад 200 поранено. Літак із гуманітарною допомогою вже вилетів.",
    "sr": "U zemljotresu je poginula 41 osoba, više od 200 ljudi je povređeno, saopštilo je ministarstvo u četvrtak uveče.",
    "pl": "W trzęsieniu ziemi zginęło 41 osób, a ponad 200 zostało rannych. Na miejsce wyruszyło dziewięć zespołów ratowników.",
    "tr": "Depremde 41 kişi hayatını kaybetti, 200'den fazla kişi yaralandı. Bölgeye iki uçak ve dokuz ekip gönderildi.",
    "ar": "أعلنت الوزارة أن 41 شخصا لقوا حتفهم في الزلزال وأن أكثر من 200 شخص أصيبوا بجروح، وقد أرسلت طائرتان إلى المنطقة.",
    "zh": "卫生部周一表示，地震已造成41人死亡，200多人受伤。两架运输机已将救援人员和物资运往灾区。",
    "zh-tw": "衛生部週一表示，地震已造成41人死亡，200多人受傷。兩架運輸機已將救援人員和物資運往災區。",
    "ja": "保健省は月曜日、地震で41人が死亡し、200人以上が負傷したと発表した。輸送機2機が救援隊と物資を被災地に運んだ。",
    "ko": "보건부는 월요일 지진으로 41명이 숨지고 200명 이상이 다쳤다고 밝혔다. 수송기 두 대가 구조대와 구호품을 싣고 떠났다.",
    "fr": "Au moins 41 personnes ont été tuées et plus de 200 blessées, a déclaré le ministère. Deux avions vont à Gênes.",
    "de": "Mindestens 41 Menschen wurden getötet und über 200 verletzt, erklärte das Ministerium. Zwei Flugzeuge für die Stadt.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("ru", "utf-16-le"),
        ("uk", "cp1251"),
        ("uk", "koi8-u"),
        ("sr", "cp1250"),
        ("pl", "cp1250"),
        ("pl", "iso8859-2"),
        ("tr", "cp1254"),
        ("ar", "cp1256"),
        ("ar", "utf-16-be"),
        ("zh", "gb18030"),
        ("zh", "utf-16-le"),
        ("zh-tw", "big5"),
        ("ja", "cp932"),
        ("ja", "euc_jp"),
        ("ja", "iso2022_jp"),
        ("ja", "utf-16-be"),
        ("ko", "euc-kr"),
        ("ko", "cp949"),
        ("fr", "cp1252"),
        ("de", "cp1252"),
        ("de", "utf-16-le"),
    ],
)
def test_what_says_nothing_of_its_encoding_is_read_by_its_language(language: str, encoding: str) -> None:
    notes: list[str] = []
    assert decoded(TEXTS[language].encode(encoding), notes) == TEXTS[language]
    assert len(notes) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_usual_text_needs_no_note(encoding: str) -> None:
    notes: list[str] = []
    assert decoded(TEXTS["pl"].encode(encoding), notes) == TEXTS["pl"]
    assert notes == []


@pytest.mark.parametrize(
    ("declared", "encoding", "language"),
    [("windows-1251", "cp1251", "ru"), ("GB2312", "gbk", "zh"), ("Shift_JIS", "cp932", "ja"), ("ks_c_5601-1987", "cp949", "ko"),
     ("iso-8859-1", "cp1252", "fr"), ("x-unknown-charset", "cp1251", "ru")],
)  # fmt: skip
def test_a_declared_encoding_is_believed_and_an_unknown_one_got_over(declared: str, encoding: str, language: str) -> None:
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><p>{TEXTS[language]}</p>'
    )
    text, _ = text_of(page.encode(encoding), Path("page.html"))
    assert text == TEXTS[language]


def test_a_declaration_that_is_plainly_wrong_is_not_believed() -> None:
    page = f'<meta charset="iso-8859-1"><p>{TEXTS["ru"]}</p>'
    text, notes = text_of(page.encode("cp1251"), Path("page.html"))
    assert text == TEXTS["ru"]
    assert any("cp1251" in note for note in notes)


def test_letters_behind_a_long_head_still_tell_the_encoding() -> None:
    page = "<html><head>" + '<link rel="x" href="y">' * 2_000 + f"</head><body><p>{TEXTS['ru']}</p></body></html>"
    assert text_of(page.encode("cp1251"), Path("page.html"))[0] == TEXTS["ru"]


def test_a_western_piece_in_a_text_in_utf_8_is_read_as_such() -> None:
    notes: list[str] = []
    raw = "Été : 41 personnes tuées, déclare le ministère. Ministère à Gênes: ".encode() + "Gênes".encode("cp1252")
    assert decoded(raw, notes).endswith("Gênes")
    assert any("pieces in another encoding" in note for note in notes)


def test_a_text_cut_inside_a_letter_loses_only_that_letter() -> None:
    raw = TEXTS["ru"].encode()[:-1]
    assert decoded(raw + b"\xd1", [])[:100] == TEXTS["ru"][:100]


@pytest.mark.parametrize("raw", [bytes(range(256)) * 200, b"\x01\x02\x03\x04words" * 500])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="no text"):
        text_of(raw, Path("file.bin"))


def test_unreadable_characters_are_counted() -> None:
    assert unreadable("41 people") == 0
    assert unreadable("\x01\ufffd41") == 0.5
    assert unreadable("") == 0


def test_a_stray_zero_does_not_make_a_short_text_another_encoding() -> None:
    notes: list[str] = []
    assert decoded("12 morti\x00 e la città è isolata.".encode(), notes) == "12 morti\x00 e la città è isolata."
    assert notes == []
