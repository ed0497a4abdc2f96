"""What each page says, as values: one frozen view a page, made by one function for each kind of page.

In: an edition of the register, and whose page it is. Out: a view, which a template prints.
It must not know: Markdown, HTML, or where a page lies, but for the parts of what is too long for one page.
"""
