"""What is needed: so much for a figure of the situation, else as much as is offered."""

from dataclasses import dataclass
from math import ceil

from ...model.messages import Message
from .case import Case
from .defaults import defaults
from .desk import Desk
from .figure import Figure
from .situation import Situation


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A capability with the quantity needed."""

    capability: str
    quantity: Figure


def needs_of(desk: Desk, case: Case, situation: Situation, offered: dict[str, float]) -> tuple[NeedLine, ...]:
    """A row and a line for each capability that is offered. `offered` is how much of it."""
    lines = []
    for capability, amount in offered.items():
        quantity, why, source, status = _needed(case, situation, capability, amount)
        figure = desk.default(
            f"need:{capability}",
            says=Message(key="draft.says_need", params={"capability": capability}),
            value=quantity,
            takes="number",
            enters=f"needs[{case.recipient}-needs-{capability}].quantity",
            must=False,
            why=why,
            source=source,
            status=status,  # type: ignore[arg-type]
            question=Message(key="draft.ask.need", params={"n": quantity}),
        )
        if figure is not None and figure.number > 0:
            lines.append(NeedLine(capability, figure))
    return tuple(lines)


def _needed(case: Case, situation: Situation, capability: str, amount: float) -> tuple[int, str, str, str]:
    factor = defaults()["needs"].get(capability, {"per": {}, "why": ""})
    for name, per in factor["per"].items():
        figure = situation.of(case.recipient, name, f"{name}_active")
        if figure is not None and figure.number > 0:
            quantity = max(1, ceil(figure.number / per), ceil(amount))
            told = f"{figure.number:g} {name} at {per:g}, and no less than is offered"
            why = f"{factor['why']}: {told}; the factor is an engineering estimate"
            return quantity, why, figure.source, "estimated"
    why = "no report says how much is needed: as much as is offered"
    return max(1, ceil(amount)), why, "taken from what is offered", "estimated"
