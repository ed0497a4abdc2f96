"""What the tests share: the small city of `city/`, the day that counts as now there, and `--bless`."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts import rules
from scripts.exports import open_data
from scripts.reading import confinement
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.site import build
from tests import browser as browsers
from tests import made_up_language, payloads, published

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.reading.findings import Finding
    from scripts.registry.registry import Registry

TESTS = Path(__file__).parent
CITY = TESTS / "city"
REAL = TESTS.parent / "registry"
TODAY = date(2030, 3, 1)
"""The day on which the small city is looked at. Some of its dates lie just on the right side of it."""

# The same examples in every run, and no limit on one example: machines differ.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--bless`, which writes what was found as what is expected."""
    parser.addoption("--bless", action="store_true", help="write the expected files anew; then read the diff")


def check(root: Path) -> list[Finding]:
    """Everything that is wrong in a registry on the day of the tests, in the order of the files."""
    read, findings = registry.read(root)
    findings += rules.run(read, Graph(read), TODAY, sound=not findings)
    return sorted(findings)


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
    read, findings = registry.read(CITY)
    assert findings == []
    return read


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
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real registry."""
    return published.publish(build.PROJECT / "registry", tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The site of the real registry, on this machine."""
    with published.served(real_site) as where:
        yield where


@pytest.fixture(scope="session")
def opened(city: Registry, graph: Graph) -> dict[str, str]:
    """The open data of the small city."""
    return open_data.render(city, graph)


@pytest.fixture(scope="session", params=["city", "real"])
def each_opened(request: pytest.FixtureRequest) -> dict[str, str]:
    """The open data of the small city, and of the real registry."""
    read, findings = registry.read({"city": CITY, "real": REAL}[request.param])
    assert findings == []
    return open_data.render(read, Graph(read))


@pytest.fixture(scope="session")
def opened_with(city: Registry) -> Callable[[str], dict[str, str]]:
    """The open data of the small city with one text in every field that has room for a text."""

    @cache
    def of(text: str) -> dict[str, str]:
        filled = payloads.filled(city, lambda _: text)
        return open_data.render(filled, Graph(filled))

    return of
