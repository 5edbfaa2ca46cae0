"""Words and phrases of a language, found in a sentence by longest match.

A pattern is one or more words. `plane(s)` has an optional ending, `famil(y|ies)` has one of several, `погиб*` any ending.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from .tokens import Token, norm, tokens

_SYLLABLES = "\u2e80"
"""From here on a letter is no part of a word of letters."""
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_GROUP = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a phrase: a kind (`noun`, `people`, `exactness`, ...) and what it stands for."""

    kind: str
    key: str


class Mention(NamedTuple):
    """A phrase found in a sentence: tokens `first` up to, not including, `last`."""

    first: int
    last: int
    keys: Mapping[str, str]
    """What it stands for, by kind; the first sense where a kind has several."""

    def key(self, *kinds: str) -> str | None:
        """What it stands for as the first of these kinds that it is; None where it is none of them."""
        for kind in kinds:
            if kind in self.keys:
                return self.keys[kind]
        return None


@dataclass(slots=True)
class _Node:
    exact: dict[str, "_Node"] = field(default_factory=dict)
    stems: dict[str, "_Node"] = field(default_factory=dict)
    senses: tuple[Sense, ...] = ()


class Lexicon:
    """All phrases of a language.

    `prefixes` are clitics that may stand before a word, as in Arabic; `compounds` where nouns are written together.
    """

    def __init__(self, longest_ending: int = 6, prefixes: Iterable[str] = (), *, compounds: bool = False) -> None:
        self._root = _Node()
        self._ending = longest_ending
        self._compounds = compounds
        self._prefixes = tuple(sorted(prefixes, key=len, reverse=True))
        self._starts: dict[str, tuple[_Node, ...]] = {}
        self._keys: dict[tuple[Sense, ...], Mapping[str, str]] = {}

    def add(self, pattern: str, sense: Sense) -> None:
        """Add a pattern with its sense. Raises ValueError for a pattern without words."""
        for phrase in expanded(pattern):
            node = self._root
            for word, is_stem in _parts(phrase):
                node = (node.stems if is_stem else node.exact).setdefault(word, _Node())
            if node is self._root:
                raise ValueError(f"pattern {pattern!r} has no words; write at least one letter")
            if sense not in node.senses:
                node.senses += (sense,)
        self._starts.clear()

    def knows(self, word: str) -> bool:
        """Whether a phrase begins with this word as it stands, without a clitic before it."""
        stems = (word[:length] for length in range(len(word), max(1, len(word) - self._ending) - 1, -1))
        return word in self._root.exact or any(stem in self._root.stems for stem in stems)

    def mentions(self, sentence: list[Token]) -> list[Mention]:
        """Phrases in their order, none overlapping; of two that would overlap, the longer: "left their homes", not "have left"."""
        found: list[Mention] = []
        position = 0
        while position < len(sentence):
            if not self._from_root(sentence[position].norm):
                position += 1
                continue
            last, senses = self._longest(sentence, position, len(sentence))
            for inner in range(position + 1, last):
                begins = bool(self._from_root(sentence[inner].norm))
                if begins and self._longest(sentence, inner, len(sentence))[0] - inner > last - position:
                    last, senses = self._longest(sentence, position, inner)
                    break
            if senses:
                found.append(Mention(position, last, self._by_kind(senses)))
                position = last
            else:
                position += 1
        return found

    def _by_kind(self, senses: tuple[Sense, ...]) -> Mapping[str, str]:
        if senses not in self._keys:
            self._keys[senses] = {sense.kind: sense.key for sense in reversed(senses)}
        return self._keys[senses]

    def _longest(self, sentence: list[Token], position: int, end: int) -> tuple[int, tuple[Sense, ...]]:
        """The longest phrase that begins at a token and ends at `end` at the latest."""
        best = position
        senses: tuple[Sense, ...] = ()
        # A word as it stands goes before a stem that it begins with.
        pending = [(node, position + 1) for node in reversed(self._from_root(sentence[position].norm))]
        while pending:
            node, after = pending.pop()
            if node.senses and after >= best:
                if after > best:
                    best, senses = after, node.senses
                else:
                    senses = tuple(dict.fromkeys(senses + node.senses))
            if after < end and (node.exact or node.stems):
                pending.extend((child, after + 1) for child in self._steps(node, sentence[after].norm))
        return best, senses

    def _from_root(self, word: str) -> tuple[_Node, ...]:
        known = self._starts.get(word)
        if known is None:
            if len(self._starts) > 100_000:
                self._starts.clear()
            known = tuple(self._steps(self._root, word))
            if not known and self._compounds:
                known = self._last_part(word)
            self._starts[word] = known
        return known

    def _steps(self, node: _Node, word: str) -> Iterator[_Node]:
        found = False
        for form in self._bare(word):
            if (child := node.exact.get(form)) is not None:
                found = True
                yield child
            if node.stems:
                for length in range(len(form), max(1, len(form) - self._ending) - 1, -1):
                    if (child := node.stems.get(form[:length])) is not None:
                        found = True
                        yield child
                        break
            if found:
                return

    def _last_part(self, word: str) -> tuple[_Node, ...]:
        """The noun that a compound ends on: "Militärflugzeuge" are "Flugzeuge"."""
        for cut in range(3, len(word) - 4):
            for node in self._steps(self._root, word[cut:]):
                nouns = tuple(sense for sense in node.senses if sense.kind in {"noun", "people"})
                if nouns:
                    return (_Node(senses=nouns),)
        return ()

    def _bare(self, word: str) -> Iterator[str]:
        yield word
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= 2:
                yield word[len(prefix) :]


def expanded(pattern: str) -> list[str]:
    """A pattern's phrases, its alternatives written out."""
    pieces = _GROUP.split(pattern)
    choices = []
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            choices.append([piece])
        else:
            options = piece.split("|")
            choices.append(options if len(options) > 1 else ["", piece])
    return ["".join(parts) for parts in product(*choices)]


def _parts(phrase: str) -> list[tuple[str, bool]]:
    """The words of a phrase, each with whether it is a stem."""
    parts: list[tuple[str, bool]] = []
    for chunk in phrase.split():
        bare = chunk.rstrip("*")
        words = (
            [norm(bare)]
            if bare.isalpha() and "ʼ" not in bare and (bare[0] < _SYLLABLES or _HANGUL.fullmatch(bare))
            else [token.norm for token in tokens(bare)]
        )
        parts.extend((word, False) for word in words[:-1])
        if words:
            parts.append((words[-1], chunk.endswith("*")))
    return parts
