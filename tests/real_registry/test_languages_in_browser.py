"""The switch between two languages: unlike the small city, these records are published in no language made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.test_languages_in_browser import PHONE, is_large, tab_to


def test_a_phone_switches_to_the_one_other_language_without_a_menu(chromium: Browser, site: Path) -> None:
    """The link is in sight, large enough for a thumb, leads to the same page, and back, also from disk."""
    page = chromium.new_page(viewport=PHONE)
    page.goto((site / "index.html").as_uri())
    link = page.locator("header a.language")
    if link.count() != 1:
        pytest.skip("this site has more languages than two")
    other = link.get_attribute("lang")
    assert is_large(link)
    tab_to(page, link.inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{other}/index.html")
    page.locator("header a.language").click()
    page.wait_for_url(lambda address: address.endswith("site/index.html"))
    page.close()
