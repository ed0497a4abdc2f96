"""Registry and graph → every page of the site, as {path: Markdown}. Each is made when it is asked for.

A page is made in two steps. `views` and `lists` say what stands on it, in values that know no Markdown. A template
prints that, by the means in `showing`, which escape whatever a record says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple

from schemas import ORGANISATION
from scripts.answers import comparisons
from scripts.answers.comparisons import Pair
from scripts.reading.steps_of_work import Watch, unwatched, watched
from scripts.registry.addresses import hub_of, page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages import menu
from scripts.site.pages.edition import NOT_KNOWN, Edition
from scripts.site.pages.lists import list_of_everything, list_of_unknowns, list_of_waivers
from scripts.site.pages.lists.list_answers import ListAnswers
from scripts.site.pages.lists.list_script import script
from scripts.site.pages.lists.listing import Listing, folder_of, list_pages, script_of
from scripts.site.pages.lists.lists_of_kinds import LISTS, list_of_kind
from scripts.site.pages.printing import Printer
from scripts.site.pages.views import compare_pages, finding_pages, whole_table
from scripts.site.pages.views.home_page import home_page, how_we_know_page
from scripts.site.pages.views.kind_page import company_kind_page, source_kind_page
from scripts.site.pages.views.organisation_page import organisation_page
from scripts.site.pages.views.party_pages import office_page, recipient_page, vendor_page
from scripts.site.pages.views.promise_page import promise_page
from scripts.site.pages.views.question_pages import PAGE as QUESTIONS_PAGE
from scripts.site.pages.views.question_pages import Question, question_page, questions, questions_page
from scripts.site.pages.views.service_page import service_page
from scripts.site.pages.views.source_page import policies_page, source_page, statements_page
from scripts.site.pages.views.vocabulary_pages import FurtherPage, data_page, people_page, purpose_page
from scripts.site.pages.views.ways_page import ways_page
from scripts.words.languages import ENGLISH, Language

_VIEWS: Mapping[str, Callable[[Edition, str], object]] = {
    "service": service_page,
    "vendor": vendor_page,
    "office": office_page,
    "recipient": recipient_page,
    "promise": promise_page,
    "source": source_page,
    "company-kind": company_kind_page,
    "source-kind": source_kind_page,
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


def render(  # noqa: PLR0913, PLR0917 - all that pages are made of, and who watches
    registry: Registry,
    graph: Graph,
    changed: Mapping[str, date] = NOT_KNOWN,
    language: Language = ENGLISH,
    watch: Watch = unwatched,
    by_hand: Collection[str] = (),
) -> dict[str, str]:
    """Write every page in one language. The same registry gives the same bytes, wherever and whenever.

    `changed` has the day on which each file of the registry last changed, where that is known. `by_hand` are the pages
    of the site that somebody wrote by hand.
    """
    pages = Pages(Edition.of(registry, graph, changed, language, by_hand))
    return {page: pages[page] for page in watched(list(pages), "Writing pages and diagrams", watch)}


class _Group(NamedTuple):
    """Pages that are known together: those of a list, or the parts of a long record."""

    first: str
    """The path of the page that is there in any case."""
    script: str
    """The path of the file for a script; empty if there is none."""
    make: Callable[[], dict[str, Make]]
    """Finds out which pages there are."""

    @property
    def folder(self) -> str:
        """The folder in which its narrower pages lie."""
        return folder_of(self.first)

    def may_have(self, page: str) -> bool:
        """Whether a page may be one of these, by its path alone."""
        return page == self.script or page.startswith((f"{self.folder}/", f"{self.folder}--"))


class Pages(Mapping[str, str]):
    """Every page of an edition by its path, and the files for the scripts of lists, made when somebody asks.

    Whether there is a page is known sooner: for most from the ids of the records, for the others once the views of
    their group are made.
    """

    def __init__(self, edition: Edition) -> None:
        """Take what the pages are made from. Nothing is made yet."""
        self._edition = edition
        self._printer = Printer(edition)
        self._made: dict[str, dict[str, Make]] = {}

    def __getitem__(self, page: str) -> str:
        """Make a page. It is not kept."""
        make = self._certain.get(page) or self._pages_around(page).get(page)
        if make is None:
            raise KeyError(page)
        return make()

    def __contains__(self, page: object) -> bool:
        """Whether there is such a page. It is not made for that."""
        if not isinstance(page, str):
            return False
        return page in self._certain or page in self._groups or page in self._pages_around(page)

    def __iter__(self) -> Iterator[str]:
        """Go through all paths."""
        yield from self._certain
        for group in self._groups.values():
            yield from self._pages_of(group)

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    @cached_property
    def depths(self) -> frozenset[int]:
        """In how many folders pages lie. A further page of a record lies where its first one does."""
        found = {page.count("/") for page in (*self._certain, *self._groups)}
        for group in self._lists:
            if group.folder.count("/") + 2 not in found:  # its narrower pages would lie in two more folders
                found |= {page.count("/") for page in self._pages_of(group) if page != group.script}
        return frozenset(found)

    @cached_property
    def _groups(self) -> dict[str, _Group]:
        """All groups by their first page."""
        return {group.first: group for group in (*self._lists, *self._long)}

    def _pages_around(self, page: str) -> dict[str, Make]:
        """The pages of the group that has a page; none if no group has it."""
        if known := self._groups.get(page):
            return self._pages_of(known)
        groups = (self._pages_of(group) for group in self._groups.values() if group.may_have(page))
        return next((pages for pages in groups if page in pages), {})

    def _pages_of(self, group: _Group) -> dict[str, Make]:
        if group.first not in self._made:
            self._made[group.first] = group.make()
        return self._made[group.first]

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
        for old, new in registry.renamed.items():
            pages[page_of(old)] = partial(self._printer.page, "moved", page_of(old), new)
        return pages | self._policies() | self._questions() | self._about()

    @cached_property
    def _long(self) -> list[_Group]:
        """The records that may be too long for one page."""
        keys = [key for key in self._edition.registry.records if key[0] in _LONG_VIEWS]
        return [_Group(page_of(key), "", partial(self._parts, *key)) for key in keys]

    def _parts(self, kind: str, id_: str) -> dict[str, Make]:
        """The pages of such a record."""
        page = page_of((kind, id_))
        first, further = _LONG_VIEWS[kind](self._edition, id_)
        parts = {view.pager.here: partial(self._printer.page, "further", view.pager.here, view) for view in further}
        return {page: partial(self._printer.page, kind, page, first), **parts}

    def _policies(self) -> dict[str, Make]:
        """The documents that have been taken apart into statements."""
        pages: dict[str, Make] = {"policy/index.md": partial(self._print, "policy", "policy/index.md", policies_page)}
        for id_, _ in policies_page(self._edition).sources:
            page = f"policy/{id_}.md"
            pages[page] = partial(self._print, "statements", page, statements_page, id_)
        return pages

    def _questions(self) -> dict[str, Make]:
        """The questions that people ask, and the list of them."""
        pages: dict[str, Make] = {QUESTIONS_PAGE: partial(self._print, "questions", QUESTIONS_PAGE, questions_page)}
        for question in questions(self._edition):
            pages[question.page] = partial(self._question, question)
        return pages

    def _question(self, question: Question) -> str:
        return self._printer.page("question", question.page, question_page(self._edition, question))

    def _about(self) -> dict[str, Make]:
        """The first page of all, and the pages about this site."""
        pages: dict[str, Make] = {"index.md": partial(self._print, "home", "index.md", home_page)}
        for name in ("how-we-know", "correct-a-record", "words", "accessibility"):
            page = f"about/{name}.md"
            pages[page] = partial(self._print, name, page, how_we_know_page)
        for id_ in finding_pages.findings(self._edition):
            page = finding_pages.page_of(id_)
            pages[page] = partial(self._print, "finding", page, finding_pages.finding_page, id_)
        for page in menu.GROUPS:
            pages[page] = partial(self._print, "ways", page, ways_page, page)
        return pages

    @cached_property
    def _lists(self) -> list[_Group]:
        """All lists, and the whole as one table."""
        lists: dict[str, Callable[[], Listing]] = {hub_of(kind): partial(self._list, kind) for kind in LISTS}
        for page, make in (
            (list_of_unknowns.PAGE, list_of_unknowns.list_of_unknowns),
            (list_of_waivers.PAGE, list_of_waivers.list_of_waivers),
            (list_of_everything.PAGE, list_of_everything.list_of_everything),
        ):
            lists[page] = partial(make, self._edition)
        groups = [_Group(page, script_of(page), partial(self._pages_of_list, make)) for page, make in lists.items()]
        table = _Group(whole_table.PAGE, "", self._pages_of_whole_table)
        return [*groups, table, _Group(compare_pages.PAGE, "", self._comparisons)]

    def _comparisons(self) -> dict[str, Make]:
        """The pages that compare two records, and the files for the script that compares any two."""
        edition = self._edition
        pages: dict[str, Make] = {
            compare_pages.PAGE: partial(self._print, "compare-index", compare_pages.PAGE, compare_pages.compare_index)
        }
        for pair in compare_pages.all_pairs(edition):
            page = compare_pages.page_of_pair(pair)
            pages[page] = partial(self._compare, page, pair)
        for kind in comparisons.KINDS:
            pages[compare_pages.file_of(kind)] = partial(compare_pages.labels_script, edition, kind)
        return pages

    def _compare(self, page: str, pair: Pair) -> str:
        return self._printer.page("compare", page, compare_pages.compare_page(self._edition, pair))

    @cached_property
    def _answers(self) -> ListAnswers:
        return ListAnswers(self._edition)

    def _list(self, kind: str) -> Listing:
        return list_of_kind(self._edition, self._answers, kind)

    def _pages_of_list(self, make: Callable[[], Listing]) -> dict[str, Make]:
        """The pages of a list, and the file for the script that narrows it down."""
        listing = make()
        pages: dict[str, Make] = {
            view.pager.here: partial(self._printer.page, "list", view.pager.here, view)
            for view in list_pages(self._edition, listing)
        }
        return {**pages, listing.file: partial(script, listing, self._edition.language)}

    def _pages_of_whole_table(self) -> dict[str, Make]:
        """The pages of the table. Its picture leads to the pages of lists."""
        return {
            view.pager.here: partial(self._printer.page, "who-gets-what", view.pager.here, view)
            for view in whole_table.whole_table_pages(self._edition, self)
        }


__all__ = ["NOT_KNOWN", "Pages", "render"]
