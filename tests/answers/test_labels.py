"""The label of a record: which rows it has, and what they answer."""

from __future__ import annotations

import pytest

from schemas import Key
from schemas.evidence import Evidence
from schemas.words import NOT_STATED, is_stated
from scripts.answers import flow_labels, promise_label
from scripts.answers.label import Label, Row, in_words
from scripts.registry import promises
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.words.languages import ENGLISH


def rows(label: Label) -> dict[str, Row]:
    """The rows of a label by what they are about; of several alike, the last."""
    return {row.id: row for row in label.rows}


def of_service(graph: Graph, id_: str) -> Label:
    """The label of a service in English."""
    return flow_labels.of_service(graph, id_, ENGLISH)


def ids(row: Row) -> list[str]:
    """The ids of the records that are the answer."""
    return [id_ for _, id_ in row.keys]


def test_a_service_names_who_gets_what_the_most_harmful_first(graph: Graph) -> None:
    """Each receiver has a row with the kinds that a source states; what is not stated is said."""
    found = [(row.party, ids(row), str(row.said)) for row in of_service(graph, "pay-property-tax").groups[0]]
    assert found[:4] == [
        ("tillhouse", ["card-number", "card-details", "money", "email-address"], ""),
        ("clearbridge", ["card-details", "money"], ""),
        ("tax-desk", ["money", "email-address"], ""),
        ("card-banks", [], "what it gets is not stated"),
    ]


def test_a_service_says_who_is_not_known_to_get_the_most_harmful_kind(graph: Graph) -> None:
    """Open is who gets a wider kind, or something that is not stated. Of all others, no record says so."""
    found = rows(of_service(graph, "pay-property-tax"))
    assert str(found["open"].head) == "Not stated if these get your card number"
    assert ids(found["open"]) == ["clearbridge", "tax-desk", "card-banks"]
    assert found["open"].is_unsaid


@pytest.mark.parametrize("service", ["pay-property-tax", "browse"])
def test_a_service_in_use_answers_what_becomes_of_it(graph: Graph, service: str) -> None:
    """Whether it is kept, used, sold, and how to do without: each has an answer, or it is said that there is none."""
    found = rows(of_service(graph, service))
    assert {"purposes", "selling", "another-way"} < found.keys()
    assert all(row.keys or row.said for row in found.values())


def test_no_row_of_any_label_is_empty(city: Registry, graph: Graph) -> None:
    """Every row has an answer in names or in words."""
    labels: dict[Key, Label] = {}
    for id_ in city.services:
        labels["service", id_] = of_service(graph, id_)
    for id_ in city.parties:
        labels["party", id_] = flow_labels.of_party(graph, id_, ENGLISH)
    for id_ in city.data:
        labels["data", id_] = flow_labels.of_data(graph, id_, ENGLISH)
    for id_ in city.promises:
        labels["promise", id_] = promise_label.of_promise(graph, id_, ENGLISH)
    for key, label in labels.items():
        assert label.rows, key
        assert all(in_words(city, row, ENGLISH) or row.party for row in label.rows), key


def test_of_whom_no_source_tells_a_label_only_asks(city: Registry) -> None:
    """Nothing is said of what becomes of information that it may not get."""
    tillhouse = city.vendors["tillhouse"]
    conclusion = Evidence.model_validate({"source": "tillhouse-terms", "inferred": "Somebody takes the cards."})
    doubtful = tillhouse.model_copy(update={"identity": NOT_STATED, "evidence": (conclusion,)})
    records = {**city.records, ("vendor", "tillhouse"): doubtful}
    label = flow_labels.of_party(Graph(Registry(records, city.documents)), "tillhouse", ENGLISH)
    assert {row.id for row in label.rows} <= {"gets", "optional"}
    assert str(label.rows[0].head) == "Would get, if it is there"


def test_a_service_that_has_ended_needs_no_other_way(city: Registry, graph: Graph) -> None:
    """Nobody needs to do without what is over."""
    ended = [id_ for id_, service in city.services.items() if service.status.ended]
    in_use = [id_ for id_, service in city.services.items() if not service.status.ended]
    assert not any("another-way" in rows(of_service(graph, id_)) for id_ in ended)
    assert all("another-way" in rows(of_service(graph, id_)) for id_ in in_use)


def test_a_label_says_how_sure_it_is_and_who_checked_it(graph: Graph) -> None:
    """Of how many flows, how sure each is, and the day on which somebody looked."""
    label = of_service(graph, "pay-property-tax")
    assert [str(line) for line in label.foot] == [
        "It rests on 5 cases. How sure we are: strong.",
        "Last checked on January 15, 2030 by town clerk.",
    ]


def test_a_promise_says_its_verdict_and_of_how_many(city: Registry, graph: Graph) -> None:
    """Each number stands beside that of which it is a part."""
    judged = promises.judge_all(graph)
    for id_ in city.promises:
        found = rows(promise_label.of_promise(graph, id_, ENGLISH))
        assert str(found["verdict"].said) == judged[id_].verdict.label
        numbers = [str(found[name].said) for name in ("against", "before", "open") if name in found]
        assert all(" of " in number for number in numbers)


def test_whether_it_is_sold_is_not_stated_where_a_use_is_not(city: Registry, graph: Graph) -> None:
    """One flow without a purpose is enough."""
    for id_ in city.services:
        row = rows(of_service(graph, id_)).get("selling")
        edges = graph.told_of(edge for step in graph.steps(id_) for edge in step)
        if row and any(not is_stated(edge.flow.purposes) for edge in edges):
            assert row.is_unsaid, id_
