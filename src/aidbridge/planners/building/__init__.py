"""Building: boxes into pallets and containers, with support, strength, mass, contour and balance."""
