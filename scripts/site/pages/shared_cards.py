"""Records → the pictures of them that are shown where people share a page: their labels, drawn.

There are pictures only if it is known where the site is published: whoever shows one asks for it by a whole address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from schemas import Key
from scripts.answers import flow_labels, label, promise_label
from scripts.answers.label import Label, Row
from scripts.diagrams import cards
from scripts.registry.addresses import page_of
from scripts.registry.graph import Graph
from scripts.site.pages.edition import Edition
from scripts.site.pages.showing.page_descriptions import title_of
from scripts.site.pages.views import finding_pages
from scripts.site.settings import SITE_NAME
from scripts.words.languages import Language

FOLDER = "cards"
INDEX = "index.md"
"""The first page. Its picture stands for each page that has none of its own."""
MOST_OF_GROUP = 3
"""So many rows of each group of a label stand on its picture before all others."""

_LABELS: Mapping[str, Callable[[Graph, str, Language], Label]] = {
    "service": flow_labels.of_service,
    "vendor": flow_labels.of_party,
    "promise": promise_label.of_promise,
}
"""The kinds of records that have a picture, with what makes the label on it."""
_UNSAID = frozenset({"our-reading", "unsaid", "cannot-tell"})
"""The answers to a finding that say that nobody says it."""

Subject = Key | str
"""What a picture is of: a record, or the page of a finding, or the first page."""


class Card(NamedTuple):
    """What stands on a picture."""

    title: str
    rows: tuple[cards.Line, ...]
    foot: str


def paths(edition: Edition) -> dict[str, Subject]:
    """The path of each picture below the root of the site in its language, with what it is of."""
    registry = edition.registry
    if not registry.organisation.published_at:
        return {}
    found: dict[str, Subject] = {path_of(page_of(key)): key for key in registry.records if key[0] in _LABELS}
    pages = (INDEX, *map(finding_pages.page_of, finding_pages.findings(edition)))
    return found | {path_of(page): page for page in pages}


def path_of(page: str) -> str:
    """Where the picture of a page would lie."""
    return f"{FOLDER}/{page.removesuffix('.md')}.png"


def render(edition: Edition, pages: Mapping[str, str]) -> dict[str, bytes]:
    """Draw all pictures of an edition, whose pages these are in Markdown."""
    return {path: draw(edition, subject, pages) for path, subject in paths(edition).items()}


def draw(edition: Edition, subject: Subject, pages: Mapping[str, str]) -> bytes:
    """Draw one picture."""
    card = _of_finding(edition, subject, pages) if isinstance(subject, str) else _of_record(edition, subject)
    language = edition.language
    site_name = language.say(SITE_NAME, organisation=edition.registry.organisation.name)
    return cards.card(card.title, card.rows, card.foot, over=site_name, more=language.say("The page says more."))


def _of_record(edition: Edition, key: Key) -> Card:
    kind, id_ = key
    language = edition.language
    found = _LABELS[kind](edition.graph, id_, language)
    rows = (
        cards.Line(
            label.named(edition.registry, edition.registry.party_key(row.party), language) if row.party else row.head,
            label.in_words(edition.registry, row, language),
            row.is_unsaid,
        )
        for row in _first(found)
    )
    return Card(edition.record(key).name, tuple(rows), " · ".join(found.foot))


def _first(found: Label) -> list[Row]:
    """The rows of a label, some of each group before all others: not all have room."""
    first = [row for group in found.groups for row in group[:MOST_OF_GROUP]]
    return first + [row for row in found.rows if row not in first]


def _of_finding(edition: Edition, page: str, pages: Mapping[str, str]) -> Card:
    """What a finding says: its title as it stands on its page, and how many have each answer."""
    found = {finding_pages.page_of(id_): id_ for id_ in finding_pages.findings(edition)}
    # The first page begins with the first finding.
    counted = finding_pages.finding_page(edition, found.get(page, finding_pages.COMPANIES))
    rows = (
        cards.Line(
            group.head,
            edition.language.say("%(count)s of %(all)s", count=group.number, all=counted.of),
            group.id in _UNSAID,
        )
        for group in counted.groups
        if group.is_shown
    )
    checked = edition.registry.as_of
    foot = edition.language.say("Last checked on %(day)s", day=edition.language.day(checked)) if checked else ""
    return Card(title_of(pages[page]), tuple(rows), foot)
