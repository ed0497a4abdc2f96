"""What a sheet says: claims that were drawn, in words, each with its sources and its place."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.words import Word
from scripts.registry.graph import Graph
from scripts.sampling import claims_in_words, lot
from scripts.sampling.claims import claims
from scripts.sampling.claims_in_words import SaidClaim
from scripts.words.languages import ENGLISH, Language, find, message, translations


class Mark(Word):
    """What somebody found who held a claim against its sources."""

    RIGHT = "right", "Right"
    WRONG = "wrong", "Wrong"
    CANNOT_TELL = "cannot-tell", "Cannot tell"


NOTE = message("Note")
"""What stands before the room for words of one's own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of a sheet."""

    tag: str
    """Its number, of how many, and the id of the claim: `1/60 vendor/tillhouse#flows.property-tax.choice~0a1b2c3d`.

    By it the claim is found again, and a missing one is missed. No spreadsheet takes it for a date.
    """
    number: int
    said: SaidClaim
    place: str
    """The file and line at which it stands."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Claims by lot, in words."""

    rows: tuple[Row, ...]
    seed: str
    drawn_from: int
    """How many claims name a source."""
    without_source: int
    """How many name none, and could not be drawn."""
    organisation: str
    language: Language


def drawn(graph: Graph, count: int, seed: str) -> Sheet:
    """Draw so many claims, and put each into words of the language of the records, if the site speaks it."""
    registry = graph.registry
    organisation, stated = registry.organisation, claims(registry)
    language = find(organisation.language) if organisation.language in translations() else ENGLISH
    chosen = lot.draw(stated.with_source, count, seed)
    rows = []
    for number, claim in enumerate(chosen, 1):
        said = claims_in_words.said(graph, claim, language)
        at = registry.at(claim.key, claim.loc)
        rows.append(Row(f"{number}/{len(chosen)} {claim.id}", number, said, f"{at.path}:{at.line}"))
    return Sheet(tuple(rows), seed, len(stated.with_source), stated.without_source, organisation.name, language)
