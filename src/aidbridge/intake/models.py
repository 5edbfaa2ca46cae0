"""Aircraft by the names of their models, in Latin, Cyrillic and Han letters: names, never amounts."""

import re

from .lexicon import Mention
from .tokens import Token

_MODEL = re.compile(
    r"(?:il|ил|iliouchine|ilyushin|iljuschin|伊尔|伊爾|an|ан|antonov|安|tu|ту|mi|ми|ka|be|бе|y|运|運|c|kc|mc|ec|hc|lc|p|v|ch|mh|uh|hh|as|nh|"
    r"a|airbus|b|boeing|боинг|波音|cn|cl|dc|md|atr|dhc|do|q|e|sh)[ –-]?(?P<digits>\d{1,4})(?P<tail>[\w-]*)"
)
_NUMBERS = frozenset(
    {
        1, 2, 3, 5, 7, 8, 9, 10, 11, 12, 17, 20, 22, 24, 26, 27, 28, 30, 32, 38, 42, 46, 47, 53,
        60, 62, 64, 72, 74, 76, 90, 96, 114, 124, 130, 134, 135, 141, 148, 154, 160, 171, 178, 190, 195, 200, 204, 212,
        214, 225, 228, 235, 295, 300, 310, 319, 320, 321, 327, 328, 330, 332, 340, 350, 380, 390, 400, 415, 533, 707, 727, 737,
        747, 757, 767, 777, 787,
    }
)  # fmt: skip
_NO_MODEL = re.compile(r"(?:covid|h\d|g\d|m\d|a\d{1,2}$|e\d|p\d$|b\d{1,2}$|c\d$|v\d$|do|q\d)")


def aircraft_models(sentence: list[Token], mentions: list[Mention]) -> list[Mention]:
    """Mentions with those of aircraft models added, where a model's name stands."""
    covered = {at for mention in mentions for at in range(mention.first, mention.last)}
    added = [
        Mention(at, at + 1, {"noun": "asset.aircraft", "model": model})
        for at, token in enumerate(sentence)
        if token.kind == "code" and at not in covered and (model := model_of(token))
    ]
    return sorted(mentions + added, key=lambda mention: mention.first) if added else mentions


def model_of(token: Token) -> str:
    """The model a code names, as written; empty where it names no aircraft."""
    found = _MODEL.fullmatch(token.norm)
    if found is None or int(found["digits"]) not in _NUMBERS or _NO_MODEL.match(token.norm):
        return ""
    return token.text
