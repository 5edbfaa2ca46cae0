"""What the reports are about: who gives, who receives, who else gives, and when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...model.messages import Message
from ..claims import Claim, Reading
from ..reconcile import Finding, Verdict
from ..review import Suggestion
from ..scenes import StorySentence
from .cited import country_name, evidence_of
from .desk import Desk

_MOST = 5
_SURE = 0.8


@dataclass(slots=True)
class Case:
    """The parties and days of a draft. Codes are ISO 3166-1 alpha-2, empty where nobody knows."""

    donor: str
    recipient: str
    dated: date
    findings: tuple[Finding, ...]
    others: dict[str, Finding | None] = field(default_factory=dict)
    """Other donors, with the finding that names them."""
    requests: tuple[Finding, ...] = ()
    named_in: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    """Countries that a sentence names, by report and its first character; those of all sentences under -1."""
    used: dict[int, str] = field(default_factory=dict)
    """Findings that a row was made of, by their place in `findings`."""

    def of(self, *concepts: str) -> list[tuple[int, Finding]]:
        """Findings of some concepts that were not used yet, with their places; those of other stories' headlines last."""
        found = [(n, one) for n, one in enumerate(self.findings) if one.concept in concepts and n not in self.used]
        return sorted(found, key=lambda one: all(claim.related for claim in one[1].claims))

    def sent(self, *concepts: str) -> list[tuple[int, Finding]]:
        """The same of what this donor sends, the best supported first; parts of larger figures and other stories are left out."""
        found = [
            (n, one)
            for n, one in self.of(*concepts)
            if one.verdict is not Verdict.PART_OF and not one.best.related and self._is_own(one.best)
        ]
        return sorted(found, key=lambda one: support(one[1]), reverse=True)

    def rivals(self, found: Finding) -> list[tuple[int, Finding]]:
        """Findings that contradict one, or give the same figure for other days."""
        at_odds = (Verdict.CONFLICT, Verdict.DOUBTFUL, Verdict.CHANGED)
        return [
            (n, other)
            for n, other in self.of(found.concept)
            if other is not found
            and other.best in found.others
            and (found.verdict in at_odds or other.verdict in at_odds)
            and other.verdict is not Verdict.PART_OF
            and not other.best.related
        ]

    def _is_own(self, claim: Claim) -> bool:
        """Whether a claim speaks of what this donor sends. A report whose parties were taken otherwise still does, in sentences
        that name no other giver."""
        donor = claim.parties.get("donor", "")
        named = self.named_in.get((claim.report, claim.sentence.start), set())
        if self.donor not in named and named & self.others.keys():
            return False
        if donor in (self.donor, self.recipient, ""):
            return True
        return self.donor in self.named_in.get((claim.report, -1), set()) and donor not in named


def support(found: Finding) -> tuple[int, int, bool, float]:
    """How well a finding is supported: by its verdict, the number of its reports, a number that is exact, the larger number."""
    order = [Verdict.DOUBTFUL, Verdict.CHANGED, Verdict.CONFLICT, Verdict.ONLY_ONE, Verdict.CONSISTENT, Verdict.SAME]
    rank = order.index(found.verdict) if found.verdict in order else -1
    value = found.best.value
    number = value.number if value is not None else 0.0
    return rank // 2, len({claim.report for claim in found.claims}), value is not None and value.exactness == "exact", number


def key_of(found: Finding) -> str:
    """What names a finding from one round of answers to the next."""
    best = found.best
    number = "" if best.value is None else f"{best.value.number:g}"
    return f"{found.concept}|{found.place}|{found.scope or ''}|{best.kind}|{number}|{best.report}:{best.quote.start}"


def opened(desk: Desk, story: Sequence[StorySentence], findings: Sequence[Finding], dated: date) -> Case:
    """The case with its first rows: who receives and who gives, as votes of the reports."""
    receives, gives = _votes(list(desk.readings.values()), findings)
    recipient = _party(desk, "recipient", receives, findings)
    gives.pop(recipient, None)
    if not gives and recipient and any(found.concept.startswith("asset.") for found in findings):
        # Nobody else is named: a country may send its own.
        gives = {recipient: 0.5, "": 0.5}
    donor = _party(desk, "donor", gives, findings)
    case = Case(donor, recipient, dated, tuple(findings))
    for one in story:
        named = {code for mention in one.scene.mentions if (code := mention.key("country"))}
        case.named_in[one.reading.report, one.span.start] = named
        case.named_in.setdefault((one.reading.report, -1), set()).update(named)
    for found in findings:
        code = found.best.parties.get("party 1", "") if found.concept == "donor.other" else ""
        if code and code not in (donor, recipient):
            case.others.setdefault(code, found)
    for code in sorted(gives, key=lambda code: -gives[code]):
        sends = any(
            claim.parties.get("donor") == code and code in case.named_in.get((claim.report, claim.sentence.start), ())
            for found in findings
            if found.concept.startswith("asset.")
            for claim in found.claims
        )
        if sends and code not in (donor, recipient):
            case.others.setdefault(code, None)
    return case


def _votes(readings: Sequence[Reading], findings: Sequence[Finding]) -> tuple[dict[str, float], dict[str, float]]:
    receives: defaultdict[str, float] = defaultdict(float)
    gives: defaultdict[str, float] = defaultdict(float)
    for reading in readings:
        if reading.recipient:
            receives[reading.recipient] += 1.0
            # Parties are sometimes read the wrong way round; who is struck tells them apart.
            gives[reading.recipient] += 0.3
        if reading.donor:
            gives[reading.donor] += 1.0
    for found in findings:
        own = [claim for claim in found.claims if not claim.related]
        weight = len({claim.report for claim in own})
        if found.concept.startswith("situation.") and found.place and own:
            receives[found.place] += 0.5 * weight
        elif found.concept == "actor.request" and own and (code := own[0].parties.get("party 1", "")):
            receives[code] += 1.0 * weight
        elif found.concept.startswith("asset.") and own and (code := own[0].parties.get("donor", "")):
            gives[code] += 0.25 * weight
    return receives, gives


def _party(desk: Desk, role: str, votes: dict[str, float], findings: Sequence[Finding]) -> str:
    ranked = sorted(votes.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    total = sum(vote for _, vote in ranked)
    best = next((code for code, _ in ranked if code), None)
    sure = votes[best] / total if best else 0.0
    wanted = "place" if role == "recipient" else "donor"
    seen = [
        claim
        for found in findings
        for claim in found.claims
        if best
        and not claim.related
        and (claim.parties.get(wanted) == best or (wanted == "place" and claim.place == best and claim.value))
    ]
    figure = desk.place(
        f"party:{role}",
        concept="actor.request" if role == "recipient" else "actor.offer",
        says=country_name(best) if best else Message(key="draft.says_nothing"),
        value=best,
        takes="country",
        enters="request.by" if role == "recipient" else "offers[1].donor",
        must=sure < _SURE,
        confidence=round(sure, 2),
        question=Message(key=f"draft.ask.{role}", params={"country": best}) if best else Message(key=f"draft.ask.no_{role}"),
        suggestions=tuple(
            Suggestion(code, country_name(code), round(vote / total, 2)) for code, vote in ranked if code and vote > 0
        ),
        evidence=tuple(evidence_of(claim, desk.readings) for claim in seen[:3]),
    )
    return str(figure.value) if figure is not None else ""
