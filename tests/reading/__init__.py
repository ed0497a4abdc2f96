"""How we know that text is read with its places."""
