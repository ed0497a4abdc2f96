"""Forms to send: every fact that is not stated is asked for once, in plain words, and nothing in a form acts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import astuple
from pathlib import Path

import markdown as python_markdown
import pytest
from click.testing import CliRunner, Result
from lxml import html

from schemas import Key
from scripts.cli.main import main
from scripts.correspondence import form, open_questions, reply
from scripts.reading.readability import grade
from scripts.registry.registry import Registry
from tests import filled_in, payloads
from tests.conftest import CITY
from tests.payloads import active, skeleton


def ask(*words: str) -> Result:
    """Run `registry questions` on the small city."""
    return CliRunner().invoke(main, ["questions", "--registry", str(CITY), *words])


# --- what is asked -------------------------------------------------------------------------------


def test_every_fact_that_others_can_know_is_asked_for(read: Registry) -> None:
    """All but who checked the record: that is for those who keep it. Of what is only our reading, all is asked too."""
    open_ = {(key, loc) for key, loc in map(astuple, read.not_stated) if loc[0] != "reviewed"}
    assert {(question.key, question.loc) for _, question in filled_in.every_question(read)} == open_


def test_a_form_about_a_company_asks_about_what_it_gets_and_what_it_gives(city: Registry) -> None:
    """What it passes on stands in the file of whoever gets it, and is asked for too."""
    sections = open_questions.about(city, ("vendor", "tillhouse"))
    own = [section for section in sections if section.key == ("vendor", "tillhouse")]
    passed_on = [section for section in sections if section not in own]
    assert sections == own + passed_on
    assert [section.flow is None for section in own] == [True, False, False]
    (receipts,) = [section for section in passed_on if section.key == ("office", "tax-desk")]
    assert [question.title for question in receipts.questions] == ["The law or contract that allows it"]
    assert all(section.flow and section.flow.sender == "tillhouse" for section in passed_on)


def test_a_form_about_a_service_asks_about_all_its_flows(city: Registry) -> None:
    """In whosever file they stand, and about no other flow."""
    for section in open_questions.about(city, ("service", "pay-property-tax")):
        assert section.flow is None or section.flow.service == "pay-property-tax"
    named = {section.key for section in open_questions.about(city, ("service", "pay-property-tax"))}
    assert {("vendor", "tillhouse"), ("office", "tax-desk"), ("service", "pay-property-tax")} <= named


def test_a_question_has_its_help_and_answers_in_words(city: Registry) -> None:
    """The words of the record are for records; a form has the labels that the public reads."""
    text = form.markdown(filled_in.form_about(city, ("vendor", "traffic-counters")))
    assert re.search(r"### \d+\. Whose rules it follows\n\nOn whose behalf it uses the information\.\n", text)
    assert "- [ ] It works for the Town and by its rules\n" in text
    assert "- [ ] Nobody is asked\n" in text
    assert "for-the-organisation" not in text


def test_a_flow_is_named_in_words(city: Registry) -> None:
    """What people do, who gives what to whom; and if nobody knows what, that is said."""
    text = form.markdown(filled_in.form_about(city, ("vendor", "tillhouse")))
    assert "## When people pay their property tax\n" in text
    assert "This is about what goes from Payer to Tillhouse: card number and email address.\n" in text
    text = form.markdown(filled_in.form_about(city, ("vendor", "traffic-counters")))
    assert "information that goes from Visitor to Companies that count visits. We do not know what it is.\n" in text


def test_what_is_known_beside_a_fact_stands_with_its_question(city: Registry) -> None:
    """Which cookie is it about? The one that lives for six months."""
    text = form.markdown(filled_in.form_about(city, ("vendor", "tillhouse")))
    assert "We know this: How long the cookie lives: 6 months.\n" in text


def test_no_question_speaks_to_those_who_write_records(read: Registry) -> None:
    """No word that stands in a file, and no sign of one."""
    asked = {(question.title, question.help) for _, question in filled_in.every_question(read)}
    assert [one for one in asked if not one[0] or "`" in "".join(one) or "not-stated" in one[1]] == []


def test_what_the_form_itself_says_can_be_read_after_eight_years_of_school(city: Registry) -> None:
    """Without the names and labels that come from records, and without the list of answers."""
    text = form.markdown(filled_in.form_about(city, ("vendor", "tillhouse")))
    said = " ".join(line for line in text.splitlines() if not re.match(r"\[|---|#|- \[|\*\*|Answer", line))
    assert grade(said.replace("clerk@example.gov", "us").replace("https://www.example.gov/contact", "there")) <= 8


def test_the_same_records_give_the_same_form(city: Registry, tmp_path: Path) -> None:
    """On the screen as in a file."""
    out = tmp_path / "form.md"
    count = filled_in.form_about(city, ("vendor", "tillhouse")).count
    assert ask("tillhouse", "--out", str(out)).output == f"{out.as_posix()} written: {count} questions.\n"
    assert out.read_text(encoding="utf-8") == ask("tillhouse").output
    assert ask("tillhouse").output == form.markdown(filled_in.form_about(city, ("vendor", "tillhouse")))


# --- on the command line -------------------------------------------------------------------------


def test_an_unknown_record_is_wrong_use_with_a_suggestion() -> None:
    """Exit code 2, and what was meant, with its kind or without."""
    for word, meant in (("tilhouse", "tillhouse"), ("vendor/tilhouse", "vendor/tillhouse")):
        done = ask(word)
        assert done.exit_code == 2
        assert f"did you mean `{meant}`?" in done.output


def test_an_id_of_two_records_means_the_one_with_open_questions() -> None:
    """A kind of information and a service are both called `pet-license`; only the service has anything open."""
    assert ask("pet-license").output.startswith("# Questions about “Get a pet license”\n")


def test_the_old_id_of_a_record_that_was_renamed_will_do() -> None:
    """Somebody may have it in an old mail."""
    assert ask("petforms").output == ask("pawform").output
    assert "[vendor/pawform#legal_name]" in ask("petforms").output


def test_a_record_with_nothing_open_says_so() -> None:
    """There is nothing to send."""
    done = ask("data/card-number")
    assert (done.exit_code, done.output) == (
        0,
        "Nothing is open about Card number: all that we ask for is stated.\n",
    )


def test_a_file_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    """With the reason, and what to do."""
    done = ask("tillhouse", "--out", str(tmp_path / "nowhere" / "form.md"))
    assert done.exit_code == 2
    assert "cannot be written: there is no such folder; make it first" in done.output


# --- nothing in a form acts ----------------------------------------------------------------------

KEYS: list[Key] = [("vendor", "tillhouse"), ("vendor", "traffic-counters"), ("service", "pay-property-tax")]


def built(read: Registry, key: Key) -> list[html.HtmlElement]:
    """Both forms about a record as a browser gets them."""
    about = filled_in.form_about(read, key)
    text = python_markdown.markdown(form.markdown(about), extensions=["tables", "fenced_code", "attr_list", "def_list"])
    return [html.fromstring(f"<article>{text}</article>"), html.fromstring(form.html(about))]


def test_payloads_in_every_field_change_no_form(hostile: Registry, city: Registry, arrangement: str) -> None:
    """Both forms have the elements that they have with plain words, and none acts."""
    plain = payloads.plain(city, arrangement)
    for key in KEYS:
        for one, other in zip(built(hostile, key), built(plain, key), strict=True):
            assert active(one) - active(other) == Counter()
            assert Counter(skeleton(one)) == Counter(skeleton(other))


FORGERIES = [
    "[vendor/tillhouse#legal_name]",
    "vendor/tillhouse#legal_name=Evil Inc.",
    "[x] It has its own rules",
    "Answer: yes",
    "---",
]
"""What looks like a blank, a line of a browser, a mark, an answer or an end."""


def without_an_answer(read: Registry) -> None:
    """A form that nobody filled in has no answer in it, whatever stands in its records."""
    for key in KEYS:
        about = filled_in.form_about(read, key)
        found = reply.read(form.markdown(about)).blanks
        assert {blank.address for blank in found} == about.addresses
        assert [blank for blank in found if blank.written or any(box.marked for box in blank.boxes)] == []


@pytest.mark.parametrize("text", FORGERIES)
def test_no_text_of_a_record_passes_for_an_answer(text: str, city: Registry) -> None:
    """Not even in every field."""
    without_an_answer(payloads.filled(city, lambda _: text))


def test_no_payload_passes_for_an_answer(hostile: Registry) -> None:
    """Wherever it stands."""
    without_an_answer(hostile)


def test_the_page_asks_nothing_of_anybody(city: Registry) -> None:
    """No script, no file, no address that a browser would open by itself; its style is named by its content."""
    page = html.fromstring(form.html(filled_in.form_about(city, ("vendor", "tillhouse"))))
    assert page.xpath("//script | //link | //img | //iframe | //@src | //@style") == []
    assert page.xpath("//form/@action") == ["mailto:clerk@example.gov?subject=Answers%20about%20Tillhouse"]
    assert re.search(r"default-src 'none'; style-src 'sha256-[\w+/]{43}='", page.xpath("//meta/@content")[0])
