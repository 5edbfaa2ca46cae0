"""Whether a value may carry a safety rule: known, assumed by the mission's word, or merely estimated."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from ..model.facts import Status
from ..model.resolved import Resolved


class Provenance:
    """Looks facts up. A fact that the resolved mission does not list was stated by the mission itself, and is known."""

    def __init__(self, resolved: Resolved) -> None:
        self._resolved = resolved
        self._patterns = tuple(p for a in resolved.mission.assumptions for p in a.accept)
        self._set = {key for assumption in resolved.mission.assumptions for key in assumption.values}
        self._accepted: dict[str, bool] = {}

    def sort(self, keys: Iterable[str]) -> tuple[set[str], set[str]]:
        """The keys of estimated facts: those that no assumption accepts, and those that one does."""
        doubted: set[str] = set()
        assumed: set[str] = set()
        for key in keys:
            if self.accepts(key):
                if self._estimated(key) or key in self._set:
                    assumed.add(key)
            elif self._estimated(key):
                doubted.add(key)
        return doubted, assumed

    def accepts(self, key: str) -> bool:
        """Whether an assumption of the mission names the fact."""
        if key not in self._accepted:
            self._accepted[key] = key in self._set or any(fnmatchcase(key, pattern) for pattern in self._patterns)
        return self._accepted[key]

    def _estimated(self, key: str) -> bool:
        fact = self._resolved.fact(key)
        return fact is not None and fact.status is Status.ESTIMATED
