"""Markdown as the pages of this site are written in it: the same pages, and less to look for."""

from __future__ import annotations

import markdown
import pytest

from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build, pages, written_pages

EXTENSIONS = ("attr_list", "def_list", "md_in_html", "tables")


def html_of(text: str, *further: str) -> str:
    """A page as Python-Markdown makes it, with further extensions."""
    return markdown.markdown(text, extensions=[*EXTENSIONS, *further])


def test_no_page_is_made_otherwise_than_with_all_of_markdown(city: Registry) -> None:
    """Neither a generated one, nor one that somebody wrote by hand."""
    made = pages.render(city, Graph(city))
    texts = {path: text for path, text in made.items() if path.endswith(".md")}
    texts |= {path.name: path.read_text(encoding="utf-8") for path in written_pages.find(build.PROJECT)}
    assert len(texts) > 100
    assert [
        path for path, text in texts.items() if html_of(text) != html_of(text, "scripts.site.written_markdown")
    ] == []


@pytest.mark.parametrize("text", ["<https://evil.example/>", "<a@evil.example>", "[pay][1]\n\n[1]: //evil.example"])
def test_what_nobody_writes_here_is_no_link(text: str) -> None:
    """A text that was not escaped becomes none by it."""
    assert "href" in html_of(text)
    assert "href" not in html_of(text, "scripts.site.written_markdown")


def test_no_picture_comes_from_anywhere() -> None:
    """Pages have drawings of their own, and none that a text names."""
    text = "![](https://evil.example/x.gif)"
    assert "<img" in html_of(text)
    assert "<img" not in html_of(text, "scripts.site.written_markdown")
