"""What people ask about all of the records at once: who sells, who watches, who is not named. One question a module.

In: the graph. Out: a reply, whose first sentence answers, with a label, lists, and what would settle what is open.
It must not know: on which page a question stands, or in which words people look for it.
"""
