"""How we know that records are started and mended well."""
