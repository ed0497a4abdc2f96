"""Rule `markup-in-text`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_MAY_BE = re.compile(r"[<&*“]|\]\(")
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|sub|sup|table|td|th|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|rsquo|lsquo|ndash|mdash|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[[^\[\]]+\]\((?:https?://|mailto:|/)[^\s()]*\)|\*\*[^*\s](?:[^*]*[^*\s])?\*\*")
_ALL_IN_QUOTES = re.compile(r"“[^“”]*”")
_AS_THEY_ARE = {"heading", "section"}
"""Where a policy's own words stand."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A text has marks of another program in it: HTML, Markdown, or a word processor's quotes around all of it.

    Why it matters
        Texts are plain. What stands in them is shown as it was typed, so readers see `<b>` and `&nbsp;`, and those who
        have a page read aloud hear them.

    How to fix it
        Take the marks out. A link has its place under `links`, `page` or the `url` of a source. If readers should see
        the mark itself, add a waiver.

    Wrong
        # services/browse.yml
        note: You read the <b>town's</b> pages.

    Right
        # services/browse.yml
        note: You read the town's pages.
    """
    for key, loc, text in inspection.registry.texts:
        if loc[-1] in _AS_THEY_ARE or not _MAY_BE.search(text):
            continue
        if found := _TAG.search(text) or _ENTITY.search(text):
            yield Fault(key, loc, f"`{found[0]}` is HTML, and is shown as it stands here; write plain text")
        elif found := _MARKDOWN.search(text):
            yield Fault(key, loc, f"`{found[0]}` is Markdown, and is shown as it stands here; write plain text")
        elif _ALL_IN_QUOTES.fullmatch(text):
            yield Fault(key, loc, "curly quotes stand around all of it, and are shown; delete them")


RULE = Rule(check, Severity.WARNING)
