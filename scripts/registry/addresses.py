"""Where a record stands: its file, its page, and the row of a flow on it. Paths, as seen from their roots."""

from __future__ import annotations

from schemas import KINDS, Key
from scripts.registry.graph import Edge


def page_of(key: Key) -> str:
    """The path of a record's page below the root of the pages."""
    kind, id_ = key
    return "about/organisation.md" if kind == "organisation" else f"{KINDS[kind].folder}/{id_}.md"


def file_of(key: Key) -> str:
    """The path of a record's file below the root of the registry."""
    kind, id_ = key
    return "organisation.yml" if kind == "organisation" else f"{KINDS[kind].folder}/{id_}.yml"


def hub_of(kind: str) -> str:
    """The path of the page that lists all records of a kind."""
    return f"{KINDS[kind].folder}/index.md"


def anchor_of(edge: Edge) -> str:
    """The name of a flow's row on the pages that show it in a table."""
    return f"flow-{edge.id.replace('/', '--')}"  # no id has two hyphens together, so no two flows share a name
