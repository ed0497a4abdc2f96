"""The pages of the small city, and what holds of any page: nothing is lost, and no text of a record can act."""

from __future__ import annotations

import difflib
import html
import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.words import NOT_STATED
from scripts.reading import readability
from scripts.registry import registry
from scripts.registry.addresses import page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import pages
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.question_pages import answer, questions
from scripts.words import languages
from scripts.words.escapers.markdown import LONGEST_ADDRESS, literal, outside, web
from tests.conftest import TESTS

GOLDEN = TESTS / "golden"
EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]


@pytest.fixture(scope="session")
def written(city: Registry, graph: Graph) -> dict[str, str]:
    """Every page of the small city."""
    return pages.render(city, graph)


WHOLE = (
    "index.md",
    "services/pay-property-tax.md",
    "vendors/tillhouse.md",
    "vendors/oldcount.md",  # it has ended
    "vendors/petforms.md",  # it has another name now
    "offices/tax-desk.md",
    "recipients/anyone-who-asks.md",
    "data/card-number.md",
    "promises/only-contact-details-for-pets.md",
    "sources/privacy-policy.md",
    "vendors/index.md",
    "who-gets-what/index.md",
    "services/pet-license.md",  # it is paused
    "es/vendors/tillhouse.md",
    "es/vendors/oldcount.md",
)
"""The pages that are looked at as a whole: one of each family. What pages say is asserted in `test_views`."""


def test_whole_pages_of_the_small_city_are_as_expected(
    city: Registry, written: dict[str, str], pytestconfig: pytest.Config
) -> None:
    """A change of a page shows as a difference, which is read before it is blessed."""
    records = languages.translated(city, languages.find("es"))
    spanish = pages.render(records, Graph(records), language=languages.find("es"))
    every = written | {f"es/{path}": text for path, text in spanish.items()}
    shown = {path: every[path] for path in WHOLE} | {
        "leads.txt": leads(city, written),
        "es/leads.txt": leads(records, spanish),
        "questions.txt": asked(Edition.of(city, Graph(city))),
        "es/questions.txt": asked(Edition.of(records, Graph(records), language=languages.find("es"))),
    }
    if pytestconfig.getoption("bless"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, text in shown.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(text, encoding="utf-8", newline="\n")
    files = [path for path in GOLDEN.rglob("*") if path.is_file()]
    expected = {path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8") for path in files}
    if changed := difference(expected, shown):
        pytest.fail(f"if this is right now: pytest --bless\n\n{changed}", pytrace=False)


def test_a_letter_says_that_the_register_only_concludes_it(written: dict[str, str]) -> None:
    """A company that is written to must not read as a fact what no source says."""
    concludes = "Its public register concludes, without a source that says so, that you get information"
    assert concludes in written["vendors/pawform.md"]
    assert concludes not in written["vendors/tillhouse.md"]


def test_every_question_ends_with_what_would_settle_it_and_whom_to_ask(city: Registry, written: dict[str, str]) -> None:
    """What is open stands there before the contact; where nothing is open, only the contact does."""
    edition = Edition.of(city, Graph(city))
    for question in questions(edition):
        page = written[question.page]
        assert ("{ #settle }" in page) == bool(question.reply(edition).settles), question.id
        assert page.index("{ #ask }") > page.find("{ #settle }"), question.id


def test_whoever_can_be_reached_is_one_tap_away(written: dict[str, str]) -> None:
    """An address in a list of an answer begins a mail."""
    assert "(mailto:help@tillhouse.example.org" in written["answers/how-do-i-get-my-data-deleted.md"]


def leads(records: Registry, written: dict[str, str]) -> str:
    """The sentences that open pages of records, in one file: who reads it aloud hears what nobody would say."""
    found = {key: re.search(r"^(.+)\n\{: \.lead", written[page_of(key)], re.MULTILINE) for key in records.records}
    return "".join(f"{'/'.join(key)}: {unescape(lead[1])}\n" for key, lead in found.items() if lead)


def asked(edition: Edition) -> str:
    """The questions that people ask, each with its answer, in one file: what is said first is read before it is so."""
    return "".join(f"{one.title(edition)} {answer(edition, one)}\n" for one in questions(edition))


def difference(expected: dict[str, str], found: dict[str, str]) -> str:
    """What differs between pages, line by line, as tools for versions show it."""
    lines = [
        line
        for path in sorted(expected.keys() | found.keys())
        for line in difflib.unified_diff(
            expected.get(path, "").splitlines(), found.get(path, "").splitlines(), f"expected/{path}", f"found/{path}"
        )
    ]
    return "\n".join(line.rstrip("\n") for line in lines)


def test_a_page_that_has_changed_is_shown_with_its_difference() -> None:
    """Whoever reads it sees what changed without a second command. A page more or less is a change, too."""
    shown = difference(
        {"a.md": "one\ntwo\n", "b.md": "same\n"}, {"a.md": "one\nthree\n", "b.md": "same\n", "c.md": "new"}
    )
    assert [line for line in shown.splitlines() if line[0] in "+-"] == [
        "--- expected/a.md",
        "+++ found/a.md",
        "-two",
        "+three",
        "--- expected/c.md",
        "+++ found/c.md",
        "+new",
    ]


def test_every_record_has_a_page(city: Registry, written: dict[str, str]) -> None:
    """No record is checked and then forgotten."""
    assert {page_of(key) for key in city.records} <= written.keys()


def test_services_and_parties_link_to_each_other(graph: Graph, written: dict[str, str]) -> None:
    """Whoever gets something in a service is named on its page, and names it on their own."""
    for edge in graph.edges.values():
        if edge.flow.service not in graph.registry.services:
            continue
        party = page_of(graph.registry.party_key(edge.receiver))
        service = page_of(("service", str(edge.flow.service)))
        assert f"({'../' + party})" in written[service]
        assert f"({'../' + service})" in written[party]


def test_the_page_of_what_is_not_stated_counts_every_such_fact(city: Registry, written: dict[str, str]) -> None:
    """The number in its first sentence is the number of `not-stated` in the files, and the rows add up to it.

    Nobody asks since when what is in use has been so, which date a document bears, who has checked a record, what kind
    of office an office is or what a home page is; nor how to reach somebody of whom it is not said who it is.
    """
    nobody_asks = rf"is: in-use, since: {NOT_STATED}|^(dated|reviewed|is): {NOT_STATED}|home: {NOT_STATED}|#.*"
    of_a_named_one = r"^(legal_name|links|contact|contract|security): .*"
    files = [
        re.sub(f"{nobody_asks}|{of_a_named_one}" if nameless else nobody_asks, "", text, flags=re.MULTILINE)
        for text in (document.text for document in city.documents.values())
        for nameless in [f"identity: {NOT_STATED}" in text]
    ]
    in_files = sum(len(re.findall(rf"(?<![\w-]){NOT_STATED}(?![\w-])", text)) for text in files)
    assert len(city.unknowns) == in_files
    assert f"{in_files:,} things are said by no source" in written["unknowns/index.md"]
    assert sum(map(int, re.findall(r"(\d+) things? \{: .main \}", written["unknowns/index.md"]))) == in_files


def test_every_record_with_something_not_stated_is_on_that_page(city: Registry, written: dict[str, str]) -> None:
    """Each of them has its own row there, which leads to its page."""
    for unknown in city.unknowns:
        assert f"(../{page_of(unknown.key)})" in written["unknowns/index.md"]


def test_every_statement_of_a_policy_is_shown_with_a_record(city: Registry, written: dict[str, str]) -> None:
    """Nobody who reads the policy misses a sentence of it here."""
    for id_, source in city.sources.items():
        for name in source.statements:
            page = written[f"policy/{id_}.md"]
            part = page.partition(f'<div class="statement" id="{name}"')[2].partition("</div>")[0]
            assert "\n[" in part, f"{id_} {name}"


def test_the_first_sentence_of_a_service_says_who_gets_what(written: dict[str, str]) -> None:
    """The answer comes before anything else, and is made from the flows."""
    assert (
        "When you pay your property tax, Tillhouse gets your card number and email address."
        in (written["services/pay-property-tax.md"])
    )


def fold(page: str, id_: str) -> str:
    """What is folded away under a name."""
    return page.partition(f'<details class="fold" id="{id_}"')[2].partition("</details>")[0]


def test_every_page_about_flows_has_a_label(city: Registry, written: dict[str, str]) -> None:
    """It stands before all that is folded away."""
    for key in city.records:
        if key[0] in {"service", "vendor", "office", "recipient", "data", "purpose", "people", "promise"}:
            page = written[page_of(key)]
            assert 0 < page.find('<section class="label"') < page.find('<details class="fold"'), key


def test_a_company_can_be_asked_with_a_letter_of_its_own(city: Registry, written: dict[str, str]) -> None:
    """It names the company, the services in which it gets something, what it gets, and what is not stated."""
    _, _, behind = written["vendors/tillhouse.md"].partition('id="your-information"')
    letter = behind.partition('<div class="letter"')[2].partition("</div>")[0]
    for words in ("To Tillhouse", "Pay your property tax", "card number, email address and money", "How long"):
        assert words in letter
    for id_ in city.vendors:
        assert '<div class="letter"' in written[f"vendors/{id_}.md"]
    for id_ in city.recipients:
        assert "A letter that asks about your information" not in written[f"recipients/{id_}.md"]


def test_a_picture_and_its_table_hold_the_same_flows(city: Registry, written: dict[str, str]) -> None:
    """On every record: each line of the diagram has its row in the table beside it, and each row has its line."""
    pictures = {path: written[path] for path in map(page_of, city.records) if "<svg" in written[path]}
    assert len(pictures) > 10
    for path, text in pictures.items():
        lines = {flow for flows in re.findall(r'class="line"[^>]*data-flows="([^"]*)"', text) for flow in flows.split()}
        table = fold(text, "flows")
        rows = re.findall(r"#flow-([a-z0-9-]+)", table)
        assert sorted(rows) == sorted(flow.replace("/", "--") for flow in lines), path


def test_what_lights_up_with_a_box_is_in_the_rows_of_its_flows(city: Registry, written: dict[str, str]) -> None:
    """A box carries only ids of flows that stand in the table, so that nothing lights up that nobody states."""
    for path in map(page_of, city.records):
        text = written[path]
        rows = set(re.findall(r"#flow-([a-z0-9-]+)", fold(text, "flows")))
        for flows in re.findall(r'<a class="box[^>]*data-flows="([^"]*)"', text):
            assert {flow.replace("/", "--") for flow in flows.split()} <= rows, path


def test_what_is_over_has_a_table_of_its_own(written: dict[str, str]) -> None:
    """Ended flows stay at their address, apart from those that go on, with the time at which they ended."""
    page = written["vendors/pawform.md"]
    over = fold(page, "over")
    assert "flow-pawform--old-form" not in page.replace(over, "")
    assert "flow-pawform--old-form" in over
    assert "<small>(until February 28, 2027)</small>" in over


def test_what_is_over_is_told_in_the_past(written: dict[str, str]) -> None:
    """No sentence, heading, label or picture of its page says that Oldcount gets anything."""
    page = html.unescape(written["vendors/oldcount.md"])
    assert "Until June 2028, when you used “Look at the website”, Oldcount got your IP address." in page
    assert re.findall(r"\b(gets|goes|gives|Gives|passes|Who gets)\b", page) == []


def test_what_is_paused_is_told_as_what_happens_when_it_runs(written: dict[str, str]) -> None:
    """Neither as what happens, nor as what is over."""
    page = html.unescape(written["services/pet-license.md"])
    assert "This is paused. When it runs and you ask for a pet license, Pawform gets your " in page
    assert "Who gets it when it runs?" in page
    assert "<small>(paused since December 2029)</small>" in page


def test_what_is_planned_is_told_in_the_future(folder: Path) -> None:
    """On the page of the service, of the company and of what only they would carry."""
    service = folder / "services/pet-license.yml"
    text = service.read_text(encoding="utf-8")
    service.write_text(text.replace("is: paused, since: 2029-12", "is: planned, since: 2029-12"), encoding="utf-8")
    read, _ = registry.read(folder)
    made = {page: html.unescape(text) for page, text in pages.render(read, Graph(read)).items()}
    for page in ("services/pet-license.md", "vendors/pawform.md"):
        assert "This is planned. Once it starts and you ask for a pet license, Pawform will get your " in made[page]
        assert "Will get" in made[page]
        assert "planned since December 2029" in made[page]
    assert (
        "No record says that anyone gets your pet license now. This is planned. Once it starts, it will go to Pawform."
        in made["data/pet-license.md"]
    )


def test_a_list_says_that_nothing_goes_to_what_is_over(written: dict[str, str]) -> None:
    """Its row does not say what it gets, and neither is it counted for a kind of information."""
    row = next(line for line in written["vendors/index.md"].splitlines() if line.startswith("| [Oldcount]"))
    assert "No longer&#58; over" in row
    addresses = next(line for line in written["data/index.md"].splitlines() if line.startswith("| [IP address]"))
    assert "| 1 gets it {: .main }" in addresses


def test_last_changed_and_last_checked_are_two_dates(city: Registry, graph: Graph, written: dict[str, str]) -> None:
    """One says that the words changed, the other that somebody looked. Without a history only the second is there."""
    changed = {"vendors/pawform.yml": date(2029, 5, 4)}
    page = pages.render(city, graph, changed)["vendors/pawform.md"]
    assert 'Last checked on <time datetime="2030-01-15">January 15, 2030</time>' in page
    assert 'Last changed on <time datetime="2029-05-04">May 4, 2029</time>' in page
    assert "Last changed" not in written["vendors/pawform.md"]


@pytest.mark.parametrize(
    "page",
    ["index.md", "about/how-we-know.md", "about/correct-a-record.md", "about/words.md", "about/accessibility.md"],
)
def test_our_own_words_can_be_read_with_eight_years_of_school(written: dict[str, str], page: str) -> None:
    """Pages that are mostly our own sentences stay at grade 8 or lower."""
    text = re.sub(r"<[^>]*>|\[|\]\([^)]*\)|\{[^}]*\}|[#*|`-]", " ", html.unescape(written[page]))
    assert readability.grade(text) <= 8


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80)


@given(TEXT)
def test_any_text_is_shown_as_typed(text: str) -> None:
    """Whatever a record says comes out of Markdown as the same letters, and as nothing but letters."""
    built = python_markdown.markdown(f"Before {literal(text)} after", extensions=EXTENSIONS)
    assert re.fullmatch(r"<p>[^<]*</p>", built)
    shown = html.unescape(built.removeprefix("<p>Before ").removesuffix(" after</p>"))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)


@given(TEXT)
def test_any_text_stays_in_its_cell(text: str) -> None:
    """No text breaks a table, whatever lines and bars it holds."""
    table = f"| A | B |\n| --- | --- |\n| {literal(text)} | end |\n"
    built = python_markdown.markdown(table, extensions=EXTENSIONS)
    assert re.findall(r"<td[^>]*>", built) == ["<td>", "<td>"]


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![x](https://evil.example/pixel.gif)",
        '**x**{: onclick="alert(1)" }',
        "x |\n\n# heading",
        "<!-- --><b>hi</b>",
        "{{ config }} {% raw %}",
        "&#106;avascript:alert(1)",
    ],
)
def test_markup_in_a_name_is_shown_and_does_not_act(payload: str) -> None:
    """A name that is a piece of code is a strange name, and nothing else."""
    built = python_markdown.markdown(f"# {literal(payload)}\n\n{literal(payload)}", extensions=EXTENSIONS)
    assert not re.search(r"<(?!/?(?:h1|p)\b)|\son\w+=", built)


def test_a_link_cannot_be_ended_by_its_address() -> None:
    """Brackets and quotes in an address are encoded."""
    built = python_markdown.markdown(outside("x", 'https://a.example/)"onclick=x'), extensions=EXTENSIONS)
    assert built == '<p><a href="https://a.example/%29%22onclick=x" rel="noopener noreferrer">x</a></p>'


def test_the_same_registry_gives_the_same_pages(city: Registry, written: dict[str, str]) -> None:
    """Writing twice in one process gives the same text."""
    assert pages.render(city, Graph(city)) == written


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.gov", "www.example.gov"),
        ("https://www.example.gov/", "www.example.gov"),
        ("https://www.example.gov/a/b/?c=d#e", "www.example.gov/a/b/?c=d#e"),
        (f"https://www.example.gov/{'a' * 90}", f"www.example.gov/{'a' * 43}…"),
        (f"https://www.example.gov.{'pay.' * 20}evil.example/x", f"…y.{'pay.' * 11}evil.example…"),
        (f"https://{'a' * 58}.example?x", f"…{'a' * 50}.example…"),
    ],
)
def test_an_address_shows_whose_it_is(url: str, shown: str) -> None:
    """The end of a host says who owns it, so that is always there; what does not fit is cut elsewhere."""
    link = re.fullmatch(
        r'<p><a href="(.*)" rel=".*">(.*)</a></p>', python_markdown.Markdown(extensions=["attr_list"]).convert(web(url))
    )
    assert link is not None
    assert (html.unescape(link[2]), html.unescape(link[1])) == (shown, url)
    assert len(shown) <= LONGEST_ADDRESS
