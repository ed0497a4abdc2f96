"""How pages link to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import Markup

from schemas.references import Ref
from scripts.registry.addresses import anchor_of, page_of
from scripts.registry.graph import Edge
from scripts.registry.registry import Key, Registry
from scripts.words.escapers import markdown

_COMMA = Markup(", ")
MOST_ROWS = 100
"""How many rows stand on one page: what a phone can take."""
MOST_LISTED = 25
"""How many of a list stand in an answer, if a table below has all of them."""


def part(page: str, number: int) -> str:
    """The path of the part with this number of a page that is too long for one. No id has two hyphens together."""
    return page if number == 1 else f"{page.removesuffix('.md')}--{number}.md"


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


def address_from(page: str, target: str) -> str:
    """The address of one built page, as seen from another built page."""
    return str(path_to(page, target)).removesuffix(".md") + ".html"


class Links:
    """Makes links to the records of one registry."""

    def __init__(self, registry: Registry, show: Callable[[str], Markup]) -> None:
        """Take the registry whose records have pages, and the way in which a page shows a text."""
        self.registry, self.show = registry, show
        self._links: dict[tuple[str, Key], Markup] = {}

    def link(self, page: str, kind: str, id_: str) -> Markup:
        """Link to a record by its name."""
        return self.key_link(page, (kind, str(id_)))

    def key_link(self, page: str, key: Key) -> Markup:
        """Link to a record by its name. All pages of a folder link alike, so each link is made once a folder."""
        folder = page.rpartition("/")[0]
        if (folder, key) not in self._links:
            self._links[folder, key] = markdown.link(self.show(self.registry.records[key].name), page, page_of(key))
        return self._links[folder, key]

    def ref_link(self, page: str, ref: Ref) -> Markup:
        """Link to whatever record a reference names; show its id if there is none."""
        key = self.registry.resolve(ref)
        return self.key_link(page, key) if key else markdown.literal(ref)

    def party(self, page: str, id_: str) -> Markup:
        """Link to whoever stands at one end of a flow."""
        if id_ in self.registry.people:
            return self.link(page, "people", id_)
        return self.key_link(page, self.registry.party_key(id_))

    def names(self, page: str, kind: str, ids: Iterable[str]) -> Markup:
        """Link to some records of a kind, with commas between them."""
        return self.keys(page, ((kind, str(id_)) for id_ in ids))

    def keys(self, page: str, keys: Iterable[Key]) -> Markup:
        """Link to some records, with commas between them."""
        return _COMMA.join(self.key_link(page, key) for key in keys)

    def parties(self, page: str, ids: Iterable[str]) -> Markup:
        """Link to all who stand at some ends of flows, with commas between them."""
        return _COMMA.join(self.party(page, id_) for id_ in ids)

    def statement(self, page: str, source: str, name: str) -> Markup:
        """Link to one statement of a policy."""
        if name not in self.registry.sources[source].statements:
            return markdown.literal(name)
        return markdown.link(name, page, f"policy/{source}.md#{name}")

    def flow_page(self, edge: Edge) -> str:
        """The page and the row where a flow stands."""
        return f"{page_of(self.registry.party_key(edge.receiver))}#{anchor_of(edge)}"
