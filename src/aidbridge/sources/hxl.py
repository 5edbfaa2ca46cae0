"""Tables with a row of HXL hashtags (Humanitarian Exchange Language 1.1, hxlstandard.org) as plain tables.

`#affected+infected` are cases, `#affected+killed` deaths, `#affected+tested` tests, `#affected+recovered` recovered,
`#affected+hospitalized` patients in hospital, `#affected+critical` (or `+icu`) those in intensive care, `#capacity+beds` beds,
with `+icu` of intensive care; with `+new` or `+daily` they count the day, else they count since the beginning.
"""

from .sheet import Sheet

_PLACES = {"#country": "country", "#adm1": "region", "#adm2": "province", "#loc": "place"}
_AFFECTED = (
    ({"killed", "dead", "deaths", "died"}, "deaths"),
    ({"icu", "critical", "intensive"}, "intensive_care"),
    ({"hospitalized", "hospitalised", "inpatient", "hospital"}, "in_hospital"),
    ({"recovered"}, "recovered"),
    ({"tested", "tests"}, "tests"),
    ({"active"}, "active"),
    ({"infected", "confirmed", "cases"}, "cases"),
)
_MOST_ABOVE = 3
"""Rows of titles that may stand between the names of columns and the tags."""


def is_tag(cell: str) -> bool:
    """Whether a cell holds a hashtag."""
    return cell.startswith("#") and len(cell) > 2


def tagged(sheet: Sheet) -> Sheet | None:
    """The table with plain names for its tags, without the rows down to them; None where there is no row of tags."""
    lines = [(0, sheet.header), *sheet.rows[:_MOST_ABOVE]]
    at = next((n for n, (_, cells) in enumerate(lines) if sum(is_tag(cell.strip()) for cell in cells) >= 2), None)
    if at is None:
        return None
    header = tuple(name_of(cell.strip().lower()) for cell in lines[at][1])
    header += ("",) * (len(sheet.header) - len(header))
    return Sheet(sheet.file, header, sheet.rows[at:])


def name_of(tag: str) -> str:
    """The plain name of a column by its tag; "" for one that says nothing of a situation."""
    hashtag, *attributes = tag.replace(" ", "").split("+")
    said = set(attributes)
    if hashtag in _PLACES:
        return _PLACES[hashtag] + ("_code" if said & {"code", "iso2", "iso3", "v_iso2", "v_iso3", "v_pcode"} else "")
    if hashtag == "#date":
        return "date"
    if hashtag == "#geo":
        return "lat" if "lat" in said else "lon" if said & {"lon", "long"} else ""
    if hashtag == "#population":
        return "population"
    if hashtag == "#capacity" and "beds" in said | {hashtag.strip("#")}:
        return "intensive_care_beds" if said & {"icu", "intensive"} else "beds"
    if hashtag in ("#affected", "#indicator", "#reached"):
        found = next((name for words, name in _AFFECTED if said & words), "")
        return f"new_{found}" if found in ("deaths", "cases", "tests") and said & {"new", "daily"} else found
    return ""
