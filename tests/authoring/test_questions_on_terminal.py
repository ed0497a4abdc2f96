"""A new record from questions: few to answer, each asked again until it fits, and nothing half-written."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from schemas import KINDS
from schemas.words import FILL_IN
from scripts.authoring import fix
from scripts.cli import new as verb
from scripts.cli.main import main
from scripts.registry import registry
from tests import terminal
from tests.conftest import check

REGISTRY = Path(sys.executable).with_name("registry")
VENDOR = {
    "What people call it": "",
    "What kind of work": "forms",
    "One plain sentence": "It answers questions in a window.",
    "Whether it is in use": "",
    "The home page": "www.chatnook.example",
    "In which service?": "any",
    "Who gives it": "Resident",
    "What information it is": "Email address, ip-address",
    "What the information is for": "run-services",
    "How the information gets there": "",
    "What says so?": "tillhouse-privacy",
}
"""What is asked about a company, and an answer to each."""


@pytest.fixture(autouse=True)
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs a command in these tests sits at a terminal."""
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)


def typed(root: Path, words: list[str], lines: list[str]) -> Result:
    """Run `registry new`, and type these lines."""
    return CliRunner().invoke(main, ["new", "--registry", str(root), *words], input="".join(f"{x}\n" for x in lines))


def files(root: Path) -> dict[str, bytes]:
    """Every file of a registry with what it holds."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def new_files(root: Path, before: dict[str, bytes]) -> set[str]:
    """What has come since."""
    return files(root).keys() - before.keys()


def test_a_vendor_with_its_flow_takes_ten_things_to_type(folder: Path) -> None:
    """The command is one of them. The record is sound, in order, and says nothing that was not typed."""
    done = typed(folder, ["vendor", "Chat Nook"], list(VENDOR.values()))
    assert done.exit_code == 0, done.output
    assert all(question in done.output for question in VENDOR)
    assert 1 + len([answer for answer in VENDOR.values() if answer]) <= 10
    path = folder / "vendors" / "chat-nook.yml"
    assert [str(finding) for finding in check(folder) if finding.position.path == path.as_posix()] == []
    read, findings = registry.read(folder)
    assert findings == []
    text = path.read_text(encoding="utf-8")
    assert fix.mend("vendor", text, read) == text
    vendor = read.vendors["chat-nook"]
    assert (vendor.name, vendor.kinds, vendor.status.is_) == ("Chat Nook", ("forms",), "in-use")
    assert (vendor.links.home, vendor.links.privacy) == ("https://www.chatnook.example", "not-stated")
    (flow,) = vendor.flows.values()
    assert (flow.service, flow.sender, flow.data) == ("any", "resident", ("email-address", "ip-address"))
    assert (flow.collected, flow.retention, flow.authority) == ("given", "not-stated", "not-stated")


def test_a_service_and_a_source_are_made_on_the_way(folder: Path) -> None:
    """From nothing to a page, in one run; the records lead to each other."""
    before = files(folder)
    answers = VENDOR | {"In which service?": "ask a librarian", "What says so?": "www.chatnook.example/privacy"}
    lines = list(answers.values())
    at = list(answers).index("Who gives it")
    lines[at:at] = ["y", "", "", "town"]  # make it, its summary, its page, its office
    done = typed(folder, ["vendor", "Chat Nook"], [*lines, "vendor-page", ""])
    assert done.exit_code == 0, done.output
    assert new_files(folder, before) == {
        "vendors/chat-nook.yml",
        "services/ask-a-librarian.yml",
        "sources/chat-nook-page.yml",
    }
    read, findings = registry.read(folder)
    assert findings == []
    service = read.services["ask-a-librarian"]
    assert (service.action, service.summary) == ("ask a librarian", "You can ask a librarian online.")
    source = read.sources["chat-nook-page"]
    assert (source.url, source.read.date, source.is_) == (
        "https://www.chatnook.example/privacy",
        date.today(),  # noqa: DTZ011 - the day where the person sits
        "vendor-page",
    )


@pytest.mark.parametrize(
    ("question", "wrong", "remedy"),
    [
        ("What kind of work", "fomrs", "did you mean `forms`?"),
        ("The home page", "chatnook", "an address starts with `https://`"),
        ("In which service?", "brwse", "did you mean `browse`?"),
        ("In which service?", "zzz", "or what people do in a new one, such as `pay a fine`"),
        ("Who gives it", "residnt", "did you mean `resident`?"),
        ("What information it is", "emial-address", "did you mean `email-address`?"),
        ("What says so?", "tilhouse-privacy", "did you mean `tillhouse-privacy`?"),
        ("One plain sentence", "unknown", "`unknown` is not an answer here"),
        ("Whether it is in use", "yes", "choose "),
    ],
)
def test_a_wrong_answer_is_asked_again_with_the_remedy(folder: Path, question: str, wrong: str, remedy: str) -> None:
    """As often as it takes."""
    lines = list(VENDOR.values())
    lines[list(VENDOR).index(question) : list(VENDOR).index(question)] = [wrong]
    done = typed(folder, ["vendor", "Chat Nook"], lines)
    assert done.exit_code == 0, done.output
    assert remedy in done.output
    assert done.output.count(question) >= 2


def test_an_empty_answer_is_asked_again_with_what_can_be_done(folder: Path) -> None:
    """Else the same question would come again and again without a word."""
    lines = list(VENDOR.values())
    done = typed(folder, ["vendor", "Chat Nook"], [lines[0], "", *lines[1:]])
    assert done.exit_code == 0
    assert done.output.count("this needs an answer; ? lists what fits, and Ctrl-C stops") == 1


def test_what_fits_is_listed_for_whoever_asks(folder: Path) -> None:
    """With what each word means; words of the common vocabulary too."""
    lines = list(VENDOR.values())
    done = typed(folder, ["vendor", "Chat Nook"], [*lines[:1], "?", *lines[1:]])
    assert done.exit_code == 0
    assert "\n  payments  " in done.output


@pytest.mark.parametrize("answered", range(len(VENDOR)))
def test_whoever_stops_leaves_nothing_behind(folder: Path, answered: int) -> None:
    """At any question. Here the input ends, which does the same as Ctrl-C."""
    before = files(folder)
    done = typed(folder, ["vendor", "Chat Nook"], list(VENDOR.values())[:answered])
    assert done.exit_code == 1
    assert done.output.endswith("Nothing was written.\n")
    assert files(folder) == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "organisation"])
def test_every_kind_of_record_can_be_asked_for(folder: Path, kind: str) -> None:
    """What no line can answer, such as the rule of a promise, waits as a blank that the check names."""
    answers = ["", "It is something new.", *["not-stated"] * 40]
    done = typed(folder, [kind, "Brand New", "--form"], answers)
    assert done.exit_code == 0
    assert FILL_IN in (folder / KINDS[kind].folder / "brand-new.yml").read_text(encoding="utf-8")
    done = typed(folder, [kind, "Other New"], answers)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception


def test_with_like_nothing_is_asked(folder: Path) -> None:
    """It is a form to fill in."""
    assert typed(folder, ["vendor", "Chat Nook", "--like", "tillhouse"], []).exit_code == 0
    assert "name: Chat Nook  #?" in (folder / "vendors" / "chat-nook.yml").read_text(encoding="utf-8")


def test_on_a_real_terminal_words_are_completed(folder: Path) -> None:
    """The tabulator completes an id. Whoever ends the input (Ctrl-D) hears that nothing was written."""
    pytest.importorskip("readline")
    before = files(folder)
    command: list[str | Path] = [REGISTRY, "new", "--registry", folder, "vendor", "Chat Nook"]
    with terminal.opened(command, {**os.environ, "TERM": "xterm"}, width=200) as screen:
        screen.wait_for(r"What people call it \[Chat Nook\]: ")
        screen.type("\n")
        screen.wait_for(r"What kind of work it does here.*: ")
        screen.type("analyt\t\n")
        screen.wait_for(r"analytics")
        screen.wait_for(r"One plain sentence.*: ")
        screen.type("\x04")
        screen.wait_for(r"Nothing was written\.")
    assert files(folder) == before


def test_a_question_mark_where_nothing_is_listed_is_no_answer(folder: Path) -> None:
    """Who looks for a list of sentences is told that there is none, and asked again."""
    lines = list(VENDOR.values())
    at = list(VENDOR).index("One plain sentence")
    done = typed(folder, ["vendor", "Chat Nook"], [*lines[:at], "?", *lines[at:]])
    assert done.exit_code == 0, done.output
    assert "there is no list here; write it in your own words" in done.output


def test_sources_are_listed_with_their_names(folder: Path) -> None:
    """An id alone says little to whoever did not write it."""
    done = typed(folder, ["vendor", "Chat Nook"], [*list(VENDOR.values())[:-1], "?", "tillhouse-privacy"])
    assert "  privacy-policy  Privacy policy of Quillbrook\n" in done.output


def test_who_gives_it_is_refused_in_words(folder: Path) -> None:
    """Nobody says “no people or vendor”."""
    lines = list(VENDOR.values())
    at = list(VENDOR).index("Who gives it")
    done = typed(folder, ["vendor", "Chat Nook"], [*lines[:at], "zzzz", *lines[at:]])
    assert "there is no kind of people or company or office or recipient `zzzz`; " in done.output
