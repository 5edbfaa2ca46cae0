"""A saved page into its story, with the headlines of other stories kept apart at the end."""

from ..furniture import OTHER_STORIES
from .data import story_data
from .lines import lines_of
from .parts import Part, Parts, parts_of
from .tree import ELEMENTS, MARKS, Element, Page, parsed

_OTHERS = 60
"""Headlines of other stories that are kept."""
_HEADLINE_WORDS = 4
_HEADLINE_CHARACTERS = 9
"""A line of fewer words, or of fewer letters in a script without blanks, is a label of a menu."""


def without_markup(text: str, notes: list[str]) -> str:
    """What a reader of the page sees of its story, one block a line, then `OTHER_STORIES` and headlines of other stories.

    Scripts, styles, hidden text, menus, forms and comments are left out. A page whose story is only in its data
    (JSON-LD) gives that.
    """
    page = parsed(text)
    if page.cut:
        notes.append(f"The page has more than {ELEMENTS:,} elements or {MARKS:,} tags; what stands behind them was not read.")
    parts = parts_of(page)
    container = _container(page, parts)
    story, left = lines_of(container, parts, part=Part.STORY)
    story = _headline(page, parts, container) + story
    if container is not page.root:
        left += _around(page, parts, container)
    data = story_data(page.data)
    body = [line for line in parsed_lines(data.body) if line] if 2 * sum(map(len, story)) < len(data.body) else []
    if body:
        story = ([data.headline] if data.headline else []) + body
        notes.append("The page shows no story by itself; it was taken from the page's data (JSON-LD).")
    if data.published:
        notes.append(f"The page says that it was published on {' '.join(data.published.split())}.")
    story = [line for line in story if line != OTHER_STORIES]
    others = _headlines(left, parts, story)
    _tell(parts, others, notes)
    return "\n".join([*story, OTHER_STORIES, *others] if others else story)


def parsed_lines(text: str) -> list[str]:
    """The lines of a text that may hold markup of its own."""
    page = parsed(text.replace("\n", "<br>"))
    return lines_of(page.root, parts_of(page), part=Part.STORY)[0]


def _container(page: Page, parts: Parts) -> Element:
    """The innermost element that is marked as the story and holds most of the page's prose; else the whole page."""
    shown = [element for element in page.elements if parts.part[element] is Part.STORY]
    prose = _story_prose(parts, page)
    for marked in (_is_article, _is_main):
        best = max(
            (element for element in shown if marked(element)), key=lambda element: parts.measure[element].prose, default=None
        )
        if best is not None and prose and 2 * parts.measure[best].prose > prose:
            return best
    return page.root


def _story_prose(parts: Parts, page: Page) -> int:
    """Prose of the page without that of other parts."""
    whole = parts.measure[page.root].prose
    for element in page.elements:
        above = parts.part[element.parent] if element.parent is not None else Part.STORY
        if above is Part.STORY and parts.part[element] in {Part.OTHERS, Part.FURNITURE}:
            whole -= parts.measure[element].prose
    return whole


def _is_article(element: Element) -> bool:
    return element.tag == "article" or element.attributes.get("itemprop", "").lower() == "articlebody"


def _is_main(element: Element) -> bool:
    return element.tag == "main" or element.attributes.get("role", "").strip().lower() == "main"


def _headline(page: Page, parts: Parts, container: Element) -> list[str]:
    """The page's own headline where it stands outside the element of the story."""
    if container is page.root or parts.measure[container].headings:
        return []
    first = next((e for e in page.elements if e.tag == "h1" and parts.part[e] is Part.STORY), None)
    return lines_of(first, parts, part=Part.STORY)[0] if first is not None else []


def _around(page: Page, parts: Parts, container: Element) -> list[Element]:
    """Elements beside the one of the story, and beside those it stands in."""
    found: list[Element] = []
    inner, outer = container, container.parent
    while outer is not None:
        found += [item for item in outer.items if isinstance(item, Element) and item is not inner]
        inner, outer = outer, outer.parent
    return found


def _headlines(left: list[Element], parts: Parts, story: list[str]) -> list[str]:
    """Lines of other stories among what was left out, each once; menus have shorter ones."""
    told = {line.casefold() for line in story}
    found: list[str] = []
    pending = list(reversed(left))
    while pending and len(found) < _OTHERS:
        element = pending.pop()
        part = parts.part[element]
        if part in {Part.FURNITURE, Part.UNSEEN}:
            continue
        lines, inside = lines_of(element, parts, part=part)
        pending += reversed(inside)
        for line in lines:
            long = len(line.split()) >= _HEADLINE_WORDS or (
                not line.isascii() and len(line) >= _HEADLINE_CHARACTERS and " " not in line
            )
            if long and line.casefold() not in told:
                told.add(line.casefold())
                found.append(line)
    return found[:_OTHERS]


def _tell(parts: Parts, others: list[str], notes: list[str]) -> None:
    unseen = sum(1 for element, part in parts.part.items() if part is Part.UNSEEN and element.attributes and element.tag in _WORDED)
    if unseen:
        notes.append(f"{unseen} elements that the page does not show were left out.")
    if others:
        notes.append(f"{len(others)} lines of other stories on the page are kept apart from this one.")


_WORDED = frozenset({"div", "p", "span", "section", "li", "ul", "article"})
