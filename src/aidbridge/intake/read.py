"""A report into its claims."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from .amounts import Amount, amounts, parted_numbers
from .attach import attach
from .circumstances import bygone, day, denied, scope, speaker
from .claims import Claim, Exactness, Reading, Scope, Span, State, Value
from .dates import Calendar, Dated
from .events import events
from .furniture import blocks
from .givers import giver, giver_after
from .language import chosen
from .lexicon import Mention
from .limits import CLAIMS, TEXT_CHARACTERS
from .measures import measures, throughput
from .models import aircraft_models
from .pack import Pack, concepts
from .parties import parties
from .respectively import shared, told_apart
from .scene import COMMAS, Attached, Scene
from .sentences import sentences
from .separable import separable
from .states import acts, reached, state
from .tokens import Token, tokens
from .whose import Story, place
from .worldnames import world_names

_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")
_PAIRED = 25
"""Characters: a figure further back is not paired with this one."""
_BESIDE = 4
"""So many tokens after a number a place or a span of time is still its own."""


@dataclass(slots=True)
class ParsedSentence:
    """A sentence with its phrases, amounts and dates."""

    span: Span
    scene: Scene
    dated: list[Dated]
    related: bool
    figures: list[Attached] = field(default_factory=list)
    """What its numbers count by themselves."""


def read_report(
    text: str, *, report: str = "report", dated: date | None = None, language: str | None = None, notes: tuple[str, ...] = ()
) -> Reading:
    """The claims of a report's text, in the order of their quotes. `text` is as `plaintext.read_text` gives it.

    `dated` is the day of publication, by which weekdays and days without a month are understood.
    """
    pack, told = chosen(text, language)
    if len(text) > TEXT_CHARACTERS:
        told.append(f"The text has {len(text):,} characters; only the first {TEXT_CHARACTERS:,} were read.")
        text = text[:TEXT_CHARACTERS]
    calendar = Calendar(dated)
    found, removed = [], 0
    for block in blocks(text, pack):
        if block.role in {"furniture", "repeated"}:
            removed += 1
            continue
        for span in sentences(text, block.start, block.end, pack):
            found.append(parsed_sentence(text, span, block.role == "related", calendar, pack))
    for sentence in found:
        sentence.figures = attach(sentence.scene, None)
    own = [sentence for sentence in found if not sentence.related]
    who = parties([sentence.scene for sentence in own], [sentence.figures for sentence in own])
    recipient, donor = who.recipient, who.donor
    if not recipient and pack.home and found:
        recipient = pack.home
        told.append(f"No country is named; what is told of people is taken to be of {recipient}.")
    story = Story(recipient, donor, untold=who.untold)
    claims: list[Claim] = []
    before: Attached | None = None
    first: Attached | None = None
    for sentence in found:
        if len(claims) >= CLAIMS:
            told.append(f"More than {CLAIMS:,} claims were found; the text after character {sentence.span.start:,} was not read.")
            break
        made, before, first = _claims(sentence, story, (before, first), report, dated)
        claims.extend(made)
    if removed:
        told.append(f"{removed} lines of site furniture and repeated headlines were left out.")
    unique = _once(claims)
    return Reading(report, pack.language, dated, text, tuple(unique), recipient, donor, (*notes, *told))


def parsed_sentence(text: str, span: Span, related: bool, calendar: Calendar, pack: Pack) -> ParsedSentence:
    """The sentence at a span of a report; `related` where it is the headline of another story."""
    words = parted_numbers(tokens(text[span.start : span.end], span.start, group_space=pack.group_space, latin=pack.latin), pack)
    named = [_named(mention, words) for mention in pack.lexicon.mentions(words)]
    mentions = world_names(words, separable(words, aircraft_models(words, named), pack), pack)
    dated = calendar.dates(words, mentions)
    taken = {at for found in dated for at in range(found.first, found.last)}
    taken |= {at for at, token in enumerate(words) if token.kind == "code" or _is_clock(words, at, mentions, pack)}
    taken |= {
        at
        for mention in mentions
        if mention.key("scope", "per_day") is not None
        for at in range(mention.first, mention.last)
        if mention.last - mention.first > 1
    }
    # A number inside a name of several parts, such as the one in the Korean for COVID-19.
    taken |= {
        at
        for mention in mentions
        if mention.key("light") is not None
        for at in range(mention.first + 1, mention.last)
        if words[at].kind == "num"
    }
    names = _unit_names(words, mentions)
    taken |= names
    inside = [mention for mention in mentions if not any(_date_inside(mention, found) for found in dated)]
    counted = amounts(words, inside, taken, pack)
    scene = Scene(words, inside, counted, {at for found in dated for at in range(found.first, found.last)}, names, pack)
    return ParsedSentence(span, scene, dated, related)


def _named(mention: Mention, words: list[Token]) -> Mention:
    """A phrase without its sense of a name where it is written small: stems of names are those of other words too."""
    names = {"city", "country", "proper"} if mention.key("proper") is not None else {"city"}
    if not names & set(mention.keys) or not words[mention.first].text[0].islower():
        return mention
    return Mention(mention.first, mention.last, {kind: key for kind, key in mention.keys.items() if kind not in names})


def _is_clock(words: list[Token], at: int, mentions: list[Mention], pack: Pack) -> bool:
    """Whether a number is a time of day where it can be no decimal: 11.00 in a language that writes 11,00."""
    if pack.decimal == "." or words[at].kind != "num" or not _CLOCK.fullmatch(words[at].norm):
        return False
    after = next((mention for mention in mentions if mention.first == at + 1), None)
    return after is None or after.key("noun", "unit", "scale", "people") is None


def _unit_names(words: list[Token], mentions: list[Mention]) -> set[int]:
    """Tokens of names such as "86th Airlift Wing": their number counts nothing."""
    named: set[int] = set()
    for mention in mentions:
        if mention.key("unit_name") is not None:
            first = next((at for at in range(mention.first - 1, max(-1, mention.first - 5), -1) if words[at].kind == "num"), None)
            if first is not None:
                named |= set(range(first, mention.last))
    return named


def _date_inside(mention: Mention, dated: Dated) -> bool:
    return dated.first <= mention.first and mention.last <= dated.last and mention.key("scope", "day") is None


def _claims(
    sentence: ParsedSentence, story: Story, told: tuple[Attached | None, Attached | None], report: str, published: date | None
) -> tuple[list[Claim], Attached | None, Attached | None]:
    scene, (before, first) = sentence.scene, told
    found = sorted(shared(scene, _counted(sentence, before, first)) + measures(scene), key=lambda one: one.amount.first)
    found = [one for one in found if not denied(scene, one)]
    said = speaker(scene)
    claims: list[Claim] = []
    for one in found:
        claim = _claim(sentence, one, story, report, published, said)
        whole = next((other for other in reversed(claims) if other.concept == claim.concept), None)
        if one.part and whole is not None:
            claim = replace(claim, part_of=whole.quote)
        struck = next((other for other in reversed(claims) if other.concept.startswith("situation.")), None)
        if struck is not None and claim.place and not _named_since(scene, struck, one, "country", "city", "the_country"):
            claim = replace(claim, place=struck.place)
        if struck is not None and struck.scope is Scope.TOTAL and claim.scope and not _named_since(scene, struck, one, "scope"):
            claim = replace(claim, scope=Scope.TOTAL)
        if struck is not None and struck.scope is Scope.DAILY and _is_paired(scene, struck, one):
            claim = replace(claim, scope=Scope.DAILY if claim.scope else None)
        sent = next((other for other in reversed(claims) if other.concept.startswith("asset.")), None)
        if concepts()[claim.concept]["group"] == "asset":
            same = sent is not None and not _named_between(scene, sent, one)
            donor = (sent.parties.get("donor", "") if sent is not None and same else "") or giver(scene, one, story)
            donor = donor or story.giver or story.untold
            parties_of = {"donor": donor, "recipient": story.recipient}
            claim = replace(claim, parties={role: code for role, code in parties_of.items() if code})
        claims.append(claim)
        story.sent = claims[-1].state or story.sent
    claims = told_apart(scene, found, claims)
    for event in events(scene, story):
        start, end = scene.sentence[event.first].start, scene.sentence[event.last - 1].end
        claims.append(
            Claim(
                event.concept, report, sentence.span, Span(start, end),
                place=event.places[0] if event.places else "", place_name=event.name, as_of=_first_day(sentence.dated) or published,
                parties={f"party {number}": code for number, code in enumerate(event.places, 1)},
                speaker=said, related=sentence.related,
            )
        )  # fmt: skip
    _remember(story, scene, claims, related=sentence.related)
    story.giver = giver_after(scene, story)
    if not any(one.concept.startswith("asset.") for one in found):
        story.sent = reached(scene)
    counted = [one for one in found if "measure" not in concepts()[one.concept]]
    people = next((one for one in found if one.concept.startswith("situation.")), None)
    return claims, counted[-1] if counted else before if not found else None, people or (first if not found else None)


def _counted(sentence: ParsedSentence, before: Attached | None, first: Attached | None) -> list[Attached]:
    """What the numbers of a sentence count; one that counts nothing by itself may go on with what was counted before it."""
    scene = sentence.scene
    told = {one.amount.first for one in sentence.figures}
    alone = all(amount.first in told or amount.article for amount in scene.amounts)
    return sentence.figures if alone and not scene.having("tally") else attach(scene, before, first)


def _is_paired(scene: Scene, before: Claim, one: Attached) -> bool:
    """Whether an "and" alone stands between two figures: "recorded in a day 19,883 cases and 63 deaths"."""
    join = scene.ends.get(one.amount.first)
    if join is None or join.key("join") is None or join.key("contrast") is not None:
        return False
    return 0 <= scene.sentence[join.first].start - before.quote.end < _PAIRED


def _named_since(scene: Scene, before: Claim, one: Attached, *kinds: str) -> bool:
    """Whether the sentence names a place or a span of time after a figure, or beside the number that follows it."""
    last = max(one.amount.last, one.to.last if one.to is not None else 0)
    beside = (m for m in scene.mentions if scene.sentence[m.first].start >= before.quote.end and m.first <= last + _BESIDE)
    return any(mention.key(*kinds) is not None for mention in beside)


def _named_between(scene: Scene, before: Claim, one: Attached) -> bool:
    """Whether a country stands between two figures, or right beside the second."""
    last = max(one.amount.last, one.to.last if one.to is not None else 0)
    for mention in scene.mentions:
        if scene.sentence[mention.first].start >= before.quote.end and mention.key("country", "city", "sender") is not None:
            closed = any(token.norm in COMMAS for token in scene.sentence[last : mention.first])
            if mention.first <= last or (mention.first <= last + _BESIDE and not closed):
                return True
    return False


def _remember(story: Story, scene: Scene, claims: list[Claim], *, related: bool) -> None:
    """Which country the next sentence goes on about: that of its figures; a country told of in passing is soon forgotten."""
    places = {claim.place for claim in claims if claim.place and claim.concept.startswith("situation.")}
    struck = places.pop() if len(places) == 1 else story.recipient if places else ""
    if struck and not related:
        story.struck, story.fresh = struck, True
        return
    story.fresh = False
    named = {mention.key("country", "city") for mention in scene.mentions} - {None}
    if story.recipient in named or story.struck not in named:
        story.struck = story.recipient or story.struck


def _claim(sentence: ParsedSentence, one: Attached, story: Story, report: str, published: date | None, said: str) -> Claim:
    scene, amount = sentence.scene, one.amount
    concept, unit = one.concept, one.unit
    if throughput(scene, one):
        concept, unit = "asset.throughput", concepts()["asset.throughput"]["unit"]
    group = concepts()[concept]["group"]
    first, last = amount.first, amount.last
    if one.to is not None:
        first, last = min(first, one.to.first), max(last, one.to.last)
    model = next(
        (mention.key("model") for mention in scene.mentions if mention.key("model") and abs(mention.first - amount.last) < 5), None
    )
    value = amount.value
    come = (state(scene, one) or story.sent or acts(scene, one)) if group == "asset" else None
    if concept == "asset.throughput" and value.exactness is Exactness.EXACT and _at_most_near(scene, amount):
        value = Value(value.number, 0.0, value.number, Exactness.AT_MOST)
    doubts = list(amount.doubts)
    year = bygone(scene, one, sentence.dated, published)
    if year:
        doubts.append(f"It is a figure of {year}, not of the report's days.")
    as_of = day(scene, one, sentence.dated, published, planned=come is State.PLANNED)
    doubts += [dated.doubt for dated in sentence.dated if dated.doubt]
    if one.inherited and not one.part:
        doubts.append("The number has no noun of its own; it is read as counting what the number before it counts.")
    return Claim(
        concept=concept,
        report=report,
        sentence=sentence.span,
        quote=Span(scene.sentence[first].start, scene.sentence[last - 1].end),
        value=value,
        unit=unit,
        kind=one.kind or (model or "" if concept in {"asset.aircraft", "asset.flights"} else ""),
        place=place(scene, one, story) if group == "situation" else "",
        as_of=None if year and as_of == published else as_of,
        scope=scope(scene, one),
        state=come,
        speaker=said,
        related=sentence.related,
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _at_most_near(scene: Scene, amount: Amount) -> bool:
    return any(mention.key("exactness") == Exactness.AT_MOST and 0 <= amount.first - mention.last < 5 for mention in scene.mentions)


def _first_day(dated: list[Dated]) -> date | None:
    return next((found.day for found in dated if found.day is not None), None)


def _once(claims: list[Claim]) -> list[Claim]:
    """Claims in the order of their quotes, those that two rules found in the same words only once."""
    unique = {(claim.concept, claim.quote, claim.value): claim for claim in claims}
    return sorted(unique.values(), key=lambda claim: (claim.quote.start, claim.concept))
