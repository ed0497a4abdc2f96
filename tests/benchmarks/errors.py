"""How good errors are: single mistakes in the real records, shown to `registry check` and to its peers.

`make bench-errors` plants each kind of mistake of `planted_mistakes.py` into copies of the records, one at a time, and
prints Markdown tables: was it found, at the right place, once, and with the word that was meant? Two peers get
the JSON Schemas made from our models, with the ids of the registry filled in, so that they know as much as we do.
fideslang gets the same facts as manifests of its own, with the same mistake where there is a place for it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import venv
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click

from scripts import rules
from scripts.authoring import json_schemas
from scripts.reading.findings import Severity
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from tests.benchmarks import fides_manifests, planted_mistakes
from tests.benchmarks.planted_mistakes import Planted
from tests.benchmarks.programs import program

PROJECT = Path(__file__).parents[2]
RECORDS = PROJECT / "registry"
BENCH = PROJECT / ".bench"
"""Where peers are installed. Git ignores it."""
AJV = {"ajv-cli": "5.0.0", "ajv-formats": "3.0.1"}
FIDESLANG = "fideslang==3.1.4"
SAMPLE = 25
"""Every so manieth mistake is also shown to a real process."""
BATCHES = 8
"""In so many processes a peer is asked that answers many questions in one."""


class Answer(NamedTuple):
    """What a tool says about one file with one mistake. `None`: the question does not arise."""

    found: bool | None
    file: bool | None = False
    line: bool | None = False
    column: bool | None = False
    once: bool | None = False
    meant: bool | None = None
    exit: bool | None = None


NOT_ASKED = Answer(None, None, None, None, None)
COLUMNS = {
    "found": "found",
    "file": "right file",
    "line": "right line",
    "column": "right column",
    "once": "exactly one finding",
    "meant": "right suggestion",
    "exit": "exit code 1",
}
Answers = list[Answer]


@cache
def today() -> date:
    """The last day on which anybody checked a record. On an earlier one, good records would have mistakes."""
    day = registry.read(RECORDS)[0].as_of
    assert day is not None
    return day


@click.command()
@click.option("--each", default=20, show_default=True, help="How many mistakes of each kind.")
@click.option("--seed", default=1, show_default=True, help="Another seed plants other mistakes.")
@click.option("--peers/--no-peers", "with_peers", default=True, help="Whether to measure other tools too.")
def main(each: int, seed: int, *, with_peers: bool) -> None:
    """Plant mistakes, show them to each tool, and print Markdown tables."""
    records, findings = registry.read(RECORDS)
    if findings:
        raise click.ClickException("the records must be free of mistakes to begin with: run registry check")
    mistakes = list(planted_mistakes.plant(records, RECORDS, each, seed))
    good = list(planted_mistakes.nothing(records, RECORDS, each))
    with TemporaryDirectory() as folder:
        tools = {"registry check": ours(mistakes + good)}
        if with_peers:
            schemas = filled_schemas(records, Path(folder))
            tools |= {"check-jsonschema": check_jsonschema(mistakes + good, schemas, Path(folder))}
            if ajv := installed_ajv():
                tools |= {"ajv": ask_ajv(ajv, mistakes + good, schemas, Path(folder))}
            if python := installed_fideslang():
                tools |= {"fideslang": ask_fideslang(python, mistakes + good, records, Path(folder))}
    kinds = {mistake.kind for mistake in mistakes}
    click.echo(f"{len(mistakes)} mistakes of {len(kinds)} kinds, seed {seed}.\n")
    asked = {tool: [answer.found for answer in found[len(mistakes) :]] for tool, found in tools.items()}
    refused = [f"{tool} {found.count(True)} of {len(found) - found.count(None)}" for tool, found in asked.items()]
    click.echo(f"Records without a mistake that were refused: {', '.join(refused)}.\n")
    tools = {tool: answers[: len(mistakes)] for tool, answers in tools.items()}
    click.echo(totals(tools))
    click.echo(by_kind(mistakes, tools))
    sample(mistakes, tools["registry check"])
    for mistake, answer in zip(mistakes, tools["registry check"], strict=True):
        if not (answer.line and answer.once and answer.meant is not False):
            click.echo(f"Not perfect: {mistake.kind}, {mistake.path}:{mistake.line}:{mistake.column}", err=True)


# --- our own check -------------------------------------------------------------------------------


def ours(mistakes: list[Planted]) -> Answers:
    """Check a whole copy of the records for each mistake: reading, models and every rule, in this process."""
    with ProcessPoolExecutor(initializer=_copy) as pool:
        return list(pool.map(_our_answer, mistakes, chunksize=10))


_folder = TemporaryDirectory()
_root = Path(_folder.name) / "registry"


def _copy() -> None:
    # Each process of the pool has a copy of the records for itself.
    global _folder, _root  # noqa: PLW0603 - a pool hands nothing to its workers but their arguments
    _folder = TemporaryDirectory()
    _root = Path(_folder.name) / "registry"
    shutil.copytree(RECORDS, _root)


def _our_answer(mistake: Planted) -> Answer:
    path = _root / mistake.path
    good = path.read_bytes()
    path.write_text(mistake.text, encoding="utf-8")
    read, findings = registry.read(_root)
    findings += rules.run(read, Graph(read), today()).findings
    path.write_bytes(good)
    here = [finding for finding in findings if finding.position.path == path.as_posix()]
    there = [finding for finding in here if finding.position.line == mistake.line]
    return Answer(
        found=bool(findings),
        file=bool(here),
        line=bool(there),
        column=any(finding.position.column == mistake.column for finding in there),
        once=len(findings) == 1,
        meant=any(mistake.meant in finding.message for finding in here) if mistake.meant else None,
        exit=any(finding.severity == Severity.ERROR for finding in findings),
    )


def sample(mistakes: list[Planted], answers: Answers) -> None:
    """Show some of the mistakes to the real command, and compare."""
    agree = some = 0
    _copy()
    for mistake, answer in list(zip(mistakes, answers, strict=True))[::SAMPLE]:
        path = _root / mistake.path
        good = path.read_bytes()
        path.write_text(mistake.text, encoding="utf-8")
        done = run([program("registry"), "check", "--registry", _root, "--today", str(today()), "--format", "json"])
        path.write_bytes(good)
        lines = {finding["line"] for finding in json.loads(done.stdout)["findings"]}
        some += 1
        agree += done.returncode == 1 and (mistake.line in lines) == answer.line
    click.echo(f"The same from a process of its own, with exit code 1: {agree} of {some}.")


# --- peers ---------------------------------------------------------------------------------------


def filled_schemas(records: Registry, folder: Path) -> dict[str, Path]:
    """The JSON Schema of each kind, with the ids of the registry where a record names another."""
    found = {}
    for kind in {key[0] for key in records.records}:
        found[kind] = folder / f"{kind}.json"
        found[kind].write_text(json.dumps(_filled(json_schemas.json_schema(kind), records)), encoding="utf-8")
    return found


def _filled(schema: Any, records: Registry) -> Any:
    if isinstance(schema, list):
        return [_filled(part, records) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "x-ref" in schema:
        return {"enum": records.ids(*schema["x-ref"])}
    return {key: _filled(part, records) for key, part in schema.items()}


def check_jsonschema(mistakes: list[Planted], schemas: dict[str, Path], folder: Path) -> Answers:
    """One process a kind of record for what it finds, and one a file for the text of syntax errors."""
    files = _written(mistakes, folder / "check-jsonschema", str)
    reports: dict[Path, list[str]] = {file: [] for file in files}
    for kind, schema in schemas.items():
        of_kind = [file for file, mistake in zip(files, mistakes, strict=True) if mistake.record[0] == kind]
        if not of_kind:
            continue
        found = json.loads(run([program("check-jsonschema"), "-o", "json", "--schemafile", schema, *of_kind]).stdout)
        for fault in found["errors"]:
            reports[Path(fault["filename"])].append(fault["message"])
        for fault in found["parse_errors"]:
            reports[Path(fault["filename"])].append("")
    unread = [file for file, messages in reports.items() if messages == [""]]
    schema = next(iter(schemas.values()))
    with ThreadPoolExecutor() as pool:
        texts = pool.map(lambda file: run([program("check-jsonschema"), "--schemafile", schema, file]).stdout, unread)
        reports |= {file: [text] for file, text in zip(unread, texts, strict=True)}
    return [
        _peer_answer(mistake, reports[file], reports[file] != []) for mistake, file in zip(mistakes, files, strict=True)
    ]


def installed_ajv() -> Path | None:
    """The folder of ajv-cli, put into `.bench/` by npm if there is npm."""
    folder = BENCH / "node_modules" / "ajv-cli"
    npm = shutil.which("npm")
    if not folder.exists() and npm:
        run([npm, "install", "--silent", "--prefix", BENCH, *(f"{name}@{v}" for name, v in AJV.items())])
    return folder if folder.exists() else None


def ask_ajv(ajv: Path, mistakes: list[Planted], schemas: dict[str, Path], folder: Path) -> Answers:
    """One process a batch.

    It reads `2026-11-23` as a moment, which no schema for texts accepts; so it gets days in quotes.
    """
    files = _written(
        mistakes, folder / "ajv", lambda text: re.sub(r"(?<=: )(\d{4}-\d\d-\d\d)(?=[,}\s])", r'"\1"', text)
    )
    options = ["--spec=draft2020", "-c", "ajv-formats", "--strict=false", "--all-errors", "--errors=json"]
    command: list[str | Path] = ["node", PROJECT / "tests" / "benchmarks" / "ask_ajv.js", ajv, *options]
    asked = {number: [str(schemas[mistakes[number].record[0]]), str(file)] for number, file in enumerate(files)}

    def understood(number: int, said: dict[str, Any]) -> Answer:
        printed = said["printed"]
        faults = json.loads(printed[printed.index("[\n") :]) if "[\n" in printed else []
        messages = [f"{fault['message']} {json.dumps(fault['params'])}" for fault in faults]
        named = files[number].name in printed
        return _peer_answer(mistakes[number], messages or [printed], said["code"] != 0, named=named)

    return [understood(number, said) for number, said in sorted(_said(command, asked).items())]


def installed_fideslang() -> Path | None:
    """A Python that has fideslang. It needs an older pydantic than we do, so it has an environment of its own."""
    folder = BENCH / "fideslang"
    python = folder / "bin" / "python"
    if run([python, "-c", "import fideslang"]).returncode if python.exists() else True:
        venv.create(folder, clear=True, with_pip=True)
        run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", FIDESLANG])
    return python if run([python, "-c", "import fideslang"]).returncode == 0 else None


def ask_fideslang(python: Path, mistakes: list[Planted], records: Registry, folder: Path) -> Answers:
    """One process a batch: each wrong manifest is read beside all good ones, as `fides evaluate` does."""
    good, wrong = folder / "manifests", folder / "wrong-manifests"
    good.mkdir()
    for manifest in fides_manifests.of(records).values():
        (good / manifest.document.path).write_text(manifest.document.text, encoding="utf-8")
    asked = {number: mistake.manifest for number, mistake in enumerate(mistakes) if mistake.manifest}
    files = {}
    for number, mistake in asked.items():
        files[number] = wrong / str(number) / mistake.path
        files[number].parent.mkdir(parents=True)
        files[number].write_text(mistake.text, encoding="utf-8")

    command: list[str | Path] = [python, PROJECT / "tests" / "benchmarks" / "ask_fideslang.py", good]
    said = _said(command, {number: str(file) for number, file in files.items()})
    return [
        _fideslang_answer(asked[number], **said[number]) if number in said else NOT_ASKED
        for number in range(len(mistakes))
    ]


def _said(command: list[str | Path], questions: dict[int, Any]) -> dict[int, dict[str, Any]]:
    """What a program says that takes many questions as JSON and answers each; asked in batches side by side."""

    def ask(numbers: list[int]) -> list[tuple[int, dict[str, Any]]]:
        done = run(command, json.dumps([questions[number] for number in numbers]))
        if done.returncode:
            raise click.ClickException(done.stderr)
        return list(zip(numbers, json.loads(done.stdout), strict=True))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        batches = pool.map(ask, (list(questions)[start::BATCHES] for start in range(BATCHES)))
        return {number: said for batch in batches for number, said in batch}


def _fideslang_answer(mistake: Planted, printed: str, code: int) -> Answer:
    count = re.search(r"^(\d+) validation errors? for", printed, re.MULTILINE)
    missing = re.search(r"^Missing resource keys: \[(.*)\]", printed, re.MULTILINE)
    findings = int(count[1]) if count else len(missing[1].split(", ")) if missing else 1
    return _peer_answer(mistake, [printed] * findings, code != 0, named=mistake.path.name in printed)


def _written(mistakes: list[Planted], folder: Path, change: Callable[[str], str]) -> list[Path]:
    folder.mkdir()
    files = [folder / f"{number}-{mistake.path.name}" for number, mistake in enumerate(mistakes)]
    for file, mistake in zip(files, mistakes, strict=True):
        file.write_text(change(mistake.text), encoding="utf-8")
    return files


def _peer_answer(mistake: Planted, messages: list[str], found: bool, *, named: bool = True) -> Answer:  # noqa: FBT001
    text = "\n".join(messages)
    places = re.findall(r"\bline (\d+), column (\d+)", text)
    quoted = set(re.findall(r"['\"`]([\w./-]+)['\"`]", text))
    return Answer(
        found=found,
        file=found and named,
        line=str(mistake.line) in {line for line, _ in places},
        column=(str(mistake.line), str(mistake.column)) in places,
        once=found and len(messages) == 1,
        # A list of all words is no suggestion; but naming the wrong and the right one is.
        meant=(mistake.meant.strip("`") in quoted and len(quoted) <= 2) if mistake.meant else None,
        exit=found,
    )


def run(command: list[str | Path], given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command, and take what it prints."""
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, cwd=PROJECT)


# --- tables --------------------------------------------------------------------------------------


def totals(tools: dict[str, Answers]) -> str:
    """What share of the mistakes each tool answered rightly."""
    rows = [f"| What | {' | '.join(tools)} |", f"| --- |{' --- |' * len(tools)}"]
    rows.append(f"| mistakes shown to it | {' | '.join(str(_asked(answers)) for answers in tools.values())} |")
    for name, title in COLUMNS.items():
        shares = [_share(getattr(answer, name) for answer in answers) for answers in tools.values()]
        rows.append(f"| {title} | {' | '.join(shares)} |")
    return "\n".join(rows) + "\n"


def by_kind(mistakes: list[Planted], tools: dict[str, Answers]) -> str:
    """The same for each kind of mistake: found, and at the right line. Four columns fit a phone."""
    rows = [f"| Mistake | {' | '.join(tools)} |", f"| --- |{' --- |' * len(tools)}"]
    for kind in dict.fromkeys(mistake.kind for mistake in mistakes):
        cells = []
        of_kind = [number for number, mistake in enumerate(mistakes) if mistake.kind == kind]
        for answers in tools.values():
            said = [answers[number] for number in of_kind]
            found, line = (_share(getattr(answer, what) for answer in said) for what in ("found", "line"))
            fewer = f" of {_asked(said)}" if _asked(said) < len(said) else ""
            cells.append(f"{found}, {line}{fewer}" if _asked(said) else "-")
        rows.append(f"| {kind} ({len(of_kind)}) | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _asked(answers: Answers) -> int:
    return sum(answer.found is not None for answer in answers)


def _share(answers: Iterable[bool | None]) -> str:
    known = [answer for answer in answers if answer is not None]
    # Rounded down: 100 % is said only of all.
    return f"{100 * sum(known) // len(known)} %" if known else "-"


if __name__ == "__main__":
    main()
