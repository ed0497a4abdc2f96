"""How we know that the pages say what the records say, in a browser too."""
