"""Before and after: what two states of the records have said, and which facts became of which.

In: two registries. Out: the facts between them, as values with a name that people know.
It must not know: pages, and where the older state came from.
"""
