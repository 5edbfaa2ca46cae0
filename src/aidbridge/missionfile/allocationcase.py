"""Allocation cases from and to JSON files, all faults at once."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from ..model.allocationcase import AllocationCase
from ..model.errors import Fault, InputError


def read_case(path: Path) -> AllocationCase:
    """The case of a file. Raises InputError with every fault of its form, or of what does not fit together."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError([Fault(str(path), error.strerror or str(error), "a file that can be read", "Check the path.")]) from error
    except UnicodeDecodeError as error:
        raise InputError([Fault(str(path), f"byte {error.start} is no UTF-8", "text in UTF-8", "Save it as UTF-8.")]) from error
    try:
        case = AllocationCase.model_validate_json(text)
    except ValidationError as error:
        raise InputError([_fault(path, one) for one in error.errors()]) from error
    except RecursionError as error:
        raise InputError([Fault(str(path), "too deep", "an allocation case", "Check the file.")]) from error
    faults = list(case_faults(case, str(path)))
    if faults:
        raise InputError(faults[:MOST_TOLD], max(len(faults) - MOST_TOLD, 0))
    return case


def case_text(case: AllocationCase) -> str:
    """The case as JSON, without what stands at its default."""
    return (
        json.dumps(case.model_dump(mode="json", exclude_defaults=True) | {"format": case.format}, ensure_ascii=False, indent=1)
        + "\n"
    )


MOST_TOLD = 100
"""Faults told of one file."""


def case_faults(case: AllocationCase, where: str) -> Iterator[Fault]:
    """What does not fit together: names given twice, names nobody has, days that are not there, links of the wrong kind."""
    rows = {
        "places": [place.id for place in case.places],
        "items": [item.id for item in case.items],
        "donors": [donor.id for donor in case.donors],
        "offers": [offer.id for offer in case.offers],
        "needs": [need.id for need in case.needs],
        "links": [link.id for link in case.links],
    }
    known = {}
    for name, ids in rows.items():
        known[name], counts = set(ids), Counter(ids)
        for id in sorted(known[name]):
            if counts[id] > 1:
                yield Fault(f"{where} {name}", id, "each identifier once", "Give one of them another name.")
    airs = {link.id for link in case.links if link.kind == "air"}
    roads = {link.id for link in case.links if link.kind == "road"}
    for offer in case.offers:
        yield from _known(where, f"offers {offer.id} donor", offer.donor, known["donors"])
        yield from _known(where, f"offers {offer.id} item", offer.item, known["items"])
    for need in case.needs:
        yield from _known(where, f"needs {need.id} place", need.place, known["places"])
        yield from _known(where, f"needs {need.id} item", need.item, known["items"])
    for donor in case.donors:
        yield from _known(where, f"donors {donor.id} air", donor.air, airs)
        for reached in donor.places or ():
            yield from _known(where, f"donors {donor.id} places", reached, known["places"])
    for place in case.places:
        yield from _known(where, f"places {place.id} road", place.road, roads)
    kept: set[tuple[str, str]] = set()
    for reserve in case.reserves:
        yield from _known(where, "reserves donor", reserve.donor, known["donors"])
        yield from _known(where, "reserves item", reserve.item, known["items"])
        if (reserve.donor, reserve.item) in kept:
            yield Fault(f"{where} reserves", f"{reserve.donor}/{reserve.item}", "one row each", "Join the two rows.")
        kept.add((reserve.donor, reserve.item))
    swaps: set[tuple[str, str]] = set()
    for swap in case.substitutes:
        yield from _known(where, "substitutes item", swap.item, known["items"])
        yield from _known(where, "substitutes stands_for", swap.stands_for, known["items"])
        if swap.item == swap.stands_for or (swap.item, swap.stands_for) in swaps:
            yield Fault(f"{where} substitutes", f"{swap.item} for {swap.stands_for}", "two items, each pair once", "Leave it out.")
        swaps.add((swap.item, swap.stands_for))


def _known(where: str, row: str, name: str | None, names: set[str]) -> Iterator[Fault]:
    if name is not None and name not in names:
        near = ", ".join(sorted(names)[:5]) or "none"
        yield Fault(
            f"{where} {row}", name, f"one of those listed ({near}, ...)" if len(names) > 5 else f"one of: {near}", "Correct it."
        )


def _fault(path: Path, error: object) -> Fault:
    told = dict(error)  # type: ignore[call-overload]
    at = ".".join(map(str, told["loc"]))
    value = told.get("input")
    shown = repr(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__
    return Fault(f"{path} {at}".strip(), shown[:80], str(told["msg"]), "See docs/allocation.md.")
