"""What must hold of the records that are published here, whoever's they are."""
