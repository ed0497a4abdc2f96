"""How we know that claims are drawn fairly, and that a filled sheet is read as it was meant."""
