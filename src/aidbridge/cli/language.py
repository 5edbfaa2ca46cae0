"""The option `--language`, which knows the languages there are texts in."""

from typing import Annotated

import typer


def _known(tag: str) -> str:
    from ..documents.messages import languages

    if tag.split("-", maxsplit=1)[0] not in languages():
        raise typer.BadParameter(f"no texts in {tag!r}; there are {', '.join(languages())}")
    return tag


Language = Annotated[str, typer.Option(callback=_known, help="Language of texts, by BCP 47 tag: en, it, ru.")]
