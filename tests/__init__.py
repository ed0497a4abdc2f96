"""How we know that it works: a small city, a folder for each mistake, and what must hold of any registry."""
