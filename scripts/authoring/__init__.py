"""Starting records and mending them: what an editor is told, what a new file says, what has one right answer.

In: the models, and the text of a record. Out: the text of a new or mended record, and the schemas that editors read.
It must not know: pages, and anything outside the registry.
"""
