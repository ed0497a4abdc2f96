"""Whose host a link leads to is judged by what the records say of hosts, as far as they can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import CITY, check


def found(root: Path, *changes: tuple[str, str, str]) -> list[str]:
    """The rules that find something in the small city with texts in its files put in place of others."""
    shutil.copytree(CITY, root, dirs_exist_ok=True)
    for name, old, new in changes:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), encoding="utf-8")
    return [finding.rule for finding in check(root)]


PAGE = ("services/browse.yml", "page: https://www.example.gov/")


@pytest.mark.parametrize("host", ["www.exmaple.gov", "exampl.gov", "pay.eexample.gov", "example.go", "examp1e.gov"])
def test_a_slip_in_the_organisations_host_is_found(tmp_path: Path, host: str) -> None:
    """Whatever stands before it, and wherever the slip is."""
    assert found(tmp_path, (*PAGE, f"page: https://{host}/")) == ["host-slip"]


@pytest.mark.parametrize("host", ["new.example.gov", "example.org", "www.samples.gov", "example.gov.example.org"])
def test_another_host_is_no_slip(tmp_path: Path, host: str) -> None:
    """Hosts below the organisation's own, and those of others."""
    assert found(tmp_path, (*PAGE, f"page: https://{host}/")) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://test-results.example.gov/",
        "https://center-stage.example.gov/",
        "https://dev.example.org/docs",
        "https://docs.google.com/document/d/e/2PACX-1vQ/pub",
        "https://docs.google.com/forms/d/e/1FAIpQ/viewform",
    ],
)
def test_what_everybody_may_read_is_published(tmp_path: Path, address: str) -> None:
    """A word such as `test` in a name is not enough."""
    assert found(tmp_path, (*PAGE, f"page: {address}")) == []


def test_a_source_that_was_read_on_a_site_for_trials_keeps_its_address(tmp_path: Path) -> None:
    """It says where it was read, and sends nobody there to do something."""
    source = ("sources/town-tax-page.yml", "https://www.example.gov/tax/pay", "https://staging.example.gov/tax/pay")
    assert found(tmp_path, source) == []


def test_a_host_that_somebody_runs_is_no_slip(tmp_path: Path) -> None:
    """Also if it looks like one."""
    claim = ("vendors/tillhouse.yml", "domains:\n", "domains:\n  - {host: examples.gov, use: it shows samples}\n")
    assert found(tmp_path, (*PAGE, "page: https://www.examples.gov/"), claim) == []


def test_a_host_that_a_broken_record_may_claim_is_no_slip(tmp_path: Path) -> None:
    """One mistake is one finding."""
    claim = ("vendors/tillhouse.yml", "domains:\n", "domains:\n  - {host: examples.gov, use: it shows samples}\n")
    broken = ("vendors/tillhouse.yml", "identity: known", "identity: perhaps")
    assert found(tmp_path, (*PAGE, "page: https://www.examples.gov/"), claim, broken) == ["unknown-word"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("organisation.yml", "{host: www.example.gov,", "{host: WWW.example.gov,"),
        ("organisation.yml", "{host: example.gov,", "{host: https://example.gov,"),
        ("vendors/tillhouse.yml", "{host: pay.example.gov,", "{host: Pay.example.gov,"),
    ],
)
def test_a_host_with_a_mistake_makes_no_link_wrong(tmp_path: Path, name: str, old: str, new: str) -> None:
    """Where the list of hosts cannot be trusted, nothing is held against it."""
    page = ("vendors/tillhouse.yml", 'home: "https://tillhouse.example.org/"', 'home: "https://pay.example.gov/"')
    assert found(tmp_path, (name, old, new), page) == ["bad-host"]


def test_a_home_page_is_held_against_no_broken_list_of_hosts(tmp_path: Path) -> None:
    """The host that is missing may be the one with the mistake."""
    one = ("organisation.yml", "{host: www.example.gov,", "{host: WWW.example.gov,")
    other = ("organisation.yml", "{host: example.gov,", "{host: code.example.org,")
    assert found(tmp_path, one, other) == ["bad-host"]


def test_a_companys_page_on_a_host_that_it_runs_is_its_own(tmp_path: Path) -> None:
    """Companies often run a host below the organisation's."""
    page = ("vendors/tillhouse.yml", 'home: "https://tillhouse.example.org/"', 'home: "https://pay.example.gov/"')
    assert found(tmp_path, page) == []


def test_a_slip_in_the_home_page_is_one_finding(tmp_path: Path) -> None:
    """Every other host of the organisation is then one letter away from it, and right."""
    home = ("organisation.yml", "home: https://www.example.gov/", "home: https://www.exmaple.gov/")
    assert found(tmp_path, home) == ["home-elsewhere"]
