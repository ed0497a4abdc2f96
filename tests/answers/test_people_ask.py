"""What people ask of all records at once: each kind of answer, and that none is surer than the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pytest

from schemas import ORGANISATION, Key
from schemas.party import Party
from schemas.words import NOT_STATED
from scripts.answers.label import Row, in_words
from scripts.answers.people_ask import (
    getting_deleted,
    if_it_leaks,
    most_sensitive,
    not_named,
    what_changed,
    what_it_costs,
    who_gets_one_kind,
    who_sells,
    who_watches,
    without_a_company,
)
from scripts.answers.people_ask.reply_values import Reply
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.words.languages import ENGLISH

REPLIES: Mapping[str, Callable[[Graph], Reply]] = {
    "sells": lambda graph: who_sells.reply(graph, ENGLISH),
    "watches": lambda graph: who_watches.reply(graph, ENGLISH),
    "without": lambda graph: without_a_company.reply(graph, ENGLISH),
    "sensitive": lambda graph: most_sensitive.reply(graph, ENGLISH),
    "costs": lambda graph: what_it_costs.reply(graph, ENGLISH),
    "deleted": lambda graph: getting_deleted.reply(graph, ENGLISH),
    "leaks": lambda graph: if_it_leaks.reply(graph, ENGLISH),
    "not-named": lambda graph: not_named.reply(graph, ENGLISH),
    "changed": lambda graph: what_changed.reply(graph, ENGLISH, {}),
}


def with_flows(city: Registry, **facts: Any) -> Graph:
    """The small city in which every flow says this."""
    records = {
        key: record.model_copy(
            update={"flows": {name: flow.model_copy(update=facts) for name, flow in record.flows.items()}}
        )
        if isinstance(record, Party)
        else record
        for key, record in city.records.items()
    }
    return Graph(Registry(records, city.documents))


def with_records(city: Registry, kind: str, ids: Iterable[str], **facts: Any) -> Graph:
    """The small city in which these records say this."""
    changed = {(kind, id_): city.records[kind, id_].model_copy(update=facts) for id_ in ids}
    return Graph(Registry({**city.records, **changed}, city.documents))


@pytest.fixture
def empty(city: Registry) -> Graph:
    """A registry of which only the organisation is there."""
    return Graph(Registry({ORGANISATION: city.records[ORGANISATION]}, city.documents))


def rows(reply: Reply) -> dict[str, Row]:
    """The rows of a reply by what they are about."""
    return {row.id: row for row in reply.label.rows}


def lines(reply: Reply, fold: str) -> list[Key]:
    """Whom a list of a reply names."""
    return [line.about for one in reply.folds if one.id == fold for line in one.lines]


def said(graph: Graph, reply: Reply, row: str) -> str:
    """The answer of a row in words."""
    return str(in_words(graph.registry, rows(reply)[row], ENGLISH))


# --- any question --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REPLIES)
def test_an_empty_register_answers_in_a_sentence(empty: Graph, name: str) -> None:
    """It has no numbers of nothing, and nothing to settle."""
    reply = REPLIES[name](empty)
    assert str(reply.answer).endswith(".")
    assert " of 0 " not in str(reply)
    assert not reply.settles


@pytest.mark.parametrize("name", REPLIES)
def test_every_number_of_a_row_has_its_denominator(graph: Graph, name: str) -> None:
    """A number stands beside that of which it is a part, but for records that are counted and lines that name them."""
    for row in REPLIES[name](graph).label.rows:
        if any(map(str.isdigit, str(row.said))) and name in {"sells", "without", "deleted"}:
            assert " of " in str(row.said), row


@pytest.mark.parametrize("name", REPLIES)
def test_no_list_and_no_line_is_empty(graph: Graph, name: str) -> None:
    """A fold that is there has something in it, and each row says something."""
    reply = REPLIES[name](graph)
    assert all(fold.lines for fold in reply.folds)
    assert all(row.said or row.keys or row.party for row in reply.label.rows)


def test_flows_of_whom_no_source_tells_are_not_counted(city: Registry) -> None:
    """Whoever is only our reading gets nothing in any answer."""
    flow = city.vendors["traffic-counters"].flows["visits"]
    doubt = flow.evidence[0].model_copy(update={"inferred": "We think so."})
    graph = with_records(
        city, "vendor", ["traffic-counters"], flows={"visits": flow.model_copy(update={"evidence": (doubt,)})}
    )
    assert "0 of 9 cases" in str(who_sells.reply(graph, ENGLISH).answer)
    assert "Companies that count visits" not in str(who_watches.reply(graph, ENGLISH).answer)
    assert "In 1 more case we only ask" in str(not_named.reply(graph, ENGLISH).answer)
    assert lines(not_named.reply(graph, ENGLISH), "perhaps") == [("vendor", "traffic-counters")]


# --- does it sell my data? -----------------------------------------------------------------------------


def test_where_some_flows_are_silent_it_is_no_no(graph: Graph) -> None:
    """No source says so, and it is not ruled out for those that do not state a purpose."""
    reply = who_sells.reply(graph, ENGLISH)
    assert str(reply.answer) == (
        "No source that we read says so: in 0 of 10 cases, your data is sold or used for ads. "
        "In 1 of 10 cases, nobody has said enough to rule it out."
    )
    assert said(graph, reply, "unsaid") == "Banks and card companies; 1 of 10 cases"
    assert [(str(one.fact), one.about) for one in reply.settles] == [
        ("What exactly the information is for", (("recipient", "card-banks"),))
    ]


def test_where_no_purpose_is_stated_nobody_has_said(city: Registry) -> None:
    """All is open."""
    reply = who_sells.reply(with_flows(city, purposes=NOT_STATED), ENGLISH)
    assert str(reply.answer) == "Nobody has said. What the information is for is not clear in any of 10 cases."


def test_where_every_purpose_is_stated_it_is_no_as_far_as_records_say(city: Registry) -> None:
    """A no says what it rests on. Cookies that nobody stated would leave it open."""
    graph = with_flows(city, purposes=("take-payment",))
    assert "As far as the records say, no" not in str(who_sells.reply(graph, ENGLISH).answer)
    ids = [id_ for id_, vendor in graph.registry.vendors.items() if vendor.cookies == NOT_STATED]
    silent = with_records(graph.registry, "vendor", ids, cookies="none")
    assert str(who_sells.reply(silent, ENGLISH).answer).startswith("As far as the records say, no: in each of 10 cases")


@pytest.mark.parametrize(
    ("purpose", "answer"),
    [
        ("sell-data", "Sources say that this gets information to sell it: "),
        ("targeted-ads", "Sources say that this uses information to aim ads at you: "),
    ],
)
def test_what_sources_say_comes_first(city: Registry, purpose: str, answer: str) -> None:
    """Who does it is named, and the rest that is open is said too."""
    from scripts.registry import registry  # noqa: PLC0415 - only here a common word is added

    flow = city.vendors["tillhouse"].flows["property-tax"].model_copy(update={"purposes": (purpose,)})
    flows = {**city.vendors["tillhouse"].flows, "property-tax": flow}
    whole = registry.with_whole_vocabulary(with_records(city, "vendor", ["tillhouse"], flows=flows).registry)
    reply = who_sells.reply(Graph(whole), ENGLISH)
    assert str(reply.answer).startswith(f"{answer}Tillhouse. In 1 of 10 cases, nobody")


# --- who watches me? -----------------------------------------------------------------------------------


def test_looking_is_what_people_do_without_giving_anything(graph: Graph) -> None:
    """A service in which people give something is none of these."""
    assert {str(edge.flow.service) for edge in who_watches.without_giving(graph)} == {"browse"}


def test_a_service_in_which_people_give_something_is_not_only_looked_at(city: Registry) -> None:
    """Even if something goes on its own there too."""
    town = city.offices["town"]
    given = town.flows["page-visits"].model_copy(update={"collected": "given"})
    graph = with_records(city, "office", ["town"], flows={**town.flows, "page-visits": given})
    assert who_watches.without_giving(graph) == []
    assert str(who_watches.reply(graph, ENGLISH).answer).startswith("No record says that anyone gets something when")


def test_who_watches_is_named_with_what_is_not_stated(graph: Graph) -> None:
    """Companies come first."""
    assert str(who_watches.reply(graph, ENGLISH).answer) == (
        "When you only look, and give nothing, information still goes to Companies that count visits and the Town. "
        "In 1 of 2 cases, nobody has said which information it is."
    )


def test_what_we_only_conclude_is_said_to_be_so(city: Registry) -> None:
    """The answer itself says of how many flows no source tells."""
    town = city.offices["town"]
    flow = town.flows["page-visits"]
    doubt = tuple(piece.model_copy(update={"inferred": "We think so."}) for piece in flow.evidence)
    flows = {**town.flows, "page-visits": flow.model_copy(update={"evidence": doubt})}
    graph = with_records(city, "office", ["town"], flows=flows, evidence=flow.evidence)  # the office itself is there
    reply = who_watches.reply(graph, ENGLISH)
    assert "Our own conclusion, which no source says: 1 of 2 cases." in str(reply.answer)


# --- who gets one kind? --------------------------------------------------------------------------------


def test_sensitive_kinds_that_flows_name_are_asked_after(city: Registry, graph: Graph) -> None:
    """First those of which a law on leaks speaks. What no flow names, and no law, has no question."""
    assert who_gets_one_kind.kinds(graph) == ("card-number", "money", "card-details")
    ordinary = with_records(city, "data", list(city.data), sensitivity="ordinary")
    assert who_gets_one_kind.kinds(ordinary) == ()


def test_who_gets_a_kind_says_how_many_may_get_it(graph: Graph) -> None:
    """Those flows that name only a wider kind, or none."""
    reply = who_gets_one_kind.reply(graph, ENGLISH, "card-number")
    assert str(reply.answer) == (
        "Tillhouse gets your card number. In 6 of 10 cases, nobody has said enough to rule out that it goes there."
    )


# --- without a company? --------------------------------------------------------------------------------


def test_services_with_a_company_are_told_by_their_other_ways(graph: Graph) -> None:
    """Each number says of how many."""
    reply = without_a_company.reply(graph, ENGLISH)
    assert str(reply.answer) == (
        "In 2 of 2 services, a company gets something. Another way is stated for 1 of these 2. "
        "For 1, online is the only way."
    )
    assert [str(line.said) for fold in reply.folds for line in fold.lines if fold.id == "ways"] == [
        "in person (Town Hall, room 3) or by mail (no details stated)"
    ]


def test_what_nobody_has_said_of_another_way_is_to_be_asked(city: Registry) -> None:
    """It is no no."""
    reply = without_a_company.reply(with_records(city, "service", ["browse"], other_ways=NOT_STATED), ENGLISH)
    assert "For 1, nobody has said if there is one." in str(reply.answer)
    assert [one.about for one in reply.settles] == [(("service", "browse"),)]


def test_without_any_company_the_answer_is_yes_as_far_as_records_say(city: Registry) -> None:
    """No source tells of one."""
    records = {key: record for key, record in city.records.items() if key[0] != "vendor"}
    reply = without_a_company.reply(Graph(Registry(records, city.documents)), ENGLISH)
    assert str(reply.answer).startswith("As far as the records say, yes")


# --- deleted, leaked, not named, changed ---------------------------------------------------------------


def test_how_to_reach_a_company_is_told_as_far_as_it_is_stated(graph: Graph) -> None:
    """Each company stands in one row, so that the numbers add up."""
    reply = getting_deleted.reply(graph, ENGLISH)
    found = rows(reply)
    assert [key[1] for key in found["reached"].keys] == ["tillhouse"]
    companies = [key for id_ in ("own-page", "reached", "not-stated", "unnamed") for key in found[id_].keys]
    assert sorted(companies) == sorted(set(companies))
    assert f"0 of {len(companies)} companies" in str(reply.answer)
    assert "You can ask the town clerk" in str(reply.answer)


def test_a_class_of_companies_is_not_counted_beside_its_members(city: Registry) -> None:
    """Who belongs to it is counted instead."""
    before = rows(getting_deleted.reply(Graph(city), ENGLISH))["unnamed"].keys
    membership = type("Membership", (), {"vendor": "traffic-counters"})()
    graph = with_records(city, "vendor", ["tillhouse"], belongs_to=(membership,))
    assert before == (("vendor", "traffic-counters"),)
    assert rows(getting_deleted.reply(graph, ENGLISH))["unnamed"].keys == ()


def test_who_must_be_told_of_a_leak_is_reported(graph: Graph) -> None:
    """With when, and what could come out of each company."""
    reply = if_it_leaks.reply(graph, ENGLISH)
    assert str(reply.answer).startswith(
        "Sources say that these must be told of a leak: the people whose information it is and the state."
    )
    notices = [str(row.said) for row in reply.label.rows if row.id == "notice"]
    assert notices == ["the people whose information it is; when: within a month", "the state; when: not stated"]
    assert [line.keys[0] for line in reply.folds[0].lines if line.about[1] == "tillhouse"] == [("data", "card-number")]


def test_where_no_record_tells_of_laws_on_leaks_it_is_not_stated(city: Registry) -> None:
    """It is not said that nobody must be told."""
    organisation = city.organisation.model_copy(update={"breach_notices": None})
    graph = Graph(Registry({**city.records, ORGANISATION: organisation}, city.documents))
    reply = if_it_leaks.reply(graph, ENGLISH)
    assert str(reply.answer).startswith("No record says who would have to be told of a leak.")
    assert rows(reply)["notices"].is_unsaid


def test_companies_without_a_name_are_told_apart_from_others(graph: Graph) -> None:
    """A company, and somebody else whom a source does not name. Only the company is to be asked for."""
    reply = not_named.reply(graph, ENGLISH)
    assert str(reply.answer) == "Of 3 companies that get something now, no source names 1."
    assert rows(reply)["told-of"].keys == (("vendor", "traffic-counters"),)
    assert lines(reply, "others") == [("recipient", "card-banks")]
    assert [one.about for one in reply.settles] == [(("vendor", "traffic-counters"),)]


def test_where_every_company_has_a_name_it_says_so(city: Registry) -> None:
    """Nothing is left to settle."""
    graph = with_records(city, "vendor", ["traffic-counters"], identity="known")
    reply = not_named.reply(graph, ENGLISH)
    assert str(reply.answer) == "A source names each of 3 companies that get something now."
    assert not reply.settles


def test_the_month_is_that_of_the_newest_change(graph: Graph) -> None:
    """An older change is not told of, and no clock is looked at."""
    changed = {
        "vendors/tillhouse.yml": date(2030, 2, 27),
        "vendors/clearbridge.yml": date(2030, 2, 1),
        "services/browse.yml": date(2030, 1, 31),
    }
    reply = what_changed.reply(graph, ENGLISH, changed)
    assert str(reply.answer) == "In February 2030, 2 of 3 records changed, the last on February 27, 2030."
    assert [line.about[1] for fold in reply.folds for line in fold.lines] == ["tillhouse", "clearbridge"]


def test_where_no_day_of_a_change_is_known_it_tells_what_was_checked(graph: Graph) -> None:
    """And says that the days of changes are not known."""
    answer = str(what_changed.reply(graph, ENGLISH, {}).answer)
    assert answer.startswith("It is not known when records changed. In March 2030, 1 of ")


# --- what it costs -------------------------------------------------------------------------------------------


def test_what_a_service_costs_is_told_as_its_record_says_it(city: Registry) -> None:
    """Each fee stands beside its service."""
    reply = what_it_costs.reply(Graph(city), ENGLISH)
    assert str(reply.answer) == "For 1 service, a source says what it costs to use it online."
    ((line,),) = [fold.lines for fold in reply.folds]
    assert (line.about, str(line.said)) == (("service", "pay-property-tax"), "A card costs 2 dollars more.")


def test_a_fee_that_nobody_states_would_settle_the_question(city: Registry) -> None:
    """It is told as missing, and never as nothing to pay."""
    graph = with_records(city, "service", ["pay-property-tax"], fee=NOT_STATED)
    reply = what_it_costs.reply(graph, ENGLISH)
    assert str(reply.answer) == "For 1 service where you may have to pay, no source that we found says how much."
    assert [one.about for one in reply.settles] == [(("service", "pay-property-tax"),)]


def test_where_no_record_asks_for_a_fee_none_is_claimed(city: Registry) -> None:
    """A service without a fee in its record is not free for that."""
    graph = with_records(city, "service", ["pay-property-tax"], fee=None)
    assert str(what_it_costs.reply(graph, ENGLISH).answer) == "No record says what it costs to use a service online."


# --- the most sensitive ---------------------------------------------------------------------------------------


def test_whoever_gets_the_most_kinds_of_sensitive_facts_stands_first(city: Registry) -> None:
    """With all of these kinds, each once."""
    graph = Graph(city)
    reply = most_sensitive.reply(graph, ENGLISH)
    numbers = [len(row.keys) for row in reply.label.rows]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 0
    assert all(city.data[id_].is_sensitive for row in reply.label.rows for _, id_ in row.keys)


def test_where_nobody_gets_anything_sensitive_the_answer_is_nobody(city: Registry) -> None:
    """And it says of how many kinds."""
    harmless = next(id_ for id_, kind in city.data.items() if not kind.is_sensitive)
    reply = most_sensitive.reply(with_flows(city, data=(harmless,)), ENGLISH)
    assert str(reply.answer).startswith("As far as the records say, nobody: the only kind of information")
    assert reply.label.rows == ()


def test_where_no_flow_says_what_it_carries_nothing_is_claimed(city: Registry) -> None:
    """Whoever gets it must be asked which information it is."""
    reply = most_sensitive.reply(with_flows(city, data=NOT_STATED), ENGLISH)
    assert "cannot tell" in str(reply.answer)
    assert reply.settles
