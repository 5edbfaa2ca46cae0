"""A report into its claims."""

from dataclasses import dataclass, replace
from datetime import date

from .amounts import Amount, amounts
from .attach import Attached, Scene, attach
from .circumstances import Story, country, day, place, scope, speaker, state
from .claims import Claim, Exactness, Reading, Span, Value
from .dates import Calendar, Dated
from .events import events
from .furniture import blocks
from .language import chosen
from .lexicon import Mention
from .limits import AMOUNTS, CLAIMS
from .measures import measures, throughput
from .models import aircraft_models
from .pack import Pack, concepts
from .parties import parties
from .sentences import sentences
from .tokens import Token, tokens


@dataclass(slots=True)
class _Sentence:
    span: Span
    scene: Scene
    dated: list[Dated]
    related: bool


def read_report(
    text: str, *, report: str = "report", dated: date | None = None, language: str | None = None, notes: tuple[str, ...] = ()
) -> Reading:
    """The claims of a report's text, in the order of their quotes. `text` is as `plaintext.read_text` gives it.

    `dated` is the day of publication, by which weekdays and days without a month are understood.
    """
    pack, told = chosen(text, language)
    calendar = Calendar(dated)
    found, removed = [], 0
    for block in blocks(text, pack):
        if block.role in {"furniture", "repeated"}:
            removed += 1
            continue
        for span in sentences(text, block.start, block.end, pack):
            found.append(_sentence(text, span, block.role == "related", calendar, pack))
    recipient, donor = parties([sentence.scene for sentence in found if not sentence.related])
    story = Story(recipient, donor)
    claims: list[Claim] = []
    before: Attached | None = None
    for sentence in found:
        if len(claims) >= CLAIMS:
            told.append(f"More than {CLAIMS:,} claims were found; the text after character {sentence.span.start:,} was not read.")
            break
        made, before = _claims(sentence, story, before, report, dated)
        claims.extend(made)
    if removed:
        told.append(f"{removed} lines of site furniture and repeated headlines were left out.")
    unique = _once(claims)
    return Reading(report, pack.language, dated, text, tuple(unique), recipient, donor, (*notes, *told))


def _sentence(text: str, span: Span, related: bool, calendar: Calendar, pack: Pack) -> _Sentence:
    words = tokens(text[span.start : span.end], span.start, group_space=pack.group_space, latin=pack.latin)
    mentions = aircraft_models(words, [_named(mention, words) for mention in pack.lexicon.mentions(words)])
    dated = calendar.dates(words, mentions)
    taken = {at for found in dated for at in range(found.first, found.last)}
    taken |= {at for at, token in enumerate(words) if token.kind == "code"}
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
    counted = amounts(words, inside, taken, pack)[:AMOUNTS]
    scene = Scene(words, inside, counted, {at for found in dated for at in range(found.first, found.last)}, names, pack)
    return _Sentence(span, scene, dated, related)


def _named(mention: Mention, words: list[Token]) -> Mention:
    """A phrase without its sense of a city where it is written small: stems of names are those of other words too."""
    if mention.key("city") is None or not words[mention.first].text[0].islower():
        return mention
    return Mention(mention.first, mention.last, {kind: key for kind, key in mention.keys.items() if kind != "city"})


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
    sentence: _Sentence, story: Story, before: Attached | None, report: str, published: date | None
) -> tuple[list[Claim], Attached | None]:
    scene = sentence.scene
    found = sorted(attach(scene, before) + measures(scene), key=lambda one: one.amount.first)
    said = speaker(scene)
    claims: list[Claim] = []
    for one in found:
        claim = _claim(sentence, one, story, report, published, said)
        whole = next((other for other in reversed(claims) if other.concept == claim.concept), None)
        claims.append(replace(claim, part_of=whole.quote) if one.part and whole is not None else claim)
        if claims[-1].place and claims[-1].concept.startswith("situation.") and not sentence.related:
            story.struck = claims[-1].place
    for event in events(scene, story):
        first, last = scene.sentence[event.first].start, scene.sentence[event.last - 1].end
        claims.append(
            Claim(
                event.concept, report, sentence.span, Span(first, last),
                place=event.places[0] if event.places else "", place_name=event.name, as_of=_first_day(sentence.dated) or published,
                parties={f"party {number}": code for number, code in enumerate(event.places, 1)},
                speaker=said, related=sentence.related,
            )
        )  # fmt: skip
    if not any(one.concept.startswith("situation.") for one in found):
        named = [code for mention in scene.mentions if (code := country(mention, story)) and code == story.recipient]
        story.struck = named[0] if named else story.struck
    counted = [one for one in found if "measure" not in concepts()[one.concept]]
    return claims, counted[-1] if counted else before if not found else None


def _claim(sentence: _Sentence, one: Attached, story: Story, report: str, published: date | None, said: str) -> Claim:
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
    if concept == "asset.throughput" and value.exactness is Exactness.EXACT and _at_most_near(scene, amount):
        value = Value(value.number, 0.0, value.number, Exactness.AT_MOST)
    doubts = list(amount.doubts)
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
        as_of=day(scene, one, sentence.dated, published),
        scope=scope(scene, one),
        state=state(scene, one) if group == "asset" else None,
        parties={role: code for role, code in (("donor", story.donor), ("recipient", story.recipient)) if code}
        if group == "asset"
        else {},
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
