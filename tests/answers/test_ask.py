"""The questions of the command line, against answers worked out by hand from the small city."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from scripts.answers.answers_in_sentences import in_sentences
from scripts.answers.of_graph import Answers
from scripts.cli.main import main
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from tests.conftest import CITY


def ask(*words: str) -> Result:
    """Ask the small city."""
    return CliRunner().invoke(main, ["ask", "--registry", str(CITY), *words])


def says(*words: str) -> list[str]:
    """The sentences of an answer, without the flows behind it."""
    done = ask(*words)
    assert done.exit_code == 0, done.output
    return done.output.split("\n\n")[0].splitlines()


def test_who_gets_card_numbers() -> None:
    """Only Tillhouse is known to; some may, who get a wider kind; those of whom nothing is stated are only counted."""
    first, *others, last = says("who-gets", "card-number")
    assert first == "Tillhouse gets card number: when you pay your property tax."
    assert others[0] == (
        "Clearbridge may get card number: when you pay your property tax. "
        "It is stated to get card details, which may be it."
    )
    assert [sentence.partition(" may get ")[0] for sentence in others] == [
        "Clearbridge",
        "Tillhouse",
        "Tax Desk",
        "State auditor",
    ]
    assert last == "2 more flows, to 2 parties, do not say what they carry, and may carry it."


def test_who_got_it_in_the_past_is_told_in_the_past() -> None:
    """Nobody gets pet licenses now: the service is paused. Oldcount got IP addresses until it ended."""
    assert says("who-gets", "pet-license")[:2] == [
        "No flow states that anyone gets pet license now.",
        "This is paused. When it runs, Pawform gets pet license: when you ask for a pet license.",
    ]
    assert "Until June 2028, Oldcount got IP address: when you used “Look at the website”." in says(
        "who-gets", "ip-address"
    )


def test_what_a_company_got_is_told_in_the_past() -> None:
    """And what it gets when a paused service runs, as that."""
    assert says("what-gets", "oldcount") == [
        "Until June 2028, when you used “Look at the website”, Oldcount got your IP address."
    ]
    assert says("what-gets", "pawform") == [
        "Until February 28, 2027, when you used “Get a pet license”, Pawform got your email address.",
        (
            "This is paused. When it runs and you ask for a pet license, Pawform gets your email address, "
            "mailing address and pet license. This is our own conclusion: no source says so."
        ),
    ]


def test_who_gets_a_narrower_kind() -> None:
    """It is said which."""
    assert "Tillhouse gets card details (card number): when you pay your property tax." in says(
        "who-gets", "card-details"
    )


def test_who_gets_it_in_one_service_only() -> None:
    """Pawform gets email addresses too, but not when you pay the tax."""
    answer = says("who-gets", "email-address", "--through", "pay-property-tax")
    assert not [sentence for sentence in answer if "Pawform" in sentence]


def test_what_a_company_gets() -> None:
    """What people give first, then what others pass on."""
    assert says("what-gets", "tillhouse") == [
        "When you pay your property tax, Tillhouse gets your card number and email address.",
        "From Banks and card companies to Tillhouse, in “Pay your property tax”: money.",
    ]


def test_what_happens_step_by_step() -> None:
    """In the order in which it happens."""
    steps = says("what-happens", "pay-property-tax")
    assert steps[0] == "1. From Payer to Tillhouse: card number and email address."
    assert [step[:2] for step in steps] == ["1.", "2.", "3.", "4.", "5."]


def test_where_a_card_number_can_go_over_a_chain_of_three() -> None:
    """From Tillhouse to Clearbridge to the banks, with what is out of the town's hands said."""
    answer = says("where-can-it-go", "card-number")
    assert answer[0] == "First: from Payer to Tillhouse."
    assert "1 step on, perhaps: from Tillhouse to Clearbridge." in answer
    assert answer[-3:] == [
        "No source says that the Town controls what these do with it: Clearbridge and State auditor.",
        "What goes on from there is not stated: from Clearbridge to Banks and card companies.",
        "2 more flows, to 2 parties, do not say what they carry, and may carry it.",
    ]


def test_what_a_leak_would_show() -> None:
    """The information, the people and the services, and what is not known about notice."""
    assert says("if-breached", "tillhouse") == [
        "This could come out: card number, email address and money.",
        "It would touch: Payer.",
        "It comes from these services: Pay your property tax.",
        (
            "A source says that these must be told: the people whose information it is. When: within a month. "
            "Of what could come out, it speaks of card number. Source: Records schedule for towns."
        ),
        (
            "A source says that these must be told: the state. When: not stated. "
            "Nothing that it speaks of is known to be among what could come out. Source: Records schedule for towns."
        ),
        "This reports what the sources say. It does not say what the law asks for in a given case.",
    ]


def test_a_leak_of_what_nobody_stated_may_be_what_a_law_speaks_of() -> None:
    """Nobody says what the banks get, so nobody can say that it is not card numbers."""
    assert "It is not known if what it speaks of is among what could come out." in says("if-breached", "card-banks")[3]


def test_a_leak_where_nothing_is_known_to_be(city: Registry) -> None:
    """It is said that no flow goes there, and what the laws say all the same."""
    tillhouse = city.vendors["tillhouse"].model_copy(update={"flows": {}})
    graph = Graph(Registry({**city.records, ("vendor", "tillhouse"): tillhouse}, city.documents))
    first, second, *_ = in_sentences(Answers(graph).if_breached("tillhouse"), graph)
    assert first == "No flow goes to Tillhouse, so nothing is known that could come out."
    assert second.startswith("A source says that these must be told: ")


def test_what_comes_with_using_a_company() -> None:
    """One duty is seen to be done, one depends on how long receipts are kept, and of one nobody has spoken."""
    assert says("duties", "--about", "tillhouse") == [
        "The records go against it: 0 of 3.",
        "Records of the past go against it: 0 of 3.",
        "We cannot tell: 2 of 3.",
        "Only the terms say so: 0 of 3.",
        "Kept, as far as the records say: 1 of 3.",
        "Records cannot decide it: 0 of 3.",
        (
            "We cannot tell: Tillhouse: Receipts from it may be kept for a year at most. Looked at 1 flow. "
            "What would settle it: how long the information is kept (tax-desk/tax-receipts)."
        ),
        "We cannot tell: Tillhouse: Whoever uses it must link to its terms.",
        (
            "Kept, as far as the records say: Tillhouse: Whoever uses it must name it on the page where people pay. "
            "Seen in: Page on the property tax."
        ),
    ]


def test_a_promise_is_answered_with_what_it_rests_on() -> None:
    """How many flows and cookies were looked at, and each fact that is missing."""
    assert (
        "We cannot tell: No marketing. Looked at 13 flows and 4 cookies. What would settle it: which cookies it sets "
        "(clearbridge/cookies/not-stated, traffic-counters/cookies/not-stated); "
        "what the information is for (card-banks/settlements)."
    ) in says("promises")


def test_what_stops_without_a_company() -> None:
    """The service that sends information to it."""
    assert says("without", "tillhouse") == ["1 of 3 services could not go on as they are: Pay your property tax."]


def test_what_is_not_stated_of_one_record() -> None:
    """Counted first, of all that the record is asked for, then each."""
    count, *facts = says("unknowns", "--about", "traffic-counters")
    assert count == f"{len(facts)} of 10 facts are not stated."
    assert "Companies that count visits: which company it is." in facts


def test_the_promises_by_their_verdict() -> None:
    """Each verdict with its number and its promises."""
    answer = says("promises")
    assert answer[:6] == [
        "The records go against it: 0 of 4.",
        "Records of the past go against it: 0 of 4.",
        "We cannot tell: 2 of 4.",
        "Only the policy says so: 0 of 4.",
        "Kept, as far as the records say: 1 of 4.",
        "Records cannot decide it: 1 of 4.",
    ]
    assert (
        "Kept, as far as the records say: Card numbers are asked for. Looked at 1 flow. Compared with other sources: "
        "1 of 1: tillhouse/property-tax (what information it is: Page on the property tax, whether people have a "
        "choice: Page on the property tax)."
    ) in answer


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("who-gets", "card-numbr"), "card-number"),
        (("who-gets", "card-number", "--through", "pay-property-taxes"), "pay-property-tax"),
        (("if-breached", "tilhouse"), "tillhouse"),
        (("unknowns", "--about", "tilhouse"), "tillhouse"),
        (("duties", "--about", "tilhouse"), "tillhouse"),
    ],
)
def test_an_unknown_id_is_wrong_use_with_a_suggestion(words: tuple[str, ...], meant: str) -> None:
    """Exit code 2, and what was meant."""
    done = ask(*words)
    assert done.exit_code == 2
    assert f"did you mean `{meant}`?" in done.output
