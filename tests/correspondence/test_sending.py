"""A form that was sent is noted in the records, and so is the day of its answer."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from scripts.cli.main import main
from scripts.reading import yaml_text
from scripts.registry import registry
from tests.conftest import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENT = date(2030, 2, 1)
ANSWERED = date(2030, 2, 20)


def run(root: Path, *words: str) -> Result:
    """Run a verb on a registry."""
    return CliRunner().invoke(main, ["--registry", str(root), *words], catch_exceptions=False)


def send(root: Path, *words: str) -> Path:
    """Send the form about Tillhouse to Tillhouse."""
    form = root.parent / "form.md"
    done = run(root, "questions", "tillhouse", "--sent", "tillhouse", "--on", f"{SENT}", "--out", str(form), *words)
    assert done.exit_code == 0, done.output
    return form


def as_typed(path: Path) -> None:
    """Leave a record as it is."""
    assert path.is_file()


def in_braces(path: Path) -> None:
    """Write a record as a program would: JSON, which is YAML in braces."""
    data = yaml_text.parse(path.name, path.read_bytes())[0].data
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def with_windows_lines(path: Path) -> None:
    """End each line as an editor on Windows does."""
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def in_braces_below_a_comment(path: Path) -> None:
    """The same as many programs leave it: with a comment before it, and a comma and a comment behind the last key."""
    in_braces(path)
    path.write_text(f"# made\n{path.read_text(encoding='utf-8')[:-1]}, # last\n}}\n", encoding="utf-8")


def without_a_last_line_end(path: Path) -> None:
    """End the file where its last line ends."""
    path.write_bytes(path.read_bytes().rstrip())


@pytest.mark.parametrize(
    "written", [as_typed, in_braces, in_braces_below_a_comment, with_windows_lines, without_a_last_line_end]
)
def test_each_record_says_what_it_was_asked_and_when_the_answer_came(
    written: Callable[[Path], None], folder: Path
) -> None:
    """However its file is written: the records stay valid, and say nothing else than before."""
    for path in folder.rglob("*.yml"):
        written(path)
    before, _ = registry.read(folder)
    form = send(folder)
    sent, findings = registry.read(folder)
    assert findings == []
    noted = {
        key[1]: record.asked[-1]
        for key, record in sent.records.items()
        if record.asked and record.asked[-1].date == SENT and record.asked[-1].whom == "tillhouse"
    }
    assert sorted(noted) == ["clearbridge", "tax-desk", "tillhouse"]
    assert noted["tax-desk"].facts == ("flows.tax-receipts.authority.citation",)
    assert "legal_name" in noted["tillhouse"].facts
    form.write_text(
        form.read_text(encoding="utf-8").replace("#legal_name]\n\n- [ ]", "#legal_name]\n\n- [x]"), encoding="utf-8"
    )
    done = run(folder, "answer", str(form), "--from", "support team", "--on", f"{ANSWERED}")
    assert done.exit_code == 0, done.output
    after, findings = registry.read(folder)
    assert findings == []
    assert {after.records[key].asked[-1].answered for key, _ in after.documents.items() if key[1] in noted} == {
        ANSWERED
    }
    for path in folder.rglob("*.yml"):
        ends = path.read_bytes().count(b"\n")
        assert path.read_bytes().count(b"\r\n") in {0, ends}, "no line ends in another way than the rest"
    for key, record in before.records.items():
        assert after.records[key].model_copy(update={"asked": record.asked}) == record
    assert [finding for finding in check(folder) if finding.rule == "asked-for-nothing"] == []


OLDER = "{date: 2029-01-01, whom: pawform, facts: [legal_name]}"


@pytest.mark.parametrize(
    ("asked", "entries"),
    [
        ("asked: []", 0),
        ("asked: [ ]  # nobody yet", 0),
        ("asked: [\n  # nobody yet\n]", 0),
        (f"asked: [{OLDER}]", 1),
        (f"asked: [{OLDER},]", 1),
        (f"asked: [\n  {OLDER}  # by mail\n]", 1),
        (f"asked: [\n  {OLDER},  # by mail\n]", 1),
        (f"asked:\n- {OLDER}  # by mail", 1),
        (f"asked:\n    - {OLDER}\n\n# what follows", 1),
        (f"asked:\n  - {OLDER[:-1]},  # by mail\n    }}", 1),
    ],
)
def test_however_the_list_is_written_nothing_of_it_is_lost(asked: str, entries: int, folder: Path) -> None:
    """The entries, the comments, and the day of an answer, which stands in its entry."""
    path = folder / "vendors" / "pawform.yml"
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{asked}\n", encoding="utf-8")
    form = folder.parent / "form.md"
    done = run(folder, "questions", "pawform", "--sent", "pawform", "--on", f"{SENT}", "--out", str(form))
    assert done.exit_code == 0, done.output
    text = form.read_text(encoding="utf-8")
    form.write_text(re.sub(r"- \[ \] We do not know", "- [x] We do not know", text), encoding="utf-8")
    done = run(folder, "answer", str(form), "--from", "support team", "--on", f"{ANSWERED}")
    assert done.exit_code == 0, done.output
    read, findings = registry.read(folder)
    assert findings == []
    noted = read.vendors["pawform"].asked
    assert len(noted) == entries + 1
    assert max((one.date, one.answered) for one in noted) == (SENT, ANSWERED)
    for comment in re.findall(r"#.*", asked):
        assert comment in path.read_text(encoding="utf-8")


def test_only_the_form_that_came_back_is_answered(folder: Path) -> None:
    """Not another one that was sent on the same day and asks for some of the same facts."""
    forms = folder.parent / "1.md", folder.parent / "2.md", folder.parent / "3.md"
    sent = zip(("pay-property-tax", "tillhouse", "tillhouse"), ("finance", "tillhouse", "finance"), forms, strict=True)
    for about, whom, form in sent:
        run(folder, "questions", about, "--sent", whom, "--on", f"{SENT}", "--out", str(form))
    text = forms[0].read_text(encoding="utf-8")
    forms[0].write_text(re.sub(r"- \[ \] We do not know", "- [x] We do not know", text), encoding="utf-8")
    run(folder, "answer", str(forms[0]), "--from", "head of the Finance Office", "--on", f"{ANSWERED}")
    read, _ = registry.read(folder)
    answered = [(one.whom, one.answered, "legal_name" in one.facts) for one in read.vendors["tillhouse"].asked]
    assert answered == [("finance", ANSWERED, False), ("tillhouse", None, True), ("finance", None, True)]


def test_a_form_is_noted_once(folder: Path) -> None:
    """Whoever repeats the command changes nothing; who was asked again on another day is noted again."""
    send(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    form = folder.parent / "form.md"
    words = ("questions", "tillhouse", "--sent", "Tillhouse", "--out", str(form))
    done = run(folder, *words, "--on", f"{SENT}")
    assert "Noted already: sent to Tillhouse on 2030-02-01." in done.output
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before
    assert "Noted in 3 records: sent to Tillhouse on 2030-02-09." in run(folder, *words, "--on", "2030-02-09").output


def test_the_form_on_the_screen_is_nothing_but_the_form(folder: Path) -> None:
    """What was noted is said beside it. The form itself knows to whom it was sent, and when."""
    plain = run(folder, "questions", "tillhouse").stdout
    done = run(folder, "questions", "tillhouse", "--sent", "tillhouse", "--on", f"{SENT}")
    assert done.stdout == plain.replace("#answered-by]", "#answered-by.tillhouse.2030-02-01]")
    assert done.stderr == "Noted in 3 records: sent to Tillhouse on 2030-02-01.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sent", "tilhouse"], "there is no vendor or office or recipient `tilhouse`; did you mean `tillhouse`?"),
        (["--sent", "payer"], "there is no vendor or office or recipient `payer`; it is a kind of people"),
        (["--on", "2030-02-01"], "--on is the day on which the form was sent; say to whom with --sent"),
    ],
)
def test_nothing_is_noted_of_somebody_who_has_no_record(folder: Path, words: list[str], said: str) -> None:
    """It says who might be meant, and writes nothing."""
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    done = run(folder, "questions", "tillhouse", *words)
    assert done.exit_code == 2
    assert said in re.sub(r"\s+", " ", done.stderr)
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_a_form_without_an_answer_is_no_answer(folder: Path) -> None:
    """An empty form that comes back closes nothing."""
    form = send(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    run(folder, "answer", str(form), "--on", f"{ANSWERED}")
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_an_answer_to_another_form_closes_nothing(folder: Path) -> None:
    """Only what the form that came back asks has been answered."""
    send(folder)
    other = folder.parent / "other.md"
    run(folder, "questions", "pawform", "--out", str(other))
    text = other.read_text(encoding="utf-8")
    other.write_text(re.sub(r"- \[ \] We do not know", "- [x] We do not know", text), encoding="utf-8")
    done = run(folder, "answer", str(other), "--from", "support team", "--on", f"{ANSWERED}")
    assert done.exit_code == 0, done.output
    read, _ = registry.read(folder)
    assert read.vendors["tillhouse"].asked[-1].answered is None


def test_progress_counts_the_days(folder: Path) -> None:
    """For each record: what was asked, of whom, and how long ago."""
    said = run(folder, "progress", "--since", str(folder), "--today", "2030-03-01").output
    assert "Asked, and not answered yet (2)" in said
    assert (
        "  vendor/clearbridge: the terms of use; which cookies it sets (clearbridge, 2030-02-01, 28 days ago)" in said
    )
    found = json.loads(
        run(folder, "progress", "--since", str(folder), "--today", "2030-03-01", "--format", "json").output
    )
    assert [(one["place"], one["asked"], one["on"], one["days"]) for one in found["waiting"]] == [
        ("links.terms", "clearbridge", "2030-02-01", 28),
        ("cookies", "clearbridge", "2030-02-01", 28),
    ]
