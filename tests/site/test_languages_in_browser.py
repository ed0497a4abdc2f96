"""Another language in a real browser: the switch, the search and the lists, from disk and on a phone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 800}


def focused(page: Page) -> str:
    """The text of what has the focus."""
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text


def is_large(link: Locator) -> bool:
    """Whether something is in sight and large enough for a thumb."""
    expect(link).to_be_in_viewport()
    box = link.bounding_box()
    return box is not None and min(box["width"], box["height"]) >= 24


def tab_to(page: Page, text: str) -> None:
    """Press the tab key until something with this text has the focus."""
    for _ in range(10):
        page.keyboard.press("Tab")
        if focused(page) == text:
            return
    raise AssertionError(f"the tab key does not reach {text}")


def test_a_phone_switches_between_three_languages_by_keyboard(chromium: Browser, city_site: Path) -> None:
    """The languages open below a button, which says them all, and each leads to the same page, also from disk."""
    page = chromium.new_page(viewport=PHONE)
    page.goto((city_site / "vendors" / "tillhouse.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    button = page.get_by_label("Esperanto, Español")
    assert is_large(button)
    for language, path in {"Español": "/es/", "Esperanto": "/eo/", "English": "/site/"}.items():
        expect(page.locator("header a.language").first).not_to_be_visible()
        button = page.locator("header .languages summary")
        button.focus()
        page.keyboard.press("Enter")
        tab_to(page, language)
        assert is_large(page.get_by_role("link", name=language, exact=True))
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}vendors/tillhouse.html")
        expect(page.locator("h1")).to_contain_text("Tillhouse")
    page.close()


def test_the_search_finds_a_spanish_word_from_disk(chromium: Browser, city_site: Path) -> None:
    """And says in Spanish what it has found."""
    page = chromium.new_page()
    page.goto((city_site / "es" / "index.html").as_uri())
    page.get_by_role("banner").get_by_role("combobox").fill("impuesto")
    expect(page.get_by_role("option").first).to_contain_text("Pagar el impuesto sobre la propiedad Servicio")
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
    expect(page.locator(".count[role=status]")).to_have_text("2 de 3 servicios, según lo que usted eligió.")
    page.close()
