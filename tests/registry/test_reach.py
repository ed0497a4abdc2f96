"""Where information can go on to, against answers worked out by hand from the small city.

The city is told in the first lines of `test_graph`. The banks are given something that nobody states, so nothing can
be followed beyond them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas.record import State
from scripts.registry import reach, registry
from scripts.registry.graph import Edge, Graph

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.registry.reach import Reach
    from scripts.registry.registry import Registry


def ids(edges: Iterable[Edge]) -> list[str]:
    """The names of flows."""
    return [edge.id for edge in edges]


def told(found: Reach) -> list[str]:
    """Each hop as a short sentence."""
    return [
        f"{hop.depth}: {hop.edge.sender} to {hop.edge.receiver}, "
        f"{'stated' if hop.certain else 'possible'}, {'by the rules' if hop.controlled else 'out of hand'}"
        for hop in found.hops
    ]


def changed(folder: Path, record: str, **words: str) -> Graph:
    """The graph of the small city with some words of one record changed."""
    file = folder / f"{record}.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    read, _ = registry.read(folder)
    return Graph(read)


# --- from a party ------------------------------------------------------------------------------------------


def test_where_anything_can_go_from_tillhouse(graph: Graph) -> None:
    """The auditor gets card details, which may be in the money that the Tax Desk got, and anyone may ask for email."""
    found = reach.from_party(graph, "tillhouse")
    assert told(found) == [
        "1: tillhouse to clearbridge, stated, out of hand",
        "1: tillhouse to tax-desk, stated, by the rules",
        "2: finance to state-auditor, possible, out of hand",
        "2: town to anyone-who-asks, stated, out of hand",
    ]
    assert [hop.data for hop in found.hops] == [
        ("card-details",),
        ("email-address", "money"),
        ("card-details",),  # and no pages visited, which nobody gives to Tillhouse
        ("email-address",),
    ]


def test_what_goes_on_from_a_step_that_says_nothing_is_not_followed(graph: Graph) -> None:
    """Clearbridge gives the banks something. The banks tell Tillhouse of refunds, but nobody says that it is this."""
    assert ids(reach.from_party(graph, "tillhouse").unsaid) == ["card-banks/settlements"]
    found = reach.from_party(graph, "clearbridge")
    assert told(found) == ["1: clearbridge to card-banks, stated, out of hand"]
    assert ids(found.unsaid) == ["card-banks/settlements"]


def test_it_goes_on_only_where_it_is_what_was_received(folder: Path) -> None:
    """The auditor gets what the Town got from visitors, and nothing of what Tillhouse passed on."""
    graph = changed(folder, "recipients/state-auditor", **{"[card-details, pages-visited]": "[pages-visited]"})
    assert "state-auditor" not in {hop.edge.receiver for hop in reach.from_party(graph, "tillhouse").hops}
    assert "1: finance to state-auditor, stated, out of hand" in told(reach.from_party(graph, "town"))


def test_an_office_does_not_give_what_the_whole_gives(graph: Graph) -> None:
    """The Town and Finance give things to others; the Tax Desk, which is part of both, is not said to."""
    assert told(reach.from_party(graph, "tax-desk")) == []
    assert told(reach.from_party(graph, "finance")) == ["1: finance to state-auditor, stated, out of hand"]


def test_the_whole_gives_what_its_offices_give(graph: Graph) -> None:
    """What Finance gives, the Town gives."""
    receivers = {hop.edge.receiver for hop in reach.from_party(graph, "town").hops}
    assert receivers == {"state-auditor", "anyone-who-asks"}


def test_what_the_whole_passes_on_without_saying_what_is_no_step_of_an_office(folder: Path) -> None:
    """Else every page that leads to one office would lead to whoever the Town gives something."""
    graph = changed(folder, "recipients/anyone-who-asks", **{"data: [email-address]": "data: not-stated"})
    found = reach.from_party(graph, "tillhouse")
    assert "anyone-who-asks" not in {hop.edge.receiver for hop in found.hops}
    assert ids(found.unsaid) == ["card-banks/settlements"]


def test_a_circle_of_flows_ends(graph: Graph) -> None:
    """The banks tell Tillhouse of money, which may pass on card details to Clearbridge, and that leads to the banks."""
    found = reach.from_party(graph, "card-banks")
    assert told(found) == [
        "1: card-banks to tillhouse, stated, by the rules",
        "2: tillhouse to clearbridge, possible, out of hand",
        "2: tillhouse to tax-desk, stated, by the rules",
        "3: finance to state-auditor, possible, out of hand",
    ]


@pytest.mark.parametrize("state", [State.PAUSED, State.PLANNED, State.ENDED])
def test_it_goes_nowhere_through_what_does_not_happen_now(folder: Path, state: State) -> None:
    """Clearbridge gets nothing from a flow that is paused, planned or over."""
    status = f"status: {{is: {state}, since: 2029-12}}\n    evidence:"
    graph = changed(folder, "vendors/clearbridge", **{"    evidence:": f"    {status}"})
    assert [hop.edge.receiver for hop in reach.from_party(graph, "tillhouse").hops] == [
        "tax-desk",
        "state-auditor",
        "anyone-who-asks",
    ]


def test_what_was_only_possible_becomes_certain_on_another_way(folder: Path) -> None:
    """The auditor may get card details out of money; where the Tax Desk gets card details themselves, it does."""
    graph = changed(folder, "offices/tax-desk", **{"[email-address, money]": "[email-address, money, card-details]"})
    assert "2: finance to state-auditor, stated, out of hand" in told(reach.from_party(graph, "tillhouse"))


# --- of a kind of information --------------------------------------------------------------------------------


def test_where_card_numbers_can_go(graph: Graph) -> None:
    """From the payer's hand: hop 0 is whoever gets it from people. A wider kind is possible, as all that follows."""
    found = reach.of_data(graph, "card-number")
    assert told(found) == [
        "0: payer to tillhouse, stated, by the rules",
        "1: tillhouse to clearbridge, possible, out of hand",
        "1: tillhouse to tax-desk, possible, by the rules",
        "2: finance to state-auditor, possible, out of hand",
    ]
    assert ids(found.unsaid) == ["card-banks/settlements"]


def test_where_money_can_go(graph: Graph) -> None:
    """Whoever passes on card details passes on something about money. The banks make word of refunds themselves."""
    assert told(reach.of_data(graph, "money")) == [
        "0: payer to tillhouse, stated, by the rules",
        "0: card-banks to tillhouse, stated, by the rules",
        "1: tillhouse to clearbridge, stated, out of hand",
        "1: tillhouse to tax-desk, stated, by the rules",
        "2: finance to state-auditor, stated, out of hand",
    ]


def test_where_email_addresses_can_go(graph: Graph) -> None:
    """Not with Pawform's forms: one is over, and the service of the other is paused."""
    assert [(hop.depth, hop.edge.id, hop.certain) for hop in reach.of_data(graph, "email-address").hops] == [
        (0, "tillhouse/property-tax", True),
        (1, "tax-desk/tax-receipts", True),
        (2, "anyone-who-asks/records", True),
    ]


def test_what_the_town_works_out_itself_starts_there(graph: Graph) -> None:
    """Nobody gives the Town its statistics, so their way starts with whoever the Town gives them to."""
    assert told(reach.of_data(graph, "statistics")) == ["0: town to anyone-who-asks, stated, out of hand"]


def test_what_the_town_got_may_go_on_through_one_of_its_offices(graph: Graph) -> None:
    """Visitors give the Town the pages that they read, and its Finance office gives them to the auditor."""
    assert "1: finance to state-auditor, stated, out of hand" in told(reach.of_data(graph, "pages-visited"))


def test_it_can_go_nowhere_through_what_has_ended(graph: Graph) -> None:
    """Oldcount got IP addresses and has ended; the Town gets them and passes none on."""
    assert told(reach.of_data(graph, "ip-address")) == ["0: visitor to town, stated, by the rules"]


def test_every_step_is_a_current_flow_that_carries_what_is_followed(city: Registry, graph: Graph) -> None:
    """Whatever is asked: a hop starts where one before it ended, or where the question starts."""
    for data in city.data:
        for hop in reach.of_data(graph, data).hops:
            assert graph.carries(hop.edge, data) is not False
            assert graph.is_current(hop.edge)
            assert hop.data or hop.depth == 0
