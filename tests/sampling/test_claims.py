"""Claims: each fact with a source once, in words, and lots that fall alike everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.evidence import Evidence
from schemas.part import walk
from schemas.words import is_stated
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.sampling import claims_in_words, lot
from scripts.sampling.claims import Claim, claims
from scripts.sampling.filled_rows import tag_in
from scripts.words.languages import ENGLISH, find
from tests.conftest import CITY

READ = registry.read(CITY)[0]
STATED = claims(READ).with_source
BY_NAME = {claim.name: claim for claim in STATED}


def said(name: str, language: str = "en") -> str:
    """What a claim of the small city says."""
    spoken = find(language) if language != "en" else ENGLISH
    return str(claims_in_words.said(Graph(READ), BY_NAME[name], spoken).says)


# --- which claims there are ------------------------------------------------------------------------


def test_no_two_claims_have_one_name(read: Registry) -> None:
    """By its name a claim is found again, so two of one name would be taken for each other."""
    stated = claims(read).with_source
    assert len({claim.name for claim in stated}) == len(stated) > 0


def test_every_flow_makes_a_claim_of_each_kind_of_information_that_it_names() -> None:
    """What flows is the first thing that somebody would check."""
    for id_, (receiver, flow) in READ.flows.items():
        start = f"{READ.parties[receiver].kind}/{receiver}#flows.{id_.partition('/')[2]}"
        names = {f"{start}.data.{kind}" for kind in flow.data} if is_stated(flow.data) else {start}
        assert names <= BY_NAME.keys() or not flow.evidence


def test_a_claim_stands_where_it_says_and_says_what_stands_there() -> None:
    """The place leads whoever mends it to the very value."""
    for claim in STATED:
        here = dict(walk(READ.records[claim.key]))
        assert claim.loc in here
        if claim.value != "not-stated":
            assert here[claim.loc] == claim.value
        position = READ.at(claim.key, claim.loc)
        assert READ.documents[claim.key].text.splitlines()[position.line - 1].strip()


def test_a_claim_rests_on_the_evidence_of_its_own_part_only() -> None:
    """A source that names a cookie says nothing of the contract beside it."""
    contract = BY_NAME["vendor/tillhouse#contract.number"]
    assert contract.evidence == READ.vendors["tillhouse"].contract.evidence  # type: ignore[union-attr]  # it has one
    assert not any(name.startswith("vendor/tillhouse#cookies.till_visit") for name in BY_NAME), "it names no source"
    assert claims(READ).without_source > 0


def test_what_a_policy_states_rests_on_the_policy() -> None:
    """Its record is a reading of it, and may read too much."""
    claim = BY_NAME["source/privacy-policy#statements.pay-1.says"]
    assert claim.evidence == (Evidence.model_validate({"source": "privacy-policy", "statements": ["pay-1"]}),)


def test_nothing_that_is_not_stated_is_a_claim() -> None:
    """Only of information that flows is the flow itself stated."""
    assert {claim.name for claim in STATED if claim.value == "not-stated"} == {
        claim.name
        for claim in STATED
        if claim.key[1] in READ.parties and len(claim.loc) == 2 and claim.loc[0] == "flows"
    }


# --- what a claim is called ------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The small city in a folder of its own."""
    shutil.copytree(CITY, tmp_path / "registry")
    return tmp_path / "registry"


def after(copy: Path, old: str, new: str, file: str = "vendors/tillhouse.yml") -> dict[str, Claim]:
    """The claims after a change of a record."""
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    read, findings = registry.read(copy)
    assert findings == []
    return {claim.name: claim for claim in claims(read).with_source}


def test_a_source_that_is_for_some_facts_alone_is_asked_of_these_alone(copy: Path) -> None:
    """Whoever checks how the information gets there is not sent to a source that only says for how long it is kept."""
    now = after(copy, "{source: privacy-policy, statements: [pay-1]}", "{source: privacy-policy, for: [choice]}")
    asked = {
        key: [str(piece.source) for piece in now[f"vendor/tillhouse#flows.property-tax.{key}"].evidence]
        for key in ("collected", "choice")
    }
    assert asked == {"collected": ["town-tax-page"], "choice": ["town-tax-page", "privacy-policy"]}


def test_an_entry_before_it_leaves_a_claim_its_name_and_sign(copy: Path) -> None:
    """Numbers of entries move; a sheet that is on somebody's desk must not come to speak of another fact."""
    now = after(copy, "data: [card-number, email-address]", "data: [money, card-number, email-address]")
    name = "vendor/tillhouse#flows.property-tax.data.card-number"
    assert now[name].id == BY_NAME[name].id
    assert now[name].loc != BY_NAME[name].loc


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("number: QB-2019-7", "number: QB-2019-8"),
        ("{source: seen-by-us, inferred: The page names the town as its client.}", "{source: town-tax-page}"),
    ],
    ids=["another value", "another source"],
)
def test_the_sign_of_a_claim_changes_with_what_it_says_and_rests_on(copy: Path, old: str, new: str) -> None:
    """Then it is another claim, under the same name."""
    now = after(copy, old, new)
    assert now["vendor/tillhouse#contract.number"].id != BY_NAME["vendor/tillhouse#contract.number"].id


def test_the_sign_of_a_flow_changes_with_who_gives_it(copy: Path) -> None:
    """Whoever gives it is a part of each of its facts."""
    now = after(copy, "from: payer", "from: resident")
    name = "vendor/tillhouse#flows.property-tax.data.card-number"
    assert now[name].id != BY_NAME[name].id


# --- in words --------------------------------------------------------------------------------------

SAID = {
    "vendor/tillhouse#flows.property-tax.data.card-number": (
        "When you pay your property tax, Tillhouse gets your card number."
    ),
    "vendor/tillhouse#flows.property-tax.purposes.take-payment": (
        "When you pay your property tax, Tillhouse gets your card number and email address. "
        "What the information is for: Take a payment"
    ),
    "vendor/tillhouse#flows.refunds.data.money": (
        "With the service “Pay your property tax”, from banks and card companies to Tillhouse: money."
    ),
    "recipient/anyone-who-asks#flows.records.data.email-address": (
        "With any service, from the Town to Anyone who asks for records: email address."
    ),
    "office/tax-desk#flows.tax-receipts.retention": (
        "With the service “Pay your property tax”, from Tillhouse to Tax Desk: email address and money. "
        "How long the information is kept: as the records schedule says, FIN 12"
    ),
    "vendor/tillhouse#contract.starts": "When the contract starts: April 2019",
    "service/pay-property-tax#other_ways.mail": "Other ways to do the same thing: By mail",
    "source/privacy-policy#statements.pay-1.says": "A company takes card numbers for the town.",
    "vendor/oldcount#belongs_to.traffic-counters.vendor": ("It seems to be one of these: Companies that count visits"),
}


@pytest.mark.parametrize("name", SAID, ids=SAID)
def test_a_claim_is_said_in_words(name: str) -> None:
    """Whoever checks it reads no records."""
    assert said(name) == SAID[name]


def test_a_claim_is_said_in_the_language_of_the_records() -> None:
    """The same messages as on the pages."""
    text = said("vendor/tillhouse#flows.refunds.data.money", "es")
    assert text.startswith("Con el servicio «Pay your property tax», de ")


def test_every_claim_can_be_said(read: Registry) -> None:
    """In one line, with sources that have names, and with a sign that the sheet can be read by."""
    graph = Graph(read)
    for claim in claims(read).with_source:
        in_words = claims_in_words.said(graph, claim)
        assert in_words.says
        assert "\n" not in in_words.says
        assert "not-stated" not in in_words.says
        assert all(source.name and source.read for source in in_words.sources)
        assert tag_in(f"1/1 {claim.id}")


# --- lots ------------------------------------------------------------------------------------------


def test_a_seed_draws_the_same_claims_on_every_machine() -> None:
    """These were drawn once, and are drawn for ever."""
    assert [claim.name for claim in lot.draw(STATED, 3, "spring")] == [
        "vendor/tillhouse#flows.refunds.choice",
        "vendor/pawform#flows.old-form.data.email-address",
        "source/tillhouse-privacy#statements.share-1.says",
    ]


@given(st.integers(1, 200), st.text(), st.randoms())
def test_lots_depend_on_the_seed_and_the_claims_alone(count: int, seed: str, shuffled: object) -> None:
    """Not on the order of the records, nor on how many are drawn: a longer sheet begins with the shorter one."""
    mixed = list(STATED)
    shuffled.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a `random.Random`
    drawn = lot.draw(mixed, count, seed)
    assert drawn == lot.draw(STATED, len(STATED), seed)[:count]
    assert len(set(map(id, drawn))) == min(count, len(STATED))


def test_each_claim_is_drawn_as_often_as_any_other() -> None:
    """Of 2,000 sheets each claim is on about as many; the bounds are six standard deviations wide."""
    sheets, share = 2000, 30 / len(STATED)
    counts = dict.fromkeys(BY_NAME, 0)
    for seed in range(sheets):
        for claim in lot.draw(STATED, 30, str(seed)):
            counts[claim.name] += 1
    expected, spread = sheets * share, (sheets * share * (1 - share)) ** 0.5
    assert all(abs(count - expected) < 6 * spread for count in counts.values())
