"""What one rule finds: every breach by itself, every pass by its tightest margin, and what cannot be proved."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.facts import Scalar
from ..model.verdict import Finding, Standing
from .provenance import Provenance

EPSILON = 1e-6
"""Differences below this come from adding decimal fractions, not from the plan."""
LARGEST = 1e300

Aspect = tuple[str, str]
"""The object and the key of what was looked at."""


@dataclass(slots=True)
class Docket:
    """Collects the findings of the rule `rule`; see `findings`.

    Each method takes `about`, the object judged, and `key`, the aspect; the finding's key is `<rule>.<key>`. Further
    keywords become the finding's parameters: who, what, where.
    """

    rule: str
    provenance: Provenance
    _broken: list[Finding] = field(default_factory=list)
    _passed: dict[Aspect, Finding] = field(default_factory=dict)
    _doubted: dict[Aspect, set[str]] = field(default_factory=dict)
    _assumed: dict[str, set[str]] = field(default_factory=dict)
    _idle: dict[Aspect, Finding] = field(default_factory=dict)

    def at_most(self, about: str, key: str, value: float, limit: float, unit: str = "", **params: Scalar) -> None:
        """Broken where the value exceeds the limit."""
        self._measure(about, key, value, limit, limit - value, unit, params)

    def at_least(self, about: str, key: str, value: float, limit: float, unit: str = "", **params: Scalar) -> None:
        """Broken where the value falls short of the limit."""
        self._measure(about, key, value, limit, value - limit, unit, params)

    def enough(self, about: str, key: str, value: float, limit: float, unit: str = "", **params: Scalar) -> None:
        """Like `at_least`, for what is usually met exactly by design: having just enough is no closeness."""
        if value < limit - EPSILON:
            self._measure(about, key, value, limit, value - limit, unit, params)
        else:
            self.require(True, about, key)

    def equal(self, about: str, key: str, value: float | None, limit: float | None, unit: str = "", **params: Scalar) -> None:
        """Broken where a stated value differs from the one reckoned (None is equal to None alone). Agreeing is no closeness: the
        pass has no margin."""
        if value is None or limit is None:
            self.require(value is limit, about, key, value, limit, unit, **params)
        else:
            off = abs(value - limit)
            slack = 10 * EPSILON + 1e-9 * abs(limit) if isinstance(value, float) or isinstance(limit, float) else 0
            if off > slack:
                self._measure(about, key, value, limit, -off, unit, params)
            else:
                self.require(True, about, key)

    def require(
        self, holds: bool, about: str, key: str, value: Scalar = None, limit: Scalar = None, unit: str = "", **params: Scalar
    ) -> None:
        """Broken where `holds` is not true."""
        if holds:
            self._pass(about, Finding.model_validate(self._made(Standing.PASSED, about, key, params)))
        else:
            self.broken(about, key, value, limit, unit, **params)

    def broken(self, about: str, key: str, value: Scalar = None, limit: Scalar = None, unit: str = "", **params: Scalar) -> None:
        """A breach without a measure."""
        told = self._made(Standing.BROKEN, about, key, params) | {"value": _finite(value), "limit": _finite(limit), "unit": unit}
        self._broken.append(Finding.model_validate(told))

    def rests_on(self, about: str, key: str, facts: Mapping[str, object]) -> bool:
        """Register the facts that a safety rule rests on, by key with their values; False where one is missing (None).

        A pass on an estimated fact that no assumption of the mission accepts becomes `not provable`; an accepted one is
        named in the finding.
        """
        missing = {fact for fact, value in facts.items() if value is None}
        doubted, assumed = self.provenance.sort(facts)
        if missing | doubted:
            self._doubted.setdefault((about, key), set()).update(missing | doubted)
        if assumed:
            self._assumed.setdefault(about, set()).update(assumed)
        return not missing

    def unproven(self, about: str, key: str, facts: Iterable[str]) -> None:
        """What cannot be proved for want of the facts named."""
        self._doubted.setdefault((about, key), set()).update(facts)

    def idle(self, about: str, key: str, **params: Scalar) -> None:
        """The rule's aspect does not apply to the object: nobody has set the limit."""
        self._idle[about, key] = Finding.model_validate(self._made(Standing.NOT_APPLICABLE, about, key, params))

    def findings(self) -> tuple[Finding, ...]:
        """All breaches; then what is not provable; then of each object the tightest pass in each unit; then what does not
        apply. A pass without a margin is told only where the object has none with one. A rule that met no object at all has one
        finding: not applicable, about itself."""
        breached = {(f.about, f.key) for f in self._broken}
        doubted = {(about, self._named(key)) for about, key in self._doubted}
        found = [*self._broken, *(self._unprovable(*aspect) for aspect in sorted(self._doubted) if self._held(aspect, breached))]
        judged = breached | doubted
        measured = {finding.about for finding in self._passed.values() if finding.margin is not None}
        for (about, _), finding in self._passed.items():
            if (about, finding.key) not in judged and (finding.margin is not None or about not in measured):
                assumed = tuple(sorted(self._assumed.get(about, ())))
                found.append(finding.model_copy(update={"facts": assumed}))
        found += self._idle.values()
        if not found:
            found.append(
                Finding(rule=self.rule, about=self.rule, standing=Standing.NOT_APPLICABLE, key=self._named("not_applicable"))
            )
        return tuple(found)

    def _measure(
        self, about: str, key: str, value: float, limit: float, margin: float, unit: str, params: Mapping[str, Scalar]
    ) -> None:
        standing = Standing.PASSED if margin >= -EPSILON else Standing.BROKEN
        told = self._made(standing, about, key, params) | {
            "value": _finite(value),
            "limit": _finite(limit),
            "margin": _finite(round(max(margin, 0.0) if standing is Standing.PASSED else margin, 6)),
            "unit": unit,
        }
        finding = Finding.model_validate(told)
        if standing is Standing.BROKEN:
            self._broken.append(finding)
        else:
            self._pass(about, finding)

    def _pass(self, about: str, finding: Finding) -> None:
        known = self._passed.get((about, finding.unit))
        if known is None or _tightness(finding) < _tightness(known):
            self._passed[about, finding.unit] = finding

    def _held(self, aspect: Aspect, breached: set[Aspect]) -> bool:
        return (aspect[0], self._named(aspect[1])) not in breached

    def _unprovable(self, about: str, key: str) -> Finding:
        facts = tuple(sorted(self._doubted[about, key]))
        told = self._made(Standing.NOT_PROVABLE, about, key, {"facts": ", ".join(facts)})
        return Finding.model_validate(told | {"facts": facts})

    def _made(self, standing: Standing, about: str, key: str, params: Mapping[str, Scalar]) -> dict[str, object]:
        told = {name: _finite(value) for name, value in params.items()}
        return {"rule": self.rule, "about": about, "standing": standing, "key": self._named(key), "params": told}

    def _named(self, key: str) -> str:
        return f"{self.rule}.{key}"


def _tightness(finding: Finding) -> float:
    return math.inf if finding.margin is None else finding.margin


def _finite(value: Scalar) -> Scalar:
    """A number that a finding can hold."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:
        return LARGEST if value > 0 else -LARGEST
    return value
