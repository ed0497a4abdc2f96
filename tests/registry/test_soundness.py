"""What is sound of a registry with mistakes, and what rules say of it."""

from __future__ import annotations

from pathlib import Path

from scripts import rules
from scripts.registry import registry as registries
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.registry.soundness import sound_part
from scripts.rules import Inspected
from scripts.rules.base import Scope
from tests.conftest import TODAY


def spoil(folder: Path, name: str, before: str, after: str) -> Registry:
    """Read the small city with one text in one file replaced by another."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    return registries.read(folder)[0]


def inspect(registry: Registry) -> Inspected:
    """Run all rules on the day of the tests."""
    return rules.run(registry, Graph(registry), TODAY)


def test_all_of_a_sound_registry_is_sound(city: Registry) -> None:
    """Nothing is left out."""
    part = sound_part(city, [])
    assert part.registry.records == city.records
    assert (part.records, part.flows) == (0, 0)


def test_a_flow_that_names_what_is_not_there_is_left_out_alone(folder: Path) -> None:
    """The other flows of its record stay."""
    registry = spoil(folder, "vendors/tillhouse.yml", "data: [card-number", "data: [card-nubmer")
    part = sound_part(registry, [])
    assert registry.flows.keys() - part.registry.flows.keys() == {"tillhouse/property-tax"}
    assert (part.records, part.flows) == (0, 1)


def test_what_rests_on_something_left_out_goes_with_it(folder: Path) -> None:
    """A kind of information that cannot be read takes along the kinds that are part of it, and the flows with them."""
    registry = spoil(folder, "data/card-details.yml", "name:", "nmae:")
    part = sound_part(registry, [])
    assert registry.data.keys() - part.registry.data.keys() == {"card-number"}
    gone = registry.flows.keys() - part.registry.flows.keys()
    assert gone == {"tillhouse/property-tax", "clearbridge/card-payments", "state-auditor/audit"}


def test_no_name_in_the_sound_part_leads_nowhere(city: Registry) -> None:
    """Whichever record cannot be read."""
    for key in city.records:
        rest = {other: record for other, record in city.records.items() if other != key}
        part = sound_part(Registry(rest, city.documents), []).registry
        assert [reference for reference in part.references if part.resolve(reference.ref) is None] == []


def test_a_mistake_in_one_record_hides_no_broken_promise_in_another(folder: Path) -> None:
    """What can be seen in the sound part is told at once."""
    spoil(folder, "vendors/pawform.yml", "kinds:", "knds:")
    registry = spoil(
        folder, "vendors/clearbridge.yml", "purposes: [take-payment]", "purposes: [take-payment, marketing]"
    )
    assert "broken-promise" in {finding.rule for finding in inspect(registry).findings}


def test_what_might_stand_in_a_broken_record_is_not_missed(folder: Path) -> None:
    """No service is said to lack a flow while a record of flows cannot be read. Those checks are counted."""
    registry = spoil(folder, "vendors/tillhouse.yml", "name:", "nmae:")
    found = inspect(registry)
    whole = [rule for rule in rules.RULES if rule.scope is Scope.WHOLE]
    assert found.findings == []
    assert found.waiting.rules == len(whole)
    assert found.waiting.records >= 1


def test_a_waiver_that_has_ended_holds_no_check_back(folder: Path) -> None:
    """It is a mistake, and nothing rests on it."""
    registry = spoil(folder, "sources/records-law.yml", "until: 2030-03-01", "until: 2030-02-28")
    found = inspect(registry)
    assert "expired-waiver" in {finding.rule for finding in found.findings}
    assert not found.waiting.rules
