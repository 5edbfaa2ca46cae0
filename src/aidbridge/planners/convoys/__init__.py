"""Convoys: who and what marches together, in which vehicles, and when."""
