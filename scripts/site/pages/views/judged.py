"""A verdict on a promise or a duty, with the flows behind it and the names of the facts that stand in the way."""

from __future__ import annotations

from typing import NamedTuple

from schemas import fields
from schemas.flow import Flow
from scripts.registry.graph import Edge
from scripts.registry.promises import Judgement, Verdict
from scripts.site.pages.edition import Edition
from scripts.words.languages import Language, lowered, message


class Doubt(NamedTuple):
    """A flow that may or may not be as it should, and what people call the facts that are missing."""

    edge: Edge
    facts: tuple[str, ...]


class Judged(NamedTuple):
    """A verdict with what it rests on."""

    verdict: Verdict
    looked_at: tuple[Edge, ...]
    against: tuple[Edge, ...]
    doubts: tuple[Doubt, ...]


def judged(edition: Edition, judgement: Judgement) -> Judged:
    """Say in the language of an edition which facts stand in the way of a verdict."""
    doubts = tuple(
        Doubt(doubt.edge, tuple(_label(key, edition.language) for key in doubt.facts)) for doubt in judgement.doubts
    )
    return Judged(judgement.verdict, judgement.looked_at, judgement.against, doubts)


def _label(key: str, language: Language) -> str:
    """What people call the fact of a flow that a verdict depends on."""
    title = fields.keys(Flow)[key].title if key in fields.keys(Flow) else None
    return lowered(language.say(_FACTS.get(key) or title or key))


_FACTS = {
    "status": message("Whether it still happens"),
    "from": message("Which office gives it"),
    "to": message("Which office gets it"),
}
