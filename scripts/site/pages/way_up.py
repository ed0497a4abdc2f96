"""The path of a page → the way up from it, as a line of its front matter. The theme shows it above the title."""

from __future__ import annotations

from scripts.site.pages import menu
from scripts.site.pages.menu import Way
from scripts.words.escapers.front_matter import quoted
from scripts.words.languages import Language


def line(page: str, language: Language) -> str:
    """What the theme reads: each page above this one, and what it is called. Empty if none is above it."""
    ways = [_entry(way, language) for way in menu.trail(page)]
    return f"up: [{', '.join(ways)}]\n" if ways else ""


def _entry(way: Way, language: Language) -> str:
    title = language.gettext(way.title)
    fields = {"page": f"{way.page.removesuffix('.md')}.html", "title": str(title), "language": language.other(title)}
    return f"{{{', '.join(f'{key}: {quoted(value)}' for key, value in fields.items())}}}"
