"""The text of a copy → its lines, each with what is known of it: a heading, text under one, or outside the policy.

In HTML a heading is marked as one. In plain text any line may be one: see `sections`.
"""

from __future__ import annotations

from scripts.observation.policy_drift import html_page
from scripts.observation.policy_drift.copies import Copy
from scripts.observation.policy_drift.page_lines import Line, Page, Size, seen


def read(copy: Copy) -> Page:
    """Take a copy apart.

    Raises:
        Unreadable: it is larger than any policy, or written as no text is.
    """
    return html_page.read(copy.text) if copy.is_html else _plain(copy.text)


def _plain(text: str) -> Page:
    size = Size()
    lines = [""]
    for line in text.splitlines():
        shown = line and seen(line)
        if shown:
            size.add(shown)
        lines.append(shown)
    lines.append("")
    return Page(
        tuple(
            Line(line, alone=not (above or below))
            for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
            if line
        )
    )
