"""What would change if something were otherwise: the same mission planned again with one thing changed, figures side by side."""
