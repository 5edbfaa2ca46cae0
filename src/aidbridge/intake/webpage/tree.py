"""Markup into a tree of elements, in one pass over the text, whatever is nested in it or left unclosed.

The parsers that follow the standard take quadratic time, or a stack as deep as the markup, on some pages made to hurt.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass, field

ELEMENTS = 60_000
"""Elements of a page that are read; a news page has some two thousand."""
MARKS = 500_000
"""Tags and other marks of a page that are read."""
_DEPTH = 400
"""Elements inside more others than this count as text of the innermost that is kept."""
_REACH = 100
"""Open elements among which the partner of a closing tag is looked for."""
_KEPT = frozenset({"class", "id", "style", "role", "hidden", "aria-hidden", "itemprop", "type", "open", "datetime"})
_VALUE = 600
_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,40}")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s=>/]++)?+(\s*+=\s*+)?+")
_BARE = re.compile(r"[^\s>]*+")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame"}
)
_HEAD = frozenset({"meta", "link", "base", "template", "object"})
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed", "noframes"})
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu",
        "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "ul", "caption",
    }
)  # fmt: skip
_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dd": ({"dd", "dt"}, {"dl"}),
    "dt": ({"dd", "dt"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "option": ({"option"}, {"select"}),
    "a": ({"a"}, {"div", "td", "table"}),
}
"""What an opening tag closes if it is still open, unless one of the others stands between."""
_SCOPES = frozenset({"table", "td", "th", "caption", "template"})


@dataclass(slots=True, eq=False)
class Element:
    """An element with its pieces of text and the elements inside it, in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    items: "list[str | Element]" = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A page: its elements, each after the one it stands in, the code of its style sheets and its data scripts."""

    elements: list[Element]
    styles: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    cut: bool = False
    """Whether it has more elements than are read."""

    @property
    def root(self) -> Element:
        """The element all others stand in."""
        return self.elements[0]


def parsed(text: str) -> Page:
    """The tree of a page. Comments, declarations and the content of scripts and frames are left out."""
    return _Parser(text).page()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._page = Page([Element("html")])
        self._stack = [self._page.root]
        self._open: Counter[str] = Counter()
        self._deeper = 0
        self._ended = {'"': len(text), "'": len(text)}
        for quote in self._ended:
            self._ended[quote] = text.rfind(quote)

    def page(self) -> Page:
        text, position, marks = self._text, 0, 0
        while (start := text.find("<", position)) >= 0:
            self._says(text[position:start])
            position, marks = self._tag(start), marks + 1
            if len(self._page.elements) >= ELEMENTS or marks >= MARKS:
                self._page.cut = True
                return self._page
        self._says(text[position:])
        return self._page

    def _says(self, text: str) -> None:
        if text:
            self._stack[-1].items.append(html.unescape(text) if "&" in text else text)

    def _tag(self, start: int) -> int:
        """Reads what begins at a "<"; returns where it ends."""
        text = self._text
        after = text[start + 1 : start + 2]
        if after in {"!", "?"}:
            mark = "-->" if text.startswith("<!--", start) else ">"
            end = text.find(mark, start + 2)
            return end + len(mark) if end >= 0 else len(text)
        name = _NAME.match(text, start + 1 + (after == "/"))
        if name is None:
            self._says("<")
            return start + 1
        tag = name[0].lower()
        attributes: dict[str, str] = {}
        end = self._attributes(name.end(), attributes)
        if end < 0:
            return len(text)
        if after == "/":
            self._close(tag)
        elif tag in _RAW:
            return self._raw(tag, attributes, end)
        else:
            self._opened(tag, attributes)
        return end

    def _attributes(self, position: int, kept: dict[str, str]) -> int:
        """Reads up to the ">" of a tag; returns the place after it, or -1 where there is none."""
        text = self._text
        while position < len(text):
            if text[position] == ">":
                return position + 1
            found = _ATTRIBUTE.match(text, position)
            if found is None or found.end() == position:
                position += 1
                continue
            position, name = found.end(), (found[1] or "").lower()
            value = ""
            if found[2]:
                quote = text[position : position + 1]
                if quote in self._ended and self._ended[quote] > position:
                    end = text.find(quote, position + 1)
                    value, position = text[position + 1 : min(end, position + _VALUE)], end + 1
                else:
                    bare = _BARE.match(text, position)
                    end = bare.end() if bare else position
                    value, position = text[position : min(end, position + _VALUE)], end
            if name in _KEPT:
                kept.setdefault(name, html.unescape(value))
        return -1

    def _raw(self, tag: str, attributes: dict[str, str], start: int) -> int:
        closing = re.compile(f"</{tag}", re.IGNORECASE).search(self._text, start)
        end = closing.start() if closing else len(self._text)
        if tag == "style":
            self._page.styles.append(self._text[start:end])
        if tag == "script" and attributes.get("type", "").strip().lower() == "application/ld+json":
            self._page.data.append(self._text[start:end])
        if closing is None:
            return len(self._text)
        after = self._text.find(">", end)
        return after + 1 if after >= 0 else len(self._text)

    def _opened(self, tag: str, attributes: dict[str, str]) -> None:
        if self._open["head"] and tag not in _HEAD:
            self._end({"head"}, frozenset())
        if tag in BLOCKS and self._open["p"]:
            self._end({"p"}, BLOCKS - {"p"})
        if tag in _ENDS:
            self._end(*_ENDS[tag])
        if tag in {"html", "body"} and self._open[tag]:
            return
        if tag not in _VOID and len(self._stack) >= _DEPTH:
            self._deeper += 1
            self._says("\n" if tag in BLOCKS else "")
            return
        element = Element(tag, attributes, self._stack[-1])
        self._stack[-1].items.append(element)
        self._page.elements.append(element)
        if tag not in _VOID:
            self._stack.append(element)
            self._open[tag] += 1

    def _end(self, tags: set[str], barriers: "set[str] | frozenset[str]") -> None:
        """Closes the innermost open element of some tags, unless a barrier is met first."""
        if not any(self._open[tag] for tag in tags):
            return
        for back, element in enumerate(reversed(self._stack[-_REACH:]), 1):
            if element.tag in tags:
                self._pop(back)
                return
            if element.tag in barriers:
                return

    def _close(self, tag: str) -> None:
        if self._deeper:
            self._deeper -= 1
        elif self._open[tag]:
            self._end({tag}, frozenset() if tag in _SCOPES or tag in {"tr", "tbody", "thead"} else _SCOPES)

    def _pop(self, count: int) -> None:
        for _ in range(min(count, len(self._stack) - 1)):
            self._open[self._stack.pop().tag] -= 1
