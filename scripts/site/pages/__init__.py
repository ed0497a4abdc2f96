"""Registry and graph → every page of the site, as {path: Markdown}.

A page is made in two steps. `views` and `lists` say what stands on it, in values that know no Markdown. A template
prints that, by the means in `showing`, which escape whatever a record says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from schemas import ORGANISATION
from scripts.registry.addresses import page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages.edition import NOT_KNOWN, Edition
from scripts.site.pages.lists.list_of_everything import list_of_everything
from scripts.site.pages.lists.list_of_unknowns import list_of_unknowns
from scripts.site.pages.lists.list_of_waivers import list_of_waivers
from scripts.site.pages.lists.list_script import script
from scripts.site.pages.lists.listing import list_pages
from scripts.site.pages.lists.lists_of_kinds import lists_of_kinds
from scripts.site.pages.printing import Printer
from scripts.site.pages.views.home_page import home_page, how_we_know_page
from scripts.site.pages.views.organisation_page import organisation_page
from scripts.site.pages.views.party_pages import office_page, recipient_page, vendor_page
from scripts.site.pages.views.promise_page import promise_page
from scripts.site.pages.views.service_page import service_page
from scripts.site.pages.views.source_page import policies_page, source_page, statements_page
from scripts.site.pages.views.vocabulary_pages import FurtherPage, data_page, people_page, purpose_page
from scripts.site.pages.views.whole_table import whole_table_pages
from scripts.words.languages import ENGLISH, Language

_VIEWS: Mapping[str, Callable[[Edition, str], object]] = {
    "service": service_page,
    "vendor": vendor_page,
    "office": office_page,
    "recipient": recipient_page,
    "promise": promise_page,
    "source": source_page,
}
"""The view of a record that fits on one page. Its template has the name of its kind."""

_LONG_VIEWS: Mapping[str, Callable[[Edition, str], tuple[Any, tuple[FurtherPage, ...]]]] = {
    "data": data_page,
    "purpose": purpose_page,
    "people": people_page,
}
"""The views of a record that may be too long for one page."""


def render(
    registry: Registry, graph: Graph, changed: Mapping[str, date] = NOT_KNOWN, language: Language = ENGLISH
) -> dict[str, str]:
    """Write every page in one language. The same registry gives the same bytes, wherever and whenever.

    `changed` has the day on which each file of the registry last changed, where that is known.
    """
    edition = Edition.of(registry, graph, changed, language)
    printer = Printer(edition)
    pages = _records(edition, printer) | _policies(edition, printer) | _lists(edition, printer)
    for view in whole_table_pages(edition, pages.keys()):
        pages[view.pager.here] = printer.page("who-gets-what", view.pager.here, view)
    return pages | _about(edition, printer)


def _records(edition: Edition, printer: Printer) -> dict[str, str]:
    """The page of each record, the further pages of those that are long, and the pages at old addresses."""
    page = page_of(ORGANISATION)
    pages = {page: printer.page("organisation", page, organisation_page(edition))}
    for kind, id_ in edition.registry.records:
        page = page_of((kind, id_))
        if kind in _VIEWS:
            pages[page] = printer.page(kind, page, _VIEWS[kind](edition, id_))
        elif kind in _LONG_VIEWS:
            first, further = _LONG_VIEWS[kind](edition, id_)
            pages[page] = printer.page(kind, page, first)
            pages |= {view.pager.here: printer.page("further", view.pager.here, view) for view in further}
    moved = {page_of(old): new for old, new in edition.registry.renamed.items()}
    return pages | {page: printer.page("moved", page, new) for page, new in moved.items()}


def _policies(edition: Edition, printer: Printer) -> dict[str, str]:
    """The documents that have been taken apart into statements."""
    index = policies_page(edition)
    pages = {"policy/index.md": printer.page("policy", "policy/index.md", index)}
    for id_, _ in index.sources:
        page = f"policy/{id_}.md"
        pages[page] = printer.page("statements", page, statements_page(edition, id_))
    return pages


def _lists(edition: Edition, printer: Printer) -> dict[str, str]:
    """The pages of all lists, and the files for the script that narrows them down."""
    pages: dict[str, str] = {}
    for listing in (
        *lists_of_kinds(edition),
        list_of_unknowns(edition),
        list_of_waivers(edition),
        list_of_everything(edition),
    ):
        pages |= {view.pager.here: printer.page("list", view.pager.here, view) for view in list_pages(edition, listing)}
        pages[listing.file] = script(listing, edition.language)
    return pages


def _about(edition: Edition, printer: Printer) -> dict[str, str]:
    """The first page of all, and the pages about this site."""
    pages = {"index.md": printer.page("home", "index.md", home_page(edition))}
    how = how_we_know_page(edition)
    for name in ("how-we-know", "correct-a-record", "words", "accessibility"):
        page = f"about/{name}.md"
        pages[page] = printer.page(name, page, how)
    return pages


__all__ = ["NOT_KNOWN", "render"]
