"""How we know that questions go out and answers come in."""
