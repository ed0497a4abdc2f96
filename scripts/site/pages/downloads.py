"""The pages about the open data: what there is to take, and what each key and column means."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from scripts.exports.open_data import dictionary
from scripts.exports.open_data.file_models import LICENCE_URL
from scripts.exports.open_data.paths import DICTIONARY, DOWNLOADS, KEYS, ROOT, Addresses
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages.links import path_to
from scripts.site.pages.page_writer import Writer
from scripts.words.escapers import markdown


def pages(registry: Registry, graph: Graph, files: Mapping[str, str]) -> dict[str, str]:
    """Write the pages about these files, as {path: Markdown}."""
    writer = Writer(registry, graph)
    everything = json.loads(files[f"{ROOT}/registry.json"])
    root = Addresses(registry).of_file(f"{ROOT}/") if registry.organisation.published_at else ""
    return {
        DOWNLOADS: writer.write(
            "downloads.md.j2",
            DOWNLOADS,
            sizes={path.removeprefix(f"{ROOT}/"): len(text.encode()) for path, text in files.items()},
            as_of=registry.as_of,
            root=root,
            licence_url=LICENCE_URL,
            outside=markdown.outside,
        ),
        DICTIONARY: writer.write(
            "data-dictionary.md.j2",
            DICTIONARY,
            tables=dictionary.of_tables(files),
            lists=dictionary.of_words(),
            words=everything["about"]["words"],
            prose=prose,
            code=code,
        ),
        KEYS: writer.write(
            "data-keys.md.j2",
            KEYS,
            models=dictionary.of_models(everything),
            explained=_explained,
            prose=prose,
            code=code,
        ),
    }


def prose(text: str) -> Markup:
    """Words of a model as Markdown: what stands between backticks is code."""
    pieces = text.split("`")
    return Markup("").join(
        code(piece) if number % 2 else markdown.literal(piece) for number, piece in enumerate(pieces)
    )


def code(text: str) -> Markup:
    """A name or an example as code, whatever it holds."""
    return Markup("<code>{}</code>").format(markdown.literal(text))


def _explained(name: str) -> Markup:
    """Where a model or a closed list of words is explained, as seen from the page of keys; nothing if it is neither."""
    if name in {words.__name__ for words, _ in dictionary.of_words()}:
        return path_to(KEYS, f"{DICTIONARY}#{name.lower()}")
    return Markup("#{}").format(name.lower()) if name else Markup("")
