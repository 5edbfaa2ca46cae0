"""Verbs whose particle stands at the end of the clause: "sagte zwei Hubschrauber zu" is a promise, and nobody speaking."""

from .lexicon import Mention
from .pack import Pack
from .tokens import Token

_ENDS = frozenset(".,;:!?–—)")
_FARTHEST = 30
_BEFORE = frozenset({"said", "state"})


def separable(sentence: list[Token], mentions: list[Mention], pack: Pack) -> list[Mention]:
    """The phrases of a sentence in their order, with the states that verbs and their particles say together."""
    if not pack.separable:
        return mentions
    verbs = {verb for verb, _ in pack.separable}
    starts = {mention.first: mention for mention in mentions}
    covered = {at for mention in mentions for at in range(mention.first + 1, mention.last)}
    for at, token in enumerate(sentence):
        before = starts.get(at)
        if token.norm not in verbs or at in covered or (before is not None and before.last > at + 1):
            continue
        state = next(
            (said for particle in _particles(sentence, at, starts) if (said := pack.separable.get((token.norm, particle)))), None
        )
        if state is not None:
            keys = {kind: key for kind, key in before.keys.items() if kind not in _BEFORE} if before is not None else {}
            starts[at] = Mention(at, at + 1, keys | {"state": state})
    return sorted(starts.values(), key=lambda mention: mention.first)


def _particles(sentence: list[Token], verb: int, starts: dict[int, Mention]) -> list[str]:
    """The last words of the clauses that follow a verb: lists have commas too, and so has what an "and" joins."""
    last = min(len(sentence), verb + _FARTHEST)
    joins = {at for at, mention in starts.items() if mention.key("join") is not None}
    return [sentence[at - 1].norm for at in range(verb + 2, last) if sentence[at].norm in _ENDS or at in joins]
