"""Load sheets: one printable page an aircraft, a summary, tables, and the template of an item list."""
