"""What a measure of an item may plausibly be, to catch metres in a column of centimetres and tonnes in one of kilograms.

The ranges are wide on purpose: nothing outside them goes into an aircraft, or weighs next to nothing. Densities: the heaviest
goods flown are metals (steel 7,850, lead 11,340 kg a cubic metre); nothing but an empty box is lighter than 2.
"""

from dataclasses import dataclass

ROLLING, PACKED, BOXED = "rolling", "packed", "boxed"
KINDS = {"vehicle": ROLLING, "trailer": ROLLING, "cargo": PACKED, "device": PACKED, "box": BOXED}
RANGES: dict[str, dict[str, tuple[float, float]]] = {
    ROLLING: {"length_cm": (80, 4_300), "width_cm": (40, 700), "height_cm": (30, 600), "mass_kg": (40, 150_000)},
    PACKED: {"length_cm": (5, 4_300), "width_cm": (5, 700), "height_cm": (1, 600), "mass_kg": (0.2, 150_000)},
    BOXED: {"length_cm": (1, 1_200), "width_cm": (1, 600), "height_cm": (1, 450), "mass_kg": (0.01, 30_000)},
}
"""Least and most by field. The longest hold in service is 43 m with its ramps, the widest 6.7 m (An-225)."""
DENSITY = {ROLLING: (12.0, 3_000.0), PACKED: (2.0, 12_000.0), BOXED: (2.0, 12_000.0)}
"""kg a cubic metre over the outline."""
PERSON_KG = (30.0, 250.0)
_SHIFTS = {
    "cm": ((100.0, "metres", "m"), (0.1, "millimetres", "mm")),
    "m": ((0.01, "centimetres", "cm"), (0.001, "millimetres", "mm")),
    "kg": ((1_000.0, "tonnes", "t"), (0.001, "grams", "kg")),
    "t": ((0.001, "kilograms", "kg"),),
}
"""By the unit of a column: what its numbers are multiplied by where they are in another one, and that one."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that cannot be meant: what stands there, what is plausible, what to do."""

    value: str
    limit: str
    advice: str


def doubt(kind: str, field: str, value: float, factor: float, unit: str) -> Doubt | None:
    """A doubt about one measure, `value` in the field's own unit; the column's unit and factor are told as they were written."""
    low, high = RANGES[KINDS[kind]][field]
    if low <= value <= high:
        return None
    own = field.rpartition("_")[2]
    written, shown_unit = value / factor, unit or own
    limit = f"{plain(low / factor)} to {plain(high / factor)} {shown_unit} for a {kind}"
    for shift, words, other in _SHIFTS.get(shown_unit, ()):
        if low <= value * shift <= high:
            name = f"{field.rpartition('_')[0]}_{other}"
            advice = f"Is it in {words}? Then write {plain(written * shift)}, or name the column {name}."
            return Doubt(f"{plain(written)} {shown_unit}", limit, advice)
    return Doubt(f"{plain(written)} {shown_unit}", limit, "Correct the number and check its unit.")


def density_doubt(kind: str, sides_cm: tuple[float, float, float], mass_kg: float) -> Doubt | None:
    """A doubt about a mass beside an outline that is plausible by itself."""
    cubic_m = sides_cm[0] * sides_cm[1] * sides_cm[2] / 1e6
    low, high = DENSITY[KINDS[kind]]
    density = mass_kg / cubic_m
    if low <= density <= high:
        return None
    sides = " x ".join(f"{side / 100:.2f}" for side in sides_cm)
    limit = f"{plain(low * cubic_m)} to {plain(high * cubic_m)} kg for {sides} m"
    if density < low and density * 1000 <= high:
        advice = "Is the mass in tonnes? Then name the column mass_t."
    elif density > high and density / 1000 >= low:
        advice = "Are the sides in another unit than the column's name says, or is the mass in grams?"
    else:
        advice = "Correct the mass or the sides, and check their units."
    return Doubt(f"{plain(mass_kg)} kg", limit, advice)


def plain(value: float) -> str:
    """A number without needless digits."""
    return f"{value:.0f}" if abs(value) >= 1e6 else f"{value:.6g}"
