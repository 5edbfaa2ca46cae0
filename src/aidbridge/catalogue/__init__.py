"""Facts as data files, with a source and a status for every value."""
