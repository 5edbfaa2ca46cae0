"""How far a mission that was drafted from reports has been confirmed by people."""

from pydantic import Field

from .noun import Count, Noun


class DraftState(Noun):
    """The draft of a mission. While rows of its review are open, `aidbridge plan` takes it only with `--draft`."""

    record: str = Field(default="intake.json", min_length=1)
    """The file beside the mission that holds what was read and answered."""
    open: Count
    """Rows of the review that must be decided and are not."""
    rows: tuple[str, ...] = ()
    """The first of them, each with what it asks."""
    decided: Count = 0
    """Rows that were decided."""

    @property
    def confirmed(self) -> bool:
        """Whether nothing is open."""
        return self.open == 0
