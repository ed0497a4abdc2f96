"""What is not stated goes out as a form to whoever knows it, and a filled form comes back as a change of records.

`questions` finds what to ask and which answers fit, `form` writes it down, `reply` reads what came back,
`proposal` turns it into new texts of the records, and `insertion` puts those into the files' own layout.
"""
