"""The search finds each entry of this site by the words that its record says people use for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from scripts.site.pages import search_index
from tests.conftest import DESKTOP

TYPE = """
async words => {
    const field = document.querySelector("#search-field");
    const shown = {};
    for (const typed of words) {
        field.value = typed;
        field.dispatchEvent(new Event("input"));
        await new Promise(done => setTimeout(done));  // the search answers once its entries are there
        shown[typed] = [...document.querySelectorAll("#search-field-list li")].map(item => item.dataset.page);
    }
    return shown;
}
"""


def entries(site: Path) -> list[list[Any]]:
    """What the search reads."""
    text = (site / search_index.FILE).read_text(encoding="utf-8")
    found: list[list[Any]] = json.loads(text.partition("=")[2].rstrip(";\n"))["rows"]
    return found


@pytest.mark.parametrize("code", ["", "es"])
def test_each_word_that_people_use_finds_its_entry(chromium: Browser, site: Path, address: str, code: str) -> None:
    """Among the few that are shown, unless so many share the word that it finds no single one."""
    typed: dict[str, set[str]] = {}
    for row in entries(site / code):
        page, also = row[1], row[4] if len(row) > 4 else ()
        for words in also:
            typed.setdefault(words if isinstance(words, str) else words[0], set()).add(page)
    assert len(typed) > 50
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 800})
    page.goto(f"{address}/{code}/about/index.html" if code else f"{address}/about/index.html")
    page.get_by_role("banner").get_by_role("combobox").fill("a")
    page.locator("#search-field-list li").first.wait_for()
    shown = page.evaluate(TYPE, [*typed])
    missed = [words for words, places in typed.items() if not places & set(shown[words])]
    page.close()
    assert missed == []
