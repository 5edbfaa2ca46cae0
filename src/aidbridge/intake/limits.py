"""How much of an input is read, so that time and memory stay bounded whatever arrives."""

REPORT_BYTES = 32_000_000
"""Larger files are refused: a saved page with its pictures and a ministry's PDF have some ten million bytes."""
PLAIN_BYTES = 8_000_000
"""Bytes of a text or a page that are read, pictures written into it left out; a page with its scripts has a million."""
TEXT_CHARACTERS = 400_000
"""Longer texts are cut, and the reading says so: a report of 2,000 words has some 15,000 characters."""
PDF_PAGES = 300
PDF_SECONDS = 20
"""Seconds of a processor that a PDF may take to open."""
PDF_MEMORY_BYTES = 450_000_000
SENTENCE_CHARACTERS = 1_500
"""Longer sentences are parted."""
LINE_CHARACTERS = 40_000
DIGITS = 15
"""A run of more digits is no amount but a number of an account, a telephone or a trick."""
AMOUNTS = 40
"""Numbers of one sentence that are read; a sentence with more is a table or a trick."""
CLAIMS = 1_000
"""Claims of one report; a report of 2,000 words has some forty."""
