"""Text of a record → a form that can only show it: one escaper for each form."""
