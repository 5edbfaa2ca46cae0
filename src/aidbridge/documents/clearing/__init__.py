"""The list of what must still be asked of whom by when."""
