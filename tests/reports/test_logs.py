"""What the check prints: whatever a file holds, no terminal obeys it, and no log takes it for a command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markdown as python_markdown
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scripts import reports
from scripts.cli.main import main
from scripts.reading.findings import Finding, Position, Severity
from scripts.reading.yaml_text import Document
from scripts.registry.registry import Registry
from tests.conftest import CITY
from tests.payloads import PAYLOADS, active

COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
"""What the code host takes for a command: the new form at the start of a line, the old form anywhere in it."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small city with a payload as every value and as one more key, each file with the next payload."""
    root = tmp_path_factory.mktemp("hostile")
    words = list(PAYLOADS.values())
    files = [path.relative_to(CITY) for path in sorted(CITY.rglob("*.yml"))]
    files += [Path("vendors", f"one-more-{number}.yml") for number in range(len(words) - len(files))]
    for number, path in enumerate(files):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(_record(words[number % len(words)]), encoding="utf-8")
    return root


def _record(payload: str) -> str:
    """A record in JSON, which is YAML; control characters stand in it as they are, not as escapes."""
    keys = ["name", "summary", "is", "status", "links", "flows", "evidence", payload]
    text = json.dumps(dict.fromkeys(keys, payload) | {"waivers": [{payload: payload}]}, ensure_ascii=False, indent=1)
    return text.replace("\\u001b", "\x1b").replace("\\r", "\r")


def printed(root: Path, form: str, **environment: str) -> str:
    """What `registry check` prints about a registry."""
    words = ["check", "--registry", str(root), "--today", "2030-03-01", "--format", form]
    done = CliRunner().invoke(main, words, env=environment)
    assert done.exit_code == 1, done.exception
    return done.output


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_no_form_of_the_report_gives_a_command(form: str, hostile: Path) -> None:
    """All that is printed can be printed, and only annotations of ours are commands."""
    output = printed(hostile, form)
    assert output.replace("\n", "").isprintable()
    lines = [line for line in output.splitlines() if COMMAND.search(line)]
    ours = re.compile(r"::(error|warning) file=[^,:]*,line=\d+,col=\d+,endColumn=\d+,title=[a-z-]+::(?!.*##\[)")
    assert [line for line in lines if not (form == "github" and ours.match(line))] == []


def test_the_summary_of_a_job_shows_records_as_text(hostile: Path, tmp_path: Path) -> None:
    """It is Markdown on a page of the code host: what records say stands in a block where nothing is markup."""
    page = tmp_path / "summary.md"
    printed(hostile, "github", GITHUB_STEP_SUMMARY=str(page))
    built = html.fromstring(f"<div>{python_markdown.markdown(page.read_text(encoding='utf-8'))}</div>")
    assert sum(active(built).values()) == 0
    assert "evil.example" in built.findtext(".//pre/code")
    for code in built.iter("pre"):
        code.getparent().remove(code)
    assert "evil.example" not in "".join(built.itertext())


ANY_TEXT = st.lists(
    st.sampled_from(
        ["::error::", "##[", "##", "[add-mask]", "\n", "\r", "\x1b[2J", "\x7f", "\x9b", "\u2028", "\u202e", "%0A", ","]
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
).map("".join)


@given(path=ANY_TEXT, message=ANY_TEXT, line=ANY_TEXT, severity=st.sampled_from(Severity))
def test_whatever_a_finding_says_it_is_printed_as_text(path: str, message: str, line: str, severity: Severity) -> None:
    """Path, message and the line of the file alike: one finding stays one finding, and nothing in it acts."""
    finding = Finding(Position(path, 1, 1, 3), "unknown-key", message, severity)
    document = Document(path, line)
    for output in _forms(finding, document):
        assert COLOURS.sub("", output).replace("\n", "").isprintable()
        assert "##[" not in output
    assert not re.search(r"^\s*::", reports.text([finding], [document]), re.MULTILINE)
    assert reports.github([finding]).count("\n") == 1
    assert json.loads(reports.as_json(Registry(), [finding]))["findings"][0]["message"] == message


COLOURS = re.compile(r"\x1b\[(0|1|31|33)m")
"""What we write ourselves to make words bold, red or yellow."""


def _forms(finding: Finding, document: Document) -> Iterator[Any]:
    yield reports.text([finding], [document])
    yield reports.as_json(Registry(), [finding])
    yield reports.as_sarif([finding])
    yield reports.github([finding])
    yield reports.job_summary("One mistake.", [finding], [document])
