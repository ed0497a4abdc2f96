"""Registry and graph → every page of the site, as {path: Markdown}. Each is made when it is asked for.

A page is made in two steps. `views` and `lists` say what stands on it, in values that know no Markdown. A template
prints that, by the means in `showing`, which escape whatever a record says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any

from schemas import ORGANISATION, Key
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
from scripts.site.pages.views.paging import first_part
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


Make = Callable[[], str]
"""Makes the Markdown of one page, or one file for the script of a list."""


def render(
    registry: Registry, graph: Graph, changed: Mapping[str, date] = NOT_KNOWN, language: Language = ENGLISH
) -> dict[str, str]:
    """Write every page in one language. The same registry gives the same bytes, wherever and whenever.

    `changed` has the day on which each file of the registry last changed, where that is known.
    """
    return dict(Pages(Edition.of(registry, graph, changed, language)))


class Pages(Mapping[str, str]):
    """Every page of an edition by its path, and the files for the scripts of lists, made when somebody asks.

    Whether there is a page is known sooner: for most from the ids of the records, for the others once a view is made.
    """

    def __init__(self, edition: Edition) -> None:
        """Take what the pages are made from. Nothing is made yet."""
        self._edition = edition
        self._printer = Printer(edition)
        self._further_pages: dict[str, dict[str, Make]] = {}

    def __getitem__(self, page: str) -> str:
        """Make a page. It is not kept."""
        make = self._maker(page)
        if make is None:
            raise KeyError(page)
        return make()

    def __contains__(self, page: object) -> bool:
        """Whether there is such a page. It is not made for that."""
        return isinstance(page, str) and self._maker(page) is not None

    def __iter__(self) -> Iterator[str]:
        """Go through all paths."""
        yield from self._certain
        for page in self._long:
            yield from self._further(page)
        yield from self._lists

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    @property
    def depths(self) -> frozenset[int]:
        """In how many folders pages lie. A further page lies where its first one does."""
        return frozenset(page.count("/") for page in (*self._certain, *self._lists) if page.endswith(".md"))

    def _maker(self, page: str) -> Make | None:
        if make := self._certain.get(page):
            return make
        if first := first_part(page):
            return self._further(first).get(page) or self._lists.get(page)
        return self._lists.get(page)

    def _print(self, template: str, page: str, look: Callable[..., object], *about: str) -> str:
        """Print what a view says about something."""
        return self._printer.page(template, page, look(self._edition, *about))

    @cached_property
    def _certain(self) -> dict[str, Make]:
        """The pages of which nothing has to be looked at to know that they are there."""
        registry = self._edition.registry
        page = page_of(ORGANISATION)
        pages: dict[str, Make] = {page: partial(self._print, "organisation", page, organisation_page)}
        for kind, id_ in registry.records:
            page = page_of((kind, id_))
            if kind in _VIEWS:
                pages[page] = partial(self._print, kind, page, _VIEWS[kind], id_)
            elif kind in _LONG_VIEWS:
                pages[page] = partial(self._first_page, kind, page, id_)
        for old, new in registry.renamed.items():
            pages[page_of(old)] = partial(self._printer.page, "moved", page_of(old), new)
        return pages | self._policies() | self._about()

    @cached_property
    def _long(self) -> dict[str, Key]:
        """The records that may be too long for one page, by their first page."""
        return {page_of(key): key for key in self._edition.registry.records if key[0] in _LONG_VIEWS}

    def _first_page(self, kind: str, page: str, id_: str) -> str:
        first, _ = _LONG_VIEWS[kind](self._edition, id_)
        return self._printer.page(kind, page, first)

    def _further(self, page: str) -> dict[str, Make]:
        """The further pages of a record that is too long for one."""
        if page not in self._further_pages:
            found: dict[str, Make] = {}
            if page in self._long:
                kind, id_ = self._long[page]
                for view in _LONG_VIEWS[kind](self._edition, id_)[1]:
                    found[view.pager.here] = partial(self._printer.page, "further", view.pager.here, view)
            self._further_pages[page] = found
        return self._further_pages[page]

    def _policies(self) -> dict[str, Make]:
        """The documents that have been taken apart into statements."""
        pages: dict[str, Make] = {"policy/index.md": partial(self._print, "policy", "policy/index.md", policies_page)}
        for id_, _ in policies_page(self._edition).sources:
            page = f"policy/{id_}.md"
            pages[page] = partial(self._print, "statements", page, statements_page, id_)
        return pages

    def _about(self) -> dict[str, Make]:
        """The first page of all, and the pages about this site."""
        pages: dict[str, Make] = {"index.md": partial(self._print, "home", "index.md", home_page)}
        for name in ("how-we-know", "correct-a-record", "words", "accessibility"):
            page = f"about/{name}.md"
            pages[page] = partial(self._print, name, page, how_we_know_page)
        return pages

    @cached_property
    def _lists(self) -> dict[str, Make]:
        """The pages of all lists, the files for the script that narrows them down, and the whole as one table."""
        edition = self._edition
        pages: dict[str, Make] = {}
        for listing in (
            *lists_of_kinds(edition),
            list_of_unknowns(edition),
            list_of_waivers(edition),
            list_of_everything(edition),
        ):
            for view in list_pages(edition, listing):
                pages[view.pager.here] = partial(self._printer.page, "list", view.pager.here, view)
            pages[listing.file] = partial(script, listing, edition.language)
        for whole in whole_table_pages(edition, pages.keys()):
            pages[whole.pager.here] = partial(self._printer.page, "who-gets-what", whole.pager.here, whole)
        return pages


__all__ = ["NOT_KNOWN", "Pages", "render"]
