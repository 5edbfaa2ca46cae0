"""A sentence with what was found in it, and how far apart its words are."""

from dataclasses import dataclass

from .amounts import Amount
from .lexicon import Mention
from .pack import Pack
from .tokens import Token

WINDOW = 100
"""Tokens farther apart than this have nothing to do with each other; it keeps long sentences from costing much."""
FARTHEST = 9.0
"""Costs above this are no attachment."""
_MARKS = {
    ",": 2.5, "،": 2.5, "，": 2.5, "、": 2.0, ";": 8.0, "；": 8.0, ":": 1.0, "：": 1.0, "(": 2.5, ")": 2.5, "—": 3.0, "–": 3.0,
    "-": 0.3, "/": 0.3, "。": 9.0,
}  # fmt: skip
_SPANS = frozenset({"place", "time", "day", "hour"})
"""Units whose numbers only say where or for how long: "in two countries"."""
COMMAS = frozenset(",،，、;；")
KINDS = {"stop": 2.0, "join": 2.5, "sub": 3.5, "doing": 2.5, "said": 4.0, "light": 0.1, "other": 0.1, "counter": 0.0, "link": 0.4,
          "noun": 4.0, "verb": 3.0, "people": 2.0, "state": 1.5, "exactness": 0.2, "scope": 0.5, "country": 0.8, "city": 0.8,
          "weekday": 0.6, "day": 0.6, "month": 0.6, "of": 0.8, "article": 0.3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """An amount with the concept it counts; `to` is the phrase that says so, None where it was inherited."""

    amount: Amount
    concept: str
    kind: str
    to: Mention | None
    unit: str = ""
    inherited: bool = False
    part: bool = False
    """It is a part of the amount before it: "including 17 children"."""
    earlier: bool = False
    """It is what the figure beside it was before: "up from 1,200"."""


class Scene:
    """A sentence with what was found in it."""

    def __init__(
        self, sentence: list[Token], mentions: list[Mention], amounts: list[Amount], dated: set[int], names: set[int], pack: Pack
    ) -> None:
        self.sentence, self.mentions, self.amounts, self.pack = sentence, mentions, amounts, pack
        self.starts = {mention.first: mention for mention in mentions}
        self.ends = {mention.last: mention for mention in mentions}
        self.dated, self.names = dated, names
        self.givers: dict[int, bool] = {}
        """Whether the country at a token gives in its clause, as far as it has been asked."""
        self.relations: dict[int, frozenset[str]] = {}
        """How the place at a token stands, as far as it has been asked."""
        self._of_kind: dict[str, list[Mention]] = {}
        for mention in mentions:
            for kind in mention.keys:
                self._of_kind.setdefault(kind, []).append(mention)
        self._steps: list[tuple[int, float] | None] = [None] * len(sentence)
        self._inside = {at: amount for amount in amounts for at in range(amount.first, amount.last)}

    def having(self, kind: str) -> list[Mention]:
        """The phrases of one kind, in their order."""
        return self._of_kind.get(kind, [])

    def cost(self, first: int, last: int) -> float:
        """How far apart what lies between two tokens keeps them."""
        if last - first > WINDOW:
            return 99.0
        total, at = 0.0, first
        while at < last:
            step = self._steps[at]
            if step is None:
                step = self._steps[at] = self._step(at)
            after, price = step
            if after > last and at not in self._inside:
                after, price = at + 1, self._bare(at)
            total, at = total + price, after
        return total

    def _step(self, at: int) -> tuple[int, float]:
        """Where the sentence goes on after a token, its amount or its phrase, and what that costs."""
        amount = self._inside.get(at)
        if amount is not None:
            after = self.starts.get(amount.last)
            spanned = after is not None and after.key("unit") in _SPANS
            return max(amount.last, at + 1), 0.3 if amount.article else 1.0 if spanned else 5.0
        if at in self.dated or at in self.names:
            return at + 1, 0.3
        mention = self.starts.get(at)
        if mention is not None:
            return mention.last, min((KINDS[kind] for kind in mention.keys if kind in KINDS), default=1.0)
        return at + 1, self._bare(at)

    def _bare(self, at: int) -> float:
        token = self.sentence[at]
        return _MARKS.get(token.norm, 0.2) if token.kind == "mark" else 0.8 if self.pack.spaced else 0.4
