"""In which services there is an outside company, as far as sources say so, and who gets something in each."""

from __future__ import annotations

from typing import Any

from schemas.evidence import FlowEvidence
from schemas.flow import Flow
from schemas.record import State, Status
from scripts.answers import standing_of_services
from scripts.answers.standing_of_services import OfService, ServiceStanding
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry

TAX = "pay-property-tax"


def tax(registry: Registry) -> OfService:
    """Where the service stands in which people pay their tax."""
    return standing_of_services.of_services(Graph(registry))[TAX]


def only(city: Registry, *flows: str, **said: Any) -> Registry:
    """The small city with no other flows than these, which say something else."""
    records = dict(city.records)
    for key, record in city.records.items():
        if key in {city.party_key(id_) for id_ in city.parties}:
            kept = {
                name: flow.model_copy(update=said)
                for name, flow in record.flows.items()  # type: ignore[attr-defined]  # it is a party
                if f"{key[1]}/{name}" in flows
            }
            records[key] = record.model_copy(update={"flows": kept})
    return Registry(records, city.documents)


def concluded(flow: Flow) -> tuple[FlowEvidence, ...]:
    """The evidence of a flow, as what we only conclude."""
    return tuple(piece.model_copy(update={"inferred": "We think so."}) for piece in flow.evidence)


def test_a_service_stands_as_the_surest_of_its_companies(graph: Graph) -> None:
    """Beside a company that a source names, offices and others do not count."""
    found = standing_of_services.of_services(graph)
    assert {id_: one.standing for id_, one in found.items()} == {
        TAX: ServiceStanding.NAMED,
        "browse": ServiceStanding.TOLD_OF,
    }


def test_what_is_paused_is_not_counted(city: Registry, graph: Graph) -> None:
    """It uses nobody now."""
    assert city.services["pet-license"].status.is_ == State.PAUSED
    assert "pet-license" not in standing_of_services.of_services(graph)


def test_what_is_over_is_not_counted(city: Registry) -> None:
    """Nor what is only planned."""
    for state in (State.ENDED, State.PLANNED):
        over = city.services[TAX].model_copy(update={"status": Status.model_validate({"is": state, "since": "2029"})})
        registry = Registry(city.records | {("service", TAX): over}, city.documents)
        assert TAX not in standing_of_services.of_services(Graph(registry))


def test_companies_come_first_among_those_who_get_something(graph: Graph) -> None:
    """Then others, then offices, each with whether it gets something sensitive."""
    found = standing_of_services.of_services(graph)[TAX].getters
    assert [(one.party, one.is_sensitive) for one in found] == [
        ("clearbridge", True),
        ("tillhouse", True),
        ("card-banks", False),
        ("tax-desk", True),
    ]


def test_a_company_with_a_name_is_no_more_than_our_reading_where_we_only_conclude_that_it_gets_something(
    city: Registry,
) -> None:
    """That a source names it elsewhere does not say that it is here."""
    _, flow = city.flows["tillhouse/property-tax"]
    found = tax(only(city, "tillhouse/property-tax", evidence=concluded(flow)))
    assert found.standing == ServiceStanding.OUR_READING
    assert [one.is_told for one in found.getters] == [False]


def test_without_a_company_a_service_stands_as_those_who_are_there(city: Registry) -> None:
    """Others before offices; nobody, where no record says that anybody gets something."""
    assert tax(only(city, "card-banks/settlements")).standing == ServiceStanding.OTHERS
    assert tax(only(city, "tax-desk/tax-receipts")).standing == ServiceStanding.ORGANISATION
    assert tax(only(city)).standing == ServiceStanding.NOBODY


def test_only_flows_that_a_source_tells_of_count_as_going_to_a_company(city: Registry, graph: Graph) -> None:
    """Those that we only conclude are left out, and so are those to offices."""
    before = standing_of_services.told_to_companies(graph)
    assert {edge.receiver for edge in before} <= city.vendors.keys()
    _, flow = city.flows["tillhouse/property-tax"]
    doubted = only(city, "tillhouse/property-tax", evidence=concluded(flow))
    assert standing_of_services.told_to_companies(Graph(doubted)) == ()
