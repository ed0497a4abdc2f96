"""Filled forms: what was answered is what the records say afterwards, and what cannot be used changes nothing."""

from __future__ import annotations

import json
import re
import sys
import textwrap
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st

from schemas import KINDS, Key, fields
from schemas.part import Loc
from schemas.time import RoughDate
from scripts.authoring.yaml_values import inline
from scripts.cli import answer as verb
from scripts.cli.main import main
from scripts.correspondence import form, open_questions, proposal, reply
from scripts.correspondence.insertion import Insertion
from scripts.correspondence.open_questions import Question
from scripts.correspondence.proposal import Proposal
from scripts.correspondence.reply_addresses import address
from scripts.reading import confinement, validation, yaml_text
from scripts.reading.confinement import Limits
from scripts.reading.findings import Severity
from scripts.registry import registry
from scripts.registry.registry import Registry
from scripts.rules import mistakes
from tests import filled_in
from tests.benchmarks import strangers
from tests.conftest import CITY, TODAY, check
from tests.filled_in import Answer
from tests.payloads import PAYLOADS
from tests.project.test_house import PROJECT
from tests.property_profiles import one_in

pytestmark = pytest.mark.usefixtures("unconfined")

CONFINED = confinement.run
"""As it is outside of these tests."""

READ: Registry = registry.read(CITY)[0]
ASKED = filled_in.every_question(READ)
DAY = date(2030, 3, 1)


def proposed(text: str, read: Registry = READ) -> Proposal:
    """What a filled form does to the small city."""
    return proposal.propose(read, "form.md", reply.read(text), "support team", DAY)


@cache
def form_of(key: Key) -> form.Form:
    """The form about one record of the small city."""
    return filled_in.form_about(READ, key)


@cache
def markdown_of(key: Key) -> str:
    """The same as Markdown."""
    return form.markdown(form_of(key))


def without_evidence(value: Any) -> Any:
    """The same data without what an answer adds beside it."""
    if isinstance(value, dict):
        return {name: without_evidence(part) for name, part in value.items() if name not in {"evidence", "asked"}}
    return [without_evidence(part) for part in value] if isinstance(value, list) else value


def with_value(key: Key, loc: Loc, value: Any) -> Any:
    """The data of a record with another value at one place."""
    data = deepcopy(READ.documents[key].data)
    here: Any = data
    for step in loc[:-1]:
        here = here[step]
    here[loc[-1]] = value
    return without_evidence(data)


def comments(text: str) -> list[str]:
    """The comments of a record of the small city: no text in it holds a `#` but an address in quotes."""
    return re.findall(r"^ *#.*$", text, flags=re.MULTILINE)


# --- what was answered is what the record says ---------------------------------------------------

WAYS: dict[str, Callable[[str], str]] = {
    "as the file": lambda text: text,
    "quoted in a mail": lambda text: textwrap.indent(text, "> ", lambda _: True),
    "quoted twice, with the line ends of mail": lambda text: textwrap.indent(text, ">> ", lambda _: True).replace(
        "\n", "\r\n"
    ),
}


@st.composite
def answered(draw: st.DrawFn, question: Question) -> tuple[dict[str, Answer], Any]:
    """What is written into the blanks of a question, and what the record says then."""
    field = fields.field_at(KINDS[question.key[0]], question.loc)
    assert field is not None
    whole, *parts = question.blanks
    part = fields.part_of(field)
    usable = [blank for blank in parts if "+" not in str(blank.steps[0]) or blank.steps[0] in {"+1", "+2"}]
    if not usable or (whole.writing and draw(st.booleans())) or (len(whole.words) > 1 and draw(st.booleans())):
        answer = draw(filled_in.answers(whole))
        return {address(READ, question, whole): answer}, answer.value
    assert part is not None
    said = {blank.steps: draw(filled_in.answers(blank)) for blank in usable}
    where = {address(READ, question, blank): said[blank.steps] for blank in usable}
    if not open_questions.is_list(field):
        values = {str(steps[0]): answer.value for steps, answer in said.items()}
        assume(ends_after_it_starts(values))
        return where, values
    entries = [
        {str(steps[1]): answer.value for steps, answer in said.items() if steps[0] == entry} for entry in ("+1", "+2")
    ]
    assume(entries[0] != entries[1])
    return where, entries


def ends_after_it_starts(values: dict[str, Any]) -> bool:
    """Whether a contract can be as it is answered, as far as days are answered."""
    starts, ends = (RoughDate(values.get(key) or "") for key in ("starts", "ends"))
    days = all(text[:4].isdigit() for text in (starts, ends))
    return not days or starts.first_day <= ends.last_day


def says_exactly(found: Proposal, question: Question, value: Any) -> None:
    """The record says what was answered and otherwise the same, is valid, and cites the new source."""
    assert found.findings == []
    assert found.answered == 1
    (source,) = found.changed.keys() - READ.records.keys()
    document = found.changed[question.key]
    assert without_evidence(document.data) == with_value(question.key, question.loc, value)
    assert comments(document.text) == comments(READ.documents[question.key].text)
    assert document.text.count(f"source: {source[1]}") == 1
    for key, changed in found.changed.items():
        assert yaml_text.parse("x.yml", changed.text.encode())[1] == []
        assert validation.read(key[0], changed)[1] == []


QUESTIONS = pytest.mark.parametrize(
    "question",
    [question for _, question in ASKED],
    ids=["/".join(question.key) + "#" + ".".join(map(str, question.loc)) for _, question in ASKED],
)


@QUESTIONS
@given(data=st.data())
@one_in(20)
def test_whatever_is_answered_in_markdown_is_what_the_record_says(question: Question, data: st.DataObject) -> None:
    """Every question of the small city, with any answer that fits, as it comes back in any way."""
    where, value = data.draw(answered(question))
    text = filled_in.in_markdown(markdown_of(question.key), where)
    says_exactly(proposed(WAYS[data.draw(st.sampled_from(sorted(WAYS)))](text)), question, value)


@QUESTIONS
@given(data=st.data())
@one_in(20)
def test_whatever_is_answered_in_a_browser_is_what_the_record_says(question: Question, data: st.DataObject) -> None:
    """The same from the lines that a browser makes of the page."""
    where, value = data.draw(answered(question))
    says_exactly(proposed(filled_in.by_browser(form_of(question.key), where)), question, value)


@pytest.mark.parametrize("key", sorted({question.key for _, question in ASKED}), ids="/".join)
@given(data=st.data())
@one_in(20)
def test_whatever_is_answered_at_once_is_what_the_records_say(key: Key, data: st.DataObject) -> None:
    """All questions of a form: every change is made to the text as it was, and none is in the way of another."""
    text = markdown_of(key)
    expected: dict[Key, Any] = {}
    for section in open_questions.about(READ, key):
        for question in section.questions:
            where, value = data.draw(answered(question))
            text = filled_in.in_markdown(text, where)
            after = expected.setdefault(question.key, deepcopy(READ.documents[question.key].data))
            here = after
            for step in question.loc[:-1]:
                here = here[step]
            here[question.loc[-1]] = value
    found = proposed(text)
    assert found.findings == []
    (source,) = found.changed.keys() - READ.records.keys()
    assert found.changed.keys() - {source} == expected.keys()
    for changed, after in expected.items():
        document = found.changed[changed]
        assert without_evidence(document.data) == without_evidence(after)
        assert comments(document.text) == comments(READ.documents[changed].text)
        assert validation.read(changed[0], document)[1] == []
        assert f"source: {source[1]}" in document.text


@pytest.mark.parametrize("key", sorted({question.key for _, question in ASKED}), ids="/".join)
def test_not_known_everywhere_leaves_all_open(key: Key) -> None:
    """It is counted; only that they were asked and have answered is noted, where the records say that they were."""
    text = form.markdown(filled_in.form_about(READ, key)).replace(
        f"[ ] {open_questions.WE_DO_NOT_KNOW}", f"[x] {open_questions.WE_DO_NOT_KNOW}"
    )
    found = proposed(text)
    assert found.findings == []
    for changed, document in found.changed.items():
        assert without_evidence(document.data) == without_evidence(READ.documents[changed].data)
    assert found.changed.keys() == {of for of, record in READ.records.items() if of == key and record.asked}
    assert found.open == sum(len(section.questions) for section in open_questions.about(READ, key))


def test_a_form_that_nobody_filled_in_changes_nothing() -> None:
    """It is no mistake either."""
    found = proposed(markdown_of(("vendor", "tillhouse")))
    assert (found.findings, found.changed, found.answered) == ([], {}, 0)


# --- how people write ----------------------------------------------------------------------------

RETENTION = "vendor/tillhouse#flows.property-tax.retention"
LEGAL_NAME = "vendor/tillhouse#legal_name"
DATA = "vendor/traffic-counters#flows.visits.data"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Answer: 2 years", "P2Y"),
        ("2 years and 6 months.", "P2Y6M"),
        ("> Answer: 30 days", "P30D"),
        ("- [X] It is not kept at all", "none"),
        ("* [x] It is not\nkept at all\n\nAnswer:", "none"),
        ("- [ ] It is not kept at all\n2 years", "P2Y"),
        ("It is not kept at all", "none"),
        ("none", "none"),
        ("\\[x\\] It is not kept at all", "none"),
    ],
)
def test_an_answer_may_stand_in_many_ways(written: str, value: str) -> None:
    """As people write, and as mail programs leave it."""
    found = proposed(f"[{RETENTION}]\n{written}\n\n---\n")
    assert found.findings == []
    assert found.changed["vendor", "tillhouse"].data["flows"]["property-tax"]["retention"] == value


@pytest.mark.parametrize(
    ("where", "written", "value"),
    [
        ("vendor/traffic-counters#status.since", "March 2023", "2023-03"),
        ("vendor/traffic-counters#status.since", "since 3 March 2023.", "2023-03-03"),
        ("vendor/traffic-counters#status.since", "12/24/2025", "2025-12-24"),
        ("vendor/traffic-counters#links.home", "www.Traffic.example/Terms", "https://www.traffic.example/Terms"),
        ("vendor/traffic-counters#links.home", "traffic.example", "https://traffic.example"),
        ("vendor/traffic-counters#links.home", "<https://traffic.example/a>.", "https://traffic.example/a"),
        ("vendor/traffic-counters#links.home", "www.a.example<http://www.a.example/>", "https://www.a.example"),
        ("office/finance#contact.email", "a@b.example<mailto:a@b.example>", "a@b.example"),
        (RETENTION, "up to 30 days", "P30D"),
        (RETENTION, "1095 days", "P1095D"),
        (RETENTION, "18 months after collection", "P18M"),
        (RETENTION, "active account, then 18 months", "active account, then P18M"),
        (RETENTION, "18 months after the account is closed.", "until the account is closed, then P18M"),
        (RETENTION, "While it is open, and for 1 year and 6 months afterwards", "while it is open, then P1Y6M"),
    ],
)
def test_what_people_write_means_one_thing(where: str, written: str, value: str) -> None:
    """Dates, addresses and lengths of time in their own words."""
    found = proposed(f"[{where}]\n{written}\n")
    assert found.findings == []
    here: Any = next(document.data for key, document in found.changed.items() if key in READ.records)
    for step in where.partition("#")[2].split("."):
        here = here[step]
    assert here == value


@pytest.mark.parametrize(
    "written", ["at least 7 years", "as long as needed", "30 days for logs and 2 years", "a while"]
)
def test_what_says_no_time_is_no_answer(written: str) -> None:
    """Nothing is read into it."""
    assert [rule for _, rule, _ in faults(f"[{RETENTION}]\n{written}\n")] == ["bad-duration"]


@pytest.mark.parametrize(
    "written",
    [
        "Card number; Email address",
        "card-number, email-address",
        "Email address and card number",
        "EMAIL  ADDRESS\ncard number",
    ],
)
def test_several_names_may_be_written_in_many_ways(written: str) -> None:
    """By their names or ids, with any sign between them."""
    found = proposed(f"[{DATA}]\nAnswer: {written}\n")
    assert found.findings == []
    data = found.changed["vendor", "traffic-counters"].data["flows"]["visits"]["data"]
    assert set(data) == {"card-number", "email-address"}


def test_a_source_that_the_form_does_not_offer_is_taken_by_its_id() -> None:
    """A form offers laws, contracts and policies; somebody who knows the records may write any other."""
    where = "office/tax-desk#flows.tax-receipts.authority.citation"
    found = proposed(f"[{where}]\ntown-tax-page\n")
    assert found.findings == []
    assert found.changed["office", "tax-desk"].data["flows"]["tax-receipts"]["authority"]["citation"] == "town-tax-page"


def test_a_term_of_the_common_vocabulary_is_taken_though_no_record_names_it_yet(folder: Path) -> None:
    """No form offers it, since a registry holds only the terms that it uses."""
    assert ("data", "browser-type") not in READ.records
    done = answer(folder, f"[{DATA}]\nBrowser type, Email address\n", "--from", "support team")
    assert done.exit_code == 0, done.output
    read, findings = registry.read(folder)
    assert findings == []
    assert set(read.vendors["traffic-counters"].flows["visits"].data) == {"browser-type", "email-address"}


def test_an_address_that_mail_broke_is_read(city: Registry) -> None:
    """Some programs break a line wherever it gets too long."""
    broken = RETENTION.replace("property-", "property-\n> ")
    assert proposed(f"> [{broken}]\n> Answer: 2 years\n", city).answered == 1


def test_what_stands_below_the_form_is_no_answer() -> None:
    """A greeting, a signature, the lists of names."""
    text = filled_in.by_browser(form_of(("vendor", "tillhouse")), {LEGAL_NAME: Answer("Tillhouse Inc.")})
    found = proposed(f"{text}\r\nBest regards\r\nThe support team")
    assert found.findings == []
    assert found.changed["vendor", "tillhouse"].data["legal_name"] == "Tillhouse Inc."


def test_the_blank_form_quoted_below_the_answers_takes_nothing_away() -> None:
    """As mail programs do when somebody answers above."""
    empty = textwrap.indent(markdown_of(("vendor", "tillhouse")), "> ", lambda _: True)
    found = proposed(f"[{LEGAL_NAME}]\nTillhouse Inc.\n---\n\n{empty}")
    assert found.answered == 1


# --- what cannot be used -------------------------------------------------------------------------


def faults(text: str) -> list[tuple[int, str, str]]:
    """What cannot be used in a form: line, rule and message. Nothing is changed then."""
    found = proposed(text)
    assert found.changed == {}
    return [(finding.position.line, finding.rule, finding.message) for finding in found.findings]


@pytest.mark.parametrize(
    ("where", "written", "rule", "remedy"),
    [
        (DATA, "Card numbr", "unknown-word", "did you mean `Card number`?"),
        (DATA, "Shoe size", "unknown-word", "add a record with `registry new`"),
        (RETENTION, "a while", "bad-duration", "write a length of time such as `P2Y` (2 years)"),
        ("vendor/traffic-counters#role", "on its owm", "unknown-word", "did you mean"),
        ("vendor/traffic-counters#links.home", "tillhouse", "bad-url", "an address starts with `https://`"),
        ("vendor/traffic-counters#status.since", "last year", "bad-date", "`2026-11-23`"),
        ("vendor/traffic-counters#status.since", "3/4/2023", "bad-date", "this may be `2023-03-04` or `2023-04-03`"),
        (LEGAL_NAME, "x" * 1001, "too-long", "shorten it"),
        (LEGAL_NAME, "unknown", "reserved-word", "write `not-stated`"),
        (LEGAL_NAME, "A\u202eB", "odd-character", "delete it"),
        (LEGAL_NAME, "FILL-IN", "reserved-word", "write what is known"),
        (RETENTION, "2 years\n- [x] It is not kept at all", "two-answers", "cannot stand beside another answer"),
        (f"{RETENTION}.sum", "x", "gone", "its parts are `schedule`, `series`"),
        ("vendor/pawform#contract", "yes", "unknown-word", "choose `There is none` or"),
        ("office/finance#contact.email", "a@b.example?cc=c@d.example", "bad-email", "write one e-mail address"),
    ],
)
def test_an_answer_that_does_not_fit_is_named_with_the_remedy(where: str, written: str, rule: str, remedy: str) -> None:
    """At its line in the form, whatever is wrong with it."""
    ((line, found, message),) = faults(f"Hello,\n\n[{where}]\n{written}\n")
    assert line in {4, 5}
    assert found == rule
    assert remedy in message


def test_all_answers_that_do_not_fit_are_named_at_once() -> None:
    """The one that fits is taken in all the same."""
    found = proposed(f"[{DATA}]\nShoe size\n---\n[{LEGAL_NAME}]\nTillhouse Inc.\n---\n[{RETENTION}]\na while\n")
    named = [(finding.position.line, finding.rule) for finding in found.findings]
    assert named == [(2, "unknown-word"), (8, "bad-duration")]
    assert found.answered == 1
    assert found.changed["vendor", "tillhouse"].data["legal_name"] == "Tillhouse Inc."


def test_every_word_of_an_answer_that_does_not_fit_is_named_where_it_stands() -> None:
    """Each name of a list, on whichever line, and each part of an answer."""
    found = proposed(f"> [{DATA}]\n> Answer: Email address, Shoe size;\n> Card number, Hat size\n")
    assert [(f.position.line, f.position.column, f.position.width) for f in found.findings] == [(2, 26, 9), (3, 16, 8)]
    text = "[vendor/pawform#contract.starts]\nsoon\n---\n[vendor/pawform#contract.page]\nhere\n---\n"
    assert [(line, rule) for line, rule, _ in faults(text)] == [(2, "bad-date"), (5, "bad-url")]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("vendor/tilhouse#legal_name", "did you mean `tillhouse`?"),
        (
            "vendor/gone#legal_name",
            "there is no record `vendor/gone`; since the form was made it may have been renamed",
        ),
        ("vendor/tillhouse#flows.old.retention", "has no `flows.old` any more"),
        ("vendor/tillhouse#cookies.1~000000.name", "has no `cookies.1~000000` any more"),
        ("vendor/tillhouse#flows.property-tax.service", "is no question"),
        ("vendor/tillhouse#flows", "is no question"),
    ],
)
def test_a_form_about_what_is_gone_says_so(where: str, message: str) -> None:
    """A record, a flow or a cookie that was renamed or removed since; or a line that somebody changed."""
    ((line, rule, said),) = faults(f"[{where}]\nTillhouse Inc.\n")
    assert (line, rule) == (1, "gone")
    assert message in said


def test_a_form_about_a_record_that_was_renamed_is_taken_in() -> None:
    """The record says what it was called before."""
    assert READ.renamed["vendor", "petforms"] == ("vendor", "pawform")
    found = proposed("[vendor/petforms#legal_name]\nPawforms Inc.\n")
    assert found.findings == []
    assert found.changed["vendor", "pawform"].data["legal_name"] == "Pawforms Inc."


def test_a_cookie_that_has_moved_in_its_list_is_found(folder: Path) -> None:
    """An entry has no name, so it is known by what it says."""
    (question,) = [q for _, q in ASKED if q.loc == ("cookies", 1, "name")]
    where = address(READ, question, question.blanks[0])
    path = folder / "vendors" / "tillhouse.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("cookies:\n", "cookies:\n  - {name: a, purposes: [take-payment], lifetime: P1D}\n"),
        encoding="utf-8",
    )
    found = proposed(f"[{where}]\nlong_one\n", registry.read(folder)[0])
    assert found.findings == []
    assert found.changed["vendor", "tillhouse"].data["cookies"][2]["name"] == "long_one"


def test_an_answer_against_what_is_stated_since_is_not_written(folder: Path) -> None:
    """A person decides which is right; an answer that says the same is no news."""
    path = folder / "vendors" / "tillhouse.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("legal_name: not-stated", "legal_name: Till Ltd."), encoding="utf-8"
    )
    read = registry.read(folder)[0]
    found = proposed(f"[{LEGAL_NAME}]\nTillhouse Inc.\n", read)
    (finding,) = found.findings
    assert finding.rule == "stated-since"
    assert "the record states `Till Ltd.` here since, and the form `Tillhouse Inc.`" in finding.message
    found = proposed(f"[{LEGAL_NAME}]\nTill Ltd.\n", read)
    assert (found.findings, found.changed, found.known) == ([], {}, 1)


def test_names_in_another_order_say_the_same(folder: Path) -> None:
    """What is stated since as a list may have been written by somebody else."""
    path = folder / "vendors" / "traffic-counters.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("data: not-stated", "data: [card-number, email-address]"), encoding="utf-8")
    found = proposed(f"[{DATA}]\nEmail address, Card number\n", registry.read(folder)[0])
    assert (found.findings, found.known) == ([], 1)


def test_a_part_that_is_needed_must_be_answered_too() -> None:
    """Where it can be called or written to is no other way without saying which way."""
    (question,) = [q for _, q in ASKED if q.key == ("service", "pay-property-tax")]
    assert question.loc == ("other_ways", 1, "details")
    text = "[vendor/pawform#contract]\n- [x] There is none\n---\n[vendor/pawform#contract.number]\n7\n"
    ((_, rule, message),) = faults(text)
    assert rule == "two-answers"
    assert "keep one of the two" in message


# --- whatever comes back -------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(address(READ, question, blank) for _, question in ASKED[:12] for blank in question.blanks[:2]),
        *(
            "vendor/tillhouse#",
            "[",
            "]",
            "[x] ",
            "- [ ] ",
            "Answer:",
            "---\n",
            "> ",
            "=",
            "\n",
            "\r\n",
            "### 3. x\n",
            " ",
        ),
        *("vendor/x#a.b", "vendor/tillhouse#cookies.+99.name", "vendor/tillhouse#cookies.9999~ffffff.name"),
        *("card-number", "; ", " and ", "2 years", "none", "\u202e", "\x00", "\u00a0", "{", "}", "\\", "\ufeff"),
        *PAYLOADS.values(),
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=40).map("".join))
def test_whatever_a_file_holds_the_answer_is_a_change_or_findings(text: str) -> None:
    """No traceback, and every change is valid."""
    found = proposed(text)
    for key, document in found.changed.items():
        assert validation.read(key[0], document)[1] == []
    for finding in found.findings:
        assert 1 <= finding.position.line <= len(re.split(r"\r\n|\r|\n", text))
        assert "\n" not in finding.message


@given(st.lists(PIECES.map(str.encode) | st.binary(max_size=9), max_size=25).map(b"".join))
@one_in(4)
def test_whatever_a_file_holds_the_command_ends_in_order(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """With 0, 1 or 2 as its exit code, and with nothing on the screen that acts."""
    path = tmp_path_factory.mktemp("form") / "form.md"
    path.write_bytes(raw)
    words = ["answer", "--registry", str(CITY), "--on", "2030-03-01", "--check", "--from", "team", str(path)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code in {0, 1, 2}
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.output.replace("\n", "").isprintable()


# --- on the command line -------------------------------------------------------------------------


def answer(root: Path, text: str | bytes, *words: str) -> Result:
    """Run `registry answer` on a form."""
    path = root.parent / "form.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return CliRunner().invoke(
        main, ["answer", "--registry", str(root), "--on", "2030-03-01", str(path), *words], catch_exceptions=False
    )


def files(root: Path) -> dict[str, bytes]:
    """Every file of a registry with what it holds."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_answers_are_shown_and_written_with_their_source(folder: Path) -> None:
    """The record, the evidence and the new source; the check is clean afterwards."""
    done = answer(folder, f"[{RETENTION}]\nAnswer: 2 years\n", "--from", "support team")
    assert done.exit_code == 0
    assert "-    retention: not-stated\n+    retention: P2Y\n" in done.output
    assert done.output.splitlines()[-1].startswith("1 answer taken in, 0 known already; 0 questions still open")
    read, findings = registry.read(folder)
    assert findings == []
    source = read.sources["tillhouse-answer-2030-03-01"]
    assert (source.name, source.is_, source.dated) == (
        "Answer of 2030-03-01 from support team",
        "correspondence",
        "2030-03-01",
    )
    assert source.read.date == TODAY
    evidence = read.vendors["tillhouse"].flows["property-tax"].evidence[-1]
    assert (evidence.source, evidence.note, evidence.for_) == (
        "tillhouse-answer-2030-03-01",
        "It answers: how long the information is kept.",
        ("retention",),
    )
    assert [finding for finding in check(folder) if finding.severity == Severity.ERROR] == []


def in_braces(path: Path) -> None:
    """Write a record as a program would: JSON, which is YAML in braces."""
    data = yaml_text.parse(path.name, path.read_bytes())[0].data
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def test_an_answer_about_a_record_in_braces_is_written_with_its_source(folder: Path) -> None:
    """Also where the record has no evidence yet."""
    in_braces(folder / "vendors" / "tillhouse.yml")
    done = answer(
        folder, f"[{LEGAL_NAME}]\nAnswer: Tillhouse Ltd.\n---\n[{RETENTION}]\nAnswer: 2 years\n", "--from", "team"
    )
    assert done.exit_code == 0
    read, findings = registry.read(folder)
    assert findings == []
    vendor = read.vendors["tillhouse"]
    assert (vendor.legal_name, vendor.flows["property-tax"].retention) == ("Tillhouse Ltd.", "P2Y")
    source = "tillhouse-answer-2030-03-01"
    assert (vendor.evidence[-1].source, vendor.flows["property-tax"].evidence[-1].source) == (source, source)


def test_nothing_is_written_when_only_asked_to_show(folder: Path) -> None:
    """`--check` shows the difference."""
    before = files(folder)
    done = answer(folder, f"[{RETENTION}]\nAnswer: 2 years\n", "--from", "support team", "--check")
    assert done.exit_code == 0
    assert "+    retention: P2Y\n" in done.output
    assert "1 answer would be taken in" in done.output
    assert files(folder) == before


def test_what_can_be_used_is_written_and_the_rest_is_named(folder: Path) -> None:
    """Exit code 1. Once the lines are corrected, the same file brings the rest, from the same source."""
    text = f"[{RETENTION}]\n2 years\n---\n[{DATA}]\nShoe size\n"
    done = answer(folder, text, "--from", "support team")
    assert done.exit_code == 1
    assert re.search(
        r"form\.md:5:1: error\[unknown-word\] no data is called `Shoe size`; .*\n +5 \| Shoe size\n", done.output
    )
    assert "1 answer taken in" in done.output
    assert done.output.endswith("1 problem (see above). Correct those lines, and give the same file again.\n")
    assert registry.read(folder)[0].vendors["tillhouse"].flows["property-tax"].retention == "P2Y"
    done = answer(folder, text.replace("Shoe size", "Email address"), "--from", "support team")
    assert done.exit_code == 0
    assert done.output.splitlines()[-1].startswith("1 answer taken in, 1 known already")
    read, findings = registry.read(folder)
    assert findings == []
    assert read.vendors["traffic-counters"].flows["visits"].data == ("email-address",)
    assert [name for name in read.sources if "answer" in name] == ["tillhouse-answer-2030-03-01"]


def test_nothing_is_written_if_no_answer_can_be_used(folder: Path) -> None:
    """Exit code 1, each with its line."""
    before = files(folder)
    done = answer(folder, f"[{DATA}]\nShoe size\n", "--from", "support team")
    assert done.exit_code == 1
    assert done.output.endswith("1 problem (see above). Nothing was written.\n")
    assert files(folder) == before


def test_an_answer_that_breaks_a_promise_is_not_written_unseen(folder: Path) -> None:
    """The promise is named at its line. Whoever takes it in has to decide what to do about the promise."""
    promise = folder / "promises" / "only-contact-details-for-pets.yml"
    before = files(folder)
    text = "[recipient/card-banks#flows.moves.purposes]\nmarketing\n"
    where = next(address(READ, q, q.blanks[0]) for _, q in ASKED if q.loc[-1] == "purposes" and q.key[0] == "recipient")
    done = answer(folder, text.replace("recipient/card-banks#flows.moves.purposes", where), "--from", "support team")
    assert promise.exists()
    assert done.exit_code == 1
    assert "error[broken-promise]" in done.output
    assert files(folder) == before
    done = answer(folder, f"[{where}]\nmarketing\n---\n[{RETENTION}]\n2 years\n", "--from", "support team")
    assert done.exit_code == 1
    assert re.search(r"form\.md:2:1: error\[held-back\]", done.output)
    assert "error[broken-promise]" in done.output
    after = files(folder)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"vendors/tillhouse.yml", "sources/card-banks-answer-2030-03-01.yml"}


def test_a_warning_that_an_answer_brings_is_shown_with_it(folder: Path) -> None:
    """The answer is in; whoever took it in sees what to ask next."""
    text = "[vendor/pawform#cookies.+1.name]\nx\n"
    path = folder / "vendors" / "pawform.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("cookies: none", "cookies: not-stated"), encoding="utf-8")
    done = answer(folder, text, "--from", "support team")
    assert done.exit_code == 0
    assert "warning[unexplained-cookie]" in done.output
    assert "1 answer taken in" in done.output


def test_who_answered_stands_in_the_form_or_in_the_command(folder: Path) -> None:
    """Without either nothing is written."""
    text = f"[vendor/tillhouse#answered-by]\nAnswer: support team\n---\n[{RETENTION}]\nAnswer: 2 years\n"
    assert answer(folder, text.replace("support team", "")).exit_code == 1
    assert "say it with --from" in answer(folder, text.replace("support team", "")).output
    assert answer(folder, text).exit_code == 0
    assert "from support team" in (folder / "sources" / "tillhouse-answer-2030-03-01.yml").read_text(encoding="utf-8")


def test_a_second_answer_of_the_same_day_has_a_source_of_its_own(folder: Path) -> None:
    """No source is written over."""
    assert answer(folder, f"[{RETENTION}]\n2 years\n", "--from", "support team").exit_code == 0
    assert answer(folder, f"[{LEGAL_NAME}]\nTill Ltd.\n", "--from", "law office").exit_code == 0
    assert (folder / "sources" / "tillhouse-answer-2030-03-01-2.yml").exists()


def test_taking_in_the_same_form_again_changes_nothing(folder: Path) -> None:
    """What the records say already is no news."""
    about_it = form_of(("vendor", "tillhouse"))
    (name,) = [q for _, q in ASKED if q.loc == ("cookies", 1, "name")]
    where = {LEGAL_NAME: Answer("Till Ltd."), address(READ, name, name.blanks[0]): Answer("long_one")}
    text = filled_in.in_markdown(form.markdown(about_it), where)
    assert answer(folder, text, "--from", "support team").exit_code == 0
    before = files(folder)
    done = answer(folder, text, "--from", "support team")
    assert (done.exit_code, done.output.partition(";")[0]) == (0, "0 answers taken in, 2 known already")
    assert files(folder) == before


def test_what_was_written_between_two_questions_is_not_passed_over_in_silence(folder: Path) -> None:
    """It counts for nothing there, so a warning says where it belongs."""
    text = markdown_of(("vendor", "tillhouse"))
    text = text.replace("The full legal name, as a", "It is Tillhouse Limited!\n\nThe full legal name, as a")
    done = answer(folder, text, "--from", "support team")
    assert done.exit_code == 0
    assert done.output.count("warning[unheard]") == 1
    assert "| It is Tillhouse Limited!\n" in done.output


HOSTILE = strangers.replies(READ)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_reply_made_to_keep_the_machine_busy_is_read_in_seconds(name: str, folder: Path) -> None:
    """As large as it may be, and with all that is said of it. It is the time of the processor that counts here."""
    text = HOSTILE[name](yaml_text.MOST_BYTES)
    start = time.process_time()
    done = answer(folder, text, "--from", "support team", "--check")
    assert time.process_time() - start < 5
    assert done.exit_code in {0, 1}


def test_no_more_faults_are_named_than_anybody_reads(folder: Path) -> None:
    """A reply may hold thousands, and each takes time to explain."""
    done = answer(folder, "".join(f"[vendor/a{number}#name]\nx\n" for number in range(200)))
    assert done.output.count("error[gone]") == 100
    assert done.output.endswith("No more than 100 are named at once.\n100 problems (see above). Nothing was written.\n")


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(seconds=0.01, megabytes=2_000), r"it took more than 0\.01 seconds"),
        pytest.param(
            Limits(seconds=30, megabytes=0),
            r"(it took more than 0 MB of memory|its process broke off \(.*\))",  # without any left it may not say so
            marks=pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound it"),
        ),
    ],
)
def test_a_reply_that_takes_too_much_is_refused(
    limits: Limits, says: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No reply is known that does, so here is less than any takes."""
    monkeypatch.setattr(confinement, "run", CONFINED)
    monkeypatch.setattr(verb, "LIMITS", limits)
    before = files(folder)
    long_reply = f"[{RETENTION}]\nAnswer: 2 years\n" + "> we wrote this\n" * 14_000
    done = answer(folder, long_reply, "--from", "support team")
    assert done.exit_code == 2
    assert re.search(rf"form\.md: {says}, which no form of ours does; take out whatever is no answer", done.output)
    assert files(folder) == before


def test_a_reply_is_understood_in_a_process_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is written by the command itself."""
    monkeypatch.setattr(confinement, "run", CONFINED)
    assert answer(folder, f"[{RETENTION}]\nAnswer: 2 years\n", "--from", "support team").exit_code == 0
    read = registry.read(folder)[0]
    assert read.vendors["tillhouse"].flows["property-tax"].retention == "P2Y"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xff\xfe[\x00", "is not UTF-8 text; save it as UTF-8"),
        (b"x" * (yaml_text.MOST_BYTES + 1), "no form of ours is so long"),
    ],
)
def test_a_file_that_cannot_be_a_form_is_wrong_use(folder: Path, raw: bytes, message: str) -> None:
    """Exit code 2, before anything is read into it."""
    done = answer(folder, raw)
    assert done.exit_code == 2
    assert message in done.output


def test_every_name_of_what_is_not_taken_in_stands_on_the_page_about_it() -> None:
    """A reader looks there for the word in square brackets."""
    page = (PROJECT / "docs" / "pages" / "questions.md").read_text(encoding="utf-8")
    code = "".join(
        (PROJECT / "scripts" / path).read_text(encoding="utf-8")
        for path in ("correspondence/proposal.py", "correspondence/interpretation.py", "cli/answer.py")
    )
    names = set(re.findall(r'"((?:[a-z]+-)+[a-z]+|gone|unheard)", (?:f?"|message|problem|self)', code))
    assert {"gone", "two-answers", "stated-since", "not-a-form", "not-answered"} <= names
    assert {name for name in names if f"`{name}`" not in page} <= mistakes.known().keys()


def test_a_text_that_is_no_form_is_named() -> None:
    """Somebody may have given the wrong file."""
    ((_, rule, message),) = faults("Dear all,\n")
    assert rule == "not-a-form"
    assert "no question of ours" in message


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_in_a_form_steers_a_terminal_or_a_log(folder: Path, payload: str) -> None:
    """Neither a finding nor the difference that is shown."""
    for text in (f"[{DATA}]\n{payload}\n", f"[{LEGAL_NAME}]\n{payload}\n"):
        shown = answer(folder, text, "--from", "support team", "--check").output
        assert shown.replace("\n", "").isprintable()
        assert not re.search(r"^\s*::|##\[", shown, re.MULTILINE)


def test_a_value_on_one_line_is_read_as_it_was_written() -> None:
    """Whatever the text: quotes stand where YAML needs them."""
    for text in (
        "a, b",
        "yes",
        "2024",
        "1_000",
        "# x",
        "- x",
        "a: b",
        "x #y",
        "'",
        '"',
        "{a}",
        "*x",
        "null",
        "0o7",
        "%x",
        "- ",
    ):
        document, faults_ = yaml_text.parse("x.yml", f"x: {inline({'y': [text]})}\n".encode())
        assert (document.data, faults_) == ({"x": {"y": [text]}}, [])


@pytest.mark.parametrize("end", ["\n", "", "\n\nnote: x\n"])
def test_evidence_of_a_part_and_of_the_record_may_come_to_one_place(end: str) -> None:
    """That of the part comes first, whichever was added first."""
    text = f"name: A\ncookies:\n  - name: a\n    evidence:\n      - source: one{end}"
    document, _ = yaml_text.parse("x.yml", text.encode())
    changed = Insertion(document, KINDS["vendor"])
    changed.append((), "evidence", {"source": "three"})
    changed.append(("cookies", 0), "evidence", {"source": "two"})
    after = yaml_text.parse("x.yml", changed.text().encode())[0].data
    assert after["cookies"] == [{"name": "a", "evidence": [{"source": "one"}, {"source": "two"}]}]
    assert after["evidence"] == [{"source": "three"}]
