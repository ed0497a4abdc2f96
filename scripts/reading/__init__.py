"""Text → data with places, and findings that say what is wrong at each place.

In: the bytes of files, and what git knows of them. Out: documents in which every key and value has its line and
column, records that pydantic has accepted, and findings. What is written back to disk goes through here too.
It must not know: that a registry is more than single files.
"""
