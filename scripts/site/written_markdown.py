"""Markdown as the pages of this site are written in it: without what no template and no author here uses.

Python-Markdown tries each of its patterns on each stretch of text, and most of our text is tables of short cells. Links
by a name, pictures, and addresses in angle brackets stand on no page, so they are not looked for. What a record says
cannot become one of them even if it is not escaped. Both site builders load this by its name in mkdocs.yml.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

NOT_WRITTEN = (
    *("reference", "image_link", "image_reference", "short_reference", "short_image_ref"),
    *("autolink", "automail", "linebreak"),
)
"""The patterns that are left out, by the names that Python-Markdown has for them."""


class WrittenMarkdown(Extension):
    """The extension for Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - its name is not ours
        """Leave out what is not written."""
        for name in NOT_WRITTEN:
            md.inlinePatterns.deregister(name)


def makeExtension(**options: Any) -> WrittenMarkdown:  # noqa: N802 - its name is not ours
    """Give it to Python-Markdown, which asks for it by this name."""
    return WrittenMarkdown(**options)
