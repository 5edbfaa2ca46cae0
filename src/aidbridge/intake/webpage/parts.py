"""What each element of a page is for: the story, other stories, the furniture of the site, or nothing a reader sees."""

import re
from dataclasses import dataclass, field
from enum import Enum

from .tree import Element, Page
from .unseen import hiding_names, is_unseen

_PROSE = 60
"""Characters of a run of text from which it is prose and no label."""
_HEADLINE = 22
"""Mean characters of a link from which a list of links is one of headlines and no menu."""
_FURNITURE_TAGS = frozenset({"nav", "footer", "form", "button", "select", "menu", "fieldset", "label", "input", "progress"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist", "banner"}
)
_FURNITURE_WORDS = frozenset(
    {
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent", "gdpr", "cmp",
        "share", "sharing", "shares", "sharebar", "social", "socials", "newsletter", "subscribe", "subscription", "paywall",
        "advert", "adverts", "advertisement", "advertising", "ads", "ad", "adv", "sponsored", "sponsor", "footer", "masthead",
        "toolbar", "login", "signin", "signup", "popup", "modal", "overlay", "comments", "comment", "disqus", "pagination",
        "pager", "tags", "taglist", "skip", "donate", "whatsapp", "printbutton", "langswitch",
    }
)  # fmt: skip
_FURNITURE_NAMES = re.compile(
    r"(?:^| )(?:sr only|visually hidden|screen reader|site header|page header|back to top|print only)(?: |$)"
)
_OTHER_WORDS = frozenset(
    {
        "related", "relateds", "recommended", "recommendations", "recommendation", "recirc", "recirculation", "trending", "popular",
        "outbrain", "taboola", "onward", "suggested", "suggestions", "similar", "mostread", "mostviewed",
        "readmore", "readalso", "seealso", "correlati", "correlate", "correlatos", "relacionadas", "relacionados", "relacionada",
        "verwandt", "terkait", "ilgili", "connexes", "aussi", "latestnews", "topstories", "upnext",
    }
)  # fmt: skip
_ASIDE_WORDS = frozenset({"sidebar", "aside", "teaser", "teasers", "widget", "widgets", "rail", "promo", "card", "cards"})
"""Names of boxes that hold other stories if they hold mostly links, and facts of this one if not."""
_OTHER_NAMES = re.compile(
    r"(?:^| )(?:most (?:read|viewed|popular)|read (?:also|more|next)|see also|also (?:read|like)|you may"
    r"|more (?:stories|news|from|on)|other (?:news|stories)|latest (?:news|stories)|top stories|up next|leggi anche|lire aussi"
    r"|baca juga|lea tambien|leia tambem)(?: |$)"
)
_LISTS = frozenset({"div", "section", "ul", "ol", "dl", "aside", "table", "tbody", "tr", "td", "header", "figure", "center"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "span", "div"})
_WORDS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")


class Part(Enum):
    """What an element is for; what stands inside it is for the same, unless it is said to be for less."""

    STORY = "story"
    OTHERS = "others"
    FURNITURE = "furniture"
    UNSEEN = "unseen"


@dataclass(slots=True)
class Measure:
    """How much text an element holds, counted in characters."""

    text: int = 0
    linked: int = 0
    """Text inside links."""
    links: int = 0
    prose: int = 0
    """Text in long runs outside links."""
    headings: int = 0


@dataclass(slots=True)
class Parts:
    """Every element of a page with its part and its measure."""

    part: dict[Element, Part] = field(default_factory=dict)
    measure: dict[Element, Measure] = field(default_factory=dict)


def parts_of(page: Page) -> Parts:
    """What each element is for, by its tag, role, names and the share of links in it."""
    found = Parts()
    hidden = hiding_names(page)
    for element in page.elements:
        unseen = is_unseen(element, hidden)
        found.part[element] = Part.UNSEEN if unseen or _above(found, element) is Part.UNSEEN else Part.STORY
    found.measure = _measures(page, found)
    prose = found.measure[page.root].prose
    for element in page.elements:
        above = _above(found, element)
        if found.part[element] is Part.UNSEEN or above in {Part.FURNITURE, Part.UNSEEN}:
            found.part[element] = Part.UNSEEN if found.part[element] is Part.UNSEEN else above
            continue
        part = _part(element, found.measure[element])
        if part is not Part.STORY and _is_the_page(found.measure[element], prose):
            part = Part.STORY
        found.part[element] = Part.OTHERS if part is Part.STORY and above is Part.OTHERS else part
    _headings_with_their_lists(page, found)
    return found


def _is_the_page(measure: Measure, prose: int) -> bool:
    """Whether an element holds the page's headline or nearly all of its prose: that is the story, whatever it is called."""
    share = measure.prose / prose if prose else 0.0
    return share > (0.5 if measure.headings else 0.8)


def _above(found: Parts, element: Element) -> Part:
    return found.part[element.parent] if element.parent is not None else Part.STORY


def _measures(page: Page, found: Parts) -> dict[Element, Measure]:
    measures = {element: Measure() for element in page.elements}
    for element in reversed(page.elements):
        if found.part[element] is Part.UNSEEN:
            continue
        own = measures[element]
        for item in element.items:
            if isinstance(item, str):
                length = len(item.strip())
                own.text += length
                own.prose += length if length >= _PROSE or (element.tag == "p" and length > 1) else 0
        if element.tag == "a":
            own.linked, own.links, own.prose = own.text, 1, 0
        if element.tag in {"p", "blockquote"}:
            # Bold and spans part the runs of a paragraph.
            own.prose = max(own.prose, own.text - own.linked if own.text - own.linked >= _PROSE else 0)
        own.headings += element.tag == "h1"
        if element.parent is not None:
            up = measures[element.parent]
            up.text, up.linked, up.links = up.text + own.text, up.linked + own.linked, up.links + own.links
            up.prose, up.headings = up.prose + own.prose, up.headings + own.headings
    return measures


def _part(element: Element, measure: Measure) -> Part:
    tag, attributes = element.tag, element.attributes
    if tag in {"html", "body", "main", "h1"}:
        return Part.STORY
    role = attributes.get("role", "").strip().lower()
    if tag in _FURNITURE_TAGS or role in _FURNITURE_ROLES:
        return Part.FURNITURE
    name = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:400]
    words = [word.lower() for word in _WORDS.findall(name)]
    joined = " ".join(words)
    if measure.links and (not _OTHER_WORDS.isdisjoint(words) or _OTHER_NAMES.search(joined)):
        return Part.OTHERS
    if not _FURNITURE_WORDS.isdisjoint(words) or _FURNITURE_NAMES.search(joined):
        return Part.FURNITURE
    if role == "complementary" or tag == "aside" or not _ASIDE_WORDS.isdisjoint(words):
        return Part.OTHERS if measure.links and 5 * measure.linked > 2 * measure.text else Part.STORY
    if tag in _LISTS and measure.links >= 3 and 5 * measure.linked >= 3 * measure.text:
        return Part.OTHERS if measure.linked >= _HEADLINE * measure.links else Part.FURNITURE
    return Part.STORY


def _headings_with_their_lists(page: Page, found: Parts) -> None:
    """The heading of a list of other stories goes where its list goes."""
    for parent in page.elements:
        if found.part[parent] is not Part.STORY:
            continue
        before: Element | None = None
        for item in parent.items:
            if not isinstance(item, Element):
                continue
            listed = found.part[item] in {Part.OTHERS, Part.FURNITURE} and item.tag in _LISTS
            if listed and before is not None and found.part[before] is Part.STORY and _is_label(before, found.measure[before]):
                found.part[before] = Part.FURNITURE
            before = item


def _is_label(element: Element, measure: Measure) -> bool:
    """Whether an element is a few words above a list: "Read also:"; what holds a figure or a sentence is not."""
    if element.tag not in _HEADINGS or measure.text > 40:
        return False
    own = [element, *(item for item in element.items if isinstance(item, Element))]
    words = " ".join(item for part in own for item in part.items if isinstance(item, str)).strip()
    return bool(words) and not words.endswith((".", "!", "?", "。")) and not any(character.isdecimal() for character in words)
