"""What the work costs, as ratios."""
