"""Offers before they are accepted: what each line answers, what is left out and why, what donors keep at home."""
