"""The site in a real browser: it talks to nobody else, keeps nothing, fits a phone, and everyone can use it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests import measures, published, reading_grades
from tests.conftest import DESKTOP, PHONE

MOST_BYTES = 150_000
HARDEST = 8


def test_every_kind_of_page_is_quiet_fits_and_can_be_used_by_everyone(
    chromium: Browser, address: str, site: Path, widths: tuple[int, ...]
) -> None:
    """Nothing refused, nothing from elsewhere, no cookie, a light first visit, and nothing that shuts anybody out."""
    context = chromium.new_context(viewport={"width": widths[0], "height": 800}, reduced_motion="reduce")
    context.add_init_script(measures.WATCH)
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    traffic = measures.Traffic(page)
    for path in published.kinds(site):
        traffic.restart()
        page.goto(f"{address}/{path}")
        assert traffic.bytes < MOST_BYTES, path
        measures.lay_out(page)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="light")
            assert (path, width, measures.axe(page)) == (path, width, [])
            assert (path, width, measures.fits(page)) == (path, width, [])
            page.emulate_media(color_scheme="dark")
            assert (path, width, measures.axe(page, "colors")) == (path, width, [])
            assert (path, width, measures.focus_shown(page)) == (path, width, [])
        assert (path, measures.in_window(page, 320, 256, measures.fits)) == (path, [])
        assert (path, measures.cut_on_paper(page)) == (path, [])
        assert (path, measures.refused(page), messages) == (path, [], [])
    assert traffic.elsewhere(address) == []
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize(
    "path", ["index.html", "findings/companies.html", "vendors/index.html", "vendors/tillhouse.html"]
)
def test_the_keyboard_alone_reaches_everything(chromium: Browser, address: str, path: str, width: int) -> None:
    """Whoever has no mouse gets to each link and control, sees where they are, and gets out again."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.goto(f"{address}/{path}")
    assert measures.walk(page) == []
    page.close()


def test_the_menu_stands_on_a_phone_and_marks_where_one_is(chromium: Browser, address: str) -> None:
    """Without a script and without a button, and also for a page that the menu does not name."""
    context = chromium.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/offices/tax-desk.html")
    menu = page.get_by_role("navigation", name="Menu")
    for name in ("Services", "Companies", "Promises", "About"):
        box = menu.get_by_role("link", name=name).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    assert menu.locator("[aria-current]").all_inner_texts() == ["Services"]
    context.close()


def test_every_page_is_easy_to_read(site: Path) -> None:
    """Someone in eighth grade can read it."""
    grades = reading_grades.grades(site)
    assert grades
    assert {page: grade for page, grade in grades.items() if grade > HARDEST} == {}


def unfold(page: Page) -> None:
    """Open all that is folded away on the page that is open."""
    page.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true; })")


def test_the_lines_of_a_diagram_light_up_along_real_flows(chromium: Browser, address: str) -> None:
    """A box lights exactly the lines that share a flow with it, by keyboard as by mouse; Escape clears."""
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 900})
    page.goto(f"{address}/vendors/tillhouse.html", wait_until="networkidle")
    unfold(page)
    box = page.locator(".flow .box").first
    box.focus()
    wrong = page.evaluate(
        """() => {
            const flows = element => new Set(element.dataset.flows.split(' '));
            const mine = flows(document.activeElement);
            const shares = line => [...flows(line)].some(id => mine.has(id));
            const lines = [...document.querySelectorAll('.flow .line[data-flows]')];
            return lines.filter(line => line.classList.contains('on') !== shares(line)).length;
        }"""
    )
    assert wrong == 0
    assert page.locator(".flow .line.on").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(".flow .line.on").count() == 0
    page.close()


def test_an_old_address_from_disk_leads_to_the_new_page(chromium: Browser, city_site: Path) -> None:
    """Somebody kept a link to a record that has another name now."""
    page = chromium.new_page()
    page.goto((city_site / "vendors" / "petforms.html").as_uri())
    page.wait_for_url("**/vendors/pawform.html")
    assert page.locator("h1").inner_text().startswith("Pawform")
    page.close()


@pytest.mark.parametrize("clipboard", [True, False], ids=["with the clipboard", "with the older command"])
def test_the_letter_to_a_company_is_copied_from_disk_by_keyboard(
    chromium: Browser, city_site: Path, *, clipboard: bool
) -> None:
    """The button says what it did. What is copied is the letter, its lines included."""
    context = chromium.new_context()
    page = context.new_page()
    if not clipboard:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto((city_site / "vendors" / "tillhouse.html").as_uri())
    unfold(page)
    page.locator("#your-information").get_by_role("button", name="Copy the letter").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="The letter is copied.").wait_for()
    page.evaluate("document.querySelector('article').append(document.createElement('textarea'))")
    page.locator("article > textarea").focus()
    page.keyboard.press("Control+V")
    copied = page.locator("article > textarea").input_value()
    assert "To Tillhouse:" in copied
    assert "How long do you keep them?" in copied
    assert len(copied.splitlines()) > 10
    context.close()


def test_the_letter_can_be_read_without_scripts(chromium: Browser, city_site: Path) -> None:
    """It is text like any other, and there is no button that does nothing."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((city_site / "vendors" / "tillhouse.html").as_uri())
    page.locator("#your-information > summary").click()
    assert "To Tillhouse:" in page.locator("#your-information .letter").inner_text()
    assert page.get_by_role("button", name="Copy the letter").count() == 0
    context.close()


def test_a_printed_page_is_whole(chromium: Browser, city_site: Path) -> None:
    """On paper every part is there that is open, black on white, and links to other sites show where they lead.

    What can only be pressed is not.
    """
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto((city_site / "vendors" / "tillhouse.html").as_uri())
    unfold(page)
    page.emulate_media(media="print")
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('article :is(h1, h2, h3, p, li, dt, dd, td, svg)')]
            .filter(part => !part.getClientRects().length && part.textContent.trim() && !part.closest('.actions'))
            .map(part => part.textContent.trim())"""
    )
    assert hidden == []
    colors = page.evaluate(
        """() => ['color', 'backgroundColor'].map(name => getComputedStyle(document.body)[name])
            .concat(getComputedStyle(document.querySelector('article p')).color)"""
    )
    assert colors == ["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    address = page.evaluate(
        "getComputedStyle(document.querySelector('article a[href^=\\'https://tillhouse\\']'), '::after').content"
    )
    assert "https://tillhouse.example.org/" in address
    context.close()


@pytest.mark.parametrize("path", ["services/pay-property-tax.html", "vendors/tillhouse.html", "offices/tax-desk.html"])
def test_the_page_of_a_record_is_printed_as_one_sheet(chromium: Browser, city_site: Path, path: str) -> None:
    """Its lead and its label: the folds that nobody has opened stay out, though the theme opens them for paper."""
    page = chromium.new_page()
    page.goto((city_site / path).as_uri())
    sheets = page.pdf(format="Letter", prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("path", ["services/pay-property-tax.html", "vendors/tillhouse.html"])
def test_the_keyboard_reaches_all_of_a_record_and_shows_where_it_is(
    chromium: Browser, city_site: Path, path: str, colors: Literal["light", "dark"]
) -> None:
    """Every link, box of the diagram and button of a record has its turn, once, with a ring or a border around it."""
    context = chromium.new_context(viewport={"width": DESKTOP, "height": 900}, color_scheme=colors)
    page = context.new_page()
    page.goto((city_site / path).as_uri())
    unfold(page)
    page.evaluate(
        """() => [...document.querySelectorAll('article :is(a[href], button, [tabindex="0"])')]
            .forEach((part, index) => part.dataset.turn = index)"""
    )
    expected = page.locator("[data-turn]").count()
    turns: list[int] = []
    unseen: list[str] = []
    for _ in range(expected + 40):
        page.keyboard.press("Tab")
        turn, seen = page.evaluate(
            """() => {
                const part = document.activeElement, style = getComputedStyle(part);
                const border = part.querySelector(':scope > rect');
                const turn = part.closest('article') ? part.dataset.turn ?? '' : 'outside';
                const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return [turn, ring || (border && parseFloat(getComputedStyle(border).strokeWidth) >= 5)];
            }"""
        )
        if turn == "outside" and turns:
            break
        if turn.isdigit():
            turns.append(int(turn))
            unseen += [] if seen else [turn]
    assert turns == list(range(expected))
    assert unseen == []
    context.close()
