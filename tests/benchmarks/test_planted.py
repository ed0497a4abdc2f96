"""The mistakes of the benchmark: each is one mistake, and the same one in both shapes of the facts."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from scripts.registry.registry import Registry
from tests.benchmarks import fides_manifests, planted_mistakes
from tests.benchmarks.planted_mistakes import Planted
from tests.conftest import CITY


@pytest.fixture(scope="module")
def mistakes(city: Registry) -> list[Planted]:
    """Some of each kind, in the records of the small city."""
    return list(planted_mistakes.plant(city, CITY, each=6, seed=1))


def changed(good: str, wrong: str) -> list[int]:
    """The first line that differs, counted from 1; nothing if none does."""
    pairs = zip_longest(good.split("\n"), wrong.split("\n"))
    return [number for number, (one, other) in enumerate(pairs, start=1) if one != other][:1]


def test_every_kind_of_mistake_can_be_made(mistakes: list[Planted]) -> None:
    """A kind that finds no spot would measure nothing."""
    assert {mistake.kind for mistake in mistakes} == planted_mistakes.MISTAKES.keys()


def test_a_mistake_changes_its_file(city: Registry, mistakes: list[Planted]) -> None:
    """In the record and in the manifest, and not before the line that it names, but where a line is gone."""
    good = fides_manifests.of(city)
    for mistake in mistakes:
        (line,) = changed(city.documents[mistake.record].text, mistake.text)
        assert line >= mistake.line
        if mistake.manifest:
            (line,) = changed(good[mistake.record].document.text, mistake.manifest.text)
            assert line >= mistake.manifest.line


def test_a_manifest_says_what_the_record_says(city: Registry) -> None:
    """Whoever compares two tools must show both the same facts."""
    spots = fides_manifests.of(city)["vendor", "pawform"].spots
    flow = ("flows", "pet-form")
    assert spots["name",].value == "Pawform"
    assert spots[*flow, "data", 0].value == "contact-details.email-address"
    assert spots[*flow, "purposes", 0].value == "run-services.license-pets"
    assert spots[*flow, "from"].written == "pet-owner"
    assert spots[*flow, "retention"].written == "P1Y6M"
    assert (*flow, "evidence", 0, "source") not in spots
