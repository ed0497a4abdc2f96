"""The site in a real browser: it talks to nobody else, keeps nothing, fits a phone, and everyone can use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser as browsers
from tests import published
from tests.test_site import city_site, real_site

__all__ = ["city_site", "real_site"]

PAGES = [
    "index.html",
    "services/index.html",
    "services/pay-real-estate-tax.html",
    "services/browse-the-website.html",
    "vendors/index.html",
    "vendors/payit.html",
    "offices/city.html",
    "recipients/anyone-who-asks.html",
    "data/index.html",
    "data/payment-card.html",
    "purposes/take-payment.html",
    "people/payer.html",
    "promises/index.html",
    "promises/no-targeted-ads.html",
    "policy/city-privacy-policy.html",
    "sources/city-privacy-policy.html",
    "unknowns/index.html",
    "about/how-we-know.html",
    "about/correct-a-record.html",
    "about/waivers.html",
    "promise-rules.html",
    "threat-model.html",
    "error-quality.html",
    "formats.html",
    "rules/unknown-reference.html",
    "rules/duplicate-key.html",
    "records/vendor.html",
]
PHONE, DESKTOP = 360, 1280


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """The site of the real registry, on this machine."""
    with published.served(real_site) as where:
        yield where


@pytest.fixture(
    params=[(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light"), (DESKTOP, "dark")], ids=str, scope="module"
)
def window(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A page on a phone or a desktop, light or dark, that notes what it should not do."""
    width, colors = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=colors, reduced_motion="reduce"
    )
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_fits_and_can_be_used_by_everyone(window: Page, address: str, path: str) -> None:
    """No error, no request to another host, no cookie, no sideways scroll, and nothing that axe-core objects to."""
    errors: list[str] = []
    requests: list[str] = []
    window.on("console", lambda message: errors.append(message.text) if message.type in {"error", "warning"} else None)
    window.on("pageerror", lambda error: errors.append(str(error)))
    window.on("request", lambda request: requests.append(request.url))
    window.goto(f"{address}/{path}", wait_until="networkidle")
    assert errors == []
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert window.context.cookies() == []
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(window)
    assert found.violations_count == 0, found.generate_report()


def test_the_lines_of_a_diagram_light_up_along_real_flows(chromium: Browser, address: str) -> None:
    """A box lights exactly the lines that share a flow with it, by keyboard as by mouse; Escape clears."""
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 900})
    page.goto(f"{address}/vendors/payit.html", wait_until="networkidle")
    box = page.locator(".flow .box").first
    box.focus()
    wrong = page.evaluate(
        """() => {
            const flows = element => new Set(element.dataset.flows.split(' '));
            const mine = flows(document.activeElement);
            const shares = line => [...flows(line)].some(id => mine.has(id));
            const lines = [...document.querySelectorAll('.flow .line')];
            return lines.filter(line => line.classList.contains('on') !== shares(line)).length;
        }"""
    )
    assert wrong == 0
    assert page.locator(".flow .line.on").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(".flow .line.on").count() == 0
    page.close()


def test_search_finds_a_company_from_disk(chromium: Browser, real_site: Path) -> None:
    """`site/index.html` opens with a double click, and its links and search work there."""
    page = chromium.new_page()
    page.goto((real_site / "index.html").as_uri())
    page.get_by_label("Search", exact=True).first.click()
    page.keyboard.type("payit")
    page.locator(".md-search-result__item").first.wait_for(timeout=15_000)
    assert "PayIt" in page.locator(".md-search-result__list").inner_text()
    page.close()


def test_an_old_address_from_disk_leads_to_the_new_page(chromium: Browser, city_site: Path) -> None:
    """Somebody kept a link to a record that has another name now."""
    page = chromium.new_page()
    page.goto((city_site / "vendors" / "petforms.html").as_uri())
    page.wait_for_url("**/vendors/pawform.html")
    assert page.locator("h1").inner_text().startswith("Pawform")
    page.close()
