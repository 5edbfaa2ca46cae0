"""What has been agreed between parties, and what states and airfields have cleared or closed.

Agreements and clearances are papers with a state of their own: from draft over asked to granted and in force, amended by a later
paper, ended or refused. What happened is kept step by step, each with who said it and the document that says so.
"""

from typing import Annotated, Literal

from pydantic import Field

from .noun import Icao, Id, NotNegative, Noun, State, Utc

PaperStatus = Literal["draft", "not_asked", "asked", "granted", "refused", "in_force", "amended", "ended"]
"""not_asked: the same as draft, as clearances have called it. granted: said yes to, for an agreement not yet in force; a clearance
that is granted may be used while it is valid. amended: a later paper, which names this one in `amends`, has replaced it."""

NEXT: dict[PaperStatus, tuple[PaperStatus, ...]] = {
    "draft": ("asked", "granted", "in_force", "refused", "ended"),
    "not_asked": ("draft", "asked", "granted", "in_force", "refused", "ended"),
    "asked": ("granted", "in_force", "refused", "draft", "ended"),
    "granted": ("in_force", "amended", "ended"),
    "in_force": ("amended", "ended"),
    "refused": ("asked", "ended"),
    "amended": ("ended",),
    "ended": (),
}
"""Which state may follow which. A refusal may be asked about again; what is granted is taken back by ending it; what is amended or
ended never comes back: a new paper is made."""


def may_follow(before: PaperStatus, after: PaperStatus) -> bool:
    """Whether a paper may go from one state to the other."""
    return after in NEXT[before]


class Step(Noun):
    """One change of a paper's state, with its evidence."""

    status: PaperStatus
    at: Utc
    """When it came to be so."""
    by: str = ""
    """Who said it: an office, a person's function."""
    reference: str = ""
    """Number or title of the document that says so, or where it is published."""
    note: str = ""


class Payment(Noun):
    """What somebody pays under an agreement."""

    subject: str = Field(min_length=1)
    """What for: flights, fuel, road, lodging."""
    payer: str = Field(min_length=1)
    """State or organisation."""
    amount: NotNegative | None = None
    """`None`: nobody has said how much."""
    currency: str = ""
    limit: bool = False
    """Whether the amount is the most that will be paid."""


class Staff(Noun):
    """People on an agreement's staff list: how many of a team, by profession. No names: aidbridge holds none."""

    team: Id
    profession: str = ""
    count: Annotated[int, Field(ge=1)]
    licence: str = ""
    """Document by which the receiving state lets them practise; empty where there is none or none is needed."""


class Agreement(Noun):
    """An agreement that puts offers into force. Only what an agreement in force covers is moved.

    An agreement that amends another states everything anew and names it in `amends`; the amended one stays as it was, in state
    amended, and covers until the later one is valid.
    """

    id: Id
    parties: tuple[State, ...]
    version: int = 1
    status: PaperStatus = "in_force"
    amends: Id | None = None
    """The agreement that this one replaces."""
    subject: str = ""
    """What it is about, in words."""
    valid_from: Utc
    valid_to: Utc | None = None
    offers: tuple[Id, ...] = ()
    """The offers it covers; empty means all offers between the parties."""
    capabilities: tuple[Id, ...] = ()
    """The capabilities in scope; empty means all."""
    places: tuple[Id, ...] = ()
    """The places it reaches (with all their parts); empty means the whole receiving state."""
    staff: tuple[Staff, ...] = ()
    """The staff list; empty means everybody of the offers. A team that it does not name in full is not covered."""
    pays: dict[str, str] = {}
    """Who pays what: `fuel: RU`, `road: IT`, ..."""
    money: tuple[Payment, ...] = ()
    """The same with amounts."""
    history: tuple[Step, ...] = ()
    """How it came to its state, in order; the last step is the state it is in."""
    source: str = ""

    def lists(self, team: str, people: int) -> bool:
        """Whether the staff list, where there is one, names so many people of the team."""
        return not self.staff or sum(row.count for row in self.staff if row.team == team) >= people


class Clearance(Noun):
    """Leave of a state or an airfield: to fly over, to land, to bring in, to take out, to practise."""

    id: Id
    kind: Literal[
        "overflight", "landing", "customs", "temporary_import", "export", "dangerous_goods", "medical_licence", "sanctions"
    ]
    state: State | None = None
    airfield: Icao | None = None
    operator: State | None = None
    """Whose aircraft or goods; `None` means every donor's."""
    status: PaperStatus
    amends: Id | None = None
    """The clearance that this one replaces."""
    number: str = ""
    authority: str = ""
    """Who gives it."""
    covers: tuple[str, ...] = ()
    """Of what is not flights: the offers, teams, supplies, devices, vehicles or UN numbers it is for; empty means all."""
    conditions: str = ""
    valid_from: Utc | None = None
    valid_to: Utc | None = None
    history: tuple[Step, ...] = ()
    """How it came to its state, in order; the last step is the state it is in."""
    source: str = ""


class Restriction(Noun):
    """Something closed or forbidden at a place for a time."""

    id: Id
    effect: Literal["airfield_closed", "airspace_closed", "site_shut", "road_ban", "lift_suspended", "business_closed"]
    place: str
    """An airfield, state, site, or place identifier, as the effect needs."""
    start: Utc
    end: Utc
    reason: str = ""
    source: str = ""
