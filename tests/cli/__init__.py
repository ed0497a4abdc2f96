"""How we know that the verbs do what they say."""
