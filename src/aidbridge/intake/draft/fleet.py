"""The donor's aircraft: how many of which type, and the tails they make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...catalogue.aircraft import aircraft_ids, aircraft_type
from ...model.messages import Message
from ..claims import Reading, Span
from ..reconcile import Finding
from ..review import Evidence, Suggestion
from ..scene import Scene
from ..scenes import StorySentence
from .case import Case
from .cited import citation
from .desk import Desk
from .entering import entered, number
from .figure import Figure

_TYPES: dict[str, tuple[tuple[str, float], ...]] = {
    "il76": (("il76md", 0.6), ("il76td", 0.25), ("il76md90a", 0.15)), "an124": (("an124_100", 0.95),),
    "antonov124": (("an124_100", 0.95),), "c130": (("c130j30", 0.7),), "c130j": (("c130j30", 0.9),),
    "hercules": (("c130j30", 0.7),), "a400": (("a400m", 0.95),), "a400m": (("a400m", 0.98),), "c17": (("c17a", 0.98),),
    "c17a": (("c17a", 0.98),),
    "globemaster": (("c17a", 0.9),), "a330": (("a330_mrtt", 0.6), ("a330_200f", 0.3)), "a330mrtt": (("a330_mrtt", 0.98),),
    "747": (("b747_400f", 0.8),), "b747": (("b747_400f", 0.8),), "boeing747": (("b747_400f", 0.8),), "c295": (("c295m", 0.9),),
    "c295m": (("c295m", 0.98),), "cn235": (("cn235_300m", 0.9),), "737": (("b737_800_pax", 0.7),),
    "b737": (("b737_800_pax", 0.7),), "boeing737": (("b737_800_pax", 0.7),), "kc30": (("a330_mrtt", 0.8),),
}  # fmt: skip
"""Types of the catalogue by the letters and digits of a model's name, with how sure each is."""
_LETTERS = str.maketrans(
    {"и": "i", "л": "l", "а": "a", "н": "n", "с": "c", "伊": "i", "尔": "l", "爾": "l", "安": "an", "運": "y", "运": "y"}
)
_SURE = 0.9
_MOST = 200
"""Aircraft of one type that a draft makes tails of."""


@dataclass(frozen=True, slots=True)
class Squadron:
    """So many aircraft of a catalogue type."""

    type: Figure
    count: Figure


@dataclass(frozen=True, slots=True)
class _Model:
    """A model as reports name it."""

    words: str
    types: tuple[tuple[str, float], ...]
    evidence: Evidence
    source: str


def types_of(model: str) -> tuple[tuple[str, float], ...]:
    """The catalogue's types that a model's name may mean, the likeliest first; empty for one that it does not know."""
    bare = re.sub(r"[^a-z0-9]", "", model.casefold().translate(_LETTERS))
    bare = bare.removeprefix("airbus").removeprefix("lockheed").removeprefix("ilyushin")
    bare = f"il{bare}" if bare == "76" else bare
    exact = _TYPES.get(bare)
    if exact is None:
        stem = re.match(r"[a-z]*\d+", bare)
        exact = (
            _TYPES.get(stem[0], ())
            if stem
            else next((types for name, types in _TYPES.items() if name.isalpha() and name in bare), ())
        )
    return exact


def fleet_of(desk: Desk, case: Case, story: Sequence[StorySentence]) -> tuple[Squadron, ...]:
    """Rows for numbers and types of aircraft, and what they leave."""
    models = _models(story)
    counted = case.sent("asset.aircraft")
    by_model: dict[str, tuple[int, Finding]] = {}
    total: tuple[int, Finding] | None = None
    for n, found in counted:
        types = types_of(found.best.kind) if found.best.kind else ()
        name = types[0][0] if types else found.best.kind
        if name:
            by_model.setdefault(name, (n, found))
        elif total is None:
            total = (n, found)
    known = {model.types[0][0] if model.types else model.words: model for model in models}
    if not by_model and total is not None and len(known) <= 1:
        only = next(iter(known.values()), None)
        return _squadrons(desk, case, [(only, total)])
    rows: list[tuple[_Model | None, tuple[int, Finding] | None]] = [(known.get(name), one) for name, one in by_model.items()]
    if total is not None and not by_model:
        rows += [(model, total if n == 0 else None) for n, model in enumerate(known.values())]
    else:
        rows += [(model, None) for name, model in known.items() if name not in by_model]
    return _squadrons(desk, case, rows or [(None, None)])


def _squadrons(desk: Desk, case: Case, rows: Sequence[tuple["_Model | None", tuple[int, Finding] | None]]) -> tuple[Squadron, ...]:
    made = []
    for model, counted in rows:
        words = model.words if model is not None else counted[1].best.kind if counted is not None else ""
        types = model.types if model is not None else types_of(words)
        path = f"fleet[{case.donor or 'donor'}-{_short(types[0][0] if types else words or 'aircraft')}]"
        count = _count(desk, case, words, counted, path)
        type = _type(desk, words, types, model, path)
        if count is not None and type is not None and type.value in aircraft_ids() and desk.within(count, _MOST, path):
            made.append(Squadron(type, count))
    return tuple(made)


def _count(desk: Desk, case: Case, words: str, counted: tuple[int, Finding] | None, path: str) -> Figure | None:
    if counted is not None:
        n, found = counted
        question = Message(key="draft.ask.aircraft", params={"n": number(found)})
        return entered(desk, case, n, found, enters=f"{path}.count", question=question, must=True)
    return desk.default(
        f"fleet:count:{words}",
        concept="asset.aircraft",
        says=words or Message(key="draft.says_nothing"),
        value=1 if words else None,
        takes="whole",
        enters=f"{path}.count",
        must=True,
        why="no report says how many",
        question=Message(key="draft.ask.aircraft_count" if words else "draft.ask.no_aircraft", params={"model": words}),
    )


def _type(desk: Desk, words: str, types: tuple[tuple[str, float], ...], model: "_Model | None", path: str) -> Figure | None:
    suggestions = tuple(Suggestion(type, aircraft_type(type).name, sure) for type, sure in types)
    if not suggestions:
        suggestions = tuple(Suggestion(type, aircraft_type(type).name, 0.05) for type in ("a400m", "c130j30", "il76md", "c17a"))
    best = types[0][0] if types else None
    ask = "aircraft_type" if best else "aircraft_unknown" if words else "aircraft_unnamed"
    return desk.default(
        f"fleet:type:{words}",
        concept="asset.aircraft",
        says=words or Message(key="draft.says_nothing"),
        value=best,
        takes="name",
        enters=f"{path}.type",
        must=best is None or types[0][1] < _SURE,
        question=Message(key=f"draft.ask.{ask}", params={"model": words or "—", "type": suggestions[0].label}),
        why="the model is named; which type of the catalogue it is, is ours" if best else "the catalogue knows no such type",
        suggestions=suggestions,
        evidence=(model.evidence,) if model is not None else (),
        status="derived",
        source=model.source if model is not None else "no report names a model",
    )


def _models(story: Sequence[StorySentence]) -> list[_Model]:
    """Models that the reports' own stories name, each once."""
    found: dict[str, _Model] = {}
    for one in story:
        for name, quote in _named(one.scene):
            types = types_of(name)
            found.setdefault(types[0][0] if types else name, _model(one.reading, one.span, quote, name, types))
    return list(found.values())


def _named(scene: Scene) -> list[tuple[str, Span]]:
    return [
        (name, Span(scene.sentence[mention.first].start, scene.sentence[mention.last - 1].end))
        for mention in scene.mentions
        if (name := mention.key("model")) and not name.isdigit()
    ]


def _model(reading: Reading, sentence: Span, quote: Span, name: str, types: tuple[tuple[str, float], ...]) -> _Model:
    evidence = Evidence(
        reading.report,
        reading.language,
        reading.text[sentence.start : quote.start],
        reading.words(quote),
        reading.text[quote.end : sentence.end],
        quote.start,
        quote.end,
    )
    return _Model(name, types, evidence, citation(reading, quote))


def _short(type: str) -> str:
    """A type in an identifier: IL76, C130J30."""
    return re.sub(r"[^A-Za-z0-9]", "", type.upper()).removesuffix("MD") or "X"
