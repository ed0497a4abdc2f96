"""The command line: the only place that prints, exits or looks at a clock."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date, datetime
from pathlib import Path

import click

from scripts import history, mistakes, report, rules
from scripts import registry as registries
from scripts.ask import ask
from scripts.authoring import fix, new
from scripts.findings import Finding, Severity, did_you_mean
from scripts.graph import Graph
from scripts.languages import ENGLISH, translations
from scripts.options import registry_option, today_option
from scripts.outreach import answer, questions
from scripts.policy import policy
from scripts.progress import progress
from scripts.registry import Registry


def _explain(context: click.Context, parameter: click.Parameter, id_: str | None) -> None:
    """Print the page of one kind of mistake instead of checking."""
    if id_ is None or context.resilient_parsing:
        return
    page = mistakes.known().get(id_)
    if page is None:
        ending = did_you_mean(id_, mistakes.known(), "a finding names its rule in square brackets")
        raise click.BadParameter(f"there is no rule `{id_}`; {ending}", context, parameter)
    click.echo(f"{page.id}\n\n{page.text}\n\n{page.effect}")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="city-data-flow-registry")
@click.pass_context
def main(context: click.Context) -> None:
    """Check the records of who gets people's information, and publish them as a site."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    # Tens of thousands of small values are made and all of them stay: collecting garbage only costs time.
    gc.disable()


for _verb in (ask, new, fix, questions, answer, progress, policy):
    main.add_command(_verb)


@main.command()
@registry_option
@today_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="For people, for programs, for annotations on GitHub, or for tools that read SARIF.",
)
@click.option(
    "--explain",
    metavar="RULE-ID",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say what one kind of mistake means, why it matters and how to fix it, with an example. Checks nothing.",
)
def check(root: Path, today: datetime | None, form: str) -> None:
    """Report every mistake in every record, each at its line.

    Exit code 0: no error. 1: errors. 2: wrong use.
    """
    registry, _, findings = _read(root, today)
    if form == "json":
        click.echo(report.as_json(registry, findings), nl=False)
    elif form == "sarif":
        click.echo(report.as_sarif(findings), nl=False)
    elif form == "github":
        click.echo(report.github(findings), nl=False)
        click.echo(report.summary(registry, findings))
        _write_job_summary(registry, findings)
    else:
        click.echo(report.text(findings, registry.documents.values()), nl=False)
        click.echo(report.summary(registry, findings))
    sys.exit(_exit_code(findings))


@main.command()
@registry_option
@today_option
@click.option(
    "--out",
    default="site",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes.",
)
def site(root: Path, today: datetime | None, out: Path) -> None:
    """Check the records, write the pages and diagrams, and build the site.

    If there is an error, nothing is written and an earlier site stays as it was.
    """
    registry, graph, findings = _read(root, today)
    click.echo(report.text(findings, registry.documents.values()), nl=False, err=True)
    if _exit_code(findings):
        click.echo(f"{report.summary(registry, findings)} No page was written.", err=True)
        sys.exit(1)
    from scripts import site as builder  # noqa: PLC0415 - templates and Graphviz cost a check nothing

    try:
        count = builder.generate(registry, graph, changed=history.read(root))
        _progress(f"{count} pages written; building the site …")
        builder.build(registry, out)
    except builder.BuildError as error:
        click.echo(str(error), err=True)
        click.echo("The site builder refused the pages (see above). An earlier site stays as it was.", err=True)
        sys.exit(1)
    click.echo(report.summary(registry, findings))
    click.echo(f"Open {out / 'index.html'}")


@main.command()
@registry_option
@today_option
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the data go: a new folder, or one of an earlier export.",
)
def export(root: Path, today: datetime | None, out: Path) -> None:
    """Check the records, and write the open data: JSON, tables and the graph of flows, each with its description.

    They are the same that `registry site` puts below `api/v1/`. If there is an error, nothing is written.
    """
    from scripts import open_data, output  # noqa: PLC0415 - only this verb and the site need them

    folder = out / open_data.ROOT
    if folder.exists() and any(folder.iterdir()) and not (folder / "index.json").is_file():
        raise click.UsageError(f"{folder.as_posix()} holds something else; choose another folder with --out")
    registry, graph, findings = _read(root, today)
    click.echo(report.text(findings, registry.documents.values()), nl=False, err=True)
    if _exit_code(findings):
        click.echo(f"{report.summary(registry, findings)} No file was written.", err=True)
        sys.exit(1)
    files = open_data.render(registry, graph)
    try:
        output.write(folder, {path.removeprefix(f"{open_data.ROOT}/"): text for path, text in files.items()})
    except OSError as error:
        raise click.ClickException(f"{folder.as_posix()} cannot be written: {error.strerror}") from error
    click.echo(f"{len(files)} files written. Start at {(folder / 'index.json').as_posix()}")


@main.command()
@registry_option
@today_option
@click.option("--port", default=8000, show_default=True, help="The port on 127.0.0.1.")
@click.option(
    "--language",
    default="en",
    show_default=True,
    type=click.Choice(["en", *translations()]),
    help="The language to begin with. English alone is built faster, and its links to other languages lead nowhere.",
)
def serve(root: Path, today: datetime | None, port: int, language: str) -> None:
    """Show the site on this machine, and build it again whenever a record changes.

    It is shown as it would be published, under the same policy, and to the browser of this machine only.
    """
    from scripts import live  # noqa: PLC0415 - only this verb watches files
    from scripts import site as builder  # noqa: PLC0415 - templates and Graphviz cost a check nothing

    others = () if language == ENGLISH.code else (language,)

    def make(folder: Path) -> bool:
        registry, graph, findings = _read(root, today)
        click.echo(report.text(findings, registry.documents.values()), nl=False)
        click.echo(report.summary(registry, findings))
        if _exit_code(findings):
            return False
        try:
            builder.generate(registry, graph, changed=history.read(root))
            builder.build(registry, folder, others=others)
        except builder.BuildError as error:
            click.echo(str(error), err=True)
            return False
        return True

    try:
        sys.exit(live.serve(make, builder.made_of(root), port, f"{language}/" if others else "", click.echo))
    except OSError as error:
        message = f"port {port} cannot be had ({error.strerror}); choose another with --port"
        raise click.UsageError(message) from None


@main.command()
@click.option(
    "--registry",
    "root",
    default="registry",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder with the records whose ids editors complete, if it is there.",
)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; report which of the first are out of date.")
@click.option("--ids", "new_ids", is_flag=True, help="Also bring the ids that git keeps for editors up to date.")
def schema(root: Path, *, only_check: bool, new_ids: bool) -> None:
    """Write the JSON Schemas for editors to `schemas/json/`, and with the ids of a registry beside its folder."""
    from scripts import editors, output  # noqa: PLC0415 - only this verb needs them
    from scripts.site import PROJECT  # noqa: PLC0415 - and this

    folder = PROJECT / "schemas" / "json"
    files = editors.schemas()
    if only_check:
        findings = output.stale(folder, files, "registry schema")
        click.echo(report.text(findings, []), nl=False)
        click.echo(f"{len(files)} schemas: {len(findings)} out of date.")
        sys.exit(_exit_code(findings))
    output.write(folder, files)
    click.echo(f"{len(files)} schemas written.")
    if root.is_dir():
        registry, _ = registries.read(root)
        output.write(root.parent, editors.with_ids(registry, root.name))
        if new_ids or not (root / editors.IDS).exists():
            (root / editors.IDS).write_bytes(editors.ids(registry).encode())
        click.echo(f"The same with the ids of {root.as_posix()}: open {(root.parent / editors.WORKSPACE).as_posix()}")


def _read(root: Path, today: datetime | None) -> tuple[Registry, Graph, list[Finding]]:
    registry, findings = registries.read(root)
    graph = Graph(registry)
    day = today.date() if today else date.today()  # noqa: DTZ011 - the day where the person sits
    findings += rules.run(registry, graph, day, sound=not findings)
    gc.freeze()  # else Python looks through all of it once more when it ends
    return registry, graph, sorted(findings)


def _write_job_summary(registry: Registry, findings: list[Finding]) -> None:
    """Add to the page that GitHub shows for a job, if this runs in one."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as page:
            page.write(report.job_summary(registry, findings, registry.documents.values()))


def _exit_code(findings: list[Finding]) -> int:
    return int(any(finding.severity == Severity.ERROR for finding in findings))


def _progress(message: str) -> None:
    if sys.stderr.isatty():
        click.echo(message, err=True)
