"""How we know that the project keeps its own rules."""
