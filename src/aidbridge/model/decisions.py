"""What people have decided and planners must keep (rule P3)."""

from typing import Literal

from .noun import Id, Noun, State, Utc


class Decision(Noun):
    """A decision with its reason. Fields that its kind does not use stay empty.

    item_on_tail: `items` fly on `tail`. item_not_on_tail: they never do. items_together and items_apart: `items` share a
    load, or no two of them do. not_before: no load with one of `items` takes off before `at`. not_after: on the way out such a
    load is unloaded by `at`, or stays. avoid_state: no leg crosses `state`. assign: `resource` serves `need`; not_assign: it
    never does.
    """

    id: Id
    kind: Literal[
        "item_on_tail",
        "item_not_on_tail",
        "items_together",
        "items_apart",
        "not_before",
        "not_after",
        "avoid_state",
        "assign",
        "not_assign",
    ]
    reason: str
    items: tuple[Id, ...] = ()
    tail: Id | None = None
    state: State | None = None
    resource: Id | None = None
    need: Id | None = None
    at: Utc | None = None
    by: str = ""
