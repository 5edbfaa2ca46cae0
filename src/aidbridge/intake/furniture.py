"""The story of a page apart from what a site puts around it: menus, repeated headlines, headlines of other stories."""

import re
from dataclasses import dataclass
from itertools import islice

from .pack import Pack
from .tokens import norm, tokens

_ENDED = re.compile(r"[.!?…。！？:»”\"’)]\s*$")
_MENU_WORDS = 7
OTHER_STORIES = "⁂ Other stories on this page"
"""The line after which a page's text holds nothing but headlines of other stories; `plaintext` writes it."""
_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text, `text[start:end]`, and what it is: story, related, furniture, repeated."""

    start: int
    end: int
    role: str


def blocks(text: str, pack: Pack) -> list[Block]:
    """The lines of a cleaned text with their roles."""
    found: list[Block] = []
    seen: dict[str, None] = {}
    position, related, others = 0, False, False
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        if not line.strip():
            continue
        others = others or line == OTHER_STORIES
        role, related = ("furniture" if line == OTHER_STORIES else "related", True) if others else _role(line, seen, related, pack)
        seen[_plain(line)] = None
        found.append(Block(start, start + len(line), role))
    return found


def _role(line: str, seen: dict[str, None], related: bool, pack: Pack) -> tuple[str, bool]:
    plain = _plain(line)
    ended = _ENDED.search(line) is not None
    if plain in seen or (
        len(plain) > 25 and any(plain in other and len(other) < 2 * len(plain) for other in islice(seen, _COMPARED))
    ):
        return "repeated", related
    kinds = _kinds(line, pack)
    if "related" in kinds[:1]:
        alone = len(line.split()) <= 4
        return ("furniture", True) if alone else ("related", False)
    if "site" in kinds[:3] and not (ended and len(line) > 200):
        return "furniture", related
    if related and not ended and len(line) < 160:
        return "related", True
    digits = any(character.isdigit() for character in line)
    if pack.spaced and not ended and not digits and len(line.split()) < _MENU_WORDS and len(seen) > 0:
        return "furniture", False
    return "story", False


def _kinds(line: str, pack: Pack) -> list[str]:
    """`related` or `site` for the phrases at the head of a line that mark one."""
    found = pack.lexicon.mentions(tokens(line[:200], latin=pack.latin)[:14])
    return ["related" if "related" in mention.keys else "site" if "site" in mention.keys else "" for mention in found]


def _plain(line: str) -> str:
    return " ".join(re.findall(r"\w+", norm(line[:400])))
