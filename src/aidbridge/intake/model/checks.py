"""What a model proposes against the text: a claim enters only where its words and its number stand there."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ..amounts import Amount, amounts
from ..circumstances import day, scope
from ..claims import Claim, Scope, Span, State
from ..dates import Calendar
from ..furniture import blocks
from ..measures import unit_after
from ..pack import Pack, concepts
from ..parties import parties
from ..read import ParsedSentence, parsed_sentence
from ..scene import Attached
from ..sentences import sentences
from ..states import state
from .prompt import events, kinds
from .proposals import Proposal

ALONE = "Read by a language model only; compare it with its sentence."
QUOTE_CHARACTERS = 400
_PLACES = 40
"""Places at which a quote that stands often is looked at."""
_UNITS = {
    "asset.cargo": {"t": "t", "kg": "kg", "lb": "lb"}, "asset.payload": {"t": "t", "kg": "kg", "lb": "lb"},
    "asset.ioc": {"hour": "h"}, "place.relation": {"km": "km", "mi": "mi"}, "asset.supplies": {"day": "days"},
}  # fmt: skip
_SIGNS = frozenset("$€£¥₽%％°#№")


class Refused(Exception):
    """A proposal that does not enter; says why."""


@dataclass(slots=True)
class _Place:
    """Where a quote stands, in one sentence."""

    quote: Span
    sentence: ParsedSentence
    role: str
    amount: Amount | None = None


@dataclass(slots=True)
class Checks:
    """Checks proposals against one text, read with one pack."""

    text: str
    pack: Pack
    report: str
    dated: date | None
    recipient: str = ""
    donor: str = ""
    _starts: list[int] = field(default_factory=list)
    _roles: list[str] = field(default_factory=list)
    _parsed: list[ParsedSentence] = field(default_factory=list)
    _named: set[str] = field(default_factory=set)
    _used: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        calendar = Calendar(self.dated)
        for block in blocks(self.text, self.pack):
            for span in sentences(self.text, block.start, block.end, self.pack):
                self._starts.append(span.start)
                self._roles.append(block.role)
                self._parsed.append(parsed_sentence(self.text, span, block.role == "related", calendar, self.pack))
        scenes = [sentence.scene for sentence, role in zip(self._parsed, self._roles, strict=True) if role == "story"]
        found = parties(scenes)
        self.recipient, self.donor = found.recipient, found.donor
        codes = (m.key("country", "city") for sentence in self._parsed for m in sentence.scene.mentions)
        self._named = {code for code in codes if code}

    def claim(self, proposal: Proposal, piece: Span) -> Claim:
        """The claim that a proposal makes of a piece of the text. Raises Refused."""
        concept, _, kind = proposal.concept.partition(":")
        if concept not in concepts() and concept not in events():
            raise Refused("its concept is not known")
        places = self._places(proposal.quote, piece)
        doubts = [ALONE]
        if concept in concepts():
            place = self._valued(proposal, concept, places, piece)
        else:
            place = self._turn(concept, proposal.quote, places, piece)
        if len(places) > 1:
            doubts.append(f"Its words stand {len(places)} times in the text; one place of them is shown.")
        if place.role in {"furniture", "repeated"}:
            doubts.append("Its words stand in what looks like a menu, a list or a repeated line of the page.")
        country = self._country(proposal, doubts)
        return self._made(proposal, concept, kind or proposal.kind, country, place, doubts)

    def _places(self, quote: str, piece: Span) -> list[_Place]:
        """Where a quote stands in a piece, the story first, then where else. Raises Refused."""
        if not quote or len(quote) > QUOTE_CHARACTERS:
            raise Refused(f"its quote is empty or longer than {QUOTE_CHARACTERS} characters")
        found: list[_Place] = []
        at = self.text.find(quote, piece.start, piece.end)
        while at >= 0 and len(found) < _PLACES:
            found.extend(self._around(Span(at, at + len(quote))))
            at = self.text.find(quote, at + len(quote), piece.end)
        if not found:
            raise Refused("its quote does not stand in the text")
        return sorted(found, key=lambda place: place.role != "story")

    def _around(self, quote: Span) -> list[_Place]:
        """The sentences a quote reaches into, each with the part of it that stands there."""
        found: list[_Place] = []
        index = max(0, bisect_right(self._starts, quote.start) - 1)
        while index < len(self._parsed) and self._starts[index] < quote.end:
            span = self._parsed[index].span
            start, end = max(span.start, quote.start), min(span.end, quote.end)
            if start < end:
                found.append(_Place(Span(start, end), self._parsed[index], self._roles[index]))
            index += 1
        return found

    def _valued(self, proposal: Proposal, concept: str, places: list[_Place], piece: Span) -> _Place:
        """The place whose own words state the value, another one for each time it is proposed. Raises Refused."""
        if proposal.value is None:
            raise Refused("it gives no number")
        stated: list[_Place] = []
        reasons: list[str] = []
        for place in places:
            try:
                place.amount = _stated(place, proposal.value, concept, self.pack)
            except Refused as refused:
                reasons.append(str(refused))
            else:
                stated.append(place)
        if not stated:
            raise Refused(reasons[0])
        return self._turn(concept, proposal.quote, stated, piece)

    def _turn(self, concept: str, quote: str, places: list[_Place], piece: Span) -> _Place:
        """The next place of a quote for each time that one answer holds it."""
        number = self._used[piece.start, concept, quote]
        self._used[piece.start, concept, quote] += 1
        return places[min(number, len(places) - 1)]

    def _country(self, proposal: Proposal, doubts: list[str]) -> str:
        code = proposal.place.upper()
        if not code:
            return ""
        # A language without a pack has no names of countries; then the place's own words must stand in the text.
        if code in self._named or (len(code) == 2 and code.isascii() and code.isalpha() and self._stands(proposal.place_name)):
            return code
        doubts.append("The country the model gives is not named in the text and was left out.")
        return ""

    def _stands(self, words: str) -> str:
        return words if words and words in self.text else ""

    def _made(self, proposal: Proposal, concept: str, kind: str, country: str, place: _Place, doubts: list[str]) -> Claim:
        scene, amount, dated = place.sentence.scene, place.amount, place.sentence.dated
        doubts += [found.doubt for found in dated if found.doubt]
        group = concepts()[concept]["group"] if concept in concepts() else ""
        known = kind if kind in kinds() or self._stands(kind) else ""
        day_of = next((found.day for found in dated if found.day is not None), None) or self.dated
        where = Span(place.quote.start, place.quote.end)
        unit, scope_of, state_of, sent = "", None, None, None
        if amount is not None:
            attached = Attached(amount, concept, known, None)
            first, last = scene.sentence[amount.first].start, scene.sentence[max(amount.first, amount.last - 1)].end
            where = Span(min(where.start, first), max(where.end, last))
            unit = _unit(place, amount, concept)
            day_of = day(scene, attached, dated, self.dated)
            doubts += amount.doubts
            if group == "situation":
                scope_of = Scope(proposal.scope) if proposal.scope in set(Scope) else scope(scene, attached)
            if group == "asset":
                state_of = State(proposal.state) if proposal.state in set(State) else state(scene, attached)
                sent = {role: code for role, code in (("donor", self.donor), ("recipient", self.recipient)) if code}
        return Claim(
            concept=concept,
            report=self.report,
            sentence=place.sentence.span,
            quote=where,
            value=amount.value if amount is not None else None,
            unit=unit,
            kind=known,
            place=country or (self.recipient if group == "situation" else ""),
            place_name=self._stands(proposal.place_name),
            as_of=day_of,
            scope=scope_of,
            state=state_of,
            parties=sent or {},
            speaker=self._stands(proposal.speaker),
            related=place.role == "related",
            doubts=tuple(dict.fromkeys(doubts)),
            reader="model",
        )


def _stated(place: _Place, value: float, concept: str, pack: Pack) -> Amount:
    """The amount of a place's sentence that a quote states as a value of a concept. Raises Refused."""
    scene, quote = place.sentence.scene, place.quote
    if any(token.start < edge < token.end for token in scene.sentence for edge in (quote.start, quote.end)):
        raise Refused("its quote cuts through a word or a number")
    inside = {at for at, token in enumerate(scene.sentence) if quote.start <= token.start and token.end <= quote.end}
    alone = [token for at, token in enumerate(scene.sentence) if at in inside]
    quoted = amounts(alone, pack.lexicon.mentions(alone), {at for at, token in enumerate(alone) if token.kind == "code"}, pack)
    if not any(_is(amount, value) for amount in quoted):
        raise Refused("its number does not parse out of its quote")
    for amount in scene.amounts:
        if _is(amount, value) and inside.intersection(range(amount.first, max(amount.last, amount.first + 1))):
            _fits(place, amount, concept)
            return amount
    raise Refused("its number belongs to a date, a time, a name or a larger number")


def _is(amount: Amount, value: float) -> bool:
    ends = (amount.number, amount.value.low if amount.value.exactness == "about" else amount.number, amount.value.high)
    return any(end is not None and abs(end - value) <= 1e-9 * max(1.0, abs(value)) for end in ends)


def _fits(place: _Place, amount: Amount, concept: str) -> None:
    """Refuses a number with a unit that the concept does not have. Raises Refused."""
    scene = place.sentence.scene
    around = [scene.sentence[at].norm for at in (amount.first - 1, amount.last) if 0 <= at < len(scene.sentence)]
    found = unit_after(scene, amount)
    if found is None and not _SIGNS.intersection(around):
        if concept in _UNITS and concept != "asset.supplies":
            raise Refused("its number has no unit that the concept needs")
        return
    key = found.key("unit") if found is not None else None
    if key not in _UNITS.get(concept, {}):
        raise Refused("its number has a unit of its own, such as money, a share or a length")


def _unit(place: _Place, amount: Amount, concept: str) -> str:
    found = unit_after(place.sentence.scene, amount)
    key = found.key("unit") or "" if found is not None else ""
    return _UNITS.get(concept, {}).get(key, concepts()[concept]["unit"])
