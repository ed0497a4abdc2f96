"""The built site: every link leads somewhere, two builders agree, and the same records give the same bytes."""

from __future__ import annotations

import hashlib
import os
import posixpath
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from lxml import html

from scripts.cli.main import main
from scripts.exports.open_data.paths import record_file
from scripts.reading import readability
from scripts.registry import registry
from scripts.registry.addresses import page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build, settings
from scripts.words import languages
from tests import made_up_language, published
from tests.conftest import CITY


def pages_of(folder: Path) -> set[str]:
    """The addresses of the pages of a site."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    """Also in raw HTML and in pictures, which the site builder does not look at."""
    trees = {page: html.parse(str(site / page)).getroot() for page in pages_of(site)}
    anchors = {
        page: {element.get("id") for element in tree.iter() if element.get("id")} for page, tree in trees.items()
    }
    dead = []
    for page, tree in trees.items():
        if page.endswith("404.html"):  # it is shown at any address, so its links are absolute
            continue
        for element in tree.iter():
            for attribute in ("href", "src"):
                link = urlsplit(element.get(attribute) or "")
                if not element.get(attribute) or link.scheme or link.netloc:
                    continue
                target = os.path.normpath(Path(page).parent / unquote(link.path)) if link.path else page
                if not (site / target).is_file() or (
                    link.fragment and target in anchors and unquote(link.fragment) not in anchors[target]
                ):
                    dead.append(f"{page}: {element.get(attribute)}")
    assert dead == []


def test_ids_are_unique_on_each_page(site: Path) -> None:
    """A link to an id, and a screen reader that follows it, find one place."""
    for page in sorted(pages_of(site)):
        ids = [element.get("id") for element in html.parse(str(site / page)).iter() if element.get("id")]
        assert len(ids) == len(set(ids)), f"{page}: {[id_ for id_ in ids if ids.count(id_) > 1]}"


def test_nothing_comes_from_another_host(site: Path) -> None:
    """No page loads a script, a style, a font or a picture from anywhere else."""
    for page in sorted(pages_of(site)):
        for element in html.parse(str(site / page)).iter("script", "img", "link", "iframe", "source", "video"):
            if element.get("rel") != "canonical":
                address = urlsplit(element.get("src") or element.get("href") or "")
                assert not address.netloc, f"{page}: {address.geturl()}"


FOR_AUTHORS = {"records", "rules"}
"""Pages about the way to write records, made from the code and not from records."""


FEW_WORDS = 4
"""As many as a date has: what has no more beside its names is no sentence."""


def is_list_of_names(part: html.HtmlElement) -> bool:
    """Whether next to nothing stands beside the names of records, which lead to their pages."""
    return bool(part.xpath(".//a")) and len("".join(part.xpath(".//text()[not(ancestor::a)]")).split()) <= FEW_WORDS


def test_every_page_can_be_read_with_eight_years_of_school(site: Path) -> None:
    """Sentences that are made from records are short, whatever the names in them."""
    hard = {}
    for page in sorted(pages_of(site)):
        if "/" not in page or page.partition("/")[0] in {*FOR_AUTHORS, *published.languages_of(site)}:
            continue
        article = html.parse(str(site / page)).getroot().find(".//article")
        # What a policy says is said in its own words, as far as that goes.
        for part in article.xpath(
            ".//figure | .//table | .//code | .//a[@class='headerlink'] | .//div[@class='statement']"
        ):
            part.drop_tree()
        parts = [part for part in article.iter("p", "li", "dt", "dd", "h2", "h3") if not is_list_of_names(part)]
        texts = [" ".join(part.text_content().split()) for part in parts]
        grade = readability.grade(
            " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts if text)
        )
        if grade > 8:
            hard[page] = grade
    assert hard == {}


def test_record_pages_stay_out_of_the_navigation(site: Path) -> None:
    """A navigation that lists every record would make each page as long as the registry."""
    links = html.parse(str(site / "index.html")).xpath("//nav[contains(@class, 'md-tabs')]//a/@href")
    assert links == ["services/index.html", "vendors/index.html", "promises/index.html", "about/index.html"]


def test_every_page_is_few_taps_from_the_first(city_site: Path) -> None:
    """What the menu does not name is reached from what it names: lists in two taps, or three for those of the tool."""
    taps = {"index.html": 0}
    waiting = ["index.html"]
    for page in waiting:  # grows while it runs
        for link in html.parse(str(city_site / page)).xpath(
            "//article//a/@href | //nav[contains(@class, 'md-tabs')]//a/@href"
        ):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link.partition("#")[0] or "."))
            if "://" not in link and path.endswith(".html") and path not in taps and (city_site / path).is_file():
                taps[path] = taps[page] + 1
                waiting.append(path)
    every = {path.relative_to(city_site).as_posix() for path in city_site.rglob("*.html") if not _is_elsewhere(path)}
    every = {path for path in every if path.partition("/")[0] not in {"404.html", *published.languages_of(city_site)}}
    assert sorted(every - taps.keys()) == []
    assert {path: count for path, count in taps.items() if path.endswith("/index.html") and count > 3} == {}


def _is_elsewhere(path: Path) -> bool:
    return b'http-equiv="refresh"' in path.read_bytes()  # an old address: nobody stays there


@pytest.fixture(scope="session")
def zensical_site(city: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small city, built by the successor of MkDocs under strict."""
    return published.by_zensical(city, tmp_path_factory.mktemp("zensical"))


def test_zensical_builds_the_same_addresses_from_the_same_settings(city_site: Path, zensical_site: Path) -> None:
    """The builder can be changed any day: its successor makes the same pages, under strict too."""
    made_up = {page for page in pages_of(city_site) if page.startswith(f"{made_up_language.CODE}/")}
    assert pages_of(zensical_site) == pages_of(city_site) - made_up


@pytest.mark.parametrize("which", ["city_site", "zensical_site"])
def test_each_page_leads_to_the_same_page_in_every_other_language(which: str, request: pytest.FixtureRequest) -> None:
    """By plain links, which work from disk too. A page that is in English only leads to the home page of each."""
    folder: Path = request.getfixturevalue(which)
    codes = published.languages_of(folder)
    pages = {page for page in pages_of(folder) if not page.endswith("404.html")}
    only = set()
    for page in sorted(pages):
        code, _, rest = page.partition("/")
        here, path = (code, rest) if code in codes else ("en", page)
        tree = html.parse(str(folder / page)).getroot()
        assert tree.get("lang") == here, page
        there = {code: path if code == "en" else f"{code}/{path}" for code in ("en", *codes) if code != here}
        links = tree.xpath("//header//a[@class='language']")
        assert [(link.get("lang"), link.get("hreflang")) for link in links] == [(code, code) for code in there], page
        led = {link.get("lang"): os.path.normpath(Path(page).parent / link.get("href")) for link in links}
        alternates = {
            link.get("hreflang"): os.path.normpath(Path(page).parent / link.get("href"))
            for link in tree.xpath("//head/link[normalize-space(@rel)='alternate'][@hreflang]")
        }
        if pages.issuperset(there.values()):
            assert led == alternates == there, page
        else:
            only.add(page)
            assert led == {code: f"{code}/index.html" for code in codes}, page
            assert not alternates, page
    by_hand = {page for page in pages if "/" not in page} - {"index.html"}
    assert {page for page in only if page.partition("/")[0] not in FOR_AUTHORS} == by_hand | {
        "about/data-dictionary.html",
        "about/downloads.html",
    }


def test_the_page_of_each_record_leads_to_its_json_in_every_language(city_site: Path, city: Registry) -> None:
    """So a program that is given the address of a page finds the data behind it."""
    for code in ("", *published.languages_of(city_site)):
        for key in city.records:
            page = f"{code}/{page_of(key)}".removeprefix("/").replace(".md", ".html")
            (link,) = html.parse(str(city_site / page)).xpath("//head/link[@type='application/json']")
            assert os.path.normpath(Path(page).parent / link.get("href")) == record_file(key), page


def test_a_site_is_half_in_a_language_whose_translator_is_not_done(city_site: Path) -> None:
    """What has no translation yet, or one that somebody has to look at, is in English and says so, wherever it stands.

    That is so in titles of folds, in labels, around what is filled in, in pictures and above the page.
    """
    folder = city_site / made_up_language.CODE

    def english(page: str) -> list[tuple[str, str]]:
        parts = html.parse(str(folder / page)).xpath("//*[@lang='en']")
        return [(part.tag, " ".join(part.text_content().split())) for part in parts]

    vendor = english("vendors/tillhouse.html")
    assert ("span", "Whom do I ask?") in vendor
    assert any(text.startswith("When you ") for _, text in vendor)
    assert ("text", "From") in vendor
    assert ("title", "What Tillhouse gets and passes on") in vendor
    assert ("desc", "From left to right: From, Who gets it, Why. The table has the same facts.") in english(
        "data/card-number.html"
    )
    page = (folder / "vendors" / "tillhouse.html").read_text(encoding="utf-8")
    assert made_up_language.wide("Gets") in page
    assert made_up_language.wide("From left to right") not in page  # somebody has to look at it first


def test_the_page_for_what_is_not_there_is_in_each_language(city_site: Path) -> None:
    """And speaks it."""
    for code in published.languages_of(city_site):
        missing = html.parse(str(city_site / code / "404.html")).getroot()
        assert missing.get("lang") == code
        assert missing.xpath("//h1[@id='no-page']/text()") != ["There is no page at this address"]


def test_every_page_says_who_publishes_it_and_when_it_was_checked(city_site: Path) -> None:
    """By the records, never by the clock; and what anybody may do with it, and how to correct it."""
    for page, day in (("index.html", "March 1, 2030"), ("es/services/index.html", "1 de marzo de 2030")):
        (footer,) = html.parse(str(city_site / page)).xpath("//footer")
        assert day in footer.text_content()
        first, *others = footer.xpath(".//a/@href")
        assert first == "https://www.example.gov/"
        (licence,) = footer.xpath(".//a[@rel='license']/@href")
        inside = [other for other in others if other != licence]
        assert len(inside) == 2
        assert all((city_site / page).parent.joinpath(target).is_file() for target in inside)


def test_every_page_that_no_translator_has_reviewed_says_so(city_site: Path) -> None:
    """In the language of the page, above everything else."""
    notices = {
        "es": languages.find("es").say(settings.NOT_REVIEWED),
        made_up_language.CODE: made_up_language.wide(settings.NOT_REVIEWED),
    }
    for code, notice in notices.items():
        for page in pages_of(city_site / code):
            (banner,) = html.parse(str(city_site / code / page)).xpath("//aside[contains(@class, 'md-banner')]")
            assert banner.text_content().strip() == notice
    assert not html.parse(str(city_site / "index.html")).xpath("//aside[contains(@class, 'md-banner')]")


@pytest.mark.parametrize("which", ["city_site", "zensical_site"])
def test_an_old_address_leads_to_the_new_page(which: str, request: pytest.FixtureRequest) -> None:
    """A record that was renamed is still found under each of its old ids, by people and not by search engines."""
    folder: Path = request.getfixturevalue(which)
    for old, new in {
        "vendors/petforms": "pawform",
        "vendors/pet-forms-online": "pawform",
        "recipients/pet-forms": "../vendors/pawform",
        "offices/tax-window": "tax-desk",
    }.items():
        page = html.parse(str(folder / f"{old}.html")).getroot()
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={new}.html"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//article//p[@class='lead']/a/@href") == [f"{new}.html"]
    for index in folder.rglob("search-index.js"):
        assert "vendors/petforms" not in index.read_text(encoding="utf-8")


def fingerprint(folder: Path) -> dict[str, str]:
    """What a site holds, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_records_give_the_same_bytes_on_any_machine(city_site: Path, tmp_path: Path) -> None:
    """Hash seed, time zone and language of the machine change nothing."""
    code = (
        "import sys; from pathlib import Path; from tests.published import publish; publish(*map(Path, sys.argv[1:]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(CITY), str(tmp_path), str(made_up_language.write(tmp_path / "catalogues"))],
        cwd=build.PROJECT,
        env=os.environ | {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        check=True,
        capture_output=True,
    )
    assert fingerprint(tmp_path / "site") == fingerprint(city_site)


def test_a_registry_with_only_an_organisation_makes_a_site(tmp_path: Path) -> None:
    """Whoever starts sees a site at once, and a warning that says what to add."""
    records = tmp_path / "registry"
    records.mkdir()
    text = (CITY / "organisation.yml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if line.split(":")[0] in ORGANISATION_KEYS]
    (records / "organisation.yml").write_text("\n".join([*kept, *ORGANISATION_REST]) + "\n", encoding="utf-8")
    checked = CliRunner().invoke(main, ["check", "--registry", str(records)])
    assert checked.exit_code == 0, checked.output
    assert "warning[empty-registry]" in checked.output
    assert (published.publish(records, tmp_path / "out") / "index.html").is_file()


ORGANISATION_KEYS = {"name", "short_name", "team", "summary", "home", "review_every"}
ORGANISATION_REST = [
    "policy: not-stated",
    "domains: [{host: www.example.gov, use: the website}]",
    "contact: {phone: not-stated}",
]


def site_of_before(folder: Path) -> Path:
    """What is left of a site that was built before: enough to know it by."""
    for name in ("index.html", "_headers", "api/v1/index.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("the last good site", encoding="utf-8")
    return folder


def test_a_site_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    """Nothing of the earlier one is left, and nothing lies beside the new one."""
    read, _ = registry.read(CITY)
    project = published.project(tmp_path / "project")
    build.generate(read, Graph(read), project)
    old = site_of_before(tmp_path / "public" / "site")
    (old / "gone.html").write_text("a page of before", encoding="utf-8")
    build.build(read, old, project, others=())
    assert "the last good site" not in (old / "index.html").read_text(encoding="utf-8")
    assert not (old / "gone.html").exists()
    assert [path.name for path in old.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("held", ["notes.txt", "index.html", ".git/HEAD", "docs/pages/index.md"])
def test_a_folder_with_something_else_is_never_replaced(folder: Path, tmp_path: Path, held: str) -> None:
    """It could be the home of somebody, or the folder with all of their work. It is refused before anything is done."""
    other = site_of_before(tmp_path / "other") if held.startswith(".") else tmp_path / "other"
    (other / held).parent.mkdir(parents=True, exist_ok=True)
    (other / held).write_text("work of years", encoding="utf-8")
    before = fingerprint(other)
    done = CliRunner().invoke(main, ["site", "--registry", str(folder), "--out", str(other), "--today", "2030-03-01"])
    assert done.exit_code == 2
    assert "holds something else; choose another folder with --out" in done.output
    assert fingerprint(other) == before


def test_one_error_and_no_page_is_written(folder: Path, tmp_path: Path) -> None:
    """An earlier site stays as it was when a record is wrong."""
    old = site_of_before(tmp_path / "site")
    before = fingerprint(old)
    vendor = folder / "vendors" / "tillhouse.yml"
    vendor.write_text(vendor.read_text(encoding="utf-8").replace("email-address", "emial-address", 1), encoding="utf-8")
    done = CliRunner().invoke(main, ["site", "--registry", str(folder), "--out", str(old), "--today", "2030-03-01"])
    assert done.exit_code == 1
    assert "did you mean `email-address`?" in done.output
    assert fingerprint(old) == before


def test_pages_that_cannot_be_built_leave_the_earlier_site_alone(tmp_path: Path) -> None:
    """A fault of the site builder is shown, and the last good site stays."""
    read, _ = registry.read(CITY)
    project = published.project(tmp_path / "project")
    build.generate(read, Graph(read), project)
    (project / build.PAGES / "index.md").write_text("[nowhere](nowhere.md)", encoding="utf-8")
    old = site_of_before(tmp_path / "site")
    before = fingerprint(old)
    with pytest.raises(build.BuildError, match=r"nowhere\.md"):
        build.build(read, old, project, others=())
    assert fingerprint(old) == before


def test_a_site_in_english_alone_can_be_built(long_site: Path) -> None:
    """As `registry serve` does, to be faster. Its pages name the other languages all the same."""
    assert (long_site / "index.html").is_file()
    assert not (long_site / "es").exists()


def test_a_deleted_record_leaves_no_page(tmp_path: Path) -> None:
    """What an earlier run wrote goes when its record goes."""
    project = published.project(tmp_path / "project")
    left = project / build.PAGES / "vendors" / "long-gone.md"
    left.parent.mkdir(parents=True)
    left.write_text("# Long gone\n", encoding="utf-8")
    read, _ = registry.read(CITY)
    build.generate(read, Graph(read), project)
    assert not left.exists()
