"""A field of a record is written once: whoever adds one names it in its model, and the rest of the project follows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CITY
from tests.project.test_house import PROJECT, kept

VERB = "from scripts.cli.main import run; run()"
PAGES = """
import sys; from pathlib import Path; from scripts.registry import registry; from scripts.registry.graph import Graph
from scripts.site import pages; from scripts.words import languages
read, findings = registry.read(Path(sys.argv[1])); print(findings)
print(pages.render(read, Graph(read))["vendors/pawform.md"])
print(pages.render(read, Graph(read), language=languages.find("es"))["vendors/pawform.md"])
"""
TITLE = "Where its computers stand"
FIELD = f'''
    computers: OrNotStatedOrNone[Text] | None = Field(default=None, title="{TITLE}")
    """The country in which its computers stand. `none` if it uses no computers of its own."""
'''
ANSWER = "In a cellar of the town"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code with one more optional field of a vendor, written into its model and nowhere else."""
    folder = tmp_path_factory.mktemp("project")
    for path in kept():
        if path.startswith(("schemas/", "scripts/")) and (PROJECT / path).is_file():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / path, target)
    model = folder / "schemas" / "vendor.py"
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace("\n    duties: ", f"{FIELD}    duties: ", 1), encoding="utf-8")
    shutil.copytree(CITY, folder / "registry")
    return folder


def run(project: Path, code: str, *arguments: str) -> str:
    """What a program prints there. It uses the code of that folder."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def answered(project: Path) -> Path:
    """The same, and one company has an answer there, one has none."""
    for name, answer in (("pawform", ANSWER), ("tillhouse", "not-stated")):
        record = project / "registry" / "vendors" / f"{name}.yml"
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace("\nflows:", f"\ncomputers: {answer}\nflows:", 1), encoding="utf-8")
    return project


def test_only_its_schema_for_editors_has_to_follow(project: Path) -> None:
    """And a command writes that one. A translation of its title may come later."""
    said = run(project, VERB, "schema", "--check")
    assert [line.partition(":")[0] for line in said.splitlines() if "error[stale-file]" in line] == [
        str(project / "schemas" / "json" / "vendor.json")
    ]


def test_a_record_may_have_it(answered: Path) -> None:
    """The check takes the answer, and the word for what nobody has said."""
    assert "0 errors" in run(answered, VERB, "check", "--today", "2030-03-01")


def test_a_slip_in_its_key_is_understood(project: Path, tmp_path: Path) -> None:
    """The check offers the new key to whoever misspells it."""
    folder = shutil.copytree(project / "registry", tmp_path / "registry")
    record = folder / "vendors" / "pawform.yml"
    record.write_text(f"{record.read_text(encoding='utf-8')}\ncomputer: here\n", encoding="utf-8")
    assert "did you mean `computers`?" in run(project, VERB, "check", "--registry", str(folder))


def test_a_new_record_and_a_form_ask_for_it(answered: Path) -> None:
    """The one by its name, the other with its title, which stands in the model."""
    run(answered, VERB, "new", "vendor", "newcomer")
    record = answered / "registry" / "vendors" / "newcomer.yml"
    written = record.read_text(encoding="utf-8")
    record.unlink()
    assert "`computers`" in written
    assert TITLE in run(answered, VERB, "questions", "tillhouse")


def test_its_page_says_it_in_every_language(answered: Path) -> None:
    """By its title: in English too where nobody has translated it yet."""
    said = run(answered, PAGES, "registry")
    findings, english, spanish = said.split("---\nhide: [toc, navigation]")
    assert findings.strip() == "[]"
    assert f"{TITLE}\n:   {ANSWER}\n" in english
    assert f'<span lang="en">{TITLE}</span>\n:   ' in spanish
    assert ANSWER in spanish
