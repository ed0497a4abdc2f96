"""The pages about the open data: what there is to take, and what each column means."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup

from scripts.exports.open_data import bundles, descriptions, tables, views
from scripts.exports.open_data.documents import LICENCE_URL, VERSION
from scripts.exports.open_data.paths import DICTIONARY, DOWNLOADS, ROOT, Addresses
from scripts.exports.open_data.sql_questions import QUESTIONS
from scripts.exports.open_data.table_columns import STATES, Column, Table, Type
from scripts.registry.graph import Graph
from scripts.registry.receivers import standing
from scripts.registry.registry import Registry
from scripts.site.pages.edition import Edition
from scripts.site.pages.printing import Printer
from scripts.words.escapers.front_matter import quoted
from scripts.words.escapers.json_text import harmless

MOST_ROWS = 200
"""In so many rows of each table an example is looked for."""
LONGEST_EXAMPLE = 60


class DownloadsPage(NamedTuple):
    """What there is to take."""

    sizes: Mapping[str, int]
    """How many bytes each file has."""
    rows: Mapping[str, int]
    """How many rows each table has."""
    tables: Mapping[str, Table]
    root: str
    """Where the files lie once they are published; empty if no record says so."""
    licence_url: str
    companies: Counter[str]
    """How many companies have each standing among those that get something."""
    unknowns: int
    unknowns_of_flows: int
    flows: int
    has_parquet: bool
    wide: Mapping[str, str]
    """What each table holds that needs no other."""
    questions: Mapping[str, Markup]
    """What can be asked of the tables, in SQL."""
    dataset: Markup
    """What search engines read: the data as a Dataset of schema.org, in JSON, as a text of YAML."""


class Entry(NamedTuple):
    """A column, with the first value that stands in it."""

    column: Column
    example: str


class ColumnsPage(NamedTuple):
    """What each column of the tables means."""

    states: Mapping[str, str]
    tables: tuple[tuple[Table, str, tuple[Entry, ...]], ...]
    """Each table with its file and its columns."""
    held: Mapping[Type, str]
    """What a column of each type holds, in words."""


def pages(registry: Registry, graph: Graph, files: Mapping[str, bytes]) -> dict[str, str]:
    """Write the pages about these files, as {path: Markdown}."""
    printer = Printer(Edition.of(registry, graph))
    return {
        DOWNLOADS: printer.page("downloads", DOWNLOADS, downloads_page(registry, graph, files)),
        DICTIONARY: printer.page("data-dictionary", DICTIONARY, columns_page(files)),
    }


def downloads_page(registry: Registry, graph: Graph, files: Mapping[str, bytes]) -> DownloadsPage:
    """Say what there is to take."""
    index = json.loads(files[f"{ROOT}/index.json"])
    return DownloadsPage(
        sizes={path.removeprefix(f"{ROOT}/"): len(content) for path, content in files.items()},
        rows={one["path"]: one["rows"] for one in index["files"]},
        tables=tables.definitions(),
        root=Addresses(registry).of_file(f"{ROOT}/") if registry.organisation.published_at else "",
        licence_url=LICENCE_URL,
        companies=Counter(str(standing(graph, id_)) for id_ in registry.vendors),
        unknowns=len(registry.unknowns),
        unknowns_of_flows=sum(unknown.loc[0] == "flows" for unknown in registry.unknowns),
        flows=len(graph.edges),
        has_parquet=bundles.is_parquet_there(),
        wide={name: view.table.text for name, view in views.VIEWS.items()},
        questions={one.asks: Markup(one.sql) for one in QUESTIONS.values()},  # noqa: S704 - the words are ours
        dataset=Markup(quoted(harmless(json.dumps(_dataset(registry))))),  # noqa: S704 - harmless wherever it stands
    )


def _dataset(registry: Registry) -> dict[str, object]:
    """The data as a Dataset of schema.org, as search engines for data read it (https://schema.org/Dataset).

    It has all that they require, and what they recommend as far as records say it: they do not say since when the data
    are published, nor which place on earth they are about.
    """
    addresses, organisation = Addresses(registry), registry.organisation
    publisher = {"@type": "Organization", "name": organisation.name, "url": organisation.home}
    found: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": f"{organisation.name}: {descriptions.TITLE}",
        "description": descriptions.SUMMARY,
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "keywords": descriptions.KEYWORDS,
        "creator": publisher,
        "publisher": publisher,
        "inLanguage": organisation.language,
        "version": str(VERSION),
        "measurementTechnique": "Read from published sources and from answers; each fact names its source.",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "description": table.text}
            for name, table in tables.definitions().items()
        ],
    }
    if registry.as_of:
        found["dateModified"] = registry.as_of.isoformat()
    if addresses.base:
        found["url"] = addresses.of_page(DOWNLOADS)
        found["distribution"] = [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": addresses.of_file(f"{ROOT}/registry.{ending}"),
            }
            for ending, media_type in (("zip", "application/zip"), ("sqlite", "application/vnd.sqlite3"))
        ]
    return found


def columns_page(files: Mapping[str, bytes]) -> ColumnsPage:
    """Say what each column means."""
    return ColumnsPage(
        STATES,
        tuple(
            (table, path, tuple(_entries(table, files[f"{ROOT}/{path}"].decode())))
            for path, table in {
                **{f"views/{name}.csv": view.table for name, view in views.VIEWS.items()},
                **{f"tables/{name}.csv": table for name, table in tables.definitions().items()},
            }.items()
        ),
        HELD,
    )


def _entries(table: Table, text: str) -> Iterator[Entry]:
    found = list(islice(csv.DictReader(io.StringIO(text, newline="")), MOST_ROWS))
    for column in table.columns:
        example = next((row[column.name] for row in found if row[column.name]), "")
        yield Entry(column, example if len(example) <= LONGEST_EXAMPLE else f"{example[:LONGEST_EXAMPLE].rstrip()}…")


HELD = {Type.TEXT: "text", Type.NUMBER: "whole number", Type.TRUTH: "true or false", Type.DAY: "day"}
"""What a column holds, in words."""
