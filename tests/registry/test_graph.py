"""The questions of the graph, against answers worked out by hand from the small city.

The city in one paragraph. Payers give Tillhouse their card number and email address. Tillhouse passes
card details to Clearbridge, which passes something to the banks, and a receipt (email address, money) to
the Tax Desk. The banks send word of refunds back to Tillhouse. The Tax Desk is part of Finance, which is
part of the Town; Finance gives card details and the pages that people read to the state auditor, and the
Town gives records (email address) and statistics to anyone who asks. Pet owners give their email address,
mailing address and pet license to Pawform, and once gave an email address in a form that is over. Visitors
give the Town their IP address and the pages they read, gave Oldcount, which has ended, their IP address,
and give some unnamed companies something that nobody states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas import Office
from scripts.registry import registry
from scripts.registry.graph import Edge, Graph, Hop
from scripts.registry.tree import Tree
from tests.conftest import TESTS, overlay

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.registry.registry import Registry


def ids(edges: Iterable[Edge]) -> list[str]:
    """The names of flows."""
    return [edge.id for edge in edges]


def told(hops: Iterable[Hop]) -> list[str]:
    """Each hop as a short sentence."""
    return [
        f"{hop.depth}: {hop.edge.sender} to {hop.edge.receiver}, "
        f"{'stated' if hop.certain else 'possible'}, {'by the rules' if hop.controlled else 'out of hand'}"
        for hop in hops
    ]


# --- who gets it ---------------------------------------------------------------------------------


def test_who_gets_card_numbers(graph: Graph) -> None:
    """Only Tillhouse is stated to; whoever gets a wider kind, or something not stated, possibly does."""
    who = graph.who_gets("card-number")
    assert ids(who.certain) == ["tillhouse/property-tax"]
    assert ids(who.possible) == [
        "clearbridge/card-payments",  # card details, which are wider
        "tillhouse/refunds",  # money, which is wider still
        "traffic-counters/visits",  # not stated
        "tax-desk/tax-receipts",  # money
        "card-banks/settlements",  # not stated
        "state-auditor/audit",  # card details
    ]


def test_who_gets_a_wide_kind_gets_a_narrow_one_of_it(graph: Graph) -> None:
    """A card number is a card detail is money: whoever gets it certainly gets money."""
    who = graph.who_gets("money")
    assert ids(who.certain) == [
        "clearbridge/card-payments",
        "tillhouse/property-tax",
        "tillhouse/refunds",
        "tax-desk/tax-receipts",
        "state-auditor/audit",
    ]
    assert ids(who.possible) == ["traffic-counters/visits", "card-banks/settlements"]


def test_who_gets_what_nobody_carries(graph: Graph) -> None:
    """No flow states health facts; two flows do not state anything, so it is possible."""
    who = graph.who_gets("health")
    assert who.certain == ()
    assert ids(who.possible) == ["traffic-counters/visits", "card-banks/settlements"]


def test_who_gets_email_addresses_with_one_service(graph: Graph) -> None:
    """With the pet license: Pawform, then and now, and anyone who asks, which holds for any service."""
    who = graph.who_gets("email-address", service="pet-license")
    assert ids(who.certain) == ["pawform/old-form", "pawform/pet-form", "anyone-who-asks/records"]
    assert who.possible == ()


# --- who gets from whom, and gives to whom -----------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "flows"),
    [
        ("tillhouse", ["tillhouse/property-tax", "tillhouse/refunds"]),
        ("tax-desk", ["tax-desk/tax-receipts"]),
        ("finance", ["tax-desk/tax-receipts"]),
        ("town", ["tax-desk/tax-receipts", "town/page-visits"]),
    ],
)
def test_an_office_gets_what_its_parts_get(graph: Graph, party: str, flows: list[str]) -> None:
    """What the Tax Desk receives, Finance and the Town have received."""
    assert ids(graph.gets(party)) == flows


@pytest.mark.parametrize(
    ("party", "flows"),
    [
        ("clearbridge", ["card-banks/settlements"]),
        ("tillhouse", ["clearbridge/card-payments", "tax-desk/tax-receipts"]),
        ("anyone-who-asks", []),
        ("town", ["state-auditor/audit", "anyone-who-asks/records", "anyone-who-asks/counts"]),
        ("finance", ["state-auditor/audit", "anyone-who-asks/records", "anyone-who-asks/counts"]),
        ("tax-desk", ["state-auditor/audit", "anyone-who-asks/records", "anyone-who-asks/counts"]),
    ],
)
def test_what_comes_from_the_whole_town_may_come_from_any_office(graph: Graph, party: str, flows: list[str]) -> None:
    """Anyone may ask the Town for records, and so for what the Tax Desk holds; what Finance gives, the Town gives."""
    assert ids(graph.gives(party)) == flows


# --- what happens when I use a service -------------------------------------------------------------------


def test_the_steps_of_paying_the_tax(graph: Graph) -> None:
    """You pay; Tillhouse passes it on; Clearbridge pays the bank; the bank may send money back."""
    assert [ids(step) for step in graph.steps("pay-property-tax")] == [
        ["tillhouse/property-tax"],
        ["clearbridge/card-payments", "tax-desk/tax-receipts"],
        ["card-banks/settlements"],
        ["tillhouse/refunds"],
    ]


def test_the_steps_of_looking_at_the_website(graph: Graph) -> None:
    """What you give stands first, in the order of the records; what is made of it comes after."""
    assert [ids(step) for step in graph.steps("browse")] == [
        ["oldcount/visits", "traffic-counters/visits", "town/page-visits"],
        ["anyone-who-asks/counts"],
    ]


def test_what_an_office_got_the_town_passes_on_in_the_next_step(folder: Path) -> None:
    """The Tax Desk gets it in the second step, and with it the Town, which gives it away in the third."""
    recipient = folder / "recipients/anyone-who-asks.yml"
    text = recipient.read_text(encoding="utf-8").replace("service: any", "service: pay-property-tax")
    recipient.write_text(text, encoding="utf-8")
    read, _ = registry.read(folder)
    third = Graph(read).steps("pay-property-tax")[2]
    assert ids(third) == ["anyone-who-asks/records", "card-banks/settlements"]


def test_a_step_whose_beginning_nobody_states_is_still_told(folder: Path) -> None:
    """If no flow says how the first party gets it, all of its service stands in one step rather than nowhere."""
    vendor = folder / "vendors/tillhouse.yml"
    text = vendor.read_text(encoding="utf-8").replace("from: payer", "from: card-banks\n    about: [payer]")
    vendor.write_text(text, encoding="utf-8")
    read, _ = registry.read(folder)
    assert sorted(ids(Graph(read).steps("pay-property-tax")[0])) == [
        "card-banks/settlements",
        "clearbridge/card-payments",
        "tax-desk/tax-receipts",
        "tillhouse/property-tax",
        "tillhouse/refunds",
    ]


# --- where can it go ---------------------------------------------------------------------------------------


def test_where_anything_can_go_from_tillhouse(graph: Graph) -> None:
    """To the banks, which is only possible since nobody states what they get, and to anyone who asks."""
    assert told(graph.onward("tillhouse")) == [
        "1: tillhouse to clearbridge, stated, out of hand",
        "1: tillhouse to tax-desk, stated, by the rules",
        "2: clearbridge to card-banks, possible, out of hand",
        "2: finance to state-auditor, stated, out of hand",
        "2: town to anyone-who-asks, stated, out of hand",
    ]


def test_where_card_numbers_can_go_from_tillhouse(graph: Graph) -> None:
    """Nobody states that it passes on the number itself; after a possible hop every hop is only possible."""
    assert told(graph.onward("tillhouse", "card-number")) == [
        "1: tillhouse to clearbridge, possible, out of hand",
        "1: tillhouse to tax-desk, possible, by the rules",
        "2: clearbridge to card-banks, possible, out of hand",
        "2: finance to state-auditor, possible, out of hand",
    ]


def test_where_email_addresses_can_go_from_tillhouse(graph: Graph) -> None:
    """Card details hold no email address, so it does not go that way."""
    assert told(graph.onward("tillhouse", "email-address")) == [
        "1: tillhouse to tax-desk, stated, by the rules",
        "2: town to anyone-who-asks, stated, out of hand",
    ]


def test_where_card_numbers_can_go(graph: Graph) -> None:
    """From the payer's hand to the banks: hop 0 is whoever gets it from people."""
    assert told(graph.where_can_it_go("card-number")) == [
        "0: payer to tillhouse, stated, by the rules",
        "0: visitor to traffic-counters, possible, out of hand",
        "1: tillhouse to clearbridge, possible, out of hand",
        "1: tillhouse to tax-desk, possible, by the rules",
        "2: clearbridge to card-banks, possible, out of hand",
        "2: finance to state-auditor, possible, out of hand",
    ]


def test_where_email_addresses_can_go(graph: Graph) -> None:
    """The form that is over is no way any more, though Pawform is still in use."""
    hops = graph.where_can_it_go("email-address")
    assert ids(hop.edge for hop in hops) == [
        "pawform/pet-form",
        "tillhouse/property-tax",
        "traffic-counters/visits",
        "tax-desk/tax-receipts",
        "anyone-who-asks/records",
    ]
    assert [hop.depth for hop in hops] == [0, 0, 0, 1, 2]
    assert [hop.certain for hop in hops] == [True, True, False, True, True]


def test_what_the_town_works_out_itself_starts_there(graph: Graph) -> None:
    """Nobody gives the Town its statistics, so their way starts with whoever the Town gives them to."""
    assert told(graph.where_can_it_go("statistics"))[0] == "0: town to anyone-who-asks, stated, out of hand"


def test_what_the_town_got_may_go_on_through_one_of_its_offices(graph: Graph) -> None:
    """Visitors give the Town the pages that they read, and its Finance office gives them to the auditor."""
    assert "1: finance to state-auditor, stated, out of hand" in told(graph.where_can_it_go("pages-visited"))


def test_it_can_go_nowhere_through_what_has_ended(graph: Graph) -> None:
    """Oldcount got IP addresses and has ended; the Town gets them and passes none on."""
    assert told(graph.where_can_it_go("ip-address")) == [
        "0: visitor to town, stated, by the rules",
        "0: visitor to traffic-counters, possible, out of hand",
    ]


def test_a_circle_of_flows_ends(graph: Graph) -> None:
    """Tillhouse pays the banks and the banks pay Tillhouse back: each is named once."""
    assert told(graph.onward("card-banks"))[0] == "1: card-banks to tillhouse, stated, by the rules"
    assert [hop.edge.receiver for hop in graph.onward("card-banks")].count("card-banks") == 0
    assert max(hop.depth for hop in graph.onward("clearbridge")) == 4


# --- what if --------------------------------------------------------------------------------------------------


def test_what_is_exposed_if_pawform_leaks(graph: Graph) -> None:
    """What came through the form that is over lies there too."""
    exposed = graph.exposed_by("pawform")
    assert exposed.data == ("email-address", "pet-license", "postal-address")
    assert exposed.people == ("pet-owner",)
    assert exposed.services == ("pet-license",)
    assert ids(exposed.edges) == ["pawform/old-form", "pawform/pet-form"]
    assert exposed.unknown == ()


def test_what_is_exposed_if_the_banks_leak(graph: Graph) -> None:
    """Nothing is stated about what they hold, and that is said rather than left out."""
    exposed = graph.exposed_by("card-banks")
    assert (exposed.data, exposed.people) == ((), ())
    assert ids(exposed.unknown) == ["card-banks/settlements"]


def test_what_is_exposed_if_the_town_leaks(graph: Graph) -> None:
    """The Town holds what its offices hold, of payers and visitors alike."""
    exposed = graph.exposed_by("town")
    assert exposed.data == ("email-address", "ip-address", "money", "pages-visited")
    assert exposed.people == ("payer", "visitor")
    assert exposed.services == ("browse", "pay-property-tax")


def test_a_flow_about_nobody_exposes_nobody(graph: Graph) -> None:
    """Statistics concern no one; the records that anyone may ask for concern residents."""
    assert graph.exposed_by("anyone-who-asks").people == ("resident",)


@pytest.mark.parametrize(
    ("party", "services"),
    [
        ("tillhouse", ("pay-property-tax",)),
        ("pawform", ("pet-license",)),
        ("traffic-counters", ("browse",)),
        ("town", ("browse", "pay-property-tax")),
        ("oldcount", ()),
        ("finance", ("pay-property-tax",)),
    ],
)
def test_what_stops_without_a_party(graph: Graph, party: str, services: tuple[str, ...]) -> None:
    """Services that send it something now: nothing stops without one that has ended."""
    assert graph.stops_without(party) == services


# --- one flow, one party ------------------------------------------------------------------------------------------


def test_a_flow_of_an_ended_service_vendor_or_sender_is_not_current(graph: Graph) -> None:
    """Over is whatever says so itself, and whatever one of its ends has left; a pause is not an end."""
    over = [id_ for id_, edge in graph.edges.items() if not graph.is_current(edge)]
    assert over == ["oldcount/visits", "pawform/old-form"]


@pytest.mark.parametrize(
    ("party", "controlled"),
    [
        ("town", True),
        ("tax-desk", True),
        ("tillhouse", True),
        ("clearbridge", False),
        ("pawform", False),
        ("card-banks", False),
    ],
)
def test_the_town_controls_its_offices_and_those_who_work_by_its_rules(
    graph: Graph, party: str, *, controlled: bool
) -> None:
    """A processor of a processor, a company with rules of its own and a bank are out of its hands."""
    assert graph.is_controlled(party) is controlled


def test_a_flow_from_people_is_about_them(graph: Graph) -> None:
    """Whose information it is follows from the sender, or is said, or is left open."""
    about = {id_: graph.about(edge) for id_, edge in graph.edges.items()}
    assert about["tillhouse/property-tax"] == ("payer",)
    assert about["clearbridge/card-payments"] == ("payer",)
    assert about["card-banks/settlements"] == ()
    assert about["anyone-who-asks/counts"] == ()


def test_every_flow_of_the_records_is_in_the_graph(city: Registry, graph: Graph) -> None:
    """Each once, under its own name, in the order of the records."""
    assert list(graph.edges) == list(city.flows)
    assert graph.network.number_of_edges() == len(city.flows) == 13


def test_the_graph_of_networkx_says_what_the_questions_say(city: Registry, graph: Graph) -> None:
    """The same flows at the same ends, in the same order: whoever reads the one may trust the other."""
    for party in city.parties.keys() - city.offices.keys():
        assert [edge.id for edge in graph.gets(party)] == [id_ for *_, id_ in graph.network.in_edges(party, keys=True)]
        assert [edge.id for edge in graph.gives(party)] == [
            id_ for _, to, id_ in graph.network.out_edges(party, keys=True) if to != party
        ]


def test_a_flow_from_nobody_is_left_out_of_the_graph(tmp_path: Path) -> None:
    """A rule reports the missing sender; the questions are answered from the rest."""
    overlay(tmp_path, TESTS / "cases/unknown-reference/of-several-kinds")
    read, _ = registry.read(tmp_path)
    assert set(read.flows) - set(Graph(read).edges) == {"clearbridge/card-payments"}


# --- trees -----------------------------------------------------------------------------------------------------------


def test_a_tree_knows_what_is_above_and_below(graph: Graph) -> None:
    """A card number is part of card details, which are part of money."""
    assert graph.data.above("card-number") == ("card-details", "money")
    assert graph.data.below("money") == {"card-details", "card-number"}
    assert graph.data.children("money") == ["card-details"]
    assert graph.offices.roots == ["town"]
    assert graph.purposes.above("take-payment") == ("run-services",)


def test_a_circle_of_parts_ends_where_it_began(city: Registry) -> None:
    """A rule reports the circle; nothing waits for its end."""
    office = city.offices["tax-desk"]
    circle: dict[str, Office] = {
        name: office.model_copy(update={"part_of": parent}) for name, parent in (("a", "b"), ("b", "c"), ("c", "a"))
    }
    tree = Tree(circle)
    assert tree.above("a") == ("b", "c", "a")
    assert tree.below("a") == {"b", "c"}
    assert tree.roots == []
