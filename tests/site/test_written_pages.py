"""What was measured on the site of one organisation stands in no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build, written_pages
from scripts.site.pages import render

MEASURED = ("error-quality.md", "measurements.md")


def of_town(city: Registry, folder: Path, front_matter: str) -> bool:
    """Whether a page with this front matter belongs into the site of the town."""
    page = folder / "page.md"
    page.write_text(f"---\n{front_matter}\n---\n\n# Page\n", encoding="utf-8")
    return page.name in written_pages.of(city.organisation, [page])


@pytest.mark.parametrize(
    ("front_matter", "is_there"),
    [
        ("only_in_english: true", True),
        ("measured_on: https://www.example.gov/", True),
        ("measured_on: https://library.example.org/", False),
        ("measured_on:\n  - https://www.example.gov/", False),
    ],
    ids=["about the project", "measured here", "measured elsewhere", "measured who knows where"],
)
def test_a_page_about_one_organisation_belongs_into_its_site(
    city: Registry, tmp_path: Path, front_matter: str, *, is_there: bool
) -> None:
    """Nobody else can claim what it says."""
    assert of_town(city, tmp_path, front_matter) == is_there


def test_what_was_measured_says_on_whose_site(city: Registry) -> None:
    """The town of the tests has never been measured, so each such page belongs to another site."""
    found = written_pages.find(build.PROJECT)
    assert {page.name for page in found} - written_pages.of(city.organisation, found).keys() == set(MEASURED)


def test_another_site_does_not_lead_to_it(city: Registry) -> None:
    """Of all pages that are written by hand, these alone are missing among what is for developers."""
    others = [page.name for page in written_pages.find(build.PROJECT) if page.name not in MEASURED]
    page = render(city, Graph(city), by_hand=others)["about/for-developers.md"]
    assert not any(name in page for name in MEASURED)
    assert any(name in page for name in others)


@pytest.mark.parametrize("by_hand", [(), MEASURED], ids=["not measured", "measured"])
def test_only_a_site_that_was_measured_leads_to_what_was_found(city: Registry, by_hand: tuple[str, ...]) -> None:
    """A link to a page that is not there would stop the build."""
    page = render(city, Graph(city), by_hand=by_hand)["about/accessibility.md"]
    assert ("measurements.md" in page) == bool(by_hand)
