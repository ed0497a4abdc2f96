"""A draft of the site: whatever is asked for is, byte for byte, what the built site holds there."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build
from scripts.site.preview import Draft, Workshop
from tests import made_up_language, published


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """What the drafts of the small city are made with, in the languages of its site."""
    return Workshop(build.PROJECT, made_up_language.write(tmp_path_factory.mktemp("catalogues")))


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
    assert {"api/v1/vendors.csv", "lists/find.js", "search/search_index.json", "_headers"} <= set(others)
    assert differing(draft, city_site, others) == []
