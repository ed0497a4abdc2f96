"""What is judged here: the records in `registry/`, their open data and their site, which is built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.exports import open_data
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build
from tests import published
from tests.conftest import PHONE

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder: `pytest -m "not real_registry"` runs the others."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.real_registry)


@pytest.fixture(scope="session")
def records() -> Path:
    """The folder of the records. Where nobody has written any yet, there is nothing to judge."""
    folder = build.PROJECT / "registry"
    if not (folder / "organisation.yml").exists():
        pytest.skip("there are no records yet")
    return folder


@pytest.fixture(scope="session")
def read(records: Path) -> Registry:
    """What stands in them."""
    found, findings = registry.read(records)
    assert [str(finding) for finding in findings] == []
    return found


@pytest.fixture(scope="session")
def site(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their site."""
    return published.publish(records, tmp_path_factory.mktemp("real"))


# What rests on these is given anew too: pytest gives one fixture of a session to all, whoever asked for it first.


@pytest.fixture(scope="session")
def opened(read: Registry) -> dict[str, bytes]:
    """Their open data."""
    return open_data.render(read, Graph(read))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Their site, on this machine."""
    with published.served(site) as where:
        yield where


@pytest.fixture(scope="session")
def widths() -> tuple[int, ...]:
    """A phone alone: what is in the records is too long there first, and what is around them is judged elsewhere."""
    return (PHONE,)
