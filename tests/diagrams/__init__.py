"""How we know that the pictures show the flows."""
