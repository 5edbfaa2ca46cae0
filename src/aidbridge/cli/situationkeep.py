"""What a country keeps at home as it is written on the command line: `mask=40/2000000`."""

from collections.abc import Iterable

from ..model.errors import Fault, InputError, UnknownNameError


def kept_of(texts: Iterable[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Units a new case takes, and what there is, by capability. Raises InputError with every fault."""
    from ..catalogue.capabilities import capability

    per_case: dict[str, float] = {}
    has: dict[str, float] = {}
    faults = []
    for text in texts:
        name, _, numbers = (part.strip() for part in text.partition("="))
        rate, _, stock = numbers.partition("/")
        try:
            capability(name)
            per_case[name] = float(rate)
            has[name] = float(stock) if stock else 0.0
            if not (0 < per_case[name] < float("inf") and 0 <= has[name] < float("inf")):
                raise ValueError
        except UnknownNameError:
            limit = "a capability of the catalogue"
            faults.append(Fault("--keep", name, limit, "`aidbridge catalogue capabilities` lists what is known."))
        except ValueError:
            faults.append(
                Fault("--keep", text, "an item, a number above 0 and what there is", "Write mask=40, or mask=40/2000000.")
            )
    if faults:
        raise InputError(faults)
    return per_case, has
