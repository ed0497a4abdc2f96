"""The pages about the open data: what there is to take, and what each key and column means."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from schemas.words import Word
from scripts.exports.open_data import dictionary
from scripts.exports.open_data.dictionary import Part
from scripts.exports.open_data.file_models import LICENCE_URL
from scripts.exports.open_data.paths import DICTIONARY, DOWNLOADS, KEYS, ROOT, Addresses
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages.edition import Edition
from scripts.site.pages.printing import Printer


class DownloadsPage(NamedTuple):
    """What there is to take."""

    sizes: Mapping[str, int]
    """How many bytes each file has."""
    root: str
    """Where the files lie once they are published; empty if no record says so."""
    licence_url: str
    vendors: Counter[str]
    """How many companies there are of each certainty."""


class ColumnsPage(NamedTuple):
    """What each column of the tables means."""

    words: Mapping[str, str]
    """The words that stand for an answer."""
    tables: tuple[Part, ...]
    lists: tuple[tuple[type[Word], str], ...]
    """The closed lists of words, with what each is about."""


class KeysPage(NamedTuple):
    """What each key of the JSON files means."""

    models: tuple[Part, ...]
    explained: Mapping[str, str]
    """The page on which each model and each closed list of words is explained."""


def pages(registry: Registry, graph: Graph, files: Mapping[str, str]) -> dict[str, str]:
    """Write the pages about these files, as {path: Markdown}."""
    printer = Printer(Edition.of(registry, graph))
    everything = json.loads(files[f"{ROOT}/registry.json"])
    return {
        DOWNLOADS: printer.page("downloads", DOWNLOADS, downloads_page(registry, files)),
        DICTIONARY: printer.page("data-dictionary", DICTIONARY, columns_page(files, everything["about"]["words"])),
        KEYS: printer.page("data-keys", KEYS, keys_page(everything)),
    }


def downloads_page(registry: Registry, files: Mapping[str, str]) -> DownloadsPage:
    """Say what there is to take."""
    return DownloadsPage(
        {path.removeprefix(f"{ROOT}/"): len(text.encode()) for path, text in files.items()},
        Addresses(registry).of_file(f"{ROOT}/") if registry.organisation.published_at else "",
        LICENCE_URL,
        Counter(str(registry.certainties[id_]) for id_ in registry.vendors),
    )


def columns_page(files: Mapping[str, str], words: Mapping[str, str]) -> ColumnsPage:
    """Say what each column means."""
    return ColumnsPage(words, tuple(dictionary.of_tables(files)), tuple(dictionary.of_words()))


def keys_page(everything: object) -> KeysPage:
    """Say what each key means."""
    models = tuple(dictionary.of_models(everything))
    lists = {words.__name__: DICTIONARY for words, _ in dictionary.of_words()}
    return KeysPage(models, {model.name: KEYS for model in models} | lists)
