"""The records for machines: tables, and all forms that are made from them.

In: the registry and its graph. Out: the content of each file, by its path.
It must not know: the pages for people, but for their addresses.
"""
