"""What runs on the code host: nothing there can be misused, and all of it has the form that the host reads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.project.test_house import PROJECT, PYPROJECT, kept, text

TOOLS = Path(sys.executable).parent
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
FORMS = {
    "github-workflows": [f".github/workflows/{path.name}" for path in WORKFLOWS],
    "dependabot": [".github/dependabot.yml"],
    "github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "github-issue-forms": [".github/ISSUE_TEMPLATE/record.yml", ".github/ISSUE_TEMPLATE/tool.yml"],
}
"""The files that the host reads, by the published schema that says what they may hold."""


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the tools of the tests in the project."""
    return subprocess.run([TOOLS / name, *arguments], cwd=PROJECT, capture_output=True, text=True, check=False)


def jobs() -> dict[str, dict[str, Any]]:
    """Every job of every workflow, by the names of both."""
    return {
        f"{path.stem}/{name}": job
        for path in WORKFLOWS
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items()
    }


def test_zizmor_finds_nothing_in_the_workflows() -> None:
    """Nor in the settings of the bot that updates packages. It looks for every known way to misuse them."""
    done = tool("zizmor", "--offline", "--no-progress", "--strict-collection", "--persona", "pedantic", ".")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("schema", FORMS)
def test_what_the_host_reads_has_its_form(schema: str) -> None:
    """A form that the host cannot read is left out by it without a word."""
    done = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *FORMS[schema])
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_an_action_of_somebody_else_is_named_by_its_commit(path: Path) -> None:
    """A tag can be moved to other code; a commit cannot. The version stands beside it for people."""
    for line in re.findall(r"uses: (?!\$/).*", path.read_text(encoding="utf-8")):
        assert re.fullmatch(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_nothing_unless_a_job_says_so(path: Path) -> None:
    """What a job may do stands in the job, and is to read and no more, unless it publishes."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        allowed = {"pages": "write", "id-token": "write"} if name == "deploy" else {"contents": "read"}
        assert job["permissions"] == allowed


@pytest.mark.parametrize("name", [name for name, job in jobs().items() if "uses" not in job])
def test_a_job_ends(name: str) -> None:
    """Whatever a change makes it do, it does not run for hours. One that runs another workflow ends with its jobs.

    What no change starts may take longer.
    """
    assert jobs()[name]["timeout-minutes"] <= (120 if name.startswith("nightly/") else 30)


def test_nothing_is_published_before_it_has_passed_every_check() -> None:
    """As it was merged: two changes that are right alone can be wrong together."""
    assert jobs()["publish/check"]["uses"] == "$/.github/workflows/check.yml"
    assert jobs()["publish/build"]["needs"] == "check"
    assert jobs()["publish/deploy"]["needs"] == "build"


def test_every_check_runs_on_the_oldest_python_and_on_a_new_one() -> None:
    """What the oldest lacks is found there, and what is about to go is found on the new one."""
    oldest, newer = jobs()["check/everything"]["strategy"]["matrix"]["python"]
    assert PYPROJECT["project"]["requires-python"] == f">={oldest}"
    assert jobs()["check/elsewhere"]["steps"][1]["with"]["python-version"] == newer


def test_records_are_checked_and_published_on_the_systems_of_those_who_write_them() -> None:
    """With the commands that the README gives to whoever has no `make`."""
    job = jobs()["check/elsewhere"]
    assert {system.partition("-")[0] for system in job["strategy"]["matrix"]["system"]} == {"macos", "windows"}
    install, *verbs = [step["run"] for step in job["steps"] if "run" in step]
    assert verbs == ["registry check", "registry site"]
    for command in re.findall(r"pip (install .*)", install):
        assert f"/pip {command}\n" in text("README.md")


def test_only_the_check_sees_the_code_of_strangers() -> None:
    """A proposed change runs with no secret and no right to write, and nothing that has them takes what it made."""
    triggers = {path.stem: set(_triggers(path)) for path in WORKFLOWS}
    assert triggers == {
        "check": {"pull_request", "merge_group", "workflow_call"},
        "publish": {"push", "workflow_dispatch"},
        "links": {"schedule", "workflow_dispatch"},
        "policy": {"schedule", "workflow_dispatch"},
        "nightly": {"schedule", "workflow_dispatch"},
    }
    assert "secrets." not in "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)


def _triggers(path: Path) -> Any:
    # YAML 1.1, which this library reads, takes the key `on` for a truth value.
    return yaml.safe_load(path.read_text(encoding="utf-8"))[True]


def test_the_host_runs_what_people_run() -> None:
    """Nothing is checked there that cannot be checked on one's own machine."""
    commands = {step["run"].strip() for job in jobs().values() for step in job.get("steps", ()) if "run" in step}
    ours = {command for command in commands if "lychee" not in command and "pip install" not in command}
    assert ours == {
        "make .venv/project",
        "registry check",
        "registry site",
        ".venv/bin/registry check --format github",
        ".venv/bin/registry policy --format github",
        ".venv/bin/registry progress --since HEAD^1 --format github",
        ".ci/run",
        "make site PARQUET=yes",
        "make nightly",
    }


def test_the_check_of_links_asks_no_private_address() -> None:
    """A record could name one, and the host would ask it within its own network."""
    settings = tomllib.loads(text(".github/lychee.toml"))
    assert settings["exclude_all_private"] is True
    assert not settings.keys() & {"include", "exclude_private", "exclude_link_local", "exclude_loopback"}


@pytest.mark.parametrize(
    ("address", "is_left_out"),
    [
        ("http://0.0.0.0:8000/", True),
        ("https://100.64.0.1/", True),
        ("https://100.127.255.254/", True),
        ("https://100.63.0.1/", False),
        ("https://100.128.0.1/", False),
        ("https://www.example.gov/0.1/100.64.0.1/", False),
    ],
)
def test_what_the_link_checker_takes_for_public_is_left_out_too(address: str, is_left_out: bool) -> None:  # noqa: FBT001
    """RFC 6598 for the inner networks of providers, RFC 1122 for this machine."""
    patterns = tomllib.loads(text(".github/lychee.toml"))["exclude"]
    assert any(re.search(pattern, address) for pattern in patterns) == is_left_out


def test_a_proposed_change_is_compared_with_what_was_there_before() -> None:
    """The host checks out the merge of both, and by default without its parents: the first one is needed too."""
    steps = jobs()["check/records"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 2
    (compare,) = [step for step in steps if "progress" in step.get("run", "")]
    assert compare["if"] == "github.event_name == 'pull_request'"
    assert compare["continue-on-error"] is True


def test_everything_that_runs_or_decides_waits_for_an_owner() -> None:
    """Records have none, so that those who write them can agree among themselves; each folder of code is listed."""
    owned = re.findall(r"^#?/(\S+?)/?(?: @\S+)*$", text(".github/CODEOWNERS"), flags=re.MULTILINE)
    top = {path.split("/")[0] for path in kept() if "/" in path}
    assert top - {"registry"} <= set(owned)
    assert "registry" not in owned


def test_owners_are_filled_in_whole_or_not_at_all() -> None:
    """A line that somebody forgot would look as if it were guarded, and the host says nothing of it."""
    lines = re.findall(r"^#?/\S+.*$", text(".github/CODEOWNERS"), flags=re.MULTILINE)
    blank = [line for line in lines if re.fullmatch(r"#/\S+ @FILL-IN", line)]
    filled = [line for line in lines if re.fullmatch(r"/\S+(?: @(?!FILL-IN)\S+)+", line)]
    assert lines in (blank, filled)


@pytest.mark.parametrize("paper", ["ISSUE_TEMPLATE/record.yml", "ISSUE_TEMPLATE/tool.yml", "pull_request_template.md"])
def test_whoever_writes_to_us_is_told_to_leave_private_facts_out(paper: str) -> None:
    """What is written there is public at once, and stays."""
    assert re.search("private facts about anybody|anybody's private facts", text(f".github/{paper}"))


def test_the_project_works_where_it_is_installed_as_a_copy(tmp_path: Path) -> None:
    """As the hook for pre-commit installs it: the copy holds whatever the code reads beside itself."""
    code = {path for path in kept() if path.startswith(("schemas/", "scripts/")) and (PROJECT / path).is_file()}
    for path in code | {"pyproject.toml", "README.md", "LICENSE"}:
        target = tmp_path / "project" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / path, target)
    command = [
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(tmp_path),
        "./project",
    ]
    subprocess.run([sys.executable, "-m", *command], cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    needed = {path for path in code if not path.endswith(".json")}  # the schemas are for editors
    assert needed - set(zipfile.ZipFile(wheel).namelist()) == set()
