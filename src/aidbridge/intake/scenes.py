"""The sentences of a report's own story, parsed once for all who look for more than figures in them."""

from dataclasses import dataclass

from .claims import Reading, Span
from .dates import Calendar
from .furniture import blocks
from .pack import languages, pack
from .read import parsed_sentence
from .scene import Scene
from .sentences import sentences


@dataclass(frozen=True, slots=True)
class StorySentence:
    """A sentence of a report with what was found in it."""

    reading: Reading
    span: Span
    scene: Scene


def story_sentences(reading: Reading) -> list[StorySentence]:
    """The story's sentences in their order; none of a report in a language without a pack, nor of other stories' headlines."""
    if reading.language not in languages():
        return []
    words, calendar = pack(reading.language), Calendar(reading.dated)
    return [
        StorySentence(reading, span, parsed_sentence(reading.text, span, False, calendar, words).scene)
        for block in blocks(reading.text, words)
        if block.role == "story"
        for span in sentences(reading.text, block.start, block.end, words)
    ]
