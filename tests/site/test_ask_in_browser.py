"""What the page of a record offers to do is done: letters follow the ticks, folds open, any two are compared."""

from __future__ import annotations

from typing import Literal
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def company(phone: Page, address: str) -> Page:
    """The page of a company, at the letter about what nobody has said of it."""
    phone.goto(f"{address}/vendors/tillhouse.html#letter")
    return phone


def letter(page: Page) -> list[str]:
    """What the letter asks for, as far as it is shown."""
    return page.locator("#letter .letter li:visible").all_inner_texts()


def test_an_address_opens_what_it_leads_to_and_all_around_it(company: Page) -> None:
    """The letter lies in a fold of a fold."""
    expect(company.locator("#letter .letter")).to_be_visible()


def test_a_link_opens_again_what_was_closed(company: Page) -> None:
    """Its address does not change, so nothing but the click tells of it."""
    company.goto(company.url.replace("#letter", "#ask"))
    fold = company.locator("#ask")
    fold.locator("summary").first.click()
    expect(fold).not_to_have_attribute("open", "")
    company.evaluate("document.querySelector('.folds').insertAdjacentHTML('beforebegin', '<a href=\"#ask\">Go</a>')")
    company.get_by_role("link", name="Go", exact=True).click()
    expect(fold).to_have_attribute("open", "")


def test_without_ticks_the_letter_asks_for_all(company: Page) -> None:
    """As it does without JavaScript."""
    assert len(letter(company)) == company.locator(".unsaid [type=checkbox]").count() > 1


def test_with_ticks_the_letter_asks_for_those_only(company: Page) -> None:
    """And for all again when none is left."""
    box = company.locator(".unsaid [type=checkbox]").first
    box.check()
    assert letter(company) == [company.locator(".unsaid label").first.inner_text()]
    box.uncheck()
    assert len(letter(company)) > 1


def test_the_mail_asks_for_what_is_ticked(company: Page) -> None:
    """To the mailbox of the record."""
    company.locator(".unsaid [type=checkbox]").first.check()
    chosen = company.locator(".unsaid label").all_inner_texts()
    address = unquote(company.locator("#letter .mail a").get_attribute("href") or "")
    assert address.startswith("mailto:help@tillhouse.example.org?subject=")
    assert [fact for fact in chosen if fact in address] == chosen[:1]


def test_the_request_for_records_follows_the_same_ticks(company: Page) -> None:
    """One tick chooses in both."""
    company.locator(".unsaid [type=checkbox]").first.check()
    asked = company.locator("#records-request .letter li").evaluate_all("all => all.filter(one => !one.hidden).length")
    assert asked == 1 + len(company.locator("#records-request .letter ul").all()[1:])


def test_the_page_can_be_shared(company: Page) -> None:
    """A button copies its address, and says so."""
    company.context.grant_permissions(["clipboard-read", "clipboard-write"])
    company.get_by_role("link", name="Share", exact=True).click()
    company.get_by_role("button", name="Copy the link").click()
    expect(company.locator(".share .copied")).to_have_text("The link is copied.")
    assert company.evaluate("navigator.clipboard.readText()") == company.url.partition("#")[0]


@pytest.mark.parametrize("sheet", ["async what => { window.sent = what; }", "undefined"])
def test_the_page_can_be_sent_where_the_device_has_a_way(chromium: Browser, address: str, sheet: str) -> None:
    """With its title and its address. Where it has none, there is no such button."""
    page = chromium.new_page()
    page.add_init_script(f"Object.defineProperty(navigator, 'share', {{value: {sheet}}})")
    page.goto(f"{address}/vendors/tillhouse.html#share")
    button = page.get_by_role("button", name="Send it with an app")
    if sheet == "undefined":
        expect(button).to_have_count(0)
    else:
        button.click()
        assert page.evaluate("window.sent") == {"title": page.title(), "url": page.url.partition("#")[0]}
    page.close()


def test_no_action_stands_twice(company: Page) -> None:
    """Each does something else."""
    targets = company.locator(".actions a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(targets) == len(set(targets)) > 2


def test_any_two_are_laid_side_by_side(phone: Page, address: str) -> None:
    """Chosen by hand; what differs is marked with a word."""
    phone.goto(f"{address}/compare/index.html")
    first, second = phone.get_by_label("The first service"), phone.get_by_label("The second service")
    first.focus()
    first.select_option("pay-property-tax")
    second.select_option("pet-license")
    table = phone.locator(".comparer table")
    expect(table.get_by_role("link")).to_have_count(2)
    expect(table.locator(".differs").first).to_have_text("differs")
    assert phone.url.endswith("#service/pay-property-tax/pet-license")


def test_an_address_chooses_two(phone: Page, address: str) -> None:
    """So that a comparison can be shared."""
    phone.goto(f"{address}/compare/index.html#vendor/tillhouse/clearbridge")
    expect(phone.locator(".comparer table a").first).to_have_text("Tillhouse")


def test_a_record_leads_to_where_it_is_chosen_already(company: Page) -> None:
    """Only the other one is left to choose."""
    company.goto(company.url.replace("#letter", "#compare"))
    company.get_by_role("link", name="Choose any other one").click()
    expect(company.get_by_label("The first company")).to_have_value("tillhouse")


def test_the_same_two_look_the_same_on_a_page_of_their_own(phone: Page, address: str) -> None:
    """The script lays rows as the page does."""
    heads = []
    for path in ("vendors/clearbridge--tillhouse.html", "index.html#vendor/clearbridge/tillhouse"):
        phone.goto(f"{address}/compare/{path}")
        phone.locator(".compare .head").first.wait_for()
        heads.append(phone.locator(".compare tbody tr").count())
    assert heads[0] == heads[1]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "path",
    [
        "vendors/tillhouse.html#letter",
        "compare/index.html#vendor/tillhouse/clearbridge",
        "compare/vendors/clearbridge--tillhouse.html",
    ],
)
def test_everybody_can_use_it(chromium: Browser, address: str, path: str, scheme: Literal["light", "dark"]) -> None:
    """No fault by WCAG 2.2 AA, in both schemes, and nothing to scroll sideways on the narrowest phone."""
    page = chromium.new_page(viewport={"width": 320, "height": 800}, color_scheme=scheme)
    page.goto(f"{address}/{path}")
    page.wait_for_timeout(300)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
