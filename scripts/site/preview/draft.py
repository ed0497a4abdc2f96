"""One state of the records → what the built site would hold at each address, made when somebody asks for it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import RLock

from scripts.exports import open_data
from scripts.exports.open_data.paths import CATALOGUE, DICTIONARY, DOWNLOADS, Addresses, record_file
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build as builder
from scripts.site import reference, settings, written_pages
from scripts.site.pages import Pages, downloads, search_index, shared_cards, way_up
from scripts.site.pages.edition import Edition
from scripts.site.pages.showing.page_descriptions import described
from scripts.site.pages.showing.page_paths import built
from scripts.site.preview.single_pages import BuilderError, SinglePages
from scripts.site.security import headers, page_shape, protection
from scripts.words import languages
from scripts.words.languages import ENGLISH, Language

MAIN = ""
"""The code of the site in English, in whose folder the others lie."""
MOST_KEPT = 50
"""How many pages of a draft are kept once they are made: a browser asks for the same few again and again."""
_LEARNED_FIRST = ("rules/index.html", "records/vendor.html")
"""Pages from which, with those by hand, the wall knows all that the theme puts around a page; if not, all are read."""


class Workshop:
    """What drafts are made with, and what stays the same from one to the next: languages, settings and the theme."""

    def __init__(self, project: Path = builder.PROJECT, catalogues: Path = languages.CATALOGUES) -> None:
        """Take the project with the settings and the theme, and the folder with the messages of each language."""
        self.project, self._catalogues = project, catalogues
        self.lock = RLock()
        """Whoever makes anything has it first: the site builder makes one page at a time."""
        self._read: object = None
        self._pages_by_hand: list[Path] = []
        self.by_hand: dict[str, Path] = {}
        """The pages that somebody wrote by hand and that belong into the site of the newest draft, by their names."""
        self._makers: dict[str, Maker] = {}
        self.reference: Mapping[str, str] = reference.pages()
        self.ours_from_code = frozenset(map(built, self.reference))

    def draft(self, registry: Registry, graph: Graph, changed: Mapping[str, date]) -> Draft:
        """Begin a draft of the site of these records. `changed` has the day on which each file last changed.

        Raises:
            BuildError: the settings of the site builder are broken.
            CatalogueError: a translation is.
        """
        with self.lock:
            self._look_again()
            self.by_hand = written_pages.of(registry.organisation, self._pages_by_hand)
            return Draft(self, registry, graph, changed)

    def _look_again(self) -> None:
        """Read what somebody may have changed, if anybody has."""
        theme = (self.project / "docs" / "theme").rglob("*")
        files = [self.project / "mkdocs.yml", *self._catalogues.glob("*.po"), *theme, *written_pages.find(self.project)]
        read = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(files)]
        if read == self._read:
            return
        self.settings = builder.read_settings(self.project)
        self.languages: dict[str, Language] = {MAIN: ENGLISH} | {
            code: languages.find(code, self._catalogues) for code in languages.translations(self._catalogues)
        }
        self._pages_by_hand = written_pages.find(self.project)
        self._makers = {}
        self._read = read

    def maker(self, code: str, registry: Registry, pages: Pages) -> Maker:
        """What makes the pages in one language: the same as before, if the settings for these records are the same."""
        names = {other: language.name for other, language in self.languages.items() if other != MAIN}
        spoken = [language for other, language in self.languages.items() if other != MAIN]
        if code == MAIN:
            elsewhere = {page.name for page in self._pages_by_hand} - self.by_hand.keys()
            chosen = settings.english(self.settings, registry, names, elsewhere, spoken)
        else:
            others = {other: name for other, name in names.items() if other != code}
            chosen = settings.translated(self.settings, self.languages[code], registry, pages, others, spoken)
        known = self._makers.get(code)
        if known is None or known.settings != chosen:
            known = self._makers[code] = Maker(self.project, code, chosen)
        return known


class Maker:
    """Makes pages in one language, and knows what the theme puts around each of them."""

    def __init__(self, project: Path, code: str, chosen: Mapping[str, object]) -> None:
        """Load the theme with the settings of the language."""
        self.settings = chosen
        self.pages = SinglePages(chosen, project / settings.folder_of(code), project / builder.PAGES)
        self.scripts: dict[str, list[str]] = {}
        """The scripts that stand inside a page without words, by its path: all that a page there may have."""
        self.looks: list[page_shape.Look] = []
        """What stands around pages that hold no text of a record."""
        self.has_learned_all = False

    @cached_property
    def theme_files(self) -> dict[str, Path]:
        """The files of the theme that are published as they are."""
        return self.pages.theme_files()


class Draft:
    """The site of one state of the records, in all languages. Nothing of it is made before somebody asks."""

    def __init__(self, workshop: Workshop, registry: Registry, graph: Graph, changed: Mapping[str, date]) -> None:
        """Take the records, and what to make pages with."""
        self.workshop, self.registry, self.graph, self.changed = workshop, registry, graph, changed
        self.languages = tuple(workshop.languages)
        self._parts: dict[str, _Part] = {}
        self._kept: dict[str, bytes] = {}

    @property
    def base(self) -> str:
        """The address at which the site is published; empty if no record says so."""
        return Addresses(self.registry).base

    def file(self, path: str) -> bytes | None:
        """What the built site would hold at a path; None if there is no such file.

        Raises:
            PageError: the page holds something that no template of ours gives.
            BuilderError: the site builder finds something wrong with the page.
        """
        folder, _, rest = path.partition("/")
        code, inner = (folder, rest) if folder in self.roots else (MAIN, path)
        if inner == search_index.FILE:
            return self.part(code).search_index.encode()
        with self.workshop.lock:
            if path in self._kept:
                return self._kept[path]
            content = self.header_files.get(path) or self.part(code).file(inner)
            if content is not None and path.endswith(".html"):
                if len(self._kept) == MOST_KEPT:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[path] = content
            return content

    def part(self, code: str) -> _Part:
        """The pages in one language."""
        with self.workshop.lock:
            if code not in self._parts:
                self._parts[code] = _Part(self, code)
            return self._parts[code]

    @cached_property
    def header_files(self) -> dict[str, bytes]:
        """The files that say to hosts what browsers must refuse."""
        return headers.protect({}, self.fellows, self.roots, Addresses(self.registry).base)

    @cached_property
    def headers(self) -> dict[str, str]:
        """The same as names and values."""
        with self.workshop.lock:
            return headers.read(self.header_files[headers.FILE].decode())

    @cached_property
    def roots(self) -> frozenset[str]:
        """The folders with the site in another language."""
        return frozenset(self.languages) - {MAIN}

    @cached_property
    def fellows(self) -> dict[str, list[str]]:
        """The scripts that a page may have in each language at each depth, and those of the page for what is not there.

        A page in another language lies as deep as in English.
        """
        depths = self.part(MAIN).pages.depths
        return {
            protection.below(code, path): scripts
            for code in self.languages
            for path, scripts in self.part(code).scripts(depths).items()
        }

    @cached_property
    def open_data(self) -> dict[str, bytes]:
        """The records for machines."""
        return open_data.render(self.registry, self.graph)

    @cached_property
    def about_open_data(self) -> dict[str, str]:
        """The pages about them."""
        return downloads.pages(self.registry, self.graph, self.open_data)

    @cached_property
    def single_files(self) -> frozenset[str]:
        """Open data that are known to be there before any is made: to make all of them takes long."""
        return frozenset(map(record_file, self.registry.records))


class _Part:
    """The pages of a draft in one language."""

    def __init__(self, draft: Draft, code: str) -> None:
        self.draft, self.code, self.workshop = draft, code, draft.workshop
        language = draft.workshop.languages[code]
        registry = draft.registry if code == MAIN else languages.translated(draft.registry, language)
        graph = draft.graph if code == MAIN else Graph(registry)
        self.edition = Edition.of(registry, graph, draft.changed, language, draft.workshop.by_hand)
        self.pages = Pages(self.edition)
        self.cards = shared_cards.paths(self.edition)
        self.maker = draft.workshop.maker(code, registry, self.pages)
        pages = draft.workshop.project / builder.PAGES
        files = (draft.workshop.project / builder.ASSETS).rglob("*")
        self.assets = {place.relative_to(pages).as_posix(): place for place in files if place.is_file()}
        """The files of the project that are published as they are."""

    def file(self, path: str) -> bytes | None:
        """What the site in this language holds at a path."""
        if path == headers.NOT_FOUND:
            return self._protected(path, self._unprotected(path), "")
        if path.endswith(".html"):
            return self._page(path)
        if path in builder.SITE_MAPS:
            return self._site_map(path)
        if path == builder.ROBOTS and self.code == MAIN:
            return builder.for_robots(self.draft.registry, self.draft.roots).encode() or None
        return self._other(path)

    def _other(self, path: str) -> bytes | None:
        """A file that is no page."""
        if path.endswith(".md"):
            return None
        if path in self.pages:
            return self.pages[path].encode()
        if path in self.cards:
            return shared_cards.draw(self.edition, self.cards[path], self.pages)
        if self.code == MAIN and (path.startswith(f"{open_data.ROOT}/") or path == CATALOGUE):
            return self.draft.open_data.get(path)
        place = self.assets.get(path) or self.maker.theme_files.get(path)
        return place.read_bytes() if place else None

    def is_there(self, path: str) -> bool:
        """Whether the pages have a page or another file at a path."""
        if path in self.pages or path in self.assets:
            return True
        if self.code != MAIN:
            return False
        return (
            path in self.workshop.reference
            or path in self.workshop.by_hand
            or path in {DOWNLOADS, DICTIONARY}
            or path in self.draft.single_files
            or ((path.startswith(f"{open_data.ROOT}/") or path == CATALOGUE) and path in self.draft.open_data)
        )

    def source(self, path: str) -> str | None:
        """The Markdown of a page."""
        if path in self.pages:
            return self.pages[path]
        if self.code != MAIN:
            return None
        if path in self.workshop.by_hand:
            return described(self.workshop.by_hand[path].read_text(encoding="utf-8-sig"), way_up.line(path, ENGLISH))
        return self.workshop.reference.get(path) or (
            self.draft.about_open_data[path] if path in {DOWNLOADS, DICTIONARY} else None
        )

    def paths(self) -> Iterator[str]:
        """The paths of all pages, as Markdown."""
        yield from (path for path in self.pages if path.endswith(".md"))
        if self.code == MAIN:
            yield from (*self.workshop.reference, *self.workshop.by_hand, DOWNLOADS, DICTIONARY)

    def _page(self, path: str) -> bytes | None:
        source_path = f"{path.removesuffix('.html')}.md"
        text = self.source(source_path)
        if text is None:
            return None
        content = self.maker.pages.build(source_path, text, self.is_there)
        return self._protected(path, content, text)

    def _protected(self, path: str, content: bytes, source: str) -> bytes:
        """The page as it is published. What must not be in it is refused, as in the whole site."""
        taken = page_shape.take(content)
        if not self._is_ours(path):
            found = page_shape.faults(path, taken, source, self._frame(thorough=False))
            if found:
                found = page_shape.faults(path, taken, source, self._frame(thorough=True))
            protection.refuse(self.draft.registry, {self.code: found})
        whole_path = protection.below(self.code, path)
        scripts = self.draft.fellows | {whole_path: taken.scripts}
        return headers.protect({whole_path: content}, scripts, self.draft.roots)[whole_path]

    def _is_ours(self, path: str) -> bool:
        """Whether a page holds no text of a record."""
        return path in self.workshop.ours_from_code or ("/" not in path and path != "index.html")

    def _frame(self, *, thorough: bool) -> page_shape.Frame:
        """What the theme puts around pages: learned from some that hold no text of a record, or from all of them."""
        main = self.draft.part(MAIN)
        maker = main.maker
        if not maker.looks or (thorough and not maker.has_learned_all):
            by_hand = [f"{name.removesuffix('.md')}.html" for name in self.workshop.by_hand]
            learned = (*by_hand, *(self.workshop.ours_from_code if thorough else _LEARNED_FIRST))
            maker.looks = []
            for path in (*learned, headers.NOT_FOUND):
                with suppress(BuilderError):  # who opens that page is told; here the others are enough
                    maker.looks.append(main.look(path))
            maker.has_learned_all = thorough
        looks = maker.looks if self.code == MAIN else [*maker.looks, self.own_look]
        names_of_others = len(self.draft.roots)
        return page_shape.Frame(looks, names_of_others, settings.below(self.draft.base, self.code))

    @cached_property
    def own_look(self) -> page_shape.Look:
        """What stands around the page for what is not there, whose words are in this language."""
        return self.look(headers.NOT_FOUND)

    def look(self, path: str) -> page_shape.Look:
        """What stands around a page that holds no text of a record."""
        return page_shape.take(self._unprotected(path)).look

    def _unprotected(self, path: str) -> bytes:
        if path == headers.NOT_FOUND:
            return self.maker.pages.template(path, (), self.is_there)
        source_path = f"{path.removesuffix('.html')}.md"
        return self.maker.pages.build(source_path, self.source(source_path) or "", self.is_there)

    def scripts(self, depths: Collection[int]) -> dict[str, list[str]]:
        """The scripts of a page without words at each depth, and those of the page for what is not there."""
        known = self.maker.scripts
        for path in (*(f"{'-/' * depth}-.html" for depth in depths), headers.NOT_FOUND):
            if path not in known:
                known[path] = page_shape.take(self._unprotected(path)).scripts
        return {path: found for path, found in known.items() if path == headers.NOT_FOUND or path.count("/") in depths}

    @cached_property
    def search_index(self) -> str:
        """What the search reads. It needs the first words of each page, and other pages can be made in between."""
        return search_index.script(self.edition, self._text_of)

    def _text_of(self, path: str) -> str | None:
        with self.workshop.lock:
            return self.source(path)

    def _site_map(self, path: str) -> bytes | None:
        """The list of all pages for search engines; there is none if nobody says where the site is published."""
        if not self.draft.base:
            return None
        name, packed = builder.SITE_MAPS
        with _dated(self.draft.registry):
            content = self.maker.pages.template(name, list(self.paths()), self.is_there)
            return self.maker.pages.packed(packed, content) if path == packed else content


@contextmanager
def _dated(registry: Registry) -> Iterator[None]:
    """Let the site builder take the day that it takes when it builds the whole site."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = builder.environment(registry)[name]
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
