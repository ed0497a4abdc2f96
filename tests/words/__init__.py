"""How we know how it is said."""
