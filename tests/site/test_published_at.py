"""A site whose record says where it is published, here below a folder of its host: every page knows its address."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Response

from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.site import build
from scripts.site.preview import Draft, Workshop
from scripts.site.preview.server import Server
from scripts.site.preview.turns import Turns
from scripts.site.security import page_shape
from tests import published
from tests.conftest import CITY

BASE = "https://data.example.gov/repo/"


def write(folder: Path, address: str = BASE) -> Path:
    """The records of the small city, which say where their site is."""
    records = Path(shutil.copytree(CITY, folder / "records"))
    with (records / "organisation.yml").open("a", encoding="utf-8") as file:
        file.write(f"published_at: {address}\n")
    return records


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, in a folder of a host, which shows the page of the site for what is not there."""
    folder = tmp_path_factory.mktemp("published")
    site = published.publish(write(folder), folder)
    host = folder / "host"
    host.mkdir()
    shutil.copytree(site, host / "repo")
    shutil.copy(site / "404.html", host)
    return host / "repo"


@pytest.fixture(scope="module")
def draft(below: Path) -> Draft:
    """A draft of the same."""
    read, findings = registry.read(below.parent.parent / "records")
    assert findings == []
    return Workshop().draft(read, Graph(read), {})


@pytest.mark.parametrize("path", ["nothing.html", "vendors/kind/nothing.html"])
def test_the_page_for_what_is_not_there_works_below_a_folder(path: str, below: Path, chromium: Browser) -> None:
    """At any depth: its looks and scripts come, and each of its links leads to a page of the site."""
    with published.served(below.parent, published.headers_of(below)) as address:
        page = chromium.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it must be a function of Python
        page.goto(f"{address}/repo/{path}")
        page.wait_for_load_state("networkidle")
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        icon = page.locator("header .md-logo svg").bounding_box()
        page.close()
    failed = [answer.url for answer in answers if answer.status >= 400 and not answer.url.endswith(path)]
    assert failed == []
    assert icon is not None
    assert icon["width"] < 100  # without its looks it fills the screen
    inside = [link for link in links if link.startswith(address)]
    assert len(inside) > 5
    for link in inside:
        where = urlsplit(link).path
        assert where.startswith("/repo/"), link
        assert where == f"/repo/{path}" or (below / where.removeprefix("/repo/")).is_file(), link


def test_the_site_map_has_the_address_of_each_page(below: Path) -> None:
    """Each in the map of its language."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    for code in ("", "es/"):
        listed = {place.text or "" for place in etree.parse(str(below / code / "sitemap.xml")).iter(f"{space}loc")}
        pages = {path.relative_to(below).as_posix() for path in (below / code).rglob("*.html")}
        own = {page for page in pages if page.startswith("es/") == bool(code) and not page.endswith("404.html")}
        assert listed == {f"{BASE}{page}" for page in own}


def test_a_site_without_an_address_has_nothing_that_needs_one(city_site: Path) -> None:
    """A list without one address would say to search engines that there is no page."""
    for name in ("sitemap*", "robots.txt", "cards"):
        assert list(city_site.rglob(name)) == []
    for page in ("index.html", "vendors/tillhouse.html"):
        assert (
            html.parse(str(city_site / page)).xpath("//meta[@property] | //meta[starts-with(@name, 'twitter:')]") == []
        )


def test_crawlers_are_told_where_the_lists_of_pages_are(below: Path) -> None:
    """They may read all of them."""
    lines = (below / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    maps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert f"{BASE}es/sitemap.xml" in maps
    assert all((below / one.removeprefix(BASE)).is_file() for one in maps)


@pytest.mark.parametrize("code", ["", "es/"])
def test_each_page_says_what_is_shown_where_people_share_it(code: str, below: Path) -> None:
    """Its title, its first words, its address, and a picture that is there."""
    for page, title, picture in (
        ("vendors/tillhouse.html", "Tillhouse", "vendors/tillhouse.png"),
        ("services/index.html", {"": "Services", "es/": "Servicios"}[code], "index.png"),
    ):
        tree = html.parse(str(below / code / page))
        shown = {one.get("property"): one.get("content") for one in tree.xpath("//meta[@property]")}
        assert shown["og:title"] == title
        assert [shown["og:description"]] == tree.xpath("//meta[@name='description']/@content")
        assert shown["og:url"] == f"{BASE}{code}{page}"
        assert shown["og:image"] == f"{BASE}{code}cards/{picture}"
        assert (below / code / "cards" / picture).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("code", ["", "es/"])
def test_a_page_is_shared_without_scripts_by_its_address_and_its_picture(code: str, below: Path) -> None:
    """Both stand there as text and as a link."""
    page = "vendors/tillhouse.html"
    share = html.parse(str(below / code / page)).xpath("//div[@class='share']")[0]
    assert share.findtext(".//code") == f"{BASE}{code}{page}"
    assert share.xpath(".//a/@href") == ["../cards/vendors/tillhouse.png"]


def test_each_service_company_promise_and_finding_has_a_picture_of_its_own(below: Path) -> None:
    """No two are the same, and none is of anything else."""
    pictures = {path.relative_to(below / "cards").with_suffix("") for path in (below / "cards").rglob("*.png")}
    records = {
        path.relative_to(CITY).with_suffix("")
        for folder in ("services", "vendors", "promises")
        for path in (CITY / folder).glob("*.yml")
    }
    findings = {path.relative_to(below).with_suffix("") for path in (below / "findings").glob("*.html")}
    assert pictures == records | findings | {Path("index")}
    different = {(below / "cards" / f"{path}.png").read_bytes() for path in pictures}
    assert len(different) == len(pictures) - 1  # the first page begins with the first finding


def test_the_page_for_what_is_not_there_speaks_every_language(below: Path) -> None:
    """Nobody knows which one its reader has. Its own comes first."""
    for page, languages in (("404.html", ["en", "es"]), ("es/404.html", ["es", "en"])):
        tree = html.parse(str(below / page))
        assert tree.xpath("//article//div/@lang")[:2] == languages
        assert [len(tree.xpath(f"//article//h{level}")) for level in (1, 2)] == [1, len(languages) - 1]
        homes = tree.xpath("//article//a/@href")
        assert homes[:2] == [f"/repo/{'' if code == 'en' else 'es/'}index.html" for code in languages]


def test_each_page_names_its_own_address(below: Path) -> None:
    """So that search engines know it by one, whatever leads there."""
    for page in ("index.html", "vendors/tillhouse.html", "es/vendors/tillhouse.html", "vendors/kind/payments.html"):
        assert html.parse(str(below / page)).xpath("//link[@rel='canonical']/@href") == [f"{BASE}{page}"]


def test_a_page_that_names_another_address_is_refused(below: Path) -> None:
    """Only its own is let through the wall."""
    content = (below / "vendors" / "tillhouse.html").read_bytes()
    ours = [
        page_shape.take((below / page).read_bytes()).look for page in ("formats.html", "rules/index.html", "404.html")
    ]
    frame = page_shape.Frame(ours, 1, BASE)
    other = content.replace(f"{BASE}vendors/tillhouse.html".encode(), b"https://evil.example/")
    assert other != content
    for page, message in ((content, ""), (other, "leads to `https://evil.example/`")):
        found = page_shape.faults("vendors/tillhouse.html", page_shape.take(page), "", frame)
        around = [fault.message for fault in found if "around its article" in fault.message]
        assert [message in said for said in around] == ([True] if message else [])


def test_a_draft_has_the_same_addresses(below: Path, draft: Draft) -> None:
    """Byte for byte, the site map too."""
    paths = ["sitemap.xml", "sitemap.xml.gz", "es/sitemap.xml", "es/sitemap.xml.gz", "404.html", "es/404.html"]
    paths += [
        "robots.txt",
        "cards/index.png",
        "es/cards/services/pay-property-tax.png",
        "_headers",
        "index.html",
        "vendors/tillhouse.html",
        "es/vendors/tillhouse.html",
        "vendors/petforms.html",
    ]
    assert [path for path in paths if draft.file(path) != (below / path).read_bytes()] == []


@pytest.fixture
def server(draft: Draft) -> Iterator[Server]:
    """A preview of it."""
    turns = Turns(lambda: draft)
    turns.take()
    with Server(turns, 0) as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield one
        turns.end()
        one.shutdown()
        thread.join()


def test_a_preview_lies_below_the_same_folder(server: Server, chromium: Browser) -> None:
    """So that the links of its page for what is not there lead somewhere. The root leads to it."""
    assert server.address.endswith("/repo/")
    page = chromium.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(server.address.removesuffix("repo/"))
    assert page.url == server.address
    assert failed == []
    page.goto(f"{server.address}vendors/nobody.html")
    assert failed == [f"{server.address}vendors/nobody.html"]
    page.get_by_role("link", name="Start at the home page").click()
    page.wait_for_url(f"{server.address}index.html")
    page.close()


@pytest.mark.parametrize("address", ["https://data.example.gov/repo?page=1", "https://data.example.gov/repo#top"])
def test_an_address_is_a_place_and_no_part_of_a_page(address: str, tmp_path: Path) -> None:
    """What comes after it would stand in the middle of every other address."""
    _, findings = registry.read(write(tmp_path, address))
    (finding,) = findings
    assert "write only where the site lies, without what comes after" in finding.message


def test_the_settings_name_no_second_address(tmp_path: Path) -> None:
    """It stands in one place."""
    project = published.project(tmp_path / "project")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://other.example/\n")
    with pytest.raises(
        build.BuildError, match=r"write the address of the site into organisation\.yml, as published_at"
    ):
        build.read_settings(project)
