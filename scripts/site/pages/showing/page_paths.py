"""How one page is reached from another."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from markupsafe import Markup


def built(page: str) -> str:
    """The address of a page once it is built, seen from the root of the site."""
    path, hash_, anchor = page.partition("#")
    return f"{path.removesuffix('.md')}.html{hash_}{anchor}"


def path_to(page: str, target: str) -> Markup:
    """The relative path from one page to another."""
    path, hash_, anchor = target.partition("#")
    relative = _relative(posixpath.dirname(page) or ".", path)
    return Markup("{}{}{}").format(relative, hash_, anchor) if anchor else relative


@lru_cache(maxsize=100_000)
def _relative(folder: str, path: str) -> Markup:
    return Markup("{}").format(posixpath.relpath(path, folder))


def root_from(page: str) -> str:
    """The relative path from a page to the root of the pages."""
    return posixpath.relpath(".", posixpath.dirname(page) or ".")


def address_from(page: str, target: str) -> str:
    """The address of one built page, as seen from another built page."""
    return str(path_to(page, target)).removesuffix(".md") + ".html"
