"""Where in a report something stands: its sentence for a person, and a line that names report and characters."""

from collections.abc import Iterable, Mapping
from functools import cache

from ..claims import Claim, Reading, Span
from ..pack import country_names
from ..places.found import PlaceMention
from ..review import Evidence

_QUOTE = 120
Readings = Mapping[str, Reading]


@cache
def country_name(code: str) -> str:
    """A country's English name; its code where there is none."""
    return country_names("en").get(code, code)


def evidence_of(claim: Claim, readings: Readings) -> Evidence:
    """A claim's sentence with its quote."""
    return _evidence(readings[claim.report], claim.sentence, claim.quote, claim.doubts)


def evidence_of_place(mention: PlaceMention, readings: Readings) -> Evidence:
    """The sentence that names a place."""
    return _evidence(readings[mention.report], mention.sentence, mention.quote, ())


def cited(claim: Claim, readings: Readings) -> str:
    """Report, characters and the words themselves."""
    return citation(readings[claim.report], claim.quote)


def citation(reading: Reading, quote: Span) -> str:
    """The same for any words of a report."""
    words = " ".join(reading.words(quote).split())
    words = words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"
    return f"{reading.report}, characters {quote.start} to {quote.end}: «{words}»"


def others_of(claims: Iterable[Claim], readings: Readings) -> tuple[str, ...]:
    """What claims that disagree say, each with its report, each once."""
    told = (f"{' '.join(readings[claim.report].words(claim.quote).split())[:_QUOTE]} ({claim.report})" for claim in claims)
    return tuple(dict.fromkeys(told))


def _evidence(reading: Reading, sentence: Span, quote: Span, doubts: tuple[str, ...]) -> Evidence:
    first, last = min(sentence.start, quote.start), max(sentence.end, quote.end)
    return Evidence(
        reading.report,
        reading.language,
        reading.text[first : quote.start],
        reading.words(quote),
        reading.text[quote.end : last],
        quote.start,
        quote.end,
        doubts,
    )
