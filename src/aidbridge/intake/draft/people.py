"""Teams and people: how many, of what kind of work, how many persons in each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...model.messages import Message
from ..claims import Claim
from ..reconcile import Finding, Verdict
from .case import Case
from .defaults import default, kind_of, stems
from .desk import Desk
from .entering import entered, number
from .figure import Figure

CAPABILITIES = {
    "medical": "medical_team", "rescue": "rescue_team", "fire": "fire_team", "disinfection": "disinfection_team",
    "engineers": "engineer_team",
    "epidemiology": "epidemiologist_team", "laboratory": "specialist_team", "soldiers": "specialist_team",
    "": "specialist_team",
}  # fmt: skip
NAMES = {
    "medical": "Medical team", "rescue": "Rescue team", "fire": "Firefighting team", "disinfection": "Disinfection team",
    "engineers": "Engineer team", "epidemiology": "Team of epidemiologists", "laboratory": "Laboratory team",
    "soldiers": "Soldiers", "": "Team",
}  # fmt: skip
_MORE_THAN = re.compile(r"\b(?:more than|más de|più di|plus de|plus d|mais de|mehr als|więcej niż|više od|больше|более)\b")
"""Where "more" belongs to the number."""
_MOST_TEAMS = 300
"""Teams of a kind that a draft makes rows of."""
_BESIDE = 40
"""Characters after a quote in which the kind of its people may stand."""


@dataclass(frozen=True, slots=True)
class Crew:
    """So many teams of a kind with so many persons in each."""

    kind: str
    name: str
    teams: Figure
    people: Figure
    """Of one team."""
    total: Figure | None = None
    """Of all together, where a report says so."""


def crews_of(desk: Desk, case: Case) -> tuple[Crew, ...]:
    """Rows for teams and people, and what they leave."""
    teams = _entered(desk, case, "asset.teams")
    persons = [one for one in case.sent("asset.personnel") if number(one[1]) >= 2]
    crews: list[Crew] = []
    taken: set[int] = set()
    for n, found in teams:
        kind = work_of(desk, found.best)
        path = f"teams[{case.donor}-{kind or 'team'}]"
        question = Message(key="draft.ask.teams", params={"n": number(found)})
        count = entered(desk, case, n, found, enters=f"{path}.count", question=question, must=True)
        inside = next((one for one in persons if one[0] not in taken and _are_members(desk, one[1], found, kind, len(teams))), None)
        total = _persons(desk, case, inside, f"{path}.people") if inside is not None else None
        if inside is not None:
            taken.add(inside[0])
        people = _people(desk, case, kind, count, total, path)
        if count is not None and people is not None and people.whole > 0 and desk.within(count, _MOST_TEAMS, path):
            crews.append(Crew(kind, NAMES[kind], count, people, total))
    for n, found in _apart(persons, taken):
        crew = _specialists(desk, case, n, found)
        if crew is not None:
            crews.append(crew)
    return tuple(crews)


def work_of(desk: Desk, claim: Claim) -> str:
    """The kind of work of a claim's people: by its own words; of teams also by those beside them, then by their sentence."""
    text = desk.readings[claim.report].text
    if claim.concept == "asset.personnel":
        return kind_of("work", text[claim.quote.start : claim.quote.end])
    for first, last in (
        (claim.quote.start, claim.quote.end),
        (claim.quote.start, min(claim.quote.end + _BESIDE, claim.sentence.end)),
        (claim.sentence.start, claim.sentence.end),
    ):
        if kind := kind_of("work", text[first:last]):
            return kind
    return ""


def _entered(desk: Desk, case: Case, concept: str) -> list[tuple[int, Finding]]:
    """Findings that stand beside each other, such as two kinds of teams; of those that exclude each other the best supported."""
    entered: list[tuple[int, Finding]] = []
    for n, found in case.sent(concept):
        reports = {claim.report for claim in found.claims}
        kind = work_of(desk, found.best)
        rival = any(
            work_of(desk, other.best) == kind
            and (not reports & {claim.report for claim in other.claims} or other.verdict is Verdict.CONFLICT)
            for _, other in entered
        )
        if not rival:
            entered.append((n, found))
    return entered


def _apart(persons: Sequence[tuple[int, Finding]], taken: set[int]) -> list[tuple[int, Finding]]:
    """People who are no team's members; a figure that another one may hold is left out."""
    apart: list[tuple[int, Finding]] = []
    for n, found in persons:
        if n not in taken and not any(number(found) <= number(other) and found.verdict is not Verdict.SAME for _, other in apart):
            apart.append((n, found))
    return apart[:1]


def _are_members(desk: Desk, persons: Finding, teams: Finding, kind: str, kinds: int) -> bool:
    """Whether people are those of the teams: one report says both, and does not say that they come on top."""
    together = {claim.report for claim in persons.claims} & {claim.report for claim in teams.claims}
    per_team = number(persons) / number(teams) if number(teams) else 0.0
    work = work_of(desk, persons.best)
    alike = work == kind or (work == "" and kinds == 1)
    return bool(together) and alike and per_team >= 2 and not _is_more(desk, persons)


def _is_more(desk: Desk, persons: Finding) -> bool:
    """Whether a report says that people come on top of others: about 100 more."""
    for claim in persons.claims:
        text = desk.readings[claim.report].text
        around = text[max(claim.sentence.start, claim.quote.start - 15) : min(claim.quote.end + 20, claim.sentence.end)].casefold()
        words = _MORE_THAN.sub(" ", around)
        if any(_stands(stem, words) for stem in stems("more")):
            return True
    return False


def _stands(stem: str, words: str) -> bool:
    if stem[0] >= "\u3000":
        return stem in words
    return re.search(rf"\b{re.escape(stem)}" + (r"\b" if len(stem) < 5 else ""), words) is not None


def _persons(desk: Desk, case: Case, one: tuple[int, Finding], enters: str) -> Figure | None:
    n, found = one
    return entered(
        desk, case, n, found, enters=enters, question=Message(key="draft.ask.members", params={"n": number(found)}), must=True
    )


def _people(desk: Desk, case: Case, kind: str, teams: Figure | None, total: Figure | None, path: str) -> Figure | None:
    if total is not None and teams is not None and teams.whole > 0:
        return total.derived(max(1, total.whole // teams.whole), f"{total.whole} persons in {teams.whole} teams")
    stated = default("people", kind)
    return desk.default(
        f"people:{kind}",
        concept="asset.personnel",
        says=Message(key=f"draft.people.{kind or 'team'}"),
        value=stated.value,
        takes="whole",
        enters=f"{path}.people",
        must=True,
        question=Message(key="draft.ask.people", params={"n": stated.value}),
        why=stated.why,
    )


def _specialists(desk: Desk, case: Case, n: int, found: Finding) -> Crew | None:
    kind = work_of(desk, found.best)
    path = f"teams[{case.donor}-people]"
    total = entered(
        desk,
        case,
        n,
        found,
        enters=f"{path}.people",
        question=Message(key="draft.ask.personnel", params={"n": number(found)}),
        must=True,
    )
    stated = default("specialists")
    size = desk.default(
        "people:specialists",
        concept="asset.personnel",
        says=Message(key="draft.people.specialists"),
        value=stated.value,
        takes="whole",
        enters=f"{path}.size",
        must=False,
        question=Message(key="draft.ask.people", params={"n": stated.value}),
        why=stated.why,
    )
    if total is None or size is None or size.whole < 1 or not desk.within(total, _MOST_TEAMS * size.whole, path):
        return None
    count = max(1, -(-total.whole // size.whole))
    return Crew(
        kind,
        "Specialists" if kind == "" else NAMES[kind],
        total.derived(count, f"{total.whole} persons in teams of {size.whole}"),
        size,
        total,
    )
