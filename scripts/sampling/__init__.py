"""Claims drawn by lot: a sheet to check them by hand, and what the filled sheet says of how true the records are.

In: the registry, a number and a seed, and later a filled sheet. Out: claims in words with their sources and places, a
sheet of them, and the rate of those that are right.
It must not know: pages, and who checks.

`claims` lists what the records state and what that rests on, `lot` draws some of it, and `claims_in_words` says each as
the pages do. `sheet` puts them together, and `markdown_sheet` and `csv_sheet` write and read it. `filled_sheet` makes
rows of what comes back, `outcome` counts them, and `recording` puts the counts into the record of the organisation.
"""
