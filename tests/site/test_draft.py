"""A draft of the site: whatever is asked for is, byte for byte, what the built site holds there."""

from __future__ import annotations

import gc
import shutil
import weakref
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build, pages
from scripts.site.pages import Pages
from scripts.site.pages.edition import Edition
from scripts.site.pages.showing import texts
from scripts.site.preview import Draft, Workshop
from scripts.site.preview.single_pages import BuilderError, SinglePages
from scripts.site.security import page_shape
from scripts.site.security.headers import PageError
from scripts.words import languages
from scripts.words.escapers import markdown
from tests import published


@pytest.fixture(scope="module")
def draft(workshop: Workshop, city: Registry, graph: Graph) -> Draft:
    """A draft of the site of the small city."""
    return workshop.draft(city, graph, {})


def files_of(folder: Path) -> list[str]:
    """Whatever a built site holds."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def differing(draft: Draft, folder: Path, paths: list[str]) -> list[str]:
    """Where a draft has something else than the built site."""
    return [path for path in paths if draft.file(path) != (folder / path).read_bytes()]


def test_a_page_of_every_kind_is_that_of_the_built_site(draft: Draft, city_site: Path) -> None:
    """In every language, with its policy, and though no other page was built with it."""
    codes = published.languages_of(city_site)
    pages = {*published.kinds(city_site), *(f"{code}/404.html" for code in codes), "vendors/petforms.html"}
    pages |= {f"{code}/{page}" for code in codes for page in pages if (city_site / code / page).is_file()}
    assert differing(draft, city_site, sorted(pages)) == []


@pytest.mark.thorough
def test_every_page_is_that_of_the_built_site(draft: Draft, city_site: Path) -> None:
    """Not only one of each kind."""
    assert differing(draft, city_site, [path for path in files_of(city_site) if path.endswith(".html")]) == []


def test_what_is_no_page_is_that_of_the_built_site_too(draft: Draft, city_site: Path) -> None:
    """Open data, the rows of lists, the index of the search, the theme, and the files that set headers."""
    others = [path for path in files_of(city_site) if not path.endswith(".html")]
    assert {"api/v1/tables/party.csv", "lists/find.js", "search-index.js", "_headers"} <= set(others)
    assert differing(draft, city_site, others) == []


def test_pages_that_are_parts_of_a_list_are_those_of_the_built_site(long_site: Path) -> None:
    """A list that is too long for one page, in a registry with one language beside English."""
    read, _ = registry.read(long_site.parent / "records")
    draft = Workshop().draft(read, Graph(read), {})
    pages = ["sources/index.html", "sources/index--2.html", "sources/kind/seen.html"]
    assert differing(draft, long_site, [page for page in pages if (long_site / page).is_file()]) == []
    assert (long_site / "sources/index--2.html").is_file()
    assert draft.file("sources/index--3.html") is None


@pytest.mark.parametrize(
    "path",
    [
        *("", "vendors/nobody.html", "vendors/tillhouse.md", "vendors/tillhouse", "vendors", "eo/formats.html"),
        *("eo/api/v1/index.json", "api/v1/nothing.json", "sitemap.xml", "-.html", "main.html", "assets", "assets/"),
        *("assets/../formats.md", "lists/nothing.js", "search/nothing.js", "data/card-number--2.html", "../x.html"),
    ],
)
def test_what_the_built_site_has_not_a_draft_has_not(path: str, draft: Draft, city_site: Path) -> None:
    """Nor anything else that lies in the project."""
    assert not (city_site / path).is_file()
    assert draft.file(path) is None


PIECES = st.sampled_from(
    [
        *("..", ".", "", "es", "eo", "assets", "vendors", "api", "v1", "lists", "search", "docs", "pages", "-", "--2"),
        *(
            "index.html",
            "tillhouse.html",
            "tillhouse.md",
            "tillhouse.json",
            "tillhouse--2.html",
            "site.css",
            "404.html",
        ),
        *("mkdocs.yml", "main.html", "find.js", "%2e%2e", "..\\", "C:", "\0", "~"),
    ]
)


@given(st.lists(PIECES | st.text(max_size=10) | st.just("x" * 5_000), max_size=6).map("/".join))
def test_no_path_gives_what_the_built_site_has_not(draft: Draft, city_site: Path, path: str) -> None:
    """Whatever it is made of: nothing else of this machine, and no fault."""
    found = draft.file(path)
    assert found is None or found == (city_site / path).read_bytes()


def test_a_page_can_be_made_without_all_others(city: Registry, graph: Graph) -> None:
    """Only the views of its own group are made for it."""
    edition = Edition.of(city, graph)
    whole = pages.render(city, graph)
    for page in whole:
        alone = Pages(edition)
        assert page in alone
        assert alone[page] == whole[page]
    assert "data/nothing.md" not in Pages(edition)
    with pytest.raises(KeyError):
        Pages(edition)["vendors/kind/nothing.md"]


def changed(folder: Path, old: str, new: str, record: str = "vendors/tillhouse.yml") -> Registry:
    """The records of a folder after one of them was changed."""
    path = folder / record
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    read, findings = registry.read(folder)
    assert findings == []
    return read


def test_the_search_knows_what_has_changed(workshop: Workshop, folder: Path) -> None:
    """And what was taken away."""
    for name in ("Tillhouse", "Cashcottage"):
        read = changed(folder, "name: Tillhouse", f"name: {name}")
        index = workshop.draft(read, Graph(read), {}).file("search-index.js") or b""
        assert name.encode() in index
    assert b'"Tillhouse"' not in index


def test_no_registry_stays_in_memory(workshop: Workshop, folder: Path) -> None:
    """However many records are saved: what was made of the earlier ones goes with them."""
    seen = []
    for number in range(5):
        read = changed(
            folder, "name: Tillhouse" if not number else f"name: House {number - 1}", f"name: House {number}"
        )
        draft = workshop.draft(read, Graph(read), {})
        for page in ("index.html", "vendors/tillhouse.html", "es/vendors/tillhouse.html", "data/card-number.html"):
            assert draft.file(page)
        seen.append(weakref.ref(read))
    del draft, read
    gc.collect()
    assert [one() for one in seen] == [None] * 5


def test_a_link_to_nowhere_is_named(city: Registry, graph: Graph, tmp_path: Path) -> None:
    """As the site builder names it, which would stop the whole site."""
    project = published.project(tmp_path / "project")
    (project / build.PAGES / "formats.md").write_text("# Forms\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    draft = Workshop(project).draft(city, graph, {})
    with pytest.raises(BuilderError, match=r"formats\.md.*nowhere\.md"):
        draft.file("formats.html")
    assert draft.file("vendors/tillhouse.html")


def test_the_wall_stands_around_a_single_page_too(
    workshop: Workshop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hole in the escapers is found on the page that is looked at, and named with its record."""
    read = changed(folder, "summary: ", "summary: <b>bold</b> ")
    monkeypatch.setattr(markdown, "literal", Markup)
    monkeypatch.setattr(markdown, "plain", Markup)
    monkeypatch.setattr(texts.Texts, "show", lambda _, text: Markup(text))  # noqa: S704 - this is the hole
    draft = workshop.draft(read, Graph(read), {})
    with pytest.raises(PageError, match=r"vendors/tillhouse\.html: it has `<b>`.*tillhouse\.yml:\d+"):
        draft.file("vendors/tillhouse.html")


def test_a_script_that_only_one_page_has_is_refused(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fellows are known, though none of them is made."""
    build_page = SinglePages.build

    def attacked(*given: Any) -> bytes:
        return build_page(*given).replace(b"</head>", b"<script>steal()</script></head>")

    _ = draft.headers
    monkeypatch.setattr(SinglePages, "build", attacked)
    monkeypatch.setattr(page_shape, "faults", lambda *_: [])
    with pytest.raises(PageError, match="holds a script that its fellows do not: 'steal"):
        draft.file("vendors/pawform.html")


def test_settings_and_looks_are_read_again_when_somebody_changes_them(
    city: Registry, graph: Graph, tmp_path: Path
) -> None:
    """Whoever works on the theme sees it as soon as it is saved; a mistake in the settings is named."""
    project = published.project(tmp_path / "project")
    catalogues = Path(shutil.copytree(languages.CATALOGUES, tmp_path / "catalogues"))
    one = Workshop(project, catalogues)
    assert b"Everybody" not in (one.draft(city, graph, {}).file("index.html") or b"")
    theme = project / "docs" / "theme" / "main.html"
    theme.write_text(theme.read_text(encoding="utf-8").replace("<title>", "<title>Everybody "), encoding="utf-8")
    assert b"<title>Everybody" in (one.draft(city, graph, {}).file("index.html") or b"")
    (project / "mkdocs.yml").write_text("nav: [", encoding="utf-8")
    with pytest.raises(build.BuildError, match=r"mkdocs\.yml is not YAML"):
        one.draft(city, graph, {})
    catalogue = catalogues / "es.po"
    shutil.copy(build.PROJECT / "mkdocs.yml", project)
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "\nmsgid", encoding="utf-8")
    with pytest.raises(languages.CatalogueError, match=r"es\.po:\d+"):
        one.draft(city, graph, {})
