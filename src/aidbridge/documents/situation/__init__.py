"""A situation as people read it: tables, JSON, and the page with map and small multiples."""
