"""The ledger: one line a need, from needed to at work, by offer; what is still open and why; changes that people write into it."""
