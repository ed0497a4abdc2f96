"""How sure a flow is: as sure as who gets it and what it is, and no source makes surer what it does not speak of."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.evidence import FlowFact
from schemas.flow import Flow
from schemas.kinds import Strength
from scripts.registry import grades
from scripts.registry.registry import Registry

STRONG = {"source": "town-tax-page"}
"""A page of the town."""
OUR_OWN = STRONG | {"inferred": "We think so."}


def flow_resting_on(city: Registry, *evidence: dict[str, Any], **said: Any) -> Flow:
    """A flow of the small city that rests on other sources."""
    written = city.flows["tillhouse/property-tax"][1].model_dump(mode="json", by_alias=True, exclude_none=True)
    return Flow.model_validate(written | {"evidence": list(evidence)} | said)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([], None),
        ([STRONG], Strength.STRONG),
        ([OUR_OWN, STRONG], Strength.STRONG),
        ([OUR_OWN, STRONG | {"for": ["retention"]}], Strength.INFERRED),
        ([OUR_OWN, STRONG | {"for": ["who"]}], Strength.INFERRED),
        ([OUR_OWN, STRONG | {"for": ["who"]}, STRONG | {"for": ["data"]}], Strength.STRONG),
        ([STRONG | {"for": ["who", "purposes"]}], None),
    ],
)
def test_a_flow_is_as_sure_as_who_gets_what(
    city: Registry, evidence: list[dict[str, Any]], expected: Strength | None
) -> None:
    """By the best source for each of the two, and the less sure of the two."""
    assert grades.of_flow(flow_resting_on(city, *evidence), city) == expected


def test_what_nobody_states_needs_no_source(city: Registry) -> None:
    """A flow that does not say what it carries is as sure as who gets it."""
    flow = flow_resting_on(city, STRONG | {"for": ["who"]}, data="not-stated")
    assert grades.of_flow(flow, city) == Strength.STRONG


def test_each_fact_has_a_grade_of_its_own(city: Registry) -> None:
    """What speaks of the keeping time alone says it, and nothing else."""
    flow = flow_resting_on(city, OUR_OWN, STRONG | {"for": ["retention"]})
    assert grades.of_fact(flow, FlowFact.RETENTION, city) == Strength.STRONG
    assert grades.of_fact(flow, FlowFact.DATA, city) == Strength.INFERRED
