"""Where pages stand below the menu: what each entry of it leads on to, and the way up from there.

The menu has few entries, so that it fits on a phone. All that it does not name is reached from the page of an entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scripts.registry.addresses import hub_of
from scripts.site.pages.lists import list_of_everything, list_of_unknowns, list_of_waivers
from scripts.site.pages.lists.lists_of_kinds import LISTS
from scripts.site.pages.views import compare_pages, finding_pages, question_pages, whole_table
from scripts.words.languages import message

ABOUT = "about/index.md"
DEVELOPERS = "about/for-developers.md"


class Way(NamedTuple):
    """A way on from the page of an entry. The words are messages."""

    page: str
    title: str
    only_in_english: bool = False

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody wrote the page by hand. Such pages are in English only, and some not in every site."""
        return "/" not in self.page


class Group(NamedTuple):
    """Ways that belong together."""

    title: str
    ways: tuple[Way, ...]


def _hub(kind: str) -> Way:
    return Way(hub_of(kind), LISTS[kind].title)


SERVICES, COMPANIES, PROMISES = map(hub_of, ("service", "vendor", "promise"))

TITLES: Mapping[str, str] = {
    SERVICES: LISTS["service"].title,
    COMPANIES: LISTS["vendor"].title,
    PROMISES: LISTS["promise"].title,
    ABOUT: message("About"),
    DEVELOPERS: message("For web teams and developers"),
}
"""What the pages are called that lead on to others."""

ACROSS = (
    Way(question_pages.PAGE, message("Questions people ask")),
    Way(compare_pages.PAGE, message("Compare any two")),
)
"""What each list in the menu leads on to, and belongs to none."""

BESIDE: Mapping[str, tuple[Way, ...]] = {
    SERVICES: tuple(map(_hub, ("office", "data", "purpose", "people"))),
    COMPANIES: (
        _hub("recipient"),
        _hub("office"),
        Way(whole_table.PAGE, message("Who gets what, as one table")),
        _hub("source"),
    ),
    PROMISES: (
        Way("policy/index.md", message("The policy, section by section")),
        Way(list_of_unknowns.PAGE, message("What nobody has said yet")),
    ),
}
"""What the lists in the menu lead on to."""

GROUPS: Mapping[str, tuple[Group, ...]] = {
    ABOUT: (
        Group(
            message("About this register"),
            (
                Way("about/how-we-know.md", message("How we know")),
                Way("about/organisation.md", message("Who answers for this")),
                Way("questions.md", message("How we ask those who know"), only_in_english=True),
                Way("about/words.md", message("Words we use")),
                Way("about/accessibility.md", message("Can everybody use it")),
                Way("about/correct-a-record.md", message("Correct a record")),
            ),
        ),
        Group(
            message("Look through all of it"),
            (
                Way(list_of_everything.PAGE, message("Everything from A to Z")),
                *ACROSS,
                Way(list_of_unknowns.PAGE, message("What nobody has said yet")),
                *map(_hub, ("office", "recipient", "data", "purpose", "people", "source")),
                Way("policy/index.md", message("The policy, section by section")),
            ),
        ),
        Group(
            message("Use it yourself"),
            (
                Way("about/downloads.md", message("Take the data"), only_in_english=True),
                Way("about/data-dictionary.md", message("What each column means"), only_in_english=True),
                Way(whole_table.PAGE, message("Who gets what, as one table")),
                Way(DEVELOPERS, TITLES[DEVELOPERS]),
            ),
        ),
    ),
    DEVELOPERS: (
        Group(
            message("Write records"),
            (
                Way("records/index.md", message("Kinds of records"), only_in_english=True),
                Way("rules/index.md", message("Rules for records"), only_in_english=True),
                Way("promise-rules.md", message("How a promise is checked"), only_in_english=True),
                Way(list_of_waivers.PAGE, message("Open waivers")),
            ),
        ),
        Group(
            message("How it works, and how well"),
            (
                Way("how-this-is-made.md", message("How this is made"), only_in_english=True),
                Way("formats.md", message("What the commands print"), only_in_english=True),
                Way("threat-model.md", message("What could go wrong"), only_in_english=True),
                Way("measurements.md", message("How well it works"), only_in_english=True),
                Way("error-quality.md", message("How good its errors are"), only_in_english=True),
            ),
        ),
    ),
}
"""What the pages lead on to that are nothing but ways on."""

_ABOVE = (
    {way.page: page for page, groups in GROUPS.items() for group in groups for way in group.ways}
    | {way.page: page for page, ways in reversed(list(BESIDE.items())) for way in ways}
    | {
        finding_pages.page_of(finding): page
        for finding, page in (
            (finding_pages.COMPANIES, SERVICES),
            (finding_pages.KEEPING, COMPANIES),
            (finding_pages.PROMISES, PROMISES),
            (finding_pages.OTHER_WAYS, SERVICES),
        )
    }
)
_WITHOUT_LIST = {"company-kinds": COMPANIES, "source-kinds": hub_of("source")}
"""What leads on to the pages of a folder that has no list of its own."""
_TITLES = {
    **TITLES,
    **{way.page: way.title for groups in GROUPS.values() for group in groups for way in group.ways},
}


def ways() -> Iterator[Way]:
    """Every page that the menu leads to, or that is reached from there, each once."""
    found = (*BESIDE.values(), *(group.ways for groups in GROUPS.values() for group in groups))
    pages = {page: Way(page, title) for page, title in TITLES.items()}
    yield from (pages | {way.page: way for ways in reversed(found) for way in ways}).values()


def beside(page: str) -> tuple[Way, ...]:
    """What a list in the menu leads on to; nothing from any other page."""
    return (*BESIDE[page], *ACROSS) if page in BESIDE else ()


def trail(page: str) -> list[Way]:
    """The way down to a page from the menu: the entry, and whatever leads from there to it."""
    hub = _list_of(page)
    found = [hub] if hub and hub not in (page, ABOUT) else []
    while up := _ABOVE.get(found[0] if found else page, ""):
        found.insert(0, up)
    return [Way(place, _TITLES[place]) for place in found]


def _list_of(page: str) -> str:
    """The list in the folder of which a page lies; empty if there is none."""
    folder = page.rpartition("/")[0]
    while folder:
        places = (_WITHOUT_LIST.get(folder, ""), f"{folder}/index.md", f"{folder}.md")
        if found := next((place for place in places if place in _TITLES), ""):
            return found
        folder = folder.rpartition("/")[0]
    return ""
