"""Figures and countries told of in two rows: "from Austria and the Netherlands 36 and 67 rescuers respectively"."""

from collections.abc import Sequence
from dataclasses import replace

from .claims import Claim
from .lexicon import Mention
from .pack import concepts
from .scene import Attached, Scene

_COMMAS = frozenset(",،，、")
_BETWEEN = frozenset({"join", "light", "article", "in", "of", "away_from", "toward", "stop", "respectively"})


def shared(scene: Scene, found: Sequence[Attached]) -> list[Attached]:
    """Figures with those that have their noun with the next one: 36 in "36 and 67 rescuers respectively"."""
    if not scene.having("respectively"):
        return list(found)
    known = {one.amount.first: one for one in found}
    following: Attached | None = None
    for amount in reversed(scene.amounts):
        if following is not None and not amount.article and _is_row(scene, amount.last, following.amount.first):
            own = known.get(amount.first)
            if own is None or own.inherited or (own.to is not None and own.to.first < amount.first):
                known[amount.first] = replace(following, amount=amount, inherited=True)
        following = known.get(amount.first)
    return [known[first] for first in sorted(known)]


def told_apart(scene: Scene, found: Sequence[Attached], claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence's figures, those of a row each with the country of the same rank in another row."""
    if not scene.having("respectively") or not claims:
        return list(claims)
    codes = _countries(scene)
    row = _figures(scene, found)
    if len(codes) < 2 or len(codes) != len(row):
        return list(claims)
    result = list(claims)
    for code, at in zip(codes, row, strict=True):
        claim = result[at]
        struck = concepts()[claim.concept]["group"] == "situation"
        result[at] = replace(claim, place=code) if struck else replace(claim, parties={**claim.parties, "donor": code})
    return result


def _figures(scene: Scene, found: Sequence[Attached]) -> list[int]:
    """The longest row of figures of one concept, by their places among all."""
    best: list[int] = []
    row: list[int] = []
    for at, one in enumerate(found):
        last = found[row[-1]] if row else None
        joins = last is not None and last.concept == one.concept and _is_row(scene, last.amount.last, one.amount.first)
        row = [*row, at] if joins else [at]
        best = row if len(row) > len(best) else best
    return best


def _countries(scene: Scene) -> list[str]:
    """The longest row of countries that only commas and an "and" part."""
    best: list[str] = []
    row: list[str] = []
    last: Mention | None = None
    for mention in scene.mentions:
        code = mention.key("country", "city")
        if code is None:
            continue
        row = [*row, code] if last is not None and _is_row(scene, last.last, mention.first) else [code]
        best = row if len(row) > len(best) else best
        last = mention
    return best


def _is_row(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing but commas, an "and" and small words stand between two places of a sentence."""
    at, joined = first, False
    while at < last:
        mention = scene.starts.get(at)
        if mention is not None and mention.key(*_BETWEEN) is not None:
            joined = joined or mention.key("join", "respectively") is not None
            at = mention.last
        elif scene.sentence[at].norm in _COMMAS:
            at, joined = at + 1, True
        else:
            return False
    return joined
