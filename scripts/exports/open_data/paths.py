"""Where everything is: the address of each file and of each page."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, urlsplit

from schemas import KINDS, ORGANISATION, Key
from scripts.registry.addresses import anchor_of, page_of
from scripts.registry.graph import Edge
from scripts.registry.registry import Registry

ROOT = "api/v1"
"""The folder of the open data below the root of the site."""
DICTIONARY = "about/data-dictionary.md"
DOWNLOADS = "about/downloads.md"
CATALOGUE = "data.json"
"""Where portals look for a catalogue: at the root of the site."""
SCHEMA = "schema.json"
"""The file with the JSON Schema of all others."""


def record_file(key: Key) -> str:
    """The path of the file of one record, below the root of the site."""
    kind, id_ = key
    return f"{ROOT}/organisation.json" if key == ORGANISATION else f"{ROOT}/{KINDS[kind].folder}/{id_}.json"


class Addresses:
    """Paths as addresses: from where the site is published, or, if nobody says so, from its root."""

    def __init__(self, registry: Registry) -> None:
        """Take the registry whose organisation says where its site is published."""
        self.registry = registry
        published_at = registry.organisation.published_at
        home = urlsplit(registry.organisation.home)
        self.org = (home.hostname or "").removeprefix("www.") + home.path.rstrip("/")
        """Whose addresses they are: the host of its home page, and the path if it shares that host with others."""
        self.base = f"{_encoded(published_at).rstrip('/')}/" if published_at else ""

    def of_file(self, path: str) -> str:
        """The address of a file."""
        return self.base + path

    def of_page(self, page: str) -> str:
        """The address of a page by the path of its Markdown, which may end with an anchor."""
        path, hash_, anchor = page.partition("#")
        return f"{self.base}{path.removesuffix('.md')}.html{hash_}{anchor}"

    def of_flow(self, edge: Edge) -> str:
        """The address of the row of a flow, on the page of whoever gets the information."""
        return self.of_page(f"{page_of(self.registry.party_key(edge.receiver))}#{anchor_of(edge)}")


def _encoded(address: str) -> str:
    """An address that can stand in any page: site builders write it into markup and scripts as it is.

    They also join paths to it, by which `a//b` becomes `a/b`: so it is that from the start.
    """
    parts = urlsplit(address)
    path = posixpath.normpath(f"/{parts.path.strip('/')}")
    return parts._replace(path=quote(path, safe="/%:@!$&()*+,;=~"), query="", fragment="").geturl()
