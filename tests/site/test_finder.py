"""The field on the home page: it finds any entry as one types, by keyboard, finger and ear, and is no dead end."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.test_lists import read

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def home(phone: Page, address: str) -> Page:
    """The home page on a phone."""
    phone.goto(f"{address}/index.html")
    return phone


def field(page: Page) -> Locator:
    """The field."""
    return page.get_by_role("combobox", name="Find a service, a company or a kind of information")


def hits(page: Page) -> list[str]:
    """What the list offers."""
    page.get_by_role("listbox").wait_for()
    return page.get_by_role("option").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "name", "kind"),
    [
        ("tillhouse", "Tillhouse", "Company"),
        ("TILLHOUSE", "Tillhouse", "Company"),
        ("tlilhouse", "Tillhouse", "Company"),
        ("tillhuse", "Tillhouse", "Company"),
        ("clearbirdge", "Clearbridge", "Company"),
        ("tax offcie", "Tax Desk", "Office"),
        ("finence", "Finance Office", "Office"),
        ("property tax", "Pay your property tax", "Service"),
        ("tax property", "Pay your property tax", "Service"),
        ("email adress", "Email address", "Kind of information"),
        ("card", "Card number", "Kind of information"),
    ],
)
def test_it_finds_by_parts_and_with_a_slip(home: Page, typed: str, name: str, kind: str) -> None:
    """Names, other names and sentences, in any order; what an entry is stands beside it."""
    field(home).fill(typed)
    assert any(name in hit and kind in hit for hit in hits(home)[:4]), hits(home)


def test_it_finds_by_another_name(home: Page, city_site: Path) -> None:
    """Whoever knows a company by another name finds it, and sees why."""
    found = read((city_site / "lists" / "find.js").read_text(encoding="utf-8"))
    also = [field["id"] for field in found["fields"]].index("also")  # type: ignore[call-overload]
    names = [label for _, label, _ in found["fields"][also]["values"]]  # type: ignore[call-overload]
    assert names
    for name in names:
        field(home).fill(name)
        assert any(name in hit for hit in hits(home)), name


def test_it_works_by_keyboard_alone(home: Page) -> None:
    """Arrows move through the list and around its ends, the field keeps the focus, Enter opens what is marked."""
    field(home).focus()
    home.keyboard.type("pay")
    options = home.get_by_role("option")
    options.first.wait_for()
    expect(field(home)).to_have_attribute("aria-expanded", "true")
    assert field(home).get_attribute("aria-activedescendant") is None
    home.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field(home).get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    home.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("ArrowDown")
    expect(field(home)).to_be_focused()
    name = options.nth(1).locator("strong").inner_text()
    home.keyboard.press("Enter")
    expect(home.locator("h1")).to_contain_text(name)


def test_escape_closes_the_list_and_then_clears_the_field(home: Page) -> None:
    """As in every combobox; Alt and the arrow down open it again."""
    field(home).focus()
    home.keyboard.type("pay")
    home.get_by_role("listbox").wait_for()
    home.keyboard.press("Escape")
    expect(home.get_by_role("listbox")).to_be_hidden()
    expect(field(home)).to_have_attribute("aria-expanded", "false")
    expect(field(home)).to_have_value("pay")
    home.keyboard.press("Alt+ArrowDown")
    expect(home.get_by_role("listbox")).to_be_visible()
    home.keyboard.press("Alt+ArrowUp")
    expect(home.get_by_role("listbox")).to_be_hidden()
    home.keyboard.press("Escape")
    expect(field(home)).to_have_value("")


def test_tab_leaves_the_field_and_closes_the_list(home: Page) -> None:
    """Nobody is caught, and nothing is chosen by leaving."""
    field(home).focus()
    home.keyboard.type("pay")
    home.get_by_role("listbox").wait_for()
    home.keyboard.press("Tab")
    expect(home.get_by_role("listbox")).to_be_hidden()
    expect(field(home)).not_to_be_focused()


def test_enter_opens_the_best_hit(home: Page) -> None:
    """Whoever types a name and presses Enter is there."""
    field(home).focus()
    home.keyboard.type("tillhouse")
    home.get_by_role("listbox").wait_for()
    home.keyboard.press("Enter")
    expect(home.locator("h1")).to_contain_text("Tillhouse")


def test_a_finger_opens_a_hit(chromium: Browser, address: str) -> None:
    """On a screen that is touched."""
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/index.html")
    field(page).tap()
    page.keyboard.type("tillhouse")
    page.get_by_role("option").first.tap()
    expect(page.locator("h1")).to_contain_text("Tillhouse")
    context.close()


def test_the_number_of_hits_is_said_aloud(home: Page) -> None:
    """A live region tells how many fit, and what to do if none does. What was typed is shown as typed."""
    field(home).fill("pay")
    expect(home.get_by_role("status")).to_contain_text("entries fit.")
    field(home).fill("<img src=x onerror=alert(1)>$&")
    expect(home.get_by_role("status")).to_have_text(
        "Nothing fits “<img src=x onerror=alert(1)>$&”. Try another word, or look through the list from A to Z."
    )
    assert home.locator(".finder img").count() == 0
    field(home).fill("")
    expect(home.get_by_role("status")).to_have_text("")


def test_an_open_list_can_be_used_by_everyone(home: Page) -> None:
    """Nothing that axe-core objects to, in both schemes."""
    for scheme in SCHEMES:
        home.emulate_media(color_scheme=scheme)
        field(home).fill("pay")
        home.get_by_role("listbox").wait_for()
        home.keyboard.press("ArrowDown")
        found = Axe().run(home)
        assert found.violations_count == 0, found.generate_report()


def test_its_list_is_loaded_only_when_it_is_needed(chromium: Browser, address: str) -> None:
    """A first visit does not pay for it."""
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/index.html", wait_until="networkidle")
    assert [url for url in asked if "/lists/" in url] == []
    field(page).fill("tillhouse")
    assert "Tillhouse" in hits(page)[0]
    assert [url for url in asked if "/lists/" in url] == [f"{address}/lists/find.js"]
    page.close()


def test_it_works_from_disk(chromium: Browser, city_site: Path) -> None:
    """Where a page may not fetch anything."""
    page = chromium.new_page()
    page.goto((city_site / "index.html").as_uri())
    field(page).fill("tillhouse")
    page.get_by_role("option").first.click()
    expect(page.locator("h1")).to_contain_text("Tillhouse")
    page.close()


def test_without_javascript_a_list_takes_its_place(chromium: Browser, address: str) -> None:
    """There is no field that does nothing, and the list from A to Z has every entry."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/index.html")
    assert page.locator(".finder input").count() == 0
    page.get_by_role("link", name="See everything from A to Z").click()
    page.get_by_text("Show only some of them").click()
    page.get_by_role("link", name="Company", exact=True).click()
    page.get_by_role("link", name="Tillhouse", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Tillhouse")
    context.close()
