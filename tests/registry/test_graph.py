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
from schemas.record import State, Status
from schemas.words import NOT_STATED
from scripts.registry import registry
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Registry
from scripts.registry.selecting import Selecting
from scripts.registry.tree import Tree
from tests.conftest import TESTS, overlay

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def ids(edges: Iterable[Edge]) -> list[str]:
    """The names of flows."""
    return [edge.id for edge in edges]


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
        ("finance", ["state-auditor/audit"]),
        ("tax-desk", []),
    ],
)
def test_the_town_gives_what_its_offices_give_and_no_office_what_the_town_gives(
    graph: Graph, party: str, flows: list[str]
) -> None:
    """What Finance gives, the Town gives; but which office gives records to anyone who asks, nobody says."""
    assert ids(graph.gives(party)) == flows


def test_an_office_can_pass_on_what_it_got_and_what_only_the_whole_got(graph: Graph) -> None:
    """Finance holds what its Tax Desk got, and maybe the pages that visitors gave the Town."""
    finance, tax_desk = graph.received_by("finance"), graph.received_by("tax-desk")
    assert ids(finance.stating["email-address"]) == ids(tax_desk.stating["email-address"]) == ["tax-desk/tax-receipts"]
    assert ids(finance.stating["pages-visited"]) == ["town/page-visits"]


def test_an_office_cannot_pass_on_what_only_another_one_got(city: Registry) -> None:
    """What the Tax Desk got is not with an office beside it."""
    beside = city.offices["tax-desk"].model_copy(update={"flows": {}})
    graph = Graph(Registry({**city.records, ("office", "pet-desk"): beside}, city.documents))
    assert "email-address" not in graph.received_by("pet-desk").stating


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


def test_a_flow_is_in_the_state_of_what_it_belongs_to(graph: Graph) -> None:
    """Over is whatever says so itself, paused what belongs to a paused service; in use only what wholly is."""
    states = {id_: graph.state(edge) for id_, edge in graph.edges.items()}
    assert [id_ for id_ in states if states[id_] == State.ENDED] == ["oldcount/visits", "pawform/old-form"]
    assert [id_ for id_ in states if states[id_] == State.PAUSED] == ["pawform/pet-form"]
    assert [id_ for id_ in states if states[id_] is None] == ["traffic-counters/visits"]


@pytest.mark.parametrize(
    ("own", "party", "service", "state"),
    [
        (None, State.IN_USE, State.IN_USE, State.IN_USE),
        (None, State.IN_USE, NOT_STATED, None),
        (None, State.PAUSED, NOT_STATED, State.PAUSED),
        (None, State.PAUSED, State.PLANNED, State.PLANNED),
        (None, State.ENDED, State.PLANNED, State.ENDED),
        (State.IN_USE, State.PAUSED, NOT_STATED, State.IN_USE),
        (State.PAUSED, State.IN_USE, State.IN_USE, State.PAUSED),
        (State.ENDED, State.IN_USE, State.IN_USE, State.ENDED),
        (State.IN_USE, State.ENDED, State.IN_USE, State.ENDED),
        (NOT_STATED, State.IN_USE, State.IN_USE, None),
    ],
)
def test_a_flow_says_its_state_itself_unless_something_has_ended(
    city: Registry, own: str | None, party: str, service: str, state: State | None
) -> None:
    """Its own word counts before that of its service and its parties, but nothing goes on after an end."""
    tillhouse, tax = city.vendors["tillhouse"], city.services["pay-property-tax"]
    flow = tillhouse.flows["property-tax"].model_copy(update={"status": None if own is None else _status(own)})
    records = {
        **city.records,
        ("vendor", "tillhouse"): tillhouse.model_copy(
            update={"flows": {"property-tax": flow}, "status": _status(party)}
        ),
        ("service", "pay-property-tax"): tax.model_copy(update={"status": _status(service)}),
    }
    graph = Graph(Registry(records, city.documents))
    edge = graph.edges["tillhouse/property-tax"]
    assert graph.state(edge) == state
    assert graph.happens(edge) is (None if state is None else state == State.IN_USE)
    assert graph.is_current(edge) is (state in {None, State.IN_USE})
    judged = Selecting(graph)
    goes_on = edge in judged.those(judged.goes_on.yes), edge in judged.those(judged.goes_on.no)
    assert goes_on == (state == State.IN_USE, state not in {None, State.IN_USE}), "as promises see it"


def _status(state: str) -> Status:
    return Status.model_validate({"is": str(state), "since": "2029"})


def test_current_means_current(graph: Graph) -> None:
    """Where all flows are over there is no current one, and what a page tells of in its place is asked for by name."""
    visits = [graph.edges["oldcount/visits"]]
    assert graph.current(visits) == []
    assert graph.told_of(visits) == visits
    assert ids(graph.told_of([*visits, graph.edges["pawform/pet-form"]])) == ["pawform/pet-form"]
    assert ids(graph.told_of([*visits, graph.edges["town/page-visits"]])) == ["town/page-visits"]
    assert graph.told_of([]) == []


@pytest.mark.parametrize(
    ("flow", "since"),
    [
        ("oldcount/visits", "2028-06"),
        ("pawform/old-form", "2027-02-28"),
        ("pawform/pet-form", "2029-12"),
        ("town/page-visits", None),
    ],
)
def test_since_when_a_flow_is_not_current(graph: Graph, flow: str, since: str | None) -> None:
    """By its own word, or by that of the service that is paused; what goes on has no such day."""
    assert graph.since(graph.edges[flow]) == since


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
