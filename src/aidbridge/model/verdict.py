"""What the checker says of a plan."""

from enum import StrEnum

from .facts import Scalar
from .noun import Noun


class Standing(StrEnum):
    """How a rule stands for an object. Not provable is never a pass."""

    PASSED = "passed"
    BROKEN = "broken"
    NOT_APPLICABLE = "not_applicable"
    NOT_PROVABLE = "not_provable"


class Finding(Noun):
    """One rule judged on one object."""

    rule: str
    """`L2`, `F5`, ..."""
    about: str
    """The object: a load, leg, tail, airfield, convoy, tour, need, figure."""
    standing: Standing
    key: str
    """What was looked at, as a key of the message catalogue: `L2.overlap`, `F5.landing_interval`."""
    value: Scalar = None
    limit: Scalar = None
    margin: float | None = None
    """How far inside the limit, in `unit`; negative when broken."""
    unit: str = ""
    params: dict[str, Scalar] = {}
    """Who, what, where, for the sentence."""
    facts: tuple[str, ...] = ()
    """Keys of missing facts (not provable) or of assumed facts it rests on (passed)."""


class Verdict(Noun):
    """All findings on a plan."""

    plan_of: str
    mission_hash: str
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.standing is Standing.BROKEN)

    @property
    def not_provable(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.standing is Standing.NOT_PROVABLE)

    @property
    def accepted(self) -> bool:
        """No rule is broken and none is unproven."""
        return not self.broken and not self.not_provable
