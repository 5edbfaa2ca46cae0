"""Web pages as people save them: the story apart from what a site puts around it; nothing in them is ever executed."""

from .story import without_markup

__all__ = ["without_markup"]
