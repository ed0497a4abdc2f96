"""Lists of records that readers can narrow down: what stands in them, and the rows that the script in the page reads.

Without JavaScript the pages are the whole list. With it, the script narrows the list in place, and takes the rows
that stand on other pages from the list's file, which is a script itself since pages on a disk may not fetch.
"""
