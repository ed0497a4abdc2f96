"""The page of a document, and the pages of those that have been taken apart into statements."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from schemas import PLACES, Key
from schemas.kinds import Strength
from schemas.source import Source, Statement
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.about_record import AboutRecord, about_record


class SourcePage(NamedTuple):
    """What the page of a document says."""

    about: AboutRecord
    strength: Strength
    """How far it carries a claim."""
    cited_by: tuple[Key, ...]
    """The records that rest on it."""


class Carried(NamedTuple):
    """A statement, with the records that carry it."""

    name: str
    statement: Statement
    carriers: tuple[tuple[Key, str], ...]
    """The records, and the names of their flows; empty if the record itself carries it."""


class StatementsPage(NamedTuple):
    """A policy, section by section."""

    source: Source
    sections: tuple[tuple[str, tuple[Carried, ...]], ...]


class PoliciesPage(NamedTuple):
    """The list of documents that have been taken apart into statements."""

    sources: tuple[tuple[str, Source], ...]


def source_page(edition: Edition, id_: str) -> SourcePage:
    """Say of a document what its page says."""
    key = ("source", id_)
    naming = {reference.key for reference in edition.registry.named_by.get(key, [])}
    return SourcePage(
        about_record(edition, key),
        edition.registry.source_kinds[edition.registry.sources[id_].is_].strength,
        tuple(sorted(naming, key=lambda other: (PLACES[other[0]], other[1]))),
    )


def statements_page(edition: Edition, id_: str) -> StatementsPage:
    """Go through a document, section by section, with the records that carry each statement."""
    source = edition.registry.sources[id_]
    carriers: dict[str, dict[tuple[Key, str], None]] = defaultdict(dict)
    for key, loc, piece in edition.registry.evidence:
        if piece.source == id_:
            for name in piece.statements:
                carriers[name][key, str(loc[1]) if loc[0] == "flows" else ""] = None
    sections: dict[str, list[Carried]] = defaultdict(list)
    for name, statement in source.statements.items():
        sections[statement.section].append(Carried(name, statement, tuple(carriers[name])))
    return StatementsPage(source, tuple((section, tuple(found)) for section, found in sections.items()))


def policies_page(edition: Edition) -> PoliciesPage:
    """List the documents that have been taken apart into statements."""
    return PoliciesPage(tuple((id_, source) for id_, source in edition.registry.sources.items() if source.statements))
