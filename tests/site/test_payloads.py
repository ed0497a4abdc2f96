"""No text of any field of any record acts: not on a page, in a picture, in the search, in a log or on a terminal."""

from __future__ import annotations

import json
import posixpath
import re
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import markdown as python_markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pydantic import TypeAdapter, ValidationError

from schemas import KINDS
from schemas.ids import id_problem
from schemas.references import Ref
from schemas.text import Text
from schemas.time import Duration, RoughDate
from schemas.web import Host, Url
from scripts.exports import open_data
from scripts.exports.open_data.paths import Addresses
from scripts.reading import yaml_text
from scripts.registry import registry
from scripts.registry.addresses import anchor_of, page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build, pages, reference
from scripts.site.pages import downloads
from scripts.words import languages
from tests import payloads, published
from tests.payloads import PAYLOADS, TURNS, active, skeleton

# --- what is filled --------------------------------------------------------------------------------------


def test_the_payloads_reach_every_field_that_has_room_for_a_text(city: Registry) -> None:
    """A new field is among them from its first day, since they are found by walking the models."""
    assert len(payloads.places()) > 50
    assert payloads.places() - payloads.filled_places(city) == set()


def test_most_payloads_can_stand_in_a_record() -> None:
    """The loader refuses what nobody sees, and the schema line ends; all else must be harmless by itself."""
    accepted = set()
    for name, payload in PAYLOADS.items():
        document, faults = yaml_text.parse("x.yml", json.dumps({"note": payload}).encode())
        if not faults and _accepts(Text, document.data["note"]):
            accepted.add(name)
    refused = {name for name, text in PAYLOADS.items() if not text.isprintable()}
    assert PAYLOADS.keys() - accepted == refused
    assert len(accepted) > len(refused)


CLOSED: dict[str, Any] = {
    str(place): text for place, text in payloads.texts().items() if place not in payloads.places()
}
FORMS: list[type[str]] = [*Ref.__subclasses__(), Duration, RoughDate]
CLOSED |= {form.__name__: form for form in FORMS} | {"Url": Url, "Host": Host}


@pytest.mark.parametrize("kind", CLOSED.values(), ids=CLOSED)
def test_what_becomes_a_path_a_link_or_a_number_refuses_every_payload(kind: Any) -> None:
    """Ids, addresses, dates and the keys of other vocabularies have a form that no payload has."""
    assert [name for name, payload in PAYLOADS.items() if _accepts(kind, payload)] == []


@pytest.mark.parametrize("kind", CLOSED.values(), ids=CLOSED)
@pytest.mark.parametrize("piece", ["a", "a-", "a.", "1", "https://", "https://a.", "P1", "P1Y"])
def test_a_form_is_refused_as_fast_as_it_is_read(piece: str, kind: Any) -> None:
    """No pattern tries a long text that almost fits over and over again."""
    start = time.perf_counter()
    _accepts(kind, piece * (yaml_text.MOST_BYTES // len(piece)) + "!")
    assert time.perf_counter() - start < 0.5


def _accepts(kind: Any, text: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    return True


# --- every payload in every field ----------------------------------------------------------------------------

SETTINGS = (build.PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
EXTENSIONS = yaml.safe_load(SETTINGS.partition("\nmarkdown_extensions:\n")[2].partition("\n\n")[0])
OF_MKDOCS = ["fenced_code", "tables", "toc"]
"""What MkDocs adds to its settings without being asked."""


def converter() -> python_markdown.Markdown:
    """The library that the site builders use, with their extensions."""
    names = [name if isinstance(name, str) else next(iter(name)) for name in EXTENSIONS]
    return python_markdown.Markdown(extensions=[*OF_MKDOCS, *names])


def built(registry: Registry) -> dict[str, html.HtmlElement]:
    """Every page of a registry as that library makes it, by its path."""
    library = converter()
    graph = Graph(registry)
    texts = pages.render(registry, graph) | downloads.pages(registry, graph, open_data.render(registry, graph))
    return {
        path: html.fromstring(f"<article>{library.reset().convert(text)}</article>")
        for path, text in texts.items()
        if path.endswith(".md")
    }


def test_the_scan_sees_what_acts() -> None:
    """Where nothing is escaped, it finds something in every payload that is made to act in a browser."""
    acting = set()
    for name, payload in PAYLOADS.items():
        page = converter().convert(f"word {payload}\n\n{payload}")
        if active(html.fromstring(f"<article>{page}</article>")):
            acting.add(name)
    assert len(acting) >= 18


@pytest.fixture(scope="session")
def harmless(city: Registry) -> Callable[[str], dict[str, html.HtmlElement]]:
    """Every page of the small city with plain words where an arrangement has payloads."""
    pages_by_kind = cache(lambda in_turn: built(payloads.plain(city, next(iter(TURNS if in_turn else PAYLOADS)))))
    return lambda arrangement: pages_by_kind(arrangement in TURNS)


def test_payloads_in_every_field_change_no_page(
    arrangement: str, hostile: Registry, harmless: Callable[[str], dict[str, html.HtmlElement]]
) -> None:
    """The pages have the elements that they have with plain words: none acts, and no heading, row or link is added."""
    plain = harmless(arrangement)
    found = built(hostile)
    assert {path: active(page) - active(plain[path]) for path, page in found.items()} == {
        path: Counter() for path in plain
    }
    # Names put rows in another order, so only the same payload everywhere leaves each element in its place.
    shape = (lambda page: Counter(skeleton(page))) if arrangement in TURNS else skeleton
    assert [path for path, page in found.items() if shape(page) != shape(plain[path])] == []


def test_no_text_of_a_record_names_a_part_of_a_page(city: Registry) -> None:
    """A heading that is a text of a record has an id of ours: the theme's scripts find its parts by their ids."""
    texts = payloads.filled(city, lambda _: "__config")
    ids = {id_ for page in built(texts).values() for id_ in page.xpath(".//@id")}
    assert len(ids) > 100
    assert "__config" not in ids


def test_no_name_of_a_statement_is_that_of_another_part_of_a_page(folder: Path) -> None:
    """An author may call statements what they like: the other parts of the page have names that nobody can choose."""
    names = dict(
        zip(["scope-1", "auto-1", "auto-2", "pay-1"], ["page", "section-1", "page-title", "title"], strict=True)
    )
    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for old, new in names.items():
            text = re.sub(rf"(?<![a-z0-9-]){old}(?![a-z0-9-])", new, text)
        path.write_text(text, encoding="utf-8")
    read, findings = registry.read(folder)
    assert findings == []
    ids = Counter(built(read)["policy/privacy-policy.md"].xpath(".//@id"))
    assert ids.keys() >= set(names.values())
    assert max(ids.values()) == 1


IDS = st.from_regex(r"[ab](-[ab]){0,3}", fullmatch=True)


@given(flows=st.lists(st.tuples(IDS, IDS), min_size=2, max_size=2, unique=True))
def test_no_two_flows_have_the_same_name_on_a_page(graph: Graph, flows: list[tuple[str, str]]) -> None:
    """Wherever the hyphens stand in the ids of their parties and in their own."""
    edge = next(iter(graph.edges.values()))
    one, other = (anchor_of(replace(edge, id="/".join(flow))) for flow in flows)
    assert one != other


# --- ids become paths --------------------------------------------------------------------------------------

ALMOST_IDS = st.lists(
    st.sampled_from(["..", "/", "\\", ".", "-", "a", "7", "con", "index", "\n", "\0", "~", "%2e"])
).map("".join)


@given(st.text(max_size=70) | ALMOST_IDS)
def test_a_page_stays_in_the_folder_of_its_kind(name: str) -> None:
    """Whatever passes for an id is the name of one page beside its fellows, and of nothing that the site has itself."""
    if id_problem(name) is not None:
        return
    for kind, model in KINDS.items():
        if model.folder != ".":
            page = PurePosixPath("/pages", page_of((kind, name)))
            assert page.parent == PurePosixPath("/pages", model.folder)
            assert page.as_posix() == posixpath.normpath(page)
            assert page.name not in {"index.md", "search.md"}


def test_every_page_stays_below_the_root(city: Registry, graph: Graph) -> None:
    """Each path is relative, has no way up, and no two are the same on a system that ignores capitals."""
    paths = [*pages.render(city, graph), *reference.pages()]
    assert len({path.lower() for path in paths}) == len(paths)
    for path in paths:
        assert path == posixpath.normpath(path)
        assert re.fullmatch(r"([a-z0-9-]+/){0,3}[a-z0-9-]+\.(md|js)", path)


# --- the two site builders -----------------------------------------------------------------------------------


def test_the_site_builder_runs_no_text_of_a_record() -> None:
    """No extension reads files or addresses that a page names, no plugin fills in templates, no hook is ours."""
    assert not re.search(r"^\s*-?\s*(hooks|macros|snippets|pymdownx)", SETTINGS, re.MULTILINE)
    plugins = SETTINGS.partition("\nplugins:\n")[2].partition("\n\n")[0]
    assert re.findall(r"^  - (.+?)(?: #.*)?$", plugins, re.MULTILINE) == ["search: {enabled: false}"]


def mkdocs(registry: Registry, folder: Path, others: Collection[str] = ()) -> Path:
    """Build a site with MkDocs, in English alone by day: it takes much longer than Zensical."""
    project = published.project(folder / "project")
    build.generate(registry, Graph(registry), project)
    build.build(registry, folder / "site", project, others)
    return folder / "site"


IN_EVERY_LANGUAGE = partial(mkdocs, others=languages.translations())


@pytest.fixture(
    scope="module",
    params=[
        mkdocs,
        published.by_zensical,
        pytest.param(IN_EVERY_LANGUAGE, marks=pytest.mark.thorough, id="mkdocs in every language"),
    ],
)
def sites(
    request: pytest.FixtureRequest, city: Registry, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Two sites of the small city by one builder: with a payload in every field, and with a plain word there."""
    first = next(iter(TURNS))
    return (
        request.param(payloads.hostile(city, first), tmp_path_factory.mktemp("hostile")),
        request.param(payloads.plain(city, first), tmp_path_factory.mktemp("harmless")),
    )


def pages_of(folder: Path, base: str | None = None) -> dict[str, html.HtmlElement]:
    """The pages of a built site by their addresses; with `base`, without this path of the site in them."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.html"))}
    return {
        path: html.document_fromstring(page.replace(base.encode(), b"") if base else page)
        for path, page in found.items()
    }


def test_nothing_in_a_built_page_acts(sites: tuple[Path, Path], city: Registry) -> None:
    """In the whole page, its title and its menus included, and in its pictures.

    The scripts of the page of what is missing hold the path of the site, where it is nothing but a path.
    """
    first = next(iter(TURNS))
    registries = payloads.hostile(city, first), payloads.plain(city, first)
    paths = (urlsplit(Addresses(registry).base).path.rstrip("/") for registry in registries)
    hostile, harmless = (pages_of(site, path) for site, path in zip(sites, paths, strict=True))
    assert hostile.keys() == harmless.keys()
    found = {path: active(page) - active(harmless[path]) for path, page in hostile.items()}
    assert {path: some for path, some in found.items() if some} == {}


def test_no_heading_row_or_link_of_a_built_page_is_added_or_lost(sites: tuple[Path, Path]) -> None:
    """Each page has as many of each element as with plain words."""
    hostile, harmless = map(pages_of, sites)
    found = {path: Counter(skeleton(page)) for path, page in hostile.items()}
    assert found == {path: Counter(skeleton(page)) for path, page in harmless.items()}


def test_every_payload_is_shown_as_typed(sites: tuple[Path, Path]) -> None:
    """Readers see what stands in the record: nothing is swallowed, and so nothing went unseen above."""
    shown = " ".join(letters("".join(page.itertext())) for page in pages_of(sites[0]).values())
    assert [name for name, payload in PAYLOADS.items() if letters(payload) not in shown] == []


def letters(text: str) -> str:
    """The letters and digits of a text: browsers are free in how they show spaces and control characters."""
    return "".join(letter for letter in text if letter.isalnum() and letter.isascii())


def test_nothing_that_the_search_shows_acts(sites: tuple[Path, Path]) -> None:
    """It shows names and sentences as texts: in its file, a payload is nothing but letters of JSON."""
    indexes = list(sites[0].rglob("search-index.js"))
    assert indexes
    for index in indexes:
        text = index.read_text(encoding="utf-8")
        assert text.isascii()
        begin, _, rows = text.partition("=")
        assert begin == "window.registrySearch"
        assert json.loads(rows.removesuffix(";\n"))["rows"]
