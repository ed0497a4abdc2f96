"""Registry and graph → every page of the site, as {path: Markdown}."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from scripts.registry.addresses import page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages import lists, matrix, overview, record_pages
from scripts.site.pages.page_writer import NOT_KNOWN, Writer
from scripts.words.languages import ENGLISH, Language


def render(
    registry: Registry, graph: Graph, changed: Mapping[str, date] = NOT_KNOWN, language: Language = ENGLISH
) -> dict[str, str]:
    """Write every page in one language. The same registry gives the same bytes, wherever and whenever.

    `changed` has the day on which each file of the registry last changed, where that is known.
    """
    writer = Writer(registry, graph, changed, language)
    pages = {
        path: text
        for key, record in registry.records.items()
        for path, text in record_pages.pages(writer, key, record).items()
    }
    pages |= {
        f"policy/{id_}.md": overview.statements(writer, id_)
        for id_, source in registry.sources.items()
        if source.statements
    }
    pages |= {page_of(old): record_pages.moved(writer, old, new) for old, new in registry.renamed.items()}
    pages |= lists.pages(writer)
    pages |= dict(matrix.pages(writer, pages))
    pages |= overview.pages(writer)
    return pages


__all__ = ["NOT_KNOWN", "render"]
