"""Elements that a reader of the page does not see."""

import re

from .tree import Element, Page

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|em|pt|rem|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|(?:text-indent|left|top)\s*:\s*-\d{4,}"
)
_SHOWING = re.compile(r"display\s*:|visibility\s*:")
_SIMPLE = re.compile(r"[.#][A-Za-z_][\w-]{0,80}")
_STYLES = 400_000
"""Characters of style sheets that are read."""
_TAGS = frozenset(
    {"template", "svg", "math", "object", "canvas", "audio", "video", "head", "rt", "rp", "del", "s", "strike", "datalist"}
)
"""Not text, or, as what is struck out and how a character is pronounced, not what the page says."""


def hiding_names(page: Page) -> frozenset[str]:
    """Classes (".x") and identifiers ("#x") that the page's own style sheets hide everywhere."""
    hidden: dict[str, bool] = {}
    budget = _STYLES
    for style in page.styles:
        for selectors, rules in _rules(re.sub(r"/\*.*?\*/", "", style[:budget], flags=re.DOTALL)):
            if not _SHOWING.search(rules) and not _HIDING.search(rules):
                continue
            for selector in selectors.split(","):
                if _SIMPLE.fullmatch(selector.strip()):
                    hidden[selector.strip()] = _HIDING.search(rules) is not None
        budget -= min(budget, len(style))
    return frozenset(name for name, hides in hidden.items() if hides)


def _rules(style: str) -> list[tuple[str, str]]:
    """Selectors and rules that hold on every screen: not those inside an @media or another group."""
    found: list[tuple[str, str]] = []
    depth, start, selectors = 0, 0, ""
    for mark in re.finditer(r"[{}]", style):
        if mark[0] == "{":
            if depth == 0:
                selectors = style[start : mark.start()]
            depth, start = depth + 1, mark.end()
        else:
            if depth == 1 and "@" not in selectors:
                found.append((selectors, style[start : mark.start()].lower()))
            depth, start = max(0, depth - 1), mark.end()
    return found


def is_unseen(element: Element, hidden: frozenset[str]) -> bool:
    """Whether an element is not shown, by its tag, its attributes or the page's style sheets."""
    attributes = element.attributes
    if element.tag in _TAGS or (element.tag == "dialog" and "open" not in attributes):
        return True
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if _HIDING.search(attributes.get("style", "").lower()):
        return True
    if not hidden:
        return False
    names = {f".{name}" for name in attributes.get("class", "").split()} | {f"#{attributes.get('id', '').strip()}"}
    return not hidden.isdisjoint(names)
