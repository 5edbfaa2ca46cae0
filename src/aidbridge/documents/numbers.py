"""Numbers as the reader writes them: groups, decimal mark, durations."""

SEPARATORS = {"en": (",", "."), "it": (".", ","), "ru": ("\N{NO-BREAK SPACE}", ",")}
"""Group separator and decimal mark, by language (Unicode CLDR)."""
HOURS = {"en": ("h", "min", "d"), "it": ("h", "min", "g"), "ru": ("ч", "мин", "сут")}


def number(value: float, language: str = "en", digits: int = 2) -> str:
    """At most `digits` decimals, without zeros at their end."""
    text = fixed(value, language, digits)
    mark = _separators(language)[1]
    text = text.rstrip("0").rstrip(mark) if mark in text else text
    return "0" if text == "-0" else text


def fixed(value: float, language: str = "en", digits: int = 2) -> str:
    """Exactly `digits` decimals."""
    group, mark = _separators(language)
    return f"{value:,.{digits}f}".replace(",", "\0").replace(".", mark).replace("\0", group)


def duration(minutes: float, language: str = "en") -> str:
    """`45 min`, `2 h 05 min`, `3 d 4 h`: days from two on, and then no minutes."""
    h, m, d = HOURS.get(language.split("-", maxsplit=1)[0], HOURS["en"])
    whole = round(abs(minutes))
    sign = "-" if minutes < 0 and whole else ""
    space = "\N{NO-BREAK SPACE}"
    if whole < 60:
        return f"{sign}{whole}{space}{m}"
    if whole < 2880:
        return f"{sign}{whole // 60}{space}{h}" + (f"{space}{whole % 60:02}{space}{m}" if whole % 60 else "")
    hours = round(whole / 60)
    return f"{sign}{hours // 24}{space}{d}" + (f"{space}{hours % 24}{space}{h}" if hours % 24 else "")


def _separators(language: str) -> tuple[str, str]:
    return SEPARATORS.get(language.split("-", maxsplit=1)[0], SEPARATORS["en"])
