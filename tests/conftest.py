"""What the tests share: the small city of `city/`, the day that counts as now there, and `--bless`."""

from __future__ import annotations

import pickle
import shutil
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts import rules
from scripts.exports import open_data
from scripts.reading import confinement
from scripts.reading.findings import told
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.site import build
from scripts.site.pages.views.paging import MOST_ROWS
from scripts.site.preview import Workshop
from tests import browser as browsers
from tests import made_up_language, payloads, property_profiles, published
from tests.payloads import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.reading.findings import Finding
    from scripts.registry.registry import Registry

TESTS = Path(__file__).parent
CITY = TESTS / "city"
TODAY = date(2030, 3, 1)
"""The day on which the small city is looked at. Some of its dates lie just on the right side of it."""

property_profiles.register()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--bless`, which writes what was found as what is expected."""
    parser.addoption("--bless", action="store_true", help="write the expected files anew; then read the diff")


def pytest_configure() -> None:
    """Let what the tests start hear signals, also where `nohup` or a shell in the background ignores them.

    What is ignored here is ignored by every process that is started here; what is handled here is not.
    """
    for name in ("SIGINT", "SIGHUP"):
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and leave out by day what is marked as `thorough`."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    if not property_profiles.is_nightly():
        left_out = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def check(root: Path) -> list[Finding]:
    """Everything that is wrong in a registry on the day of the tests, in the order of the files."""
    read, findings = registry.read(root)
    return sorted(told([*findings, *rules.run(read, Graph(read), TODAY).findings]))


def overlay(target: Path, case: Path) -> None:
    """Make `target` the small city with the files of `case` put over it, and those in its `delete.txt` gone."""
    shutil.copytree(CITY, target, dirs_exist_ok=True)
    doomed = case / "delete.txt"
    for name in doomed.read_text(encoding="utf-8").split() if doomed.exists() else ():
        if (target / name).is_dir():
            shutil.rmtree(target / name)
        else:
            (target / name).unlink()
    shutil.copytree(case, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt", "delete.txt"))


@pytest.fixture(scope="session")
def city() -> Registry:
    """The small city as a registry."""
    found, findings = registry.read(CITY)
    assert findings == []
    return found


@pytest.fixture(scope="session")
def graph(city: Registry) -> Graph:
    """The small city as a graph."""
    return Graph(city)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small city in a folder that a test may change."""
    return Path(shutil.copytree(CITY, tmp_path / "city"))


@pytest.fixture(scope="module")
def unconfined() -> Iterator[None]:
    """What the commands do in a process of its own is done in this one: hundreds of processes would take minutes.

    It goes there and back in the same form, so that what could not is noticed.
    """

    def sent(value: Any) -> Any:
        return pickle.loads(pickle.dumps(value))  # noqa: S301 - packed right here

    def run(_: confinement.Limits, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        try:
            return sent(work(*sent(arguments), **sent(named)))
        except Exception as error:  # noqa: BLE001 - it is raised again in the form in which it would come
            raise sent(error) from None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confinement, "run", run)
        yield


@pytest.fixture(scope="session")
def city_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small city, also in a language that a translator has almost done."""
    catalogues = made_up_language.write(tmp_path_factory.mktemp("catalogues"))
    return published.publish(CITY, tmp_path_factory.mktemp("city"), catalogues)


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """What drafts are made with, in the languages of the site of the small city."""
    return Workshop(build.PROJECT, made_up_language.write(tmp_path_factory.mktemp("catalogues")))


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small city in English alone, with so many sources that a list of them takes two pages."""
    folder = tmp_path_factory.mktemp("long")
    overlay(folder / "records", CITY)
    seen = (CITY / "sources" / "seen-by-us.yml").read_text(encoding="utf-8").replace("url: none", "url: not-stated")
    for number in range(MOST_ROWS + 1):
        path = folder / "records" / "sources" / f"seen-{number}.yml"
        path.write_text(seen.replace("What we saw", f"What we saw on day {number}"), encoding="utf-8")
    return published.publish(folder / "records", folder, others=())


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A window as wide as a phone."""
    page = chromium.new_page(viewport={"width": PHONE, "height": 800})
    yield page
    page.close()


@pytest.fixture(
    scope="session", params=[*payloads.TURNS, *(pytest.param(name, marks=pytest.mark.thorough) for name in PAYLOADS)]
)
def arrangement(request: pytest.FixtureRequest) -> str:
    """How payloads stand in the fields of the small city: by day each in its turn, at night each in every field too."""
    return str(request.param)


@pytest.fixture(scope="session")
def hostile(city: Registry, arrangement: str) -> Registry:
    """The small city with payloads in every field that has room for a text."""
    return payloads.hostile(city, arrangement)


@pytest.fixture(scope="session")
def hostile_files(hostile: Registry) -> dict[str, bytes]:
    """The open data of that city."""
    return open_data.render(hostile, Graph(hostile))


# --- what is judged: in `real_registry/`, these are the records in `registry/` -----------------------------------


@pytest.fixture(scope="session")
def records() -> Path:
    """The folder of the records."""
    return CITY


@pytest.fixture(scope="session")
def read(city: Registry) -> Registry:
    """What stands in them."""
    return city


@pytest.fixture(scope="session")
def opened(read: Registry) -> dict[str, bytes]:
    """Their open data."""
    return open_data.render(read, Graph(read))


@pytest.fixture(scope="session")
def site(city_site: Path) -> Path:
    """Their site."""
    return city_site


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Their site, on this machine."""
    with published.served(site) as where:
        yield where


PHONE, DESKTOP = 360, 1280


@pytest.fixture(scope="session")
def widths() -> tuple[int, ...]:
    """How wide the windows are in which every kind of page is looked at."""
    return PHONE, DESKTOP
