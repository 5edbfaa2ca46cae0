"""What must be granted before anything moves: an agreement in force, states and airfields cleared; and what is closed."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ...model.errors import AidbridgeError
from ...model.messages import Message
from ...model.resolved import Route
from ...physics.airspace import Airspace
from ...physics.routing import find_routes
from ..reconcile import Finding
from .case import Case, key_of
from .desk import Desk
from .figure import Figure

_AGREED = ("actor.agreement", "actor.acceptance")
_MOST_STATES = 60


@dataclass(frozen=True, slots=True)
class Closed:
    """Something closed until a day."""

    id: str
    effect: str
    place: str
    until: Figure
    reason: str


def accepted(desk: Desk, case: Case) -> Figure | None:
    """The agreement between donor and recipient: as reported, else assumed. None where a person refused it, or one is unknown."""
    if not case.donor or not case.recipient:
        return None
    for n, found in case.of(*_AGREED):
        if not found.best.related and {case.donor, case.recipient} & set(found.best.parties.values()):
            case.used[n] = "agreements[1]"
            return desk.finding(
                key_of(found),
                found,
                enters="agreements[1]",
                value="in_force",
                must=True,
                question=Message(key="draft.ask.agreement", params=_both(case)),
            )
    return desk.default(
        "agreement",
        says=Message(key="draft.says_none_reported"),
        value="in_force",
        takes="",
        enters="agreements[1]",
        must=case.donor != case.recipient,
        question=Message(key="draft.ask.no_agreement", params=_both(case)),
        why="no report tells of an agreement; nothing moves without one",
        concept="actor.agreement",
    )


def _both(case: Case) -> dict[str, str | float | bool | int | None]:
    return {"donor": case.donor, "recipient": case.recipient}


def overflown(desk: Desk, case: Case, fields: dict[str, tuple[float, float]], pair: tuple[str, str]) -> dict[str, Figure | None]:
    """Each state on the way with its clearance as assumed, None where a person refused it: then a way around is sought.

    `fields` are the airfields' positions, `pair` the two that are flown between. Empty where there is no way.
    """
    states: dict[str, Figure | None] = {}
    try:
        sky = _sky(tuple(sorted(fields.values())))
    except AidbridgeError:
        return states
    refused: set[str] = set()
    for _ in range(_MOST_STATES):
        found = find_routes(sky, fields, [pair], None if not refused else set(sky.states) - refused)[0]
        crossed = {one.state for one in found.crossings if one.state is not None} if isinstance(found, Route) else set()
        new = sorted(crossed - set(states) - {case.donor, case.recipient})
        for state in new:
            states[state] = desk.default(
                f"overflight:{state}",
                says=Message(key="draft.says_overflight", params={"country": state}),
                value="granted",
                takes="",
                enters=f"clearances[OVF-{state}]",
                must=True,
                question=Message(key="draft.ask.overflight", params={"country": state}),
                why="no report tells of clearances; the states on the way are assumed to grant it",
            )
        refused = {state for state, figure in states.items() if figure is None}
        if not new or not refused & crossed:
            break
    return states


@lru_cache(maxsize=4)
def _sky(points: tuple[tuple[float, float], ...]) -> Airspace:
    """The airspace about some airfields; kept, for every round of answers asks for it again. Raises AidbridgeError as it does."""
    return Airspace.around(points)


def landing(desk: Desk, case: Case, icao: str) -> Figure | None:
    """Leave to land, as assumed; the recipient's own airspace with it."""
    return desk.default(
        f"landing:{icao}",
        says=Message(key="draft.says_landing", params={"icao": icao}),
        value="granted",
        takes="",
        enters=f"clearances[LDG-{icao}]",
        must=True,
        question=Message(key="draft.ask.landing", params={"icao": icao, "country": case.recipient}),
        why="no report tells of clearances; who asks for help is assumed to grant it",
    )


def closures(desk: Desk, case: Case) -> tuple[Closed, ...]:
    """Closures and suspensions in the recipient's country that have an end or concern transport."""
    made: list[Closed] = []
    for n, found in case.of("constraint.closure", "constraint.transport"):
        if case.recipient not in (found.place, *found.best.parties.values()):
            continue
        lift = found.concept == "constraint.transport"
        until = _until(found, case.dated)
        if until is None and not lift:
            continue
        number = len(made) + 1
        case.used[n] = enters = f"restrictions[RS-{number}].end"
        figure = desk.finding(
            key_of(found),
            found,
            enters=enters,
            value=until.isoformat() if until else None,
            takes="date",
            must=False,
            question=Message(
                key=f"draft.ask.{'transport' if lift else 'closure'}", params={"day": until.isoformat() if until else "—"}
            ),
        )
        if figure is not None:
            words = desk.readings[found.best.report].words(found.best.sentence)
            made.append(
                Closed(
                    f"RS-{number}",
                    "lift_suspended" if lift else "business_closed",
                    case.recipient,
                    figure,
                    " ".join(words.split())[:200],
                )
            )
        elif lift and desk.decided(key_of(found)) is None:
            made.append(_without_end(desk, case, found, number))
    return tuple(made)


def _without_end(desk: Desk, case: Case, found: Finding, number: int) -> Closed:
    words = " ".join(desk.readings[found.best.report].words(found.best.sentence).split())[:200]
    figure = Figure(
        "",
        "estimated",
        f"{found.best.report}, characters {found.best.quote.start} to {found.best.quote.end}",
        "no end is reported: the horizon",
    )
    return Closed(f"RS-{number}", "lift_suspended", case.recipient, figure, words)


def _until(found: Finding, dated: date) -> date | None:
    """The day a closure ends: one after the reports' own."""
    return found.best.as_of if found.best.as_of is not None and found.best.as_of > dated else None
