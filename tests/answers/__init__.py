"""How we know what the graph answers."""
