"""How we know what the records say together."""
