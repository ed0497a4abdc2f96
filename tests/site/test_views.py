"""What each page of the small city says, before it is Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from schemas.flow import Choice, Collected
from schemas.kinds import Strength
from schemas.words import NOT_STATED
from scripts.answers.label import Label
from scripts.registry import registry
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Registry
from scripts.registry.verdicts import Verdict
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.list_answers import ListAnswers
from scripts.site.pages.lists.list_of_everything import list_of_everything
from scripts.site.pages.lists.list_of_unknowns import list_of_unknowns
from scripts.site.pages.lists.list_of_waivers import list_of_waivers
from scripts.site.pages.lists.listing import Listing, filters, list_pages
from scripts.site.pages.lists.lists_of_kinds import LISTS, list_of_kind
from scripts.site.pages.views.about_record import FlowsShown
from scripts.site.pages.views.finding_pages import finding_page, findings
from scripts.site.pages.views.home_page import home_page, how_we_know_page
from scripts.site.pages.views.organisation_page import organisation_page
from scripts.site.pages.views.paging import MOST_ROWS
from scripts.site.pages.views.party_pages import office_page, recipient_page, vendor_page
from scripts.site.pages.views.promise_page import promise_page
from scripts.site.pages.views.question_pages import (
    QUESTIONS,
    Question,
    answer,
    question_page,
    questions,
    questions_page,
)
from scripts.site.pages.views.service_page import service_page
from scripts.site.pages.views.source_page import policies_page, source_page, statements_page
from scripts.site.pages.views.unstated import Missing, Unstated
from scripts.site.pages.views.vocabulary_pages import data_page, people_page, purpose_page
from scripts.site.pages.views.whole_table import whole_table_pages
from scripts.words.tenses import OVER, PAUSED
from tests import made_up_registry


@pytest.fixture(scope="module")
def edition(city: Registry, graph: Graph) -> Edition:
    """The small city in English."""
    return Edition.of(city, graph)


def ids(edges: Iterable[Edge]) -> list[str]:
    """The ids of flows."""
    return [edge.id for edge in edges]


def gets(label: Label) -> tuple[str, ...]:
    """The kinds of information that a label says its party gets."""
    return tuple(id_ for row in label.rows if row.id in {"gets", "optional"} for _, id_ in row.keys)


def over(flows: FlowsShown) -> list[str]:
    """The ids of the flows that are told apart since they are over."""
    return [edge.id for section in flows.others if section.tense is OVER for edge in section.edges]


def inside(value: Any) -> Iterator[Any]:
    """A value, and all that it holds."""
    yield value
    if isinstance(value, dict):
        value = tuple(value.values())
    for part in value if isinstance(value, (tuple, list)) else ():
        yield from inside(part)


def test_no_view_knows_markdown(edition: Edition) -> None:
    """What a page says is values: how they are shown is the business of templates alone."""
    of_kind = {
        "service": service_page,
        "vendor": vendor_page,
        "office": office_page,
        "recipient": recipient_page,
        "data": data_page,
        "purpose": purpose_page,
        "people": people_page,
        "promise": promise_page,
        "source": source_page,
    }
    views: list[object] = [of_kind[kind](edition, id_) for kind, id_ in edition.registry.records if kind in of_kind]
    views += [
        organisation_page(edition),
        home_page(edition),
        *(finding_page(edition, id_) for id_ in findings(edition)),
        how_we_know_page(edition),
        *whole_table_pages(edition, ()),
        questions_page(edition),
        *(question_page(edition, question) for question in questions(edition)),
    ]
    views += [view for listing in every_list(edition).values() for view in list_pages(edition, listing)]
    assert len(views) > len(edition.registry.records)
    assert [value for view in views for value in inside(view) if isinstance(value, Markup)] == []


# --- services ----------------------------------------------------------------------------------------------


def test_a_service_says_what_each_gets(edition: Edition) -> None:
    """What is stated, what is open, and what no flow gives them."""
    shares = {share.party: share for share in service_page(edition, "pay-property-tax").shares}
    assert shares["clearbridge"].certain == ("card-details", "money")
    assert shares["clearbridge"].open == ("card-number",)
    assert shares["clearbridge"].none == ("email-address",)
    assert shares["card-banks"].unnamed


def test_a_service_answers_every_question_from_its_flows(edition: Edition) -> None:
    """How it is collected, why, how long it is kept, who passes it on, and who gets something anyway."""
    view = service_page(edition, "pay-property-tax")
    assert view.answers.collected[0] == (Collected.GIVEN, ["card-number", "email-address"])
    assert ids(view.answers.silent) == ["card-banks/settlements"]
    assert [(why.party, why.purposes, why.unsaid) for why in view.why][-2:] == [
        ("tax-desk", ("take-payment",), False),
        ("card-banks", (), True),
    ]
    assert [(answer.text, answer.parties) for answer in view.answers.how_long] == [
        ("2 years", ("clearbridge",)),
        ("as the records schedule says, FIN 12", ("tax-desk",)),
        ("", ("tillhouse", "card-banks")),
    ]
    assert "tillhouse/property-tax" not in ids(view.passed_on)
    assert len(view.passed_on) == len(view.flows.told) - 1
    assert view.anyway == ("anyone-who-asks", "state-auditor")
    assert view.answers.strengths == ((Strength.STRONG, 5),)


def test_a_service_names_the_offices_that_can_be_reached(edition: Edition) -> None:
    """One that does not say how is not offered."""
    assert [office for office, _ in service_page(edition, "pay-property-tax").offices] == ["tax-desk"]
    assert service_page(edition, "pet-license").offices == ()


def test_what_is_not_stated_is_named_once_with_its_place(edition: Edition) -> None:
    """By the party on the page of a service, by the service on that of a party; in lists by its number."""
    service = [fact for group in service_page(edition, "pay-property-tax").unstated for fact in group.facts]
    assert Unstated(Missing("How long the information is kept", of="Tillhouse"), 2) in service
    assert Unstated(Missing("Where to call, write or go", place=("other ways", 2)), 1) in service
    vendor = [fact for group in vendor_page(edition, "tillhouse").party.unstated for fact in group.facts]
    assert Unstated(Missing("How long the information is kept", of="Pay your property tax"), 2) in vendor
    duty = "Whoever uses it must link to its terms."
    assert Unstated(Missing("Whether this duty is met", duty=duty), 1) in vendor


def test_what_is_over_is_told_apart(edition: Edition) -> None:
    """It stands in a table of its own, and the answers do not speak of it."""
    view = service_page(edition, "browse")
    assert over(view.flows) == ["oldcount/visits"]
    assert "oldcount" not in [share.party for share in view.shares]
    assert over(service_page(edition, "pet-license").flows) == ["pawform/old-form"]


def test_what_is_not_in_use_is_told_in_the_place_of_what_is(edition: Edition) -> None:
    """The page of what is over or paused still says what it got, in another tense."""
    assert service_page(edition, "pet-license").flows.tense is PAUSED
    oldcount = vendor_page(edition, "oldcount")
    assert (oldcount.flows.tense, ids(oldcount.flows.told)) == (OVER, ["oldcount/visits"])
    assert (gets(oldcount.label), oldcount.flows.others) == (("ip-address",), ())


# --- vendors, offices, recipients ---------------------------------------------------------------------------


def test_a_party_says_what_it_gets_and_what_it_is_not_known_to_get(edition: Edition) -> None:
    """The most harmful kinds first. What is open is left out of both."""
    assert gets(vendor_page(edition, "tillhouse").label) == ("card-number", "money", "email-address")
    assert vendor_page(edition, "clearbridge").party.gets_none == ("email-address",)
    counters = vendor_page(edition, "traffic-counters")
    assert (gets(counters.label), counters.party.gets_none) == ((), ())
    assert "Which information is not stated." in str(counters.lead)
    assert recipient_page(edition, "card-banks").party.without_purpose == 1


def test_a_party_says_where_information_goes_from_it(edition: Edition) -> None:
    """Step by step, with how sure that is and whether the town controls it there."""
    reach = vendor_page(edition, "tillhouse").party.reach
    hops = {hop.edge.receiver: hop for hop in reach.hops}
    assert (hops["tax-desk"].depth, hops["tax-desk"].controlled) == (1, True)
    assert (hops["state-auditor"].depth, hops["state-auditor"].data) == (2, ("card-details",))
    assert ids(reach.unsaid) == ["card-banks/settlements"]
    assert recipient_page(edition, "state-auditor").party.reach.hops == ()


def test_an_office_leads_to_what_the_whole_gives(edition: Edition) -> None:
    """The Town gives records to anyone who asks; the page of the Tax Desk does not say that the Tax Desk does."""
    tax_desk = office_page(edition, "tax-desk")
    assert (tax_desk.party.reach.hops, tax_desk.party.whole) == ((), "town")
    assert office_page(edition, "town").party.whole is None
    assert vendor_page(edition, "tillhouse").party.whole is None


def test_a_party_says_what_a_leak_could_mean(edition: Edition) -> None:
    """What could come out, who must be told of it, and what would stop without the party."""
    leak = vendor_page(edition, "tillhouse").party.leak
    assert leak.exposure.data == ("card-number", "email-address", "money")
    assert [told.named for told in leak.told] == [("card-number",), ()]
    assert leak.stops == ("pay-property-tax",)
    assert vendor_page(edition, "oldcount").party.leak.stops == ()


def test_duties_are_judged_with_what_stands_in_the_way(edition: Edition) -> None:
    """Met with evidence, open since a fact is missing, and open since nobody has said."""
    duties = dict(vendor_page(edition, "tillhouse").duties)
    assert {name: shown.judged.verdict for name, shown in duties.items()} == {
        "name-it": Verdict.KEPT,
        "delete-receipts": Verdict.CANNOT_TELL,
        "link-its-terms": Verdict.CANNOT_TELL,
    }
    assert duties["name-it"].seen[0].notes == ("The page names it.",)
    assert duties["delete-receipts"].judged.doubts[0].facts == (("how long the information is kept", 1),)


def test_a_company_without_a_name_lists_those_that_seem_to_be_it(edition: Edition) -> None:
    """The named ones lead back to it."""
    assert vendor_page(edition, "traffic-counters").members == ("oldcount",)
    assert vendor_page(edition, "tillhouse").members == ()


def test_an_office_gets_what_its_parts_get(edition: Edition) -> None:
    """And names them."""
    finance = office_page(edition, "finance")
    assert finance.children == ("tax-desk",)
    assert ids(finance.flows.told)[0] == "tax-desk/tax-receipts"
    assert gets(finance.label) == ("money", "email-address")
    assert not finance.party.gets_alone
    assert recipient_page(edition, "anyone-who-asks").party.gets_alone


def test_evidence_is_gathered_by_its_source(edition: Edition) -> None:
    """With the statements that are cited, what was noted, and how far it carries."""
    supports = {support.source: support for support in vendor_page(edition, "tillhouse").about.evidence}
    assert supports["privacy-policy"].statements == ("pay-1",)
    assert supports["town-tax-page"].notes == ("The page sends you to Tillhouse.",)
    assert supports["town-tax-page"].strength == Strength.STRONG
    assert [id_ for id_, _ in vendor_page(edition, "tillhouse").about.promises] == ["cards-are-a-must"]


# --- the vocabulary -----------------------------------------------------------------------------------------


def test_a_kind_of_information_says_who_gets_it_and_who_may(edition: Edition) -> None:
    """Those that get a wider kind may; so may those of whom nothing is stated."""
    view, further = data_page(edition, "card-number")
    assert {edge.receiver for edge in view.flows.told} == {"tillhouse"}
    assert [party for party, _ in view.wider] == ["clearbridge", "state-auditor", "tax-desk", "tillhouse"]
    assert view.unsaid == 2
    assert [hop.edge.receiver for hop in view.hops if hop.depth == 1] == ["clearbridge", "tax-desk"]
    assert [another.service for another in view.other_ways.first] == ["pay-property-tax"]
    assert further == ()


def test_a_wide_kind_of_information_holds_its_narrower_kinds(edition: Edition) -> None:
    """Whoever gets a narrower kind gets it."""
    view, _ = data_page(edition, "device-details")
    assert view.children == ("ip-address", "pages-visited")
    assert {edge.receiver for edge in view.flows.told} == {"state-auditor", "town"}
    assert over(view.flows) == ["oldcount/visits"]


def test_a_reason_and_a_group_of_people_say_who_has_to_do_with_them(edition: Edition) -> None:
    """The flows that serve the one, and those that are about the other."""
    reason, _ = purpose_page(edition, "take-payment")
    assert {edge.receiver for edge in reason.flows.told} == {"clearbridge", "tax-desk", "tillhouse"}
    payer, _ = people_page(edition, "payer")
    assert "state-auditor/audit" in ids(payer.flows.told)
    assert payer.lead == "Clearbridge, Tax Desk and 2 others get information about them."
    assert people_page(edition, "resident")[0].children == ("payer", "pet-owner")


def test_what_is_too_long_for_one_page_is_spread_over_several_and_nothing_is_lost(tmp_path: Path) -> None:
    """Each flow stands on one of them."""
    made_up_registry.write(tmp_path, 230)
    made, _ = registry.read(tmp_path)
    edition = Edition.of(made, Graph(made))
    view, further = purpose_page(edition, "purpose-0")
    assert len(view.pager.pages) == len(further) + 1 > 1
    assert [page.pager.number for page in further] == list(range(2, len(further) + 2))
    parts = [view.flows.told, *(page.flows.told for page in further)]
    every = [edge for part in parts for edge in part]
    serving = [edge for edge in edition.graph.edges.values() if "purpose-0" in edge.purposes]
    assert set(ids(every)) == set(ids(serving))
    assert len(every) == len(set(ids(every)))
    assert max(map(len, parts)) == MOST_ROWS


# --- promises and sources -----------------------------------------------------------------------------------


def test_a_promise_says_where_it_is_made_and_how_it_is_checked(edition: Edition) -> None:
    """In the words of people, not in those of the record."""
    view = promise_page(edition, "cards-are-a-must")
    assert [(cited.section, cited.says) for cited in view.cited] == [
        ("Payments", "A company takes card numbers for the town.")
    ]
    assert [(condition.fact, condition.choices) for condition in view.must] == [
        ("It carries", ("card-number",)),
        ("Your choice", (Choice.REQUIRED,)),
    ]
    assert [condition.fact for condition in view.where] == ["It comes from", "It goes to"]
    unless = promise_page(edition, "only-contact-details-for-pets").unless
    assert [(condition.fact, condition.choices) for condition in unless] == [("It carries", ("health",))]


def test_a_promise_names_the_facts_without_which_nobody_can_tell(edition: Edition) -> None:
    """With the flows that lack them, and their services."""
    found = promise_page(edition, "no-marketing").judged
    assert found.verdict == Verdict.CANNOT_TELL
    assert [
        ([missing.fact for missing in doubt.facts], [subject.id for subject in doubt.subjects], doubt.services)
        for doubt in found.doubts
    ] == [
        (
            ["which cookies these are"],
            ["clearbridge/cookies/not-stated", "traffic-counters/cookies/not-stated"],
            (),
        ),
        (["what the information is for"], ["card-banks/settlements"], ("pay-property-tax",)),
    ]
    assert found.open == 3
    assert promise_page(edition, "safe-keeping").judged.verdict == Verdict.NOT_DECIDABLE


def test_a_source_says_what_rests_on_it(edition: Edition) -> None:
    """Each record once, in the order of kinds."""
    cited_by = source_page(edition, "privacy-policy").cited_by
    assert cited_by[:3] == (("organisation", "organisation"), ("vendor", "tillhouse"), ("vendor", "traffic-counters"))
    assert len(cited_by) == len(set(cited_by))


def test_a_policy_is_gone_through_section_by_section(edition: Edition) -> None:
    """With the records, and the flows in them, that carry each statement."""
    sections = dict(statements_page(edition, "privacy-policy").sections)
    assert list(sections) == ["Scope", "Visits", "Payments", "Records", "Promises"]
    assert {carried.name: carried.carriers for carried in sections["Visits"]} == {
        "auto-1": ((("office", "town"), "page-visits"),),
        "auto-2": ((("vendor", "traffic-counters"), "visits"),),
    }
    assert (("promise", "cards-are-a-must"), "") in sections["Payments"][0].carriers
    assert [id_ for id_, _ in policies_page(edition).sources] == ["privacy-policy", "tillhouse-privacy"]


def test_the_organisation_says_who_must_be_told_of_a_leak(edition: Edition) -> None:
    """Each law or rule with what that rests on."""
    notices = organisation_page(edition).notices
    assert [supports[0].source for _, supports in notices] == ["retention-schedule", "retention-schedule"]
    assert notices[0][1][0].notes == ("A made-up law says so.",)


# --- across all records -------------------------------------------------------------------------------------


def test_the_first_page_offers_what_people_look_for(edition: Edition) -> None:
    """What is paused is not among it."""
    assert [chip.words for chip in home_page(edition).chips] == [
        "Look at the website",
        "Who gets my card number?",
        "Does the Town sell my data?",
        "Who watches me when I only browse?",
        "How do I get my data deleted, and whom do I ask?",
        "Pay your property tax",
    ]


def test_the_first_page_has_no_claim_where_there_is_nothing_to_count(city: Registry) -> None:
    """A registry of the first day has no policy that was taken apart."""
    records = {key: record for key, record in city.records.items() if key[0] != "promise"}
    registry = Registry(records, city.documents)
    claims = [claim.id for claim in home_page(Edition.of(registry, Graph(registry))).claims]
    assert claims == ["keeping", "other-ways"]


def test_the_first_page_tells_the_last_changes_by_day(city: Registry, graph: Graph) -> None:
    """The newest first, records by kind and name, and only so many of them."""
    day, before = date(2029, 5, 4), date(2029, 5, 3)
    changed = {f"data/{id_}.yml": day for id_ in city.data} | {"vendors/tillhouse.yml": before}
    first, second = home_page(Edition.of(city, graph, changed)).changes
    assert (first.day, len(first.keys), first.rest) == (day, 5, len(city.data) - 5)
    assert (second.day, second.keys, second.rest) == (before, (("vendor", "tillhouse"),), 0)
    assert vendor_page(Edition.of(city, graph, changed), "tillhouse").about.changed == before


def test_how_we_know_counts_each_flow_once(edition: Edition) -> None:
    """By the best evidence that it has."""
    view = how_we_know_page(edition)
    assert dict(view.strengths)[Strength.INFERRED] == 1
    assert sum(count for _, count in view.strengths) == len(edition.graph.edges)


def test_the_whole_table_counts_its_cells(edition: Edition) -> None:
    """Every row has an answer for every column, and its picture stands on the first page alone."""
    (view,) = whole_table_pages(edition, ())
    cells = [answer for _, _, rows in view.groups for row in rows for answer in row.answers]
    assert len(cells) == sum(view.counts.values()) == len(view.heads) * sum(len(rows) for _, _, rows in view.groups)
    assert [title for _, title, _ in view.groups] == ["Companies", "Offices", "Others who may get information"]
    assert view.drawing is not None


def every_list(edition: Edition) -> dict[str, Listing]:
    """The lists of the small city by the folder or page at which they lie."""
    answers = ListAnswers(edition)
    of_kinds = [list_of_kind(edition, answers, kind) for kind in LISTS]
    made = [*of_kinds, list_of_unknowns(edition), list_of_waivers(edition), list_of_everything(edition)]
    return {listing.name: listing for listing in made}


def row(listing: Listing, name: str) -> dict[str, list[str]]:
    """What a list says of one record."""
    found = next(row for row in listing.rows if row.name == name)
    return {
        field.id: [value.label for value in values] for field, values in zip(listing.fields, found.values, strict=True)
    }


@pytest.mark.parametrize(
    ("listing", "name", "expected"),
    [
        ("services", "Pay your property tax", {"office": ["Tax Desk"], "sensitivity": ["Sensitive"]}),
        (
            "vendors",
            "Oldcount",
            {
                "status": ["Ended"],
                "data": ["No longer: over"],
                "certainty": ["A source names it"],
                "now": ["Not now, as far as the records say"],
            },
        ),
        (
            "vendors",
            "Companies that count visits",
            {"data": ["Not stated"], "certainty": ["A source tells of it, and gives no name"]},
        ),
        ("recipients", "State auditor", {"data": ["Device details", "Money"]}),
        ("offices", "Finance Office", {"data": ["Nothing we read says so"], "sensitivity": []}),
        ("data", "Email address", {"who": ["3 get it"], "kind": ["Contact details"]}),
        ("purposes", "Count visits", {"who": ["1 uses something for it"], "data": ["Not stated"]}),
        ("people", "Pet owner", {"who": ["Not now: paused"], "data": ["Not now: paused"]}),
        ("promises", "No marketing", {"verdict": ["We cannot tell"], "section": ["Promises"]}),
        ("sources", "Privacy policy of Quillbrook", {"dated": ["2028-01-01"], "strength": ["Strong"]}),
        ("unknowns", "Get a pet license", {"fact": ["The page where it starts"], "count": ["1 thing"]}),
        ("about-waivers", "Look at the website", {"rule": ["online-only"], "until": ["2030-12-31"]}),
        ("find", "Card details", {"kind": ["Kind of information"], "what": ["What is printed on your bank card."]}),
    ],
)
def test_a_list_says_of_each_record_what_its_flows_say(
    edition: Edition, listing: str, name: str, expected: dict[str, list[str]]
) -> None:
    """One row of each list."""
    found = row(every_list(edition)[listing], name)
    assert {field: found[field] for field in expected} == expected


def test_records_in_a_tree_stand_below_what_they_are_part_of(edition: Edition) -> None:
    """As deep as in the tree."""
    depths = {row.name: row.depth for row in every_list(edition)["data"].rows}
    assert (depths["Contact details"], depths["Email address"]) == (0, 1)


def test_what_is_not_stated_is_the_last_answer_of_a_filter(edition: Edition) -> None:
    """After those from A to Z."""
    asked = {filter_.field.id: filter_ for filter_ in filters(every_list(edition)["vendors"])}
    answers = [choice.value for choice in asked["data"].choices]
    assert answers[-1].id == NOT_STATED
    assert [value.label for value in answers[:-1]] == sorted(value.label for value in answers[:-1])


# --- questions that people ask -----------------------------------------------------------------------------


def test_every_question_stands_in_the_list_with_its_answer(edition: Edition) -> None:
    """Those of any register first, then those about one kind of information each."""
    view = questions_page(edition)
    assert [one.page for one in view.first] == [question.page for question in QUESTIONS]
    assert [one.page for one in view.of_kinds] == [
        "answers/who-gets-my-card-number.md",
        "answers/who-gets-my-money.md",
        "answers/who-gets-my-card-details.md",
    ]
    listed = {one.page: one.answer for one in (*view.first, *view.of_kinds)}
    assert listed == {one.page: answer(edition, one) for one in questions(edition)}


def test_a_question_is_asked_by_the_reader(edition: Edition) -> None:
    """What sentences say of "your" money, the question says of "my" money."""
    titles = {one.about: str(one.title(edition)) for one in questions(edition) if one.about}
    assert titles["money"] == "Who gets facts about my money?"
    assert titles["card-number"] == "Who gets my card number?"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_people_find_a_question_by_their_own_words(edition: Edition, question: Question) -> None:
    """Several words or more, each once."""
    words = question.asked_as(edition)
    assert len(words) > 3
    assert len(set(words)) == len(words)
    assert all(words)
