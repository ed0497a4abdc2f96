"""Letters say what is known, ask for what is not, and go to whoever can answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages.edition import Edition
from scripts.site.pages.showing.reaching import LONGEST_BODY, mail_to
from scripts.site.pages.views.letters import Letter, Points
from scripts.site.pages.views.party_pages import vendor_page
from scripts.site.pages.views.service_page import service_page


@pytest.fixture(scope="module")
def edition(city: Registry, graph: Graph) -> Edition:
    """The small city in English."""
    return Edition.of(city, graph)


def about_me(edition: Edition, vendor: str) -> Letter:
    """The letter to a company about one's own information."""
    letter = vendor_page(edition, vendor).letter
    assert letter is not None
    return letter


def points(letter: Letter) -> list[Sequence[str]]:
    """The lists of a letter."""
    return [block.points for block in letter.blocks if isinstance(block, Points)]


def test_a_letter_asks_for_what_is_known_and_what_is_not(edition: Edition) -> None:
    """The facts that have to do with one's own information, and no others."""
    letter = about_me(edition, "tillhouse")
    services, unsaid, *_ = points(letter)
    assert services == ("Pay your property tax",)
    assert "card number, email address and money" in letter.text
    assert "The cookie's name" in unsaid
    assert "The full legal name" not in unsaid


def test_a_letter_claims_no_more_than_the_page(edition: Edition) -> None:
    """It says so if we only conclude that the company gets something."""
    texts = {id_: about_me(edition, id_).text for id_ in ("tillhouse", "pawform")}
    assert [id_ for id_, text in texts.items() if "concludes, without a source" in text] == ["pawform"]


def test_what_nobody_has_said_is_asked_of_the_company_itself_if_it_can_be_reached(edition: Edition) -> None:
    """Its mailbox is the one that its record names."""
    first, *_ = vendor_page(edition, "tillhouse").party.letters
    assert (first.whom, first.email) == ("Tillhouse", "help@tillhouse.example.org")


def test_who_cannot_be_reached_is_not_written_to(edition: Edition) -> None:
    """The organisation is asked about it."""
    first, *_ = vendor_page(edition, "pawform").party.letters
    assert (first.whom, first.email) == ("the Town", "clerk@example.gov")


def test_a_company_without_a_name_leads_to_a_letter_that_asks_who_it_is(edition: Edition) -> None:
    """Among all else that nobody has said of it."""
    first, *_ = vendor_page(edition, "traffic-counters").party.letters
    assert (first.whom, first.subject) == ("the Town", "Which company gets my information?")
    assert "Which company it is" in points(first)[-1]


def test_a_service_is_asked_about_at_the_office_that_runs_it(edition: Edition) -> None:
    """The first of its offices that says how to reach it."""
    first, *_ = service_page(edition, "pay-property-tax").letters
    assert first.whom == "Tax Desk"


def test_a_request_for_records_names_the_law_the_office_and_the_page(edition: Edition) -> None:
    """As the record of the organisation has them."""
    _, request = service_page(edition, "pay-property-tax").letters
    assert "Under the Public Records Act, I ask" in request.text
    assert (request.whom, request.contact.page) == (
        "Tax Desk",
        "https://www.example.gov/records",
    )


def test_a_request_asks_for_the_same_as_the_letter(edition: Edition) -> None:
    """So that one tick chooses in both."""
    letter, request = service_page(edition, "pay-property-tax").letters
    assert points(letter)[-1] == points(request)[0]


def test_without_such_a_law_there_is_only_the_letter(folder: Path) -> None:
    """Nothing is said of a law that no record names."""
    file = folder / "organisation.yml"
    before, rest = file.read_text(encoding="utf-8").split("records_requests:")
    file.write_text(f"{before}checked_by_lot:{rest.partition('checked_by_lot:')[2]}", encoding="utf-8")
    without = registry.read(folder)[0]
    letters = service_page(Edition.of(without, Graph(without)), "pay-property-tax").letters
    assert [letter.id for letter in letters] == ["letter"]


def test_a_letter_goes_into_a_mail_with_its_subject() -> None:
    """Any sign of it, and each line on its own."""
    parts = urlsplit(mail_to("clerk@example.gov", "Fees & (other) questions?", "To the Town:\n\n- 100 % of it"))
    assert (parts.scheme, parts.path) == ("mailto", "clerk@example.gov")
    assert parse_qs(parts.query) == {
        "subject": ["Fees & (other) questions?"],
        "body": ["To the Town:\r\n\r\n- 100 % of it"],
    }


def test_what_no_address_can_hold_is_left_to_be_copied() -> None:
    """The mail then begins with its subject only."""
    assert "body=" not in mail_to("clerk@example.gov", "Question", "x" * (LONGEST_BODY + 1))
