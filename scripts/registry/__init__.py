"""The records together: what they say of each other, and the graph of who gives what to whom.

In: a folder of records. Out: the registry, its trees and its graph, with what follows from them: whether promises
and duties are kept, what a leak would bring out, and where each record has its page.
It must not know: whether a record is right, in which words anything is told, and who asks.
"""
