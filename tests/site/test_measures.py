"""The measures see what they look for: a page with each fault, planted, is found out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests import measures, reading_grades

BODY = """<!doctype html><html lang="en"><head><title>A page</title><style>
:focus-visible {{ outline: 3px solid red }} main {{ margin: 0 }} {css}</style></head>
<body><main><h1>A page</h1>{body}</main></body></html>"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty window of the width of a phone."""
    page = chromium.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    yield page
    page.close()


GOOD = '<p>Some text with <a href="#a">a link</a> in it.</p><p><button>Press here to go on</button></p>'
Measure = Callable[[Page], list[str]]
EVERY: list[Measure] = [
    measures.axe,
    measures.walk,
    measures.focus_shown,
    measures.fits,
    measures.small_targets,
    measures.forced_colors,
    measures.moving,
    measures.cut_on_paper,
    measures.hidden,
]


@pytest.mark.parametrize("measure", EVERY)
def test_a_good_page_has_no_fault(page: Page, measure: Measure) -> None:
    """What is right is not blamed."""
    page.set_content(BODY.format(css="button { min-height: 24px; color: black; background: white }", body=GOOD))
    assert measure(page) == []


TRAP = "document.querySelector('button').onkeydown = event => event.key === 'Tab' && event.preventDefault()"

FAULTS: dict[str, tuple[Measure, str, str, str]] = {
    "a picture without words": (measures.axe, "", '<img src="data:,">', "image-alt"),
    "a focus that nobody sees": (
        measures.walk,
        "a:focus-visible { outline: none }",
        GOOD,
        "the focus is not shown: a a link",
    ),
    "the same, without pressing Tab": (measures.focus_shown, "a:focus-visible { outline: none }", GOOD, "a a link"),
    "a focus outside the window": (
        measures.walk,
        "a { position: fixed; left: -50px; width: 20px; overflow: hidden }",
        GOOD,
        "the focus is out of sight: a a link",
    ),
    "a focus below something else": (
        measures.walk,
        "div { position: fixed; inset: 0; background: white }",
        f"{GOOD}<div></div>",
        "the focus is out of sight: a a link",
    ),
    "a control that only a mouse reaches": (
        measures.walk,
        "",
        f"{GOOD}<script>document.querySelector('button').onfocus = event => event.target.blur()</script>",
        "not reached: button Press here to go on",
    ),
    "a trap": (
        measures.walk,
        "",
        f"{GOOD}<p><a href='#b'>one</a> <a href='#c'>two</a></p><script>{TRAP}</script>",
        "not reached: a two",
    ),
    "a page that is too wide": (
        measures.fits,
        "p { width: 500px }",
        GOOD,
        "the page scrolls sideways by",
    ),
    "text that is cut": (
        measures.fits,
        "p { height: 5px; overflow: hidden }",
        GOOD,
        "text is hidden: Some text with a link in it.",
    ),
    "small targets side by side": (
        measures.small_targets,
        "button { all: unset; font-size: 8px }",
        "<button>1</button><button>2</button>",
        "1",
    ),
    "colors that nobody can change": (
        measures.forced_colors,
        "button { forced-color-adjust: none }",
        GOOD,
        "keeps its own colors",
    ),
    "motion": (measures.moving, "p { transition: opacity 1s }", GOOD, "p."),
    "a box that scrolls, which paper does not": (
        measures.cut_on_paper,
        "div { overflow: auto } p { width: 900px; text-align: end }",
        "<div><p>The last words</p></div>",
        "The last words",
    ),
    "a line that is wider than a sheet": (
        measures.cut_on_paper,
        "p { white-space: nowrap }",
        f"<p>{'Too many words. ' * 20}</p>",
        "Too many words.",
    ),
    "text that only a script would show": (measures.hidden, "p { display: none }", GOOD, "Some text with"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(page: Page, name: str) -> None:
    """By the measure that is made for it."""
    measure, css, body, wanted = FAULTS[name]
    page.set_content(BODY.format(css=css, body=body))
    found = measure(page)
    assert any(wanted in fault for fault in found), found


def test_text_that_loses_words_when_spaced_is_found(page: Page) -> None:
    """A reader adds space between lines and letters; the page has to give room."""
    page.set_content(
        BODY.format(css="p { height: 20px; line-height: 20px; overflow: hidden }", body="<p>Two words</p>")
    )
    assert measures.fits(page) == []
    assert measures.with_styles(page, measures.SPACING, measures.fits) != []
    assert measures.fits(page) == []


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('<a href="#a">Skip</a><h1 id="a">A</h1><h2>B</h2><a href="b.html">C</a>', []),
        ('<a href="#a">Skip</a><h1 id="a">A</h1><h3>B</h3>', ["level 1 is followed by 3"]),
        ('<a href="#a">Skip</a><h2>B</h2><h1 id="a">A</h1>', ["the first heading is not the title"]),
        ('<a href="#a">Skip</a><h1 id="a">A</h1><h1>B</h1>', ["2 headings of the first level"]),
        ('<a href="b.html">B</a><h1>A</h1>', ["the first link does not lead to the content"]),
        ('<a href="#a">Skip</a><h1 id="a">A</h1><a href="b.html"></a>', ["a link without words: b.html"]),
    ],
)
def test_a_page_without_styles_is_judged_by_its_order(body: str, wanted: list[str]) -> None:
    """Top to bottom: a link to the content, the title, no heading level left out, and words in each link."""
    assert measures.bare(html.document_fromstring(f"<body>{body}</body>")) == wanted


def test_a_hard_text_has_a_high_grade(tmp_path: Path) -> None:
    """And an easy one a low one; what is no sentence does not count."""
    hard = "Notwithstanding institutional considerations, municipal administrations necessitate authorization."
    easy = "We ask you for your name. You can say no."
    for name, text in {"hard": hard, "easy": easy}.items():
        content = f'<html lang="en"><article><h1>Two words</h1><p>{text}</p><pre>{hard}</pre></article></html>'
        (tmp_path / f"{name}.html").write_text(content, encoding="utf-8")
    assert reading_grades.sentences(tmp_path / "easy.html") == [easy]
    grades = reading_grades.grades(tmp_path)
    assert grades["easy.html"] < 3
    assert grades["hard.html"] > 15


def test_the_items_of_a_cell_are_read_one_by_one(tmp_path: Path) -> None:
    """A list in a table is no sentence of forty words."""
    (tmp_path / "a.html").write_text(
        '<html lang="en"><article><td>What it is for, How long it is kept, Full name</td></article></html>',
        encoding="utf-8",
    )
    assert reading_grades.sentences(tmp_path / "a.html") == ["What it is for.", "How long it is kept."]
