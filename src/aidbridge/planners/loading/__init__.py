"""Loading: the items of one phase into the fewest loads, each with a place in the hold for every item."""
