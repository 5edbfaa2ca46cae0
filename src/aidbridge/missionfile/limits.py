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
MAX_LIST_ROWS = 20_000
"""Rows of an item list."""
MAX_LIST_BYTES = 20_000_000
MAX_LIST_UNPACKED_BYTES = 64_000_000
MAX_LIST_COLUMNS = 2_000
MAX_LIST_ITEMS = 3_000
"""Items of a list, boxes aside, with their quantities."""
MAX_LIST_BOXES = 100_000
"""Boxes of a list, with their quantities."""
MAX_LIST_FAULTS = 60
"""Faults of an item list that are told one by one."""
