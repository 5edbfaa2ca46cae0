"""How much of an input is read, so that time and memory stay bounded whatever arrives."""

REPORT_BYTES = 4_000_000
"""Larger files are refused: a report of 2,000 words has some 15,000 bytes, a saved page with its scripts a million."""
TEXT_CHARACTERS = 400_000
"""Longer texts are cut, and the reading says so."""
SENTENCE_CHARACTERS = 1_500
"""Longer sentences are parted."""
LINE_CHARACTERS = 40_000
DIGITS = 15
"""A run of more digits is no amount but a number of an account, a telephone or a trick."""
AMOUNTS = 40
"""Numbers of one sentence that are read; a sentence with more is a table or a trick."""
CLAIMS = 1_000
"""Claims of one report; a report of 2,000 words has some forty."""
