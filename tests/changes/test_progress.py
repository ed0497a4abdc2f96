"""How far the number of facts that are not stated has come: by real revisions of git, and fair to what is new."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.changes import unknowns
from scripts.changes.unknowns import Change
from scripts.cli.main import main
from scripts.registry import registry
from tests.conftest import CITY
from tests.payloads import PAYLOADS
from tests.reports.test_logs import COMMAND
from tests.reports.test_reports import FORMATS

TILLHOUSE = "vendors/tillhouse.yml"
OPEN = len(registry.read(CITY)[0].unknowns)


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, with nothing of this machine's own settings."""
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],  # noqa: S607 - git is where the reader's system has it
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null",
        },
    )
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the small city in it, where nobody waits for an answer, and one commit."""
    folder = tmp_path / "project"
    shutil.copytree(CITY, folder / "registry")
    edit(folder, "vendors/clearbridge.yml", "facts: [links.terms, cookies]", "facts: [cookies], answered: 2030-03-01")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "project")
    commit(folder)
    return folder


def commit(project: Path) -> None:
    """Commit everything."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=change", "--allow-empty")


def progress(project: Path, since: str, *words: str, **environment: str) -> Result:
    """Run `registry progress` on a project."""
    return CliRunner().invoke(
        main, ["progress", "--registry", str(project / "registry"), "--since", since, *words], env=environment
    )


def edit(project: Path, name: str, old: str, new: str) -> None:
    """Change a record."""
    path = project / "registry" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def since_the_start(project: Path) -> Change:
    """What changed since the small city."""
    return unknowns.compare(registry.read(CITY)[0], registry.read(project / "registry")[0])


def labels(change: Change, name: str) -> list[str]:
    """The facts of one group in words, each as often as it occurs."""
    return [unknowns.label(fact) for fact in getattr(change, name).elements()]


# --- what happened to a fact ---------------------------------------------------------------------


def test_it_counts_what_the_registry_counts(project: Path) -> None:
    """One number, wherever it stands."""
    change = since_the_start(project)
    assert change.before == change.after == OPEN
    assert [change.answered, change.gone, change.new, change.withdrawn] == [{}, {}, {}, {}]


def test_a_fact_that_is_stated_now_is_answered(project: Path) -> None:
    """In a record as in a flow, and in an entry of a list."""
    edit(project, TILLHOUSE, "legal_name: not-stated", "legal_name: Till Ltd.")
    edit(project, TILLHOUSE, "retention: not-stated", "retention: P2Y")
    edit(project, TILLHOUSE, "{name: not-stated,", "{name: long_one,")
    change = since_the_start(project)
    assert change.before - change.after == 3
    assert labels(change, "answered") == [
        "The cookie's name",
        "How long the information is kept (flow property-tax)",
        "The full legal name",
    ]


def test_an_answer_that_raises_new_questions_is_an_answer_all_the_same(project: Path) -> None:
    """There is a contract; its end is not stated. The number stays, and both are said."""
    edit(
        project,
        "vendors/pawform.yml",
        "contract: not-stated",
        "contract: {number: '7', starts: 2024, ends: not-stated, chosen_by: a bid, page: https://a.example.org/, "
        "evidence: [{source: seen-by-us}]}",
    )
    change = since_the_start(project)
    assert (labels(change, "answered"), labels(change, "new")) == (["The contract"], ["When the contract ends"])
    assert change.before == change.after


def test_what_is_new_and_says_what_it_does_not_know_is_no_fault(project: Path) -> None:
    """A new record, a new flow and a new entry of a list raise the number, and are told apart from the rest."""
    pawform = project / "registry" / "vendors" / "pawform.yml"
    shutil.copy(pawform, pawform.with_name("newform.yml"))
    edit(
        project,
        "vendors/newform.yml",
        "formerly: [petforms, pet-forms-online, recipients/pet-forms]",
        "formerly: [other-forms]",
    )
    edit(
        project, TILLHOUSE, "cookies:\n", "cookies:\n  - {name: not-stated, purposes: [take-payment], lifetime: P1D}\n"
    )
    change = since_the_start(project)
    assert labels(change, "withdrawn") == []
    assert labels(change, "answered") == []
    new = labels(change, "new")
    assert new.pop() == "The cookie's name"
    of_pawform = [unknown for unknown in registry.read(CITY)[0].unknowns if unknown.key == ("vendor", "pawform")]
    assert len(new) == len(of_pawform) > 2


def test_what_is_gone_with_its_record_is_not_called_an_answer(project: Path) -> None:
    """Deleting a record lowers the number, and answers nothing."""
    (project / "registry" / "vendors" / "traffic-counters.yml").unlink()
    change = since_the_start(project)
    assert change.before - change.after == change.gone.total() > 5
    assert not change.answered


def test_a_record_that_is_renamed_is_the_same_record(project: Path) -> None:
    """If it says what it was called before: nothing is answered, and nothing is new."""
    edit(project, "vendors/pawform.yml", "formerly: [", "formerly: [pawform, ")
    (project / "registry" / "vendors" / "pawform.yml").rename(project / "registry" / "vendors" / "pawforms.yml")
    change = since_the_start(project)
    assert [change.answered, change.gone, change.new, change.withdrawn] == [{}, {}, {}, {}]


def test_what_was_stated_and_is_not_any_more_is_named(project: Path) -> None:
    """It may be right: a source may have gone. It should be seen."""
    edit(project, TILLHOUSE, "role: for-the-organisation", "role: not-stated")
    change = since_the_start(project)
    assert labels(change, "withdrawn") == ["Whose rules it follows"]
    assert not change.new


def test_a_mistake_makes_no_fact_up(project: Path) -> None:
    """What stands under a misspelt key is neither new nor gone."""
    file = project / "registry" / TILLHOUSE
    file.write_text(file.read_text(encoding="utf-8").replace("\ncookies:", "\ncookeys:"), encoding="utf-8")
    _, *more = progress(project, "HEAD").output.splitlines()
    assert more == ["", "Not counted, because these have mistakes: vendor/tillhouse"]


def test_a_file_that_cannot_be_read_is_named_and_not_counted(project: Path) -> None:
    """Its facts are not called gone without a word."""
    (project / "registry" / TILLHOUSE).write_text("name: [", encoding="utf-8")
    done = progress(project, "HEAD")
    assert done.exit_code == 0
    assert done.output.endswith("Not counted, because these have mistakes: vendor/tillhouse\n")


# --- revisions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("since", ["HEAD~1", "first", "main~1"])
def test_a_revision_is_read_without_touching_the_files(project: Path, since: str) -> None:
    """A commit, a tag or a branch; what is not committed counts as it lies there."""
    git(project, "tag", "first")
    edit(project, TILLHOUSE, "legal_name: not-stated", "legal_name: Till Ltd.")
    commit(project)
    edit(project, TILLHOUSE, "security: not-stated", "security: It was tested.")
    before = git(project, "status", "--porcelain")
    done = progress(project, since)
    assert done.exit_code == 0
    assert done.output == (
        f"{OPEN - 2} facts are not stated, 2 fewer than at {since} ({OPEN}).\n\n"
        "Answered: not stated before, and stated now (2)\n"
        "  vendor/tillhouse: the full legal name; what it states about security\n"
    )
    assert git(project, "status", "--porcelain") == before


def test_a_folder_can_be_compared_with_too(project: Path) -> None:
    """Where there is no git, or for two registries side by side."""
    assert progress(project, str(CITY)).output == f"{OPEN} facts are not stated, as many as at {CITY} ({OPEN}).\n"


def test_a_folder_without_records_is_wrong_use(project: Path) -> None:
    """All that is not stated would look new."""
    done = progress(project, str(project))
    assert done.exit_code == 2
    assert "holds no records; name a folder like" in done.output


def test_more_is_no_failure(project: Path) -> None:
    """It only says so."""
    edit(project, TILLHOUSE, "role: for-the-organisation", "role: not-stated")
    done = progress(project, "HEAD")
    assert done.exit_code == 0
    assert done.output.startswith(f"{OPEN + 1} facts are not stated, 1 more than at HEAD ({OPEN}).\n")


@pytest.mark.parametrize("since", ["nowhere", "--output=x", "HEAD:registry", "", "a b", "HEAD~7"])
def test_a_revision_that_is_not_there_is_wrong_use(project: Path, since: str) -> None:
    """With the remedy, and exit code 2."""
    done = CliRunner().invoke(main, ["progress", "--registry", str(project / "registry"), f"--since={since}"])
    assert done.exit_code == 2
    assert f"git knows no revision `{since}` here; name a branch, a tag or a commit" in re.sub(r"\s+", " ", done.output)


def test_a_clone_without_history_says_how_to_get_it(project: Path, tmp_path: Path) -> None:
    """As code hosts check out by default."""
    commit(project)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{project}", "shallow")
    done = progress(tmp_path / "shallow", "HEAD~1")
    assert done.exit_code == 2
    assert "git fetch --unshallow" in done.output
    assert "fetch-depth" in done.output


def test_a_proposed_change_is_compared_as_the_host_checks_it_out(project: Path, tmp_path: Path) -> None:
    """A merge of both sides, with no more history than its parents: the first is what was there before."""
    git(project, "switch", "--quiet", "--create", "proposed")
    edit(project, TILLHOUSE, "legal_name: not-stated", "legal_name: Till Ltd.")
    commit(project)
    git(project, "switch", "--quiet", "main")
    edit(project, "vendors/pawform.yml", "legal_name: not-stated", "legal_name: Pawforms Inc.")
    commit(project)
    git(project, "merge", "--quiet", "--no-ff", "--message=merge", "proposed")
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{project}", "merged")
    done = progress(tmp_path / "merged", "HEAD^1")
    assert done.output == (
        f"{OPEN - 2} facts are not stated, 1 fewer than at HEAD^1 ({OPEN - 1}).\n\n"
        "Answered: not stated before, and stated now (1)\n"
        "  vendor/tillhouse: the full legal name\n"
    )


def test_a_revision_before_the_records_says_so(project: Path) -> None:
    """The folder may have been elsewhere then."""
    git(project, "mv", "registry", "records")
    commit(project)
    done = CliRunner().invoke(main, ["progress", "--registry", str(project / "records"), "--since", "HEAD~1"])
    assert done.exit_code == 2
    assert "there is no folder `records` at `HEAD~1`; name a later revision" in done.output


def test_records_that_are_in_no_repository_say_so(folder: Path) -> None:
    """There a folder can be given."""
    done = CliRunner().invoke(main, ["progress", "--registry", str(folder), "--since", "HEAD"])
    assert done.exit_code == 2
    assert "is not in a git repository; give a folder with older records" in done.output


def test_links_in_an_old_revision_lead_nowhere(project: Path) -> None:
    """What a check refuses is not followed here either."""
    (project / "registry" / "vendors" / "evil.yml").symlink_to("/etc/passwd")
    commit(project)
    (project / "registry" / "vendors" / "evil.yml").unlink()
    assert progress(project, "HEAD").output == f"{OPEN} facts are not stated, as many as at HEAD ({OPEN}).\n"


# --- for programs and for GitHub -----------------------------------------------------------------


def test_a_program_gets_every_fact(project: Path) -> None:
    """With its record, its place and how often it occurs."""
    edit(project, TILLHOUSE, "retention: not-stated", "retention: P2Y")
    said = json.loads(progress(project, "HEAD", "--format", "json").output)
    assert (said["version"], said["since"], said["before"], said["after"]) == (1, "HEAD", OPEN, OPEN - 1)
    assert said["answered"] == [
        {
            "kind": "vendor",
            "id": "tillhouse",
            "place": "flows.property-tax.retention",
            "fact": "How long the information is kept (flow property-tax)",
            "count": 1,
        }
    ]
    assert said["gone"] == said["new"] == said["withdrawn"] == said["unread"] == []


def test_every_key_of_the_json_is_described(project: Path) -> None:
    """On the page about forms of output."""
    edit(project, TILLHOUSE, "retention: not-stated", "retention: P2Y")
    said = json.loads(progress(project, "HEAD", "--format", "json").output)
    page = FORMATS.read_text(encoding="utf-8").partition("# What changed in what is not known")[2]
    assert {*said, *said["answered"][0]} - set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE)) == set()


def test_github_gets_one_line_and_the_whole_in_the_summary_of_the_job(project: Path, tmp_path: Path) -> None:
    """The summary is Markdown; what records say stands in a block that can hold none."""
    edit(project, TILLHOUSE, "retention: not-stated", "retention: P2Y")
    page = tmp_path / "summary.md"
    done = progress(project, "HEAD", "--format", "github", GITHUB_STEP_SUMMARY=str(page))
    first, *rest = done.output.splitlines()
    assert first == f"::notice title=Facts not stated::{OPEN - 1} facts are not stated, 1 fewer than at HEAD ({OPEN})."
    assert not COMMAND.search("\n".join(rest))
    written = page.read_text(encoding="utf-8")
    assert written.startswith(
        f"# Facts that are not stated\n\n    {OPEN - 1} facts are not stated, 1 fewer than at HEAD ({OPEN}).\n"
    )
    assert all(line.startswith("    ") for line in written.splitlines()[2:] if line)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_name_in_a_record_gives_a_command(project: Path, tmp_path: Path, form: str) -> None:
    """A record that no check has seen may call its flows anything; what is printed only shows it."""
    for number, payload in enumerate(PAYLOADS.values()):
        record = {"name": "A", "flows": {payload: {"retention": "not-stated"}}}
        path = project / "registry" / "vendors" / f"evil-{number}.yml"
        path.write_text(json.dumps(record), encoding="utf-8")
    page = tmp_path / "summary.md"
    done = progress(project, "HEAD", "--format", form, GITHUB_STEP_SUMMARY=str(page))
    assert done.exit_code == 0
    assert "evil-0" in done.output
    assert done.output.replace("\n", "").isprintable()
    assert [line for line in done.output.splitlines() if COMMAND.search(line)] == (
        [done.output.splitlines()[0]] if form == "github" else []
    )
    shown = page.read_text(encoding="utf-8").splitlines() if form == "github" else []
    assert all(line.startswith("    ") for line in shown[2:] if line)


def test_the_summary_of_a_job_stays_readable(project: Path, tmp_path: Path) -> None:
    """However many records are new."""
    pawform = project / "registry" / "vendors" / "pawform.yml"
    for number in range(400):
        shutil.copy(pawform, pawform.with_name(f"new-{number}.yml"))
    page = tmp_path / "summary.md"
    progress(project, "HEAD", "--format", "github", GITHUB_STEP_SUMMARY=str(page))
    lines = page.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 310
    assert re.search(r"… and \d+ lines more", "\n".join(lines))
