"""How a template shows a value: as escaped text, in the words of the language, as a link, as a picture.

In: values and the path of the page. Out: Markdown that can only show them.
It must not know: which page shows what.
"""
