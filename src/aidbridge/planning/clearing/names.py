"""Names of the mission beside names of lists that a user supplies: how like they are, as a question and never as a finding."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from ...catalogue.countries import folded
from ...missionfile.tables import Manner, read_table
from ...missionfile.textfile import read_text
from ...model.errors import Fault, InputError
from ...model.mission import Mission

LIKENESS = 0.85
"""From which likeness on a pair is asked about."""
SHORTEST = 4
"""Letters a name has at least; shorter ones are like too many."""
_MOST_BYTES = 64_000_000
_COLUMNS = (
    "name",
    "whole name",
    "wholename",
    "namealias wholename",
    "alias",
    "aliases",
    "entity",
    "full name",
    "last name",
    "sdn name",
)
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "e",
            "i",
            "yi",
            "ye",
            "g",
        ],
        strict=True,
    )
)
"""How Cyrillic letters are written in Latin ones (after BGN/PCGN, simplified)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Two names that are alike."""

    about: str
    """Where the mission has the name: `teams[RU-med-1].name`."""
    name: str
    listed: str
    list: str
    """The list's file."""
    line: int
    likeness: float
    """0 to 1: 1 are the same words, in any order."""


def read_names(path: Path) -> list[tuple[int, str]]:
    """The names of a list with their lines: a text file with one a line, or a CSV or Excel table with a column of names.

    Raises InputError where it cannot be read or has no such column.
    """
    if path.suffix.lower() not in (".csv", ".xlsx"):
        lines = enumerate(read_text(path, path.name, _MOST_BYTES).splitlines(), 1)
        return [(number, line.strip()) for number, line in lines if line.strip() and not line.startswith("#")]
    faults: list[Fault] = []
    manner = Manner(rows=500_000, bytes=_MOST_BYTES, unpacked=8 * _MOST_BYTES, columns=400, separators=",;\t|", known=_is_name)
    table = read_table(path, faults, manner)
    at = [n for n, header in enumerate(table.header) if _is_name(header)] if table else []
    if table is None or faults:
        raise InputError(faults)
    if not at:
        advice = "Name the column with the names `name`, or give a text file with one name a line."
        raise InputError([Fault(f"{path.name}:{table.line}", ", ".join(table.header)[:200], "a column `name`", advice)])
    return [(line, cells[n] or "") for line, cells in table.rows for n in at if cells[n]]


def _is_name(header: str) -> bool:
    return folded(header.replace("_", " ")) in _COLUMNS


def hits_of(mission: Mission, lists: Iterable[tuple[str, list[tuple[int, str]]]], least: float = LIKENESS) -> tuple[Hit, ...]:
    """Every pair of a name of the mission and a name of a list that is at least so like, the likest first."""
    own = [(about, name, _plain(name)) for about, name in names_of(mission)]
    found = []
    for file, names in lists:
        listed = [(line, name, _plain(name)) for line, name in names]
        index: dict[str, set[int]] = defaultdict(set)
        for n, (_, _, plain) in enumerate(listed):
            for part in _parts(plain):
                index[part].add(n)
        for about, name, plain in own:
            if len(plain) < SHORTEST:
                continue
            parts = _parts(plain)
            shared = Counter(n for part in parts for n in index.get(part, ()))
            for n, count in shared.items():
                line, other, other_plain = listed[n]
                if len(other_plain) >= SHORTEST and count >= len(parts) / 3:
                    likeness = likeness_of(plain, other_plain)
                    if likeness >= least:
                        found.append(Hit(about, name, other, file, line, round(likeness, 3)))
    return tuple(sorted(found, key=lambda hit: (-hit.likeness, hit.about, hit.line)))


def likeness_of(first: str, second: str) -> float:
    """How like two folded names are, 0 to 1: of their words in alphabetical order, by the longest parts in common (Ratcliff and
    Obershelp)."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def names_of(mission: Mission) -> Iterator[tuple[str, str]]:
    """Every name of a party, body or thing that the mission has, with where it stands."""
    for section in ("teams", "supplies", "devices", "sites"):
        yield from ((f"{section}[{row.id}].name", row.name) for row in getattr(mission, section) if row.name)
    yield from ((f"fleet[{tail.id}].registration", tail.registration) for tail in mission.fleet if tail.registration)
    yield from ((f"offers[{offer.id}].channel", offer.channel) for offer in mission.offers if offer.channel)
    yield from ((f"request[{mission.request.id}].to", name) for name in mission.request.to)
    for agreement in mission.agreements:
        yield from ((f"agreements[{agreement.id}].money", row.payer) for row in agreement.money)
        yield from ((f"agreements[{agreement.id}].history", step.by) for step in agreement.history if step.by)
    yield from ((f"clearances[{one.id}].authority", one.authority) for one in mission.clearances if one.authority)


def _plain(name: str) -> str:
    """Folded, in Latin letters, its words in alphabetical order."""
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in name.casefold())
    return " ".join(sorted(folded(latin).split()))


def _parts(plain: str) -> set[str]:
    """Three letters in a row, wherever they stand."""
    return {plain[n : n + 3] for n in range(max(len(plain) - 2, 1))}
