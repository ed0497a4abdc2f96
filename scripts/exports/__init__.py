"""The records for machines: open data in forms that others can read.

In: the registry and its graph. Out: the text of each file, by its path.
It must not know: the pages for people, but for their addresses.
"""
