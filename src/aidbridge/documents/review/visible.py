"""Text of strangers, so that what it looks like is what it is."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""Persian, Hindi and emoji are written with them; they turn nothing round."""
LONGEST = 600


def visible(text: str, longest: int = LONGEST) -> str:
    """At most `longest` characters of the text, what cannot be seen or turns the direction of writing written as `[U+202E]`.

    Tabs and line ends become blanks. What comes out can be written as UTF-8, into XML and into a spreadsheet.
    """
    text = text if len(text) <= longest else text[: longest - 2] + " …"
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character in "\t\n\r":
        return " "
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in "\ufffe\uffff"
    return f"[U+{ord(character):04X}]" if hidden and character not in _JOINERS else character
