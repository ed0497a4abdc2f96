"""Text → one line that shows it as typed: in HTML, and in Markdown that people can read as it stands."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup, escape

from scripts.reading import characters

_ACTIVE = re.compile(r"[\\`*{}\[\]#]|(?<!\w)_|_(?!\w)")
"""Signs that start something inside a line of Markdown. No line may begin with a text of a record."""


def one_line(text: str) -> str:
    """A text on one line, without characters that nobody sees or that turn the text around."""
    return characters.shown(" ".join(text.split()))


def in_html(text: str) -> Markup:
    """Write a text so that HTML shows it as typed."""
    return escape(one_line(text))


def in_markdown(text: str) -> Markup:
    """Write a text so that Markdown shows it as typed, and people can read it as it stands."""
    shown = str(escape(one_line(text))).replace("&#34;", '"').replace("&#39;", "'")
    return Markup(_ACTIVE.sub(r"\\\g<0>", shown))  # noqa: S704 - this is the escaper


def address_in_markdown(url: str) -> Markup:
    """Write an address so that it is a link in Markdown, and can be copied from the text as it stands."""
    return Markup("<{}>").format(Markup(quote(url, safe="/:?&=#%+,;@~$!*-._")))  # noqa: S704 - nothing is left to escape
