"""Values that people and spreadsheets write into a form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidbridge.intake.values import KINDS, Unfit, read_value


@pytest.mark.parametrize(
    ("takes", "text", "value"),
    [
        ("whole", "793", "793"),
        ("whole", " 53 578 ", "53578"),
        ("whole", "53\u00a0578", "53578"),
        ("whole", "53'578", "53578"),
        ("whole", "793.0", "793"),
        ("whole", "5e3", "5000"),
        ("number", "2.5", "2.5"),
        ("number", "0", "0"),
        ("airfield", "uumu", "UUMU"),
        ("airfield", "UUMU Chkalovskiy Air Base", "UUMU"),
        ("country", "it", "IT"),
        ("country", "NO", "NO"),
        ("date", "2020-04-03", "2020-04-03"),
        ("date", "2020-04-03T00:00:00", "2020-04-03"),
        ("date", "2020-4-3", "2020-04-03"),
        ("date", "3.4.2020", "2020-04-03"),
        ("date", "13/04/2020", "2020-04-13"),
        ("date", "04/13/2020", "2020-04-13"),
        ("date", "04/04/2020", "2020-04-04"),
        ("name", "RU-IL76", "RU-IL76"),
        ("text", "  two \t words ", "two words"),
    ],
)
def test_a_value_is_read_in_whatever_dress(takes: str, text: str, value: str) -> None:
    assert read_value(takes, text) == value


@pytest.mark.parametrize(
    ("takes", "text", "advice"),
    [
        ("whole", "about 9", "number"),
        ("whole", "2.5", "without decimals"),
        ("whole", "-3", "Correct"),
        ("whole", "1e300", "Correct"),
        ("whole", "nan", "plain number"),
        ("whole", "53,578", "53578"),
        ("whole", "9" * 41, "number"),
        ("airfield", "Moscow", "four letters"),
        ("airfield", "", "four letters"),
        ("country", "Italy", "IT"),
        ("date", "03/04/2020", "whichever is meant"),
        ("date", "2020-02-30", "year-month-day"),
        ("date", "tomorrow", "year-month-day"),
        ("name", "two words", "without blanks"),
        ("text", "w" * 201, "Shorten"),
        ("", "9", "Accept or refuse"),
    ],
)
def test_what_is_no_value_or_could_be_two_is_told(takes: str, text: str, advice: str) -> None:
    found = read_value(takes, text)
    assert isinstance(found, Unfit)
    assert advice in found.advice


def test_a_decimal_comma_is_one_where_the_spreadsheet_writes_them() -> None:
    assert read_value("number", "2,5", decimal_comma=True) == "2.5"
    assert isinstance(read_value("number", "2,5"), Unfit)
    assert isinstance(read_value("number", "53,578", decimal_comma=True), Unfit)


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=60), st.booleans())
def test_nothing_written_breaks_it_and_what_is_read_reads_the_same_again(takes: str, text: str, comma: bool) -> None:
    value = read_value(takes, text, comma)
    if isinstance(value, str):
        assert read_value(takes, value) == value
    else:
        assert value.limit and value.advice
