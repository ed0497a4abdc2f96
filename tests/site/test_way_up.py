"""The way up from each page to the entry of the menu that leads to it."""

from __future__ import annotations

import re

import pytest

from scripts.site.pages import way_up
from scripts.words import languages
from scripts.words.languages import ENGLISH
from tests.site.test_pages import written

__all__ = ["written"]

ENTRIES = {"index.md", "services/index.md", "vendors/index.md", "promises/index.md", "about/index.md"}


def test_every_page_but_the_entries_of_the_menu_has_a_way_up(written: dict[str, str]) -> None:
    """A record that has moved is a page on which nobody stays."""
    pages = {page: text for page, text in written.items() if page.endswith(".md") and "moved_to:" not in text}
    without = {page for page, text in pages.items() if not re.search(r"^up: \[", text, re.MULTILINE)}
    assert without == ENTRIES


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        ("services/pay-property-tax.md", ["Services"]),
        ("offices/tax-desk.md", ["Services", "Offices"]),
        ("company-kinds/payments.md", ["Companies"]),
        ("answers/who-watches-me.md", ["About", "Questions people ask"]),
        ("rules/odd-name.md", ["About", "For web teams and developers", "Rules for records"]),
    ],
)
def test_it_leads_from_the_menu_to_the_list_that_has_the_page(page: str, titles: list[str]) -> None:
    """The entry of the menu comes first."""
    assert re.findall(r'title: "([^"]*)"', way_up.line(page, ENGLISH)) == titles


def test_it_is_said_in_the_language_of_the_page() -> None:
    """The pages are the same."""
    line = way_up.line("services/pay-property-tax.md", languages.find("es"))
    assert line == 'up: [{page: "services/index.html", title: "Servicios", language: ""}]\n'
