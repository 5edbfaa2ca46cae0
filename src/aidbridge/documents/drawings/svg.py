"""SVG elements as text, with everything escaped."""

from markupsafe import Markup, escape

Value = str | float | None


def tag(name: str, *children: str | Markup, **attributes: Value) -> Markup:
    """An element. `class_` is `class`, `stroke_width` is `stroke-width`; attributes that are None are left out."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(escape(child) for child in children)
    return (
        Markup("<{}{}>{}</{}>").format(Markup(name), written, inside, Markup(name))
        if inside
        else Markup("<{}{}/>").format(Markup(name), written)
    )


def percent(share: float) -> str:
    """A share of the drawing's width or height."""
    return f"{_value(share * 100)}%"


def drawing(title: str, *children: str | Markup, **attributes: Value) -> Markup:
    """A drawing with its name for those who cannot see it."""
    return tag("svg", tag("title", title), *children, xmlns="http://www.w3.org/2000/svg", role="img", **attributes)


def _value(value: str | float | None) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
