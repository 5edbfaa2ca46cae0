"""Near names for one that the catalogue does not know."""

from collections.abc import Mapping
from difflib import get_close_matches

from ..model.errors import UnknownNameError

MOST = 5


def unknown(kind: str, name: str, known: Mapping[str, str]) -> UnknownNameError:
    """The error for `name`, with at most five near identifiers of `known` (identifier to its name in words)."""
    return UnknownNameError(kind, name, near_names(name, known))


def near_names(name: str, known: Mapping[str, str]) -> list[str]:
    """At most five identifiers of `known` (identifier to its name in words) near to `name`.

    Near is: the same letters and digits in any case, one beginning with or containing the other, or a similar spelling.
    """
    wanted = _bare(name)
    spellings = [(_bare(spelling), id) for id, words in known.items() for spelling in (id, words)]
    inside = [id for bare, id in spellings if wanted and (wanted in bare or (len(bare) > 2 and bare in wanted))]
    similar = get_close_matches(wanted, [bare for bare, _ in spellings], n=MOST)
    alike = [id for match in similar for bare, id in spellings if bare == match]
    exact = [id for bare, id in spellings if bare == wanted]
    return list(dict.fromkeys([*exact, *inside, *alike]))[:MOST]


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
