"""The bound on loads of several lanes: no load takes items of two, so what each needs adds up."""

from collections.abc import Sequence

from ..model.plan import Bound, Load


def of_all_lanes(lanes: Sequence[tuple[Load, Bound]]) -> tuple[Bound, ...]:
    """The bound of a phase from the bounds of its lanes, each with one of the lane's loads. A lane whose bound has no certificate
    adds nothing."""
    if len(lanes) < 2:
        return tuple(bound for _, bound in lanes)
    parts = [
        {"airfield": abroad(load), "name": bound.name, "value": bound.value, "certificate": bound.certificate}
        for load, bound in lanes
        if bound.certificate is not None
    ]
    whole = Bound(
        figure=lanes[0][1].figure,
        value=sum(bound.value for _, bound in lanes if bound.certificate is not None),
        argument="combinatorial",
        name="lanes",
        certificate={"parts": parts},
    )
    return (whole,)


def abroad(load: Load) -> str:
    """The donor's end of a load's lane."""
    return load.origin if load.phase == "out" else load.destination
