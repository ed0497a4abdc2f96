"""How we know that the open data are what they say."""
