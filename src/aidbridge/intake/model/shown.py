"""Words of others in our own notes: one line, printable, short."""


def shown(text: str, most: int = 80) -> str:
    """A text made fit for a note; what cannot be printed becomes a blank."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1] + "…"
