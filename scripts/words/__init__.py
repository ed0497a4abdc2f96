"""How it is said: languages, whole sentences, and the escapers.

In: records, edges of the graph, and messages in English. Out: text that knows its language, and the one way for
text of a record into Markdown, JSON, spreadsheets and terminals.
It must not know: on which page, in which picture or in answer to what its words are read.
"""
