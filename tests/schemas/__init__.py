"""How we know what a record may say."""
