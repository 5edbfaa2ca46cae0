"""What a claim states, in plain words: almost 5,000; 9 aircraft; 793 in a day."""

from ...model.messages import Message
from ..claims import Claim, Reading, Scope
from ..reconcile import Finding

_SCOPES = {Scope.DAILY: "says_daily", Scope.ACTIVE: "says_active"}


def says_of(claim: Claim, reading: Reading) -> str | Message:
    """A claim's value as it was stated, or the words of an event."""
    if claim.value is None:
        return " ".join(reading.words(claim.quote).split())
    manner = _SCOPES.get(claim.scope) if claim.scope is not None else None
    manner = manner or ("says_kind" if claim.kind else "says")
    params: dict[str, float | str] = {"n": claim.value.number} | ({"kind": claim.kind} if claim.kind else {})
    return Message(key=f"draft.{manner}.{claim.value.exactness.value}", params=params)


def stated(found: Finding) -> str:
    """How a value was stated where it is not exact, in words for the mission file."""
    value = found.best.value
    if value is None or value.exactness == "exact":
        return ""
    top = "no upper end" if value.high is None else f"{value.high:g}"
    return f"stated as {value.exactness.replace('_', ' ')} {value.number:g} ({value.low:g} to {top}); no exact value is claimed"
