"""What is not stated goes out as a form to whoever knows it, and a filled form comes back as a change of records.

`questions` finds what to ask and which answers fit, `addresses` marks each place for an answer, and `form` writes
both down. `reply` reads what came back, `interpretation` understands each answer, `proposal` turns them into new
texts of the records, and `insertion` puts those into the layout of the files.
"""
