"""How we know what can be wrong."""
