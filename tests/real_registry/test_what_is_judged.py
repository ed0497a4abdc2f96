"""What the tests here are given is made from the records in `registry/`, also after others were given theirs."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import urlopen

from scripts.registry.registry import Registry


def test_the_open_data_are_those_of_these_records(read: Registry, opened: dict[str, bytes]) -> None:
    """And of no other registry."""
    listed = {(one["kind"], one["id"]) for one in json.loads(opened["api/v1/records.json"])["records"]}
    assert listed == read.records.keys()


def test_the_site_that_is_served_is_that_of_these_records(site: Path, address: str) -> None:
    """A browser is shown the pages that were built from them."""
    with urlopen(f"{address}/index.html") as page:  # noqa: S310 - it is on this machine
        assert page.read() == (site / "index.html").read_bytes()
