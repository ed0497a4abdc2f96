"""The settings of the site builder → the same for the pages in another language."""

from __future__ import annotations

import copy
import html
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import yaml

from scripts.words.languages.extraction import Message
from scripts.words.languages.language import ENGLISH, REVIEWED, Language, message

FOLDER = "docs/languages"
"""Below it lie, for each language, its settings and its pages. Git ignores them."""
SITE_NAME = message("%(organisation)s: who gets your information")
NOT_REVIEWED = message(
    "No translator has reviewed these words yet. If something is not clear, the page in English is right."
)


def words(settings: Mapping[str, Any]) -> Iterator[str]:
    """What the settings show to readers: the entries of the navigation, and the names of switches and marks."""
    yield from _titles(settings["nav"])
    yield from (choice["toggle"]["name"] for choice in settings["theme"]["palette"])
    yield from (options["permalink_title"] for options in _options(settings, "toc"))
    yield from settings["extra"]["words"].values()


def extracted(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """The same as Babel asks for them."""
    del keywords, comment_tags, options
    for text in words(yaml.safe_load(file)):
        yield 1, "gettext", text, []


def translated(settings: Mapping[str, Any], language: Language, organisation: str, pages: Collection[str]) -> Any:
    """The settings for the site in one language, as seen from its folder. `pages` are the paths that it has.

    What it does not have is left out of the navigation. It is built into a folder of the English site.
    """
    root = posixpath.relpath(".", f"{FOLDER}/{language.code}")
    found = copy.deepcopy(dict(settings))
    found |= {
        # The theme prints it into titles and attributes as it stands, and a record's text is a stranger's.
        "site_name": html.escape(language.say(SITE_NAME, organisation=organisation)),
        "docs_dir": "pages",
        "nav": _nav(settings["nav"], language, pages),
    }
    found["theme"] |= {"language": language.code, "custom_dir": f"{root}/{settings['theme']['custom_dir']}"}
    for choice in found["theme"]["palette"]:
        name = choice["toggle"]["name"]
        choice["toggle"]["name"] = language.gettext(name)
    for options in _options(found, "toc"):
        title = options["permalink_title"]
        options["permalink_title"] = language.gettext(title)
    found["extra"]["words"] = {name: language.gettext(text) for name, text in settings["extra"]["words"].items()}
    found["extra"]["notice"] = "" if language.code in REVIEWED else language.gettext(NOT_REVIEWED)
    found["extra"]["languages"] = [{"code": ENGLISH.code, "name": ENGLISH.name, "root": ".."}]
    return found


def _nav(entries: Sequence[Any], language: Language, pages: Collection[str]) -> list[Any]:
    found: list[Any] = []
    for entry in entries:
        for title, target in entry.items():
            inner = _nav(target, language, pages) if isinstance(target, list) else target
            if inner and (isinstance(inner, list) or inner in pages):
                found.append({language.gettext(title): inner})
    return found


def _titles(nav: Sequence[Any]) -> Iterator[str]:
    for entry in nav:
        for title, target in entry.items():
            yield title
            if isinstance(target, list):
                yield from _titles(target)


def _options(settings: Mapping[str, Any], extension: str) -> Iterator[dict[str, Any]]:
    for entry in settings["markdown_extensions"]:
        if isinstance(entry, dict) and extension in entry:
            yield entry[extension]
