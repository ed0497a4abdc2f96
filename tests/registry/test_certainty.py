"""How sure we are that somebody is there, and who counts as getting something: the same numbers everywhere."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from scripts.answers.answers_in_sentences import in_sentences
from scripts.answers.of_graph import Answers
from scripts.changes import unknowns
from scripts.correspondence import form, open_questions
from scripts.diagrams import of_party, of_service
from scripts.exports import open_data
from scripts.registry import receivers, registry
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Graph
from scripts.registry.receivers import Standing
from scripts.registry.registry import Registry
from scripts.site.pages import Pages
from scripts.site.pages.edition import Edition
from tests.conftest import CITY

NAMED, TOLD_OF, OUR_READING = Certainty

STATED = "{source: town-tax-page, note: It tells of it.}"
KEPT = "{source: retention-schedule, for: [retention]}"
INFERRED = "{source: town-tax-page, inferred: Somebody has to do it.}"


def company(*own: str, flow: tuple[str, ...], identity: str = "not-stated", more: str = "") -> str:
    """The record of a company with this evidence of its own and of its flow."""
    return f"""\
name: Kiosk maker
legal_name: not-stated
identity: {identity}
kinds: [payments]
summary: It may run the kiosk in the hall.
role: not-stated
status: {{is: in-use, since: not-stated}}
reviewed: {{date: 2030-01-15, by: town clerk}}
links: {{home: not-stated, privacy: not-stated, terms: not-stated}}
cookies: not-stated
contract: not-stated
evidence: [{", ".join(own)}]
{more}
flows:
  kiosk:
    service: pay-property-tax
    from: payer
    data: [card-number]
    purposes: [take-payment]
    collected: given
    choice: not-stated
    retention: not-stated
    evidence: [{", ".join(flow)}]
"""


def with_company(root: Path, text: str) -> Registry:
    """The small city with one more company."""
    shutil.copytree(CITY, root, dirs_exist_ok=True)
    (root / "vendors" / "kiosk-maker.yml").write_text(text, encoding="utf-8", newline="\n")
    read, findings = registry.read(root)
    assert findings == []
    return read


@pytest.fixture
def reading(tmp_path: Path) -> Registry:
    """The small city with a company of which no source tells."""
    return with_company(tmp_path, company(INFERRED, flow=(INFERRED,)))


# --- what it follows from ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "flow", "identity", "expected"),
    [
        ((STATED,), (STATED,), "known", NAMED),
        ((STATED, INFERRED), (INFERRED,), "known", NAMED),
        ((INFERRED,), (STATED,), "known", OUR_READING),
        ((), (STATED,), "known", NAMED),
        ((), (INFERRED,), "known", OUR_READING),
        ((STATED,), (STATED,), "not-stated", TOLD_OF),
        ((STATED,), (STATED, INFERRED), "not-stated", TOLD_OF),
        ((STATED, INFERRED), (STATED,), "not-stated", OUR_READING),
        ((STATED,), (INFERRED,), "not-stated", OUR_READING),
        ((), (STATED,), "not-stated", TOLD_OF),
        ((), (INFERRED,), "not-stated", OUR_READING),
        ((STATED,), (INFERRED, KEPT), "not-stated", OUR_READING),
    ],
)
def test_it_follows_from_the_evidence(
    tmp_path: Path, own: tuple[str, ...], flow: tuple[str, ...], identity: str, expected: Certainty
) -> None:
    """Of the record, and of its flows: a name needs one source, and what has none must be told of throughout."""
    read = with_company(tmp_path, company(*own, flow=flow, identity=identity))
    assert read.certainties["kiosk-maker"] == expected


def test_offices_recipients_and_people_have_it_likewise(city: Registry) -> None:
    """What is there by its name, and a kind of recipient of which the policy tells."""
    assert city.certainties["tax-desk"] == NAMED
    assert city.certainties["payer"] == NAMED
    assert city.certainties["card-banks"] == TOLD_OF


# --- who counts ----------------------------------------------------------------------------------------------


def test_our_reading_does_not_count(reading: Registry, city: Registry) -> None:
    """Neither as a company nor with anything that is not known of it."""
    assert receivers.counted(Graph(reading)) == receivers.counted(Graph(city))
    assert reading.unknowns == city.unknowns
    change = unknowns.compare(city, reading)
    assert (change.before, change.after, change.new) == (change.before, change.before, {})


def test_a_class_does_not_count_beside_its_members(tmp_path: Path) -> None:
    """But alone it stands for somebody who gets something."""
    graph = Graph(
        with_company(
            tmp_path,
            company(
                STATED,
                flow=(STATED,),
                identity="known",
                more=f"belongs_to: [{{vendor: traffic-counters, evidence: [{INFERRED}]}}]",
            ),
        )
    )
    assert receivers.standing(graph, "traffic-counters") == Standing.BY_ITS_COMPANIES
    assert receivers.standing(graph, "kiosk-maker") == Standing.NAMED
    browsing = [graph.edges["traffic-counters/visits"]]
    assert receivers.counted(graph, browsing) == {"traffic-counters"}


def test_what_has_ended_does_not_count(graph: Graph) -> None:
    """It got something, and gets nothing now; nor does its class count for it."""
    assert receivers.standing(graph, "oldcount") == Standing.NOT_NOW
    assert receivers.standing(graph, "traffic-counters") == Standing.TOLD_OF


def same_numbers_everywhere(read: Registry) -> None:
    """Check the lists, the table, the open data and `ask` against each other."""
    graph = Graph(read)
    pages = Pages(Edition.of(read, graph))
    files = open_data.render(read, graph)
    table = pages["who-gets-what/index.md"]
    asked = Answers(graph)
    for kind, folder, words in (
        ("vendor", "vendors", ("company", "companies")),
        ("office", "offices", ("office", "offices")),
        ("recipient", "recipients", ("other", "others")),
    ):
        rows = list(csv.DictReader(io.StringIO(files["api/v1/tables/party.csv"].decode(), newline="")))
        ids = [id_ for of, id_ in read.records if of == kind]
        counted = {id_ for id_ in ids if receivers.standing(graph, id_) in {Standing.NAMED, Standing.TOLD_OF}}
        said = f"{len(counted)} {words[len(counted) != 1]}"
        # An empty list counts nothing.
        assert said in table.partition("## ")[0]
        assert (f"Of all {len(ids)}, {len(counted)} get" in pages[f"{folder}/index.md"]) == bool(ids)
        for standing in Standing:
            has_it = {id_ for id_ in ids if receivers.standing(graph, id_) == standing}
            page = pages.get(f"{folder}/now/{standing}.md", "")
            if page:
                assert (
                    set(re.findall(r"^\| \[[^]]*\]\(\.\./([a-z0-9-]+)\.md\).*? \{: \.name", page, re.MULTILINE))
                    == has_it
                )
            in_table = {row["id"] for row in rows if row["kind"] == kind and row["derived_standing"] == standing}
            assert in_table == has_it
        for id_ in ids:
            gets_now = [one for one in asked.what_gets(id_).received if one.state is None and one.receiver.id == id_]
            is_told = read.certainties[id_] != OUR_READING and id_ not in receivers.classes(graph)
            assert (bool(gets_now) and is_told) == (id_ in counted), id_


def test_the_numbers_are_the_same_everywhere(reading: Registry) -> None:
    """On the first page, in lists, in the table of all, in open data and in answers."""
    same_numbers_everywhere(reading)


# --- how it is told ------------------------------------------------------------------------------------------


def test_our_reading_is_a_question_on_every_page(reading: Registry) -> None:
    """The company's own page, that of the service, and that of the information."""
    pages = Pages(Edition.of(reading, Graph(reading)))
    own = pages["vendors/kiosk-maker.md"]
    assert "When you pay your property tax, does a company get information&#63; We read it from" in own
    assert "no source says so" in own
    assert "Kiosk maker gets" not in own
    assert "Everything that is not stated" not in own
    assert "To Kiosk maker" not in own
    assert "To the Town&#58;" in own
    lead = pages["services/pay-property-tax.md"].partition("{: .lead }")[0]
    assert "Does a company get information too&#63; No source says so" in lead
    assert "Does it get information? No source says so: it is our reading." in pages["services/pay-property-tax.md"]
    lead = pages["data/card-number.md"].partition("{: .lead }")[0]
    assert "Kiosk" not in lead
    assert "Does a company get information too&#63;" in lead


def test_its_name_never_stands_without_a_mark(reading: Registry) -> None:
    """Wherever a page links to it."""
    pages = Pages(Edition.of(reading, Graph(reading)))
    for path in pages:
        for before in re.findall(r"(.{26})\[Kiosk maker\]", pages[path]):
            assert before == '<span class="our-reading">', path


def test_pictures_show_it_by_their_lines(reading: Registry) -> None:
    """In the box, in its words, and in a legend that names only the lines that are there."""
    drawing = of_service(Graph(reading), "pay-property-tax")
    assert drawing
    boxes = {box.key: box for column in drawing.columns for box in column.boxes}
    assert boxes["vendor", "kiosk-maker"].certainty == OUR_READING
    assert boxes["vendor", "kiosk-maker"].note == "A company? Our reading"
    assert boxes["vendor", "tillhouse"].certainty == NAMED
    assert "Kiosk" not in drawing.point
    assert {certainty for certainty, _ in drawing.legend} == {box.certainty for box in boxes.values()}
    own = of_party(Graph(reading), "kiosk-maker")
    assert own
    assert own.point.endswith("no source says so.")


def test_ask_asks(reading: Registry) -> None:
    """It says of our reading that it is one."""
    graph = Graph(reading)
    ask = Answers(graph)
    question = [one for one in in_sentences(ask.who_gets("card-number"), graph) if "Kiosk maker" in one]
    assert question == [
        "Does Kiosk maker get card number when you pay your property tax? No source says so: it is our reading."
    ]
    for answer in (ask.what_gets("kiosk-maker"), ask.without("kiosk-maker"), ask.if_breached("kiosk-maker")):
        assert all("?" in one and "o source says so" in one for one in in_sentences(answer, graph))


def test_a_form_about_our_reading_goes_to_the_organisation(reading: Registry) -> None:
    """It asks whether anybody is there; forms about others ask nothing of it."""
    key = ("vendor", "kiosk-maker")
    sections = open_questions.about(reading, key)
    assert sections
    text = form.markdown(form.Form(reading, key, sections))
    assert "It is not for Kiosk maker: no source says" in text
    assert "Somebody has to do it." in text
    assert all(section.key != key for section in open_questions.about(reading, ("service", "pay-property-tax")))
