"""The records for people: the pages, their settings, and the site that is built from them and protected.

In: the registry and its graph. Out: Markdown by its path, and the folder of a site that no stranger's text can harm.
It must not know: the command line.
"""
