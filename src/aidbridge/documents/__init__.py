"""What people read: the page, drawings, timelines, maps and tables; all texts through one message catalogue."""
