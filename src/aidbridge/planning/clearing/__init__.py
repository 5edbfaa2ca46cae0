"""What must be asked of whom by when, from the plan's own legs and cargo."""
