"""A review and its answers, to the draft of a mission that `aidbridge plan` takes once nothing is open."""

from .write import write_draft

__all__ = ["write_draft"]
