"""Markdown → HTML, of which only the words and what they stand in counts."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from scripts.observation.policy_drift.unreadable import too_large

MOST_LETTERS = 300_000
"""A long policy has a hundred thousand. So many are read in a few seconds, whatever they are."""
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""What a site builder is told of a page, at its top and in YAML. It is no text of the page."""


def as_html(text: str) -> str:
    """A text in Markdown as the HTML that site builders and code hosts make of it: CommonMark, tables and ~~strikes~~.

    Raises:
        Unreadable: it is larger than any policy.
    """
    if len(text) > MOST_LETTERS:
        raise too_large(MOST_LETTERS, "letters")
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("image", _image)
    return str(reader.render(_FRONT_MATTER.sub("", "\n".join(text.splitlines()))))


def _link(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    """A link, without where it leads: many may share one long address, and only one on the page itself matters."""
    return '<a href="#">' if str(tokens[at].attrGet("href")).startswith("#") else '<a href="">'


def _image(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: MutableMapping[str, Any]) -> str:
    """A picture, without its address and its words."""
    return "<img>"
