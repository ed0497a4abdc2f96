"""How we know what became of facts."""
