"""What is not stated goes out as a form to whoever knows it, and a filled form comes back as a change of records.

In: the registry, a record's key, and later the text of a reply. Out: a form, and new texts of records with findings.
It must not know: pages, and how letters travel.

`open_questions` finds what to ask and which answers fit, `reply_addresses` marks each place for an answer, and `form`
writes both down. `sending` notes in the records that a form went out, and that its answer came. `reply` reads what
came back, `interpretation` understands each answer, `proposal` turns them into new texts of the records, and
`insertion` puts those into the layout of the files.
"""
