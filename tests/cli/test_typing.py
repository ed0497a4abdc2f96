"""Words in the order in which people type them, and what they hear when a word is not quite right."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from scripts.cli.main import main
from tests.conftest import CITY


def run(*words: str) -> Result:
    """Run one command on the small city, wherever the words leave room for its folder."""
    return CliRunner().invoke(main, [word.replace("CITY", str(CITY)) for word in words])


@pytest.mark.parametrize(
    "words",
    [
        "--registry CITY ask promises --format json",
        "ask --registry CITY --format json promises",
        "ask promises --registry CITY --format json",
        "ask --format json promises --registry CITY",
        "ask --format text promises --registry CITY --format json",
    ],
)
def test_options_stand_before_or_after_the_words(words: str) -> None:
    """What stands later counts."""
    done = run(*words.split())
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["version"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            ["tillhouse"],
            "Tillhouse is a company; ask `what-gets tillhouse`, `if-breached tillhouse`, `without tillhouse` or",
        ),
        (["Email address"], "Email address is a kind of information; ask `who-gets email-address`, `where-can-it-go"),
        (["who-gets", "email"], "there is no data `email`; did you mean `email-address`?"),
        (["who-gets", "emial-address"], "there is no data `emial-address`; did you mean `email-address`?"),
        (
            ["if-breached", "email-address"],
            "`email-address` is a kind of information, and this question is about a company",
        ),
        (["whogets", "email"], "there is no question `whogets`; did you mean `who-gets`?"),
        (["tillhous"], "there is no question `tillhous`; did you mean `tillhouse`?"),
        (["zzzzzz"], "there is no question `zzzzzz`; the questions are who-gets, what-gets"),
        (
            ["what-gets", "zzzzzz"],
            "there is no vendor or office or recipient `zzzzzz`; look into `vendors/`, `offices/` or",
        ),
    ],
    ids=" ".join,
)
def test_a_word_that_is_not_quite_right_gets_an_answer(words: list[str], answer: str) -> None:
    """What was meant, or what can be asked, and exit code 2."""
    done = run("ask", *words, "--registry", "CITY")
    assert done.exit_code == 2
    assert answer in done.output


def test_a_name_is_as_good_as_an_id() -> None:
    """Nobody has to know how a file is called."""
    by_name = run("ask", "who-gets", "email ADDRESS", "--registry", "CITY")
    assert by_name.output == run("ask", "who-gets", "email-address", "--registry", "CITY").output
    assert by_name.exit_code == 0


def test_part_of_a_name_is_enough_for_a_suggestion() -> None:
    """`questions till` is how somebody begins who knows the company."""
    done = run("questions", "till", "--registry", "CITY")
    assert done.exit_code == 2
    assert "did you mean `tillhouse`" in done.output


@pytest.mark.parametrize(("words", "same"), [("help", "--help"), ("help check", "check --help"), ("-v", "--version")])
def test_help_and_version_answer_to_what_people_try_first(words: str, same: str) -> None:
    """`help`, `help VERB` and `-v`."""
    done = run(*words.split())
    assert done.exit_code == 0
    assert done.output == run(*same.split()).output


@pytest.mark.parametrize(("word", "answer"), [("chek", "did you mean `check`?"), ("diff", "the verbs are ")])
def test_a_word_that_is_no_verb_brings_those_there_are(word: str, answer: str) -> None:
    """The nearest, or else all of them."""
    done = run(word)
    assert done.exit_code == 2
    assert f"there is no verb `{word}`; {answer}" in " ".join(done.output.split())
