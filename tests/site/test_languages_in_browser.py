"""Another language in a real browser: the switch, the search and the lists, from disk and on a phone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 800}


def focused(page: Page) -> str:
    """The text of what has the focus."""
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text


def test_a_phone_switches_the_language_without_a_menu_and_by_keyboard(chromium: Browser, city_site: Path) -> None:
    """The link is in sight, large enough for a thumb, leads to the same page, and back, also from disk."""
    page = chromium.new_page(viewport=PHONE)
    page.goto((city_site / "vendors" / "tillhouse.html").as_uri())
    link = page.locator("header a.language")
    expect(link).to_be_in_viewport()
    box = link.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    for _ in range(8):
        page.keyboard.press("Tab")
        if focused(page) == "Español":
            break
    assert focused(page) == "Español"
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/vendors/tillhouse.html")
    expect(page.locator("h1")).to_contain_text("Tillhouse")
    page.locator("header a.language").click()
    page.wait_for_url(lambda address: address.endswith("site/vendors/tillhouse.html") and "/es/" not in address)
    page.close()


def test_the_search_finds_a_spanish_word_from_disk(chromium: Browser, city_site: Path) -> None:
    """The rules for Spanish words are loaded into the frame that stands for a worker there."""
    page = chromium.new_page()
    page.goto((city_site / "es" / "index.html").as_uri())
    page.get_by_label("Búsqueda", exact=True).first.click()
    page.keyboard.type("impuesto")
    page.locator(".md-search-result__item").first.wait_for(timeout=15_000)
    expect(page.locator(".md-search-result__list")).to_contain_text("Pagar el impuesto sobre la propiedad")
    page.close()


def test_a_spanish_list_says_what_is_english(chromium: Browser, city_site: Path) -> None:
    """Rows and choices keep the language of their names when the script builds or narrows them."""
    page = chromium.new_page()
    page.goto((city_site / "es" / "services" / "index.html").as_uri())
    page.locator("details.filters summary").click()
    assert page.locator(".options span[lang=en]", has_text="Finance Office").count() == 1
    page.locator(".options label", has_text="En uso").click()
    rows = page.locator("table tbody tr")
    expect(rows).to_have_count(2)
    assert page.locator("table td.name [lang=en]").all_inner_texts() == ["Look at the website"]
    expect(page.locator(".count")).to_have_text("2 de 3 servicios, según lo que usted eligió.")
    page.close()
