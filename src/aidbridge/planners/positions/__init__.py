"""Units of known mass onto the named positions of a freighter: limits, balance on every leg, few moves at the stops."""
