"""Professions by the names that offers and needs give them."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("professions.yaml").read_text(encoding="utf-8"))
    return read


@cache
def _by_name() -> dict[str, str]:
    return {name: id for id, names in _read()["names"].items() for name in (id, *names)}


def profession(name: str) -> str:
    """The identifier of a profession, from any of its names, also in the plural of English; of one that is not known its own name
    in lower case."""
    plain = " ".join(name.replace("_", " ").replace("-", " ").casefold().split())
    known = _by_name()
    for form in (plain, plain.replace(" ", "_"), plain.removesuffix("s"), plain.removesuffix("es")):
        if form in known:
            return known[form]
    return plain


def counts_as(name: str) -> frozenset[str]:
    """The professions whose work somebody of this one does, its own among them: an intensivist is a physician."""
    own = profession(name)
    return frozenset({own, *_read()["counts_as"].get(own, ())})
