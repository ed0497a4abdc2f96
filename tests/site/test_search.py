"""The search, on the first page and above every page: it finds any entry as one types, by keyboard, finger and ear."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import pages
from scripts.site.pages import search_index
from scripts.site.pages.edition import Edition
from tests import published
from tests.conftest import CITY, DESKTOP, overlay

LABEL = "Find a service, a company, a kind of information, or an answer"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def home(phone: Page, address: str) -> Page:
    """The home page on a phone."""
    phone.goto(f"{address}/index.html")
    return phone


def field(page: Page) -> Locator:
    """The field in the first page."""
    return page.locator("article").get_by_role("combobox", name=LABEL)


def field_above(page: Page) -> Locator:
    """The field in the bar above a page."""
    return page.get_by_role("banner").get_by_role("combobox")


def rows(site: Path) -> list[list[Any]]:
    """The entries that the search of a site reads."""
    text = (site / search_index.FILE).read_text(encoding="utf-8")
    found: list[list[Any]] = json.loads(text.partition("=")[2].rstrip(";\n"))["rows"]
    return found


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
    names = [name for row in rows(city_site) for name in (row[4] if len(row) > 4 else ())]
    assert names
    for name in names:
        field(home).fill(name)
        assert any(name in hit for hit in hits(home)), name


@pytest.mark.parametrize("typed", ["sell my data", "Does the Town sell my data?", "advertising"])
def test_a_question_is_a_result_with_its_answer(home: Page, typed: str) -> None:
    """However people ask it."""
    field(home).fill(typed)
    assert hits(home)[0].startswith("Does the Town sell my data?")
    assert "No source that we read says so" in hits(home)[0]


def test_each_result_says_what_it_is_and_its_answer_in_a_line(home: Page) -> None:
    """So that many need not open it at all."""
    field(home).fill("get a pet license")
    expect(home.get_by_role("option").first.locator(".kind")).to_have_text("Service")
    expect(home.get_by_role("option").first.locator(".answer")).to_contain_text("you ask for a pet license")


def test_sources_stand_last(home: Page) -> None:
    """They are what we read, and not what people look for, however well they fit."""
    field(home).fill("privacy policy")
    found = [hit for hit in hits(home) if "See everything" not in hit]
    kinds = ["Source" in hit for hit in found]
    assert any(kinds)
    assert kinds == sorted(kinds)


def test_part_of_a_word_is_no_word(home: Page) -> None:
    """Who types "ice" does not look for every service and office."""
    field(home).fill("ice")
    assert hits(home) == ["Nothing fits “ice”. Try another word, or look through the list from A to Z."]


def test_what_has_most_of_the_words_stands_where_nothing_has_all(home: Page) -> None:
    """And it is said that not all are there."""
    field(home).fill("card number qqqq")
    assert any("Card number" in hit for hit in hits(home))
    expect(home.get_by_role("status")).to_contain_text("No entry has all these words.")


def test_it_works_by_keyboard_alone(home: Page) -> None:
    """Arrows move through the list and around its ends, the field keeps the focus, Enter opens what is marked."""
    field(home).focus()
    home.keyboard.type("pay")
    options = home.get_by_role("option")
    options.nth(2).wait_for()
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
    index = f"{address}/{search_index.FILE}"
    assert index not in asked
    field(page).fill("tillhouse")
    assert "Tillhouse" in hits(page)[0]
    assert asked.count(index) == 1
    field_above(page).fill("tillhouse")
    assert "Tillhouse" in hits(page)[0]
    assert asked.count(index) == 1
    page.close()


@pytest.mark.parametrize("start", ["index.html", "es/offices/tax-desk.html"])
def test_it_works_from_disk(chromium: Browser, city_site: Path, start: str) -> None:
    """Where a page may not fetch anything."""
    page = chromium.new_page()
    page.goto((city_site / start).as_uri())
    field_above(page).fill("tillhouse")
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


def test_the_link_above_a_page_is_the_list_where_there_is_no_javascript(chromium: Browser, address: str) -> None:
    """From any page."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/vendors/tillhouse.html")
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.locator("h1")).to_contain_text("Everything from A to Z")
    context.close()


# --- above every page --------------------------------------------------------------------------------------


def test_a_phone_has_a_button_that_brings_the_field(phone: Page, address: str) -> None:
    """There is no room for both the name of the site and a field. Escape takes it away again."""
    phone.goto(f"{address}/vendors/tillhouse.html")
    button = phone.get_by_role("button", name="Search")
    expect(field_above(phone)).to_be_hidden()
    button.click()
    expect(field_above(phone)).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    phone.keyboard.press("Escape")
    expect(field_above(phone)).to_be_hidden()
    expect(button).to_be_focused()


def test_the_field_above_a_page_leads_to_any_other(chromium: Browser, address: str) -> None:
    """Also where the page lies in a folder, or where there is no page."""
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 800})
    for start in ("offices/tax-desk.html", "404.html"):
        page.goto(f"{address}/{start}")
        field_above(page).fill("card number")
        page.get_by_role("option", name="Card number").first.click()
        page.wait_for_url("**/*card-number.html")
    page.close()


def test_an_open_list_above_a_page_can_be_used_by_everyone(phone: Page, address: str) -> None:
    """Nothing that axe-core objects to, on a phone and on a desktop, in both schemes."""
    for width in (360, DESKTOP):
        phone.set_viewport_size({"width": width, "height": 800})
        phone.goto(f"{address}/vendors/tillhouse.html")
        if width < DESKTOP:
            phone.get_by_role("button", name="Search").click()
        for scheme in SCHEMES:
            phone.emulate_media(color_scheme=scheme)
            field_above(phone).fill("pay")
            phone.get_by_role("listbox").wait_for()
            found = Axe().run(phone)
            assert found.violations_count == 0, found.generate_report()


# --- words as people type them ------------------------------------------------------------------------------

NFC, NFD = "Caf\u00e9 Tillhouse\u2019s", "Cafe\u0301 Pawform's"
"""Two names with the same letters and signs in other forms of Unicode."""
ENGLISH = [
    ("caf\u00e9", "cafe", "cafe\u0301", "CAF\u00c9"),
    ("tillhouse\u2019s", "tillhouse's", "tillhouses"),
    ("pawform's", "pawform\u2019s", "pawform\u02bcs"),
    ("impuesto", "IMPUESTO"),
]
SPANISH = [
    ("tel\u00e9fono", "telefono", "tele\u0301fono", "TEL\u00c9FONO"),
    ("informaci\u00f3n", "informacion"),
    ("direcci\u00f3n", "direccion"),
]


@pytest.fixture(scope="module")
def accented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small city in English and Spanish, with those two names in it."""
    folder = tmp_path_factory.mktemp("accents")
    overlay(folder / "records", CITY)
    for id_, old, name in (("tillhouse", "Tillhouse", NFC), ("pawform", "Pawform", NFD)):
        path = folder / "records" / "vendors" / f"{id_}.yml"
        text = path.read_text(encoding="utf-8").replace(f"name: {old}\n", f'name: "{name}"\n', 1)
        path.write_text(text, encoding="utf-8")
    return published.publish(folder / "records", folder, others=("es",))


@pytest.fixture(scope="module")
def accented_address(accented: Path) -> Iterator[str]:
    """That site as the public hosts serve it, with its policy for scripts."""
    with published.served(accented) as where:
        yield where


@pytest.mark.parametrize(
    ("start", "same"),
    [*(("index.html", same) for same in ENGLISH), *(("es/vendors/tillhouse.html", same) for same in SPANISH)],
)
def test_words_are_found_however_they_are_typed(
    chromium: Browser, accented_address: str, start: str, same: tuple[str, ...]
) -> None:
    """The same entries for each way to write a word, on any page and in both languages."""
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 800})
    page.goto(f"{accented_address}/{start}")
    found = []
    for words in same:
        field_above(page).fill(words)
        found.append(hits(page))
    assert len(found[0]) > 1
    assert found == found[:1] * len(same)
    page.close()


def test_nothing_goes_wrong_while_one_searches(chromium: Browser, accented_address: str) -> None:
    """No error and no warning, such as one of the policy for scripts."""
    said: list[str] = []
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 800})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{accented_address}/es/index.html")
    field_above(page).fill("telefono")
    assert len(hits(page)) > 1
    assert said == []
    page.close()


# --- what it reads -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["", "es"])
def test_each_entry_leads_to_a_page_in_its_language(city_site: Path, code: str) -> None:
    """Each page stands there once."""
    places = [row[1] for row in rows(city_site / code)]
    assert len(places) == len(set(places)) > 40
    assert [place for place in places if not (city_site / code / place).is_file()] == []


def test_every_record_is_an_entry(city: Registry, city_site: Path) -> None:
    """But for the organisation, whose page has a name of its own, and for kinds, which are words for companies."""
    names = {name if isinstance(name, str) else name[0] for name, *_ in rows(city_site)}
    kinds = {"service", "vendor", "office", "recipient", "data", "purpose", "people", "promise", "source"}
    missing = {record.name for (kind, _), record in city.records.items() if kind in kinds} - names
    assert {name for name in missing if f"{name} (our reading)" not in names} == set()


def test_what_the_search_reads_is_one_assignment_in_plain_letters(hostile: Registry) -> None:
    """No text of a record ends the string or the line that it stands in, and none is markup."""
    graph = Graph(hostile)
    text = search_index.script(Edition.of(hostile, graph), pages.render(hostile, graph).get)
    assert text.isascii()
    assert text.count("\n") == 1
    begin, _, json_text = text.partition("=")
    assert begin == "window.registrySearch"
    assert len(json.loads(json_text.removesuffix(";\n"))["rows"]) > 40


def test_the_answer_of_an_entry_is_the_first_words_of_its_page(city: Registry) -> None:
    """Nobody writes it twice."""
    graph = Graph(city)
    made = pages.render(city, graph)
    found = {entry.page: entry for entry in search_index.entries(Edition.of(city, graph), made.get)}
    answer = found["vendors/tillhouse.md"].answer
    assert answer.removesuffix("…")[:60] in re.sub(r"[*\[\]]|\([^()]*\)", "", made["vendors/tillhouse.md"])
    assert len(answer) <= search_index.LONGEST_ANSWER
