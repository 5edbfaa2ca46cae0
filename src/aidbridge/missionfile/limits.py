"""How large an input may be. Beyond these sizes a file is a fault, not a slow reading."""

MAX_YAML_BYTES = 5_000_000
MAX_TABLE_BYTES = 100_000_000
MAX_UNPACKED_BYTES = 400_000_000
"""Of a spreadsheet, which is a compressed archive."""
MAX_JSON_BYTES = 500_000_000
MAX_YAML_NODES = 500_000
MAX_YAML_DEPTH = 32
MAX_ROWS = 200_000
"""Rows with content in one table."""
MAX_SHEET_ROWS = 1_048_576
"""Rows of a spreadsheet, empty ones included."""
MAX_COLUMNS = 500
MAX_NUMBER = 1e15
"""No figure of a mission is larger; all whole numbers below are exact in every program that reads them."""
MAX_FAULTS = 5_000
"""Faults told of one mission; with more than that, something is wrong with the file as a whole."""
