"""The search in the header finds words as people type them: without accents, and with any apostrophe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import published
from tests.conftest import CITY, DESKTOP, overlay

NFC, NFD = "Caf\u00e9 Tillhouse\u2019s", "Cafe\u0301 Pawform's"
"""Two names with the same letters and signs in other forms of Unicode."""
ENGLISH = [
    ("caf\u00e9", "cafe", "cafe\u0301", "CAF\u00c9"),
    ("tillhouse\u2019s", "tillhouse's"),
    ("pawform's", "pawform\u2019s"),
]
SPANISH = [
    ("tel\u00e9fono", "telefono", "tele\u0301fono", "TEL\u00c9FONO"),
    ("informaci\u00f3n", "informacion"),
    ("direcci\u00f3n", "direccion"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small city in English and Spanish, with those two names in it."""
    folder = tmp_path_factory.mktemp("accents")
    overlay(folder / "records", CITY)
    for id_, old, name in (("tillhouse", "Tillhouse", NFC), ("pawform", "Pawform", NFD)):
        path = folder / "records" / "vendors" / f"{id_}.yml"
        text = path.read_text(encoding="utf-8").replace(f"name: {old}\n", f'name: "{name}"\n', 1)
        path.write_text(text, encoding="utf-8")
    return published.publish(folder / "records", folder, others=("es",))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """That site as the public hosts serve it, with its policy for scripts."""
    with published.served(site) as where:
        yield where


def found(page: Page, words: str) -> int:
    """How many pages the search says that it has found."""
    field = page.locator("input.md-search__input")
    meta = page.locator(".md-search-result__meta")
    field.fill("qqqq")
    page.keyboard.press("Shift")  # the theme looks at what is written when a key is let go
    none = re.compile(r"^No ")
    meta.filter(has_text=none).wait_for()
    field.fill(words)
    page.keyboard.press("Shift")
    meta.filter(has_text=re.compile(r"^\d")).wait_for()
    return int(meta.inner_text().split()[0])


def opened(chromium: Browser, address: str) -> Page:
    """A page whose search is open."""
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 800})
    page.goto(address)
    page.locator("input.md-search__input").click()
    return page


@pytest.mark.parametrize(
    ("home", "same"),
    [*(("index.html", same) for same in ENGLISH), *(("es/vendors/tillhouse.html", same) for same in SPANISH)],
)
def test_words_are_found_however_they_are_typed(
    chromium: Browser, address: str, home: str, same: tuple[str, ...]
) -> None:
    """As many pages for each way to write a word, on any page and in both languages."""
    page = opened(chromium, f"{address}/{home}")
    assert len({found(page, words) for words in same}) == 1
    page.close()


def test_both_forms_of_one_letter_find_both_names(chromium: Browser, address: str) -> None:
    """And each name is shown and marked as its record writes it."""
    page = opened(chromium, f"{address}/index.html")
    found(page, "cafe")
    marked = set(page.locator(".md-search-result__item h1 mark").all_text_contents())
    assert {"Caf\u00e9", "Cafe\u0301"} <= marked
    page.close()


def test_a_word_without_its_accent_is_found_from_disk(chromium: Browser, site: Path) -> None:
    """There the search runs in a frame."""
    page = opened(chromium, (site / "es" / "index.html").as_uri())
    assert found(page, "telefono") == found(page, "tel\u00e9fono")
    page.close()


def test_nothing_goes_wrong_in_the_worker(chromium: Browser, address: str) -> None:
    """No error and no warning, such as one of the policy for scripts."""
    said: list[str] = []
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 800})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/es/index.html")
    page.locator("input.md-search__input").click()
    found(page, "telefono")
    assert said == []
    page.close()
