"""How records become a site: one step a file or folder, imported in one direction only."""
