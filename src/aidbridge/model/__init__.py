"""The nouns: frozen, free of input and output, free of solvers. Import each from its own file."""
