"""Cross checks of a mission: what no single value can show. Each file checks one thing and can be called by itself."""
