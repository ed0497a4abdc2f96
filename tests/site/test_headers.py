"""What browsers must refuse: the policy of each page and the header files, made from the built pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page

from scripts.site.security import headers, page_shape
from scripts.site.security.headers import PageError
from tests import measures, published

PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>A</title>{}</head><body>{}</body></html>'
THEME = "<script>theme()</script>"
HASH = "'sha256-Rfr3GgHZFiXm+TmNr+li+0sZ4J9FGllo8jsXcJF5XZ8='"


def built(**bodies: str) -> dict[str, bytes]:
    """Pages as a site builder makes them: the theme's script, and a body each."""
    return {f"{name}.html": PAGE.format(THEME, body).encode() for name, body in bodies.items()}


def protected(pages: dict[str, bytes]) -> dict[str, bytes]:
    """The same with their policies, and the files with headers."""
    return headers.protect(pages, {path: page_shape.take(page).scripts for path, page in pages.items()})


# --- from pages to a policy --------------------------------------------------------------------------------


def test_what_may_run_is_named_by_its_hash() -> None:
    """The hash is that of the script's very text, and nothing else inside the page may run."""
    files = protected(built(index="", other=""))
    policy = html.fromstring(files["index.html"]).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert len(policy) == 1
    assert f"script-src 'self' {HASH};" in policy[0]
    assert "unsafe" not in policy[0]


def test_a_policy_stands_before_whatever_runs_or_loads() -> None:
    """A browser applies a policy only to what comes after it."""
    page = protected(built(index="", other=""))["index.html"].decode()
    first = re.search(r"<(?:script|link|style|img)\b", page)
    assert first is not None
    assert page.index("http-equiv") < first.start()


def test_data_in_a_script_element_needs_no_hash() -> None:
    """It does not run."""
    page = PAGE.format(THEME, '<script type="application/json">{"a": 1}</script><script src="a.js"></script>')
    assert page_shape.take(page.encode()).scripts == ["theme()"]


@pytest.mark.parametrize(
    "script",
    ["<SCRIPT>steal()</SCRIPT>", "<script\n>steal()</script >", "<svg><script>steal()</script></svg>"],
    ids=["capitals", "spaces", "in a picture"],
)
def test_a_script_is_found_however_it_is_written(script: str) -> None:
    """Browsers take all of these."""
    assert page_shape.take(PAGE.format(THEME, script).encode()).scripts == ["theme()", "steal()"]


def test_a_script_that_only_one_page_holds_is_refused() -> None:
    """A text of a record that became a script must stop the build; a hash made from it would let it run."""
    with pytest.raises(PageError, match=r"^other\.html: this page holds a script that its fellows do not: 'steal\(\)'"):
        protected(built(index="", other="<script>steal()</script>"))


def test_what_only_looks_like_a_script_is_text() -> None:
    """A name may hold anything, and some builders leave it as it is in an attribute. It does not run there."""
    pages = built(index="", other="<p title='<script>steal()</script>'>x</p>", third="")
    assert protected(pages).keys() >= pages.keys()
    pages["third.html"] = built(third="<script>steal()</script>")["third.html"]
    with pytest.raises(PageError, match=r"^third\.html"):
        protected(pages)


def test_a_page_that_begins_otherwise_is_refused() -> None:
    """Its policy could come too late."""
    with pytest.raises(PageError, match=r"^index\.html: this page does not begin with"):
        protected({"index.html": b"<!doctype html><script>theme()</script><title>A</title>"})


def test_every_page_has_its_policy(site: Path) -> None:
    """One, and no style or handler in any page that it would stop."""
    for path in sorted(site.rglob("*.html")):
        elements = list(html.parse(str(path)).iter(etree.Element))
        policies = [one for one in elements if one.get("http-equiv") == "Content-Security-Policy"]
        stopped = {name for one in elements for name in one.attrib if name == "style" or name.startswith("on")}
        assert (path, len(policies), stopped) == (path, 1, set())
        assert not [one for one in elements if one.tag == "style"], path


def test_below_a_folder_of_a_host_only_what_lies_there_is_open() -> None:
    """Another program on the same host may have data of its own, at an address that looks alike."""
    files = headers.protect({}, {}, address="https://data.example.gov/register/")
    for name in headers.FORMS:
        assert "/register/api/" in files[name].decode().replace("(api/", "api/"), name
    (pattern,) = re.findall(r'\$uri ~ "([^"]*)"', files["nginx-headers.conf"].decode())
    assert [path for path in PATHS if re.search(pattern, path)] == ["/register/api/v1/tables/flow.csv"]


PATHS = (
    *("/index.html", "/vendors/api.html", "/api/v1/index.json", "/register/api/v1/tables/flow.csv"),
    *("/data.json", "/data/api.html", "/my-data.json"),
)


def test_all_header_files_say_the_same(city_site: Path) -> None:
    """Whichever host reads which."""
    wanted = published.headers_of(city_site)
    assert "frame-ancestors 'none'" in wanted["Content-Security-Policy"]
    apache, _, for_data = (city_site / ".htaccess").read_text(encoding="utf-8").partition("<If ")
    nginx = (city_site / "nginx-headers.conf").read_text(encoding="utf-8")
    set_by_apache = re.findall(r'Header always set (\S+) "(.*)"', apache)
    set_by_nginx = re.findall(r'add_header (\S+) "(.*)" always;', nginx)
    assert dict(set_by_apache) == dict(set_by_nginx) == wanted
    # What scripts on pages of others may read is the open data alone.
    to_all = {"Access-Control-Allow-Origin": "*"}
    assert not to_all.keys() & wanted.keys()
    assert dict(re.findall(r'Header always set (\S+) "(.*)"', for_data)) == to_all
    assert nginx.count("add_header Access-Control-Allow-Origin $open_data always;") == 1
    (pattern,) = re.findall(r'^if \(\$uri ~ "(.*)"\) { set \$open_data "\*"; }$', nginx, re.MULTILINE)
    opened = [path for path in PATHS if re.search(pattern, path)]
    assert opened == ["/api/v1/index.json", "/data.json"]
    lines = (city_site / "_headers").read_text(encoding="utf-8").splitlines()
    assert [lines[at - 1] for at, line in enumerate(lines) if line == "  Access-Control-Allow-Origin: *"] == [
        "/api/*",
        "/data.json",
    ]


# --- in a browser -------------------------------------------------------------------------------------------


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that notes what its policy refuses."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    context.add_init_script(measures.WATCH)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("way", ["served", "from disk"])
def test_what_a_reader_does_works_under_the_policy(page: Page, city_site: Path, way: str) -> None:
    """Search, the colors, and the lines of a diagram, under the header's policy and, from disk, under the page's."""
    with published.served(city_site) as served:
        page.goto(
            f"{served if way == 'served' else city_site.as_uri()}/vendors/tillhouse.html#picture"
        )  # it lies in a fold
        page.locator(".flow .box").first.focus()
        assert page.locator(".flow .line.on").count() > 0
        scheme = "document.body.getAttribute('data-md-color-scheme')"
        before = page.evaluate(scheme)
        for _ in range(2):  # from the colors of the system to light, and to dark
            page.locator("form[data-md-component=palette] button").click()
        assert page.evaluate(scheme) != before
        page.get_by_role("banner").get_by_role("combobox").fill("tillhouse")
        page.get_by_role("option").first.wait_for()
        assert measures.refused(page) == []


def test_the_menu_of_a_phone_works_under_the_policy(page: Page, city_site: Path) -> None:
    """It is there without a button, and leads on."""
    page.set_viewport_size({"width": 360, "height": 800})
    with published.served(city_site) as address:
        page.goto(f"{address}/index.html")
        page.get_by_role("navigation", name="Menu").get_by_role("link", name="Companies").click()
        page.wait_for_url("**/vendors/index.html")
        assert measures.refused(page) == []


ATTACK = (
    '<script>window.stolen = true</script><img src="data:," onerror="window.stolen = true"><p style="color: red">x</p>'
)


def attacked(folder: Path, target: Path, *, policy: bool) -> Path:
    """A site of one page, with an attack in its text that no build would let through."""
    target.mkdir()
    text = (folder / "about" / "words.html").read_text(encoding="utf-8").replace("</h1>", f"</h1>{ATTACK}", 1)
    text = text if policy else re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    (target / "index.html").write_text(text, encoding="utf-8")
    return target


@pytest.mark.parametrize(
    ("in_page", "in_header", "runs"),
    [(False, False, True), (True, False, False), (False, True, False)],
    ids=["no policy", "policy in the page", "policy in the header"],
)
def test_a_script_that_is_not_ours_does_not_run(  # noqa: PLR0913 - three fixtures, and three facts a case
    page: Page,
    city_site: Path,
    tmp_path: Path,
    *,
    in_page: bool,
    in_header: bool,
    runs: bool,
) -> None:
    """Each of the two policies stops it alone, be it an element or an attribute; without them it runs."""
    sent = published.headers_of(city_site) if in_header else {}
    with published.served(attacked(city_site, tmp_path / "site", policy=in_page), sent) as address:
        page.goto(f"{address}/index.html")
        page.wait_for_load_state("networkidle")
        assert bool(page.evaluate("window.stolen")) == runs
        stopped = {line.partition(":")[0] for line in measures.refused(page)}
        assert {"script-src-elem", "script-src-attr", "style-src-attr"} <= stopped or runs
