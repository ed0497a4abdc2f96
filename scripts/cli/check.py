"""`registry check`: every mistake in every record."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from scripts import reports
from scripts.cli import bars, job_summary, opening, record_files
from scripts.cli.completion import RuleId
from scripts.cli.options import format_option, registry_option, today_option
from scripts.cli.record_files import files_argument
from scripts.reading.findings import Finding
from scripts.reading.near_words import did_you_mean
from scripts.rules import mistakes


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


@click.command()
@registry_option
@today_option
@format_option(
    "text",
    "json",
    "github",
    "sarif",
    says="For people, for programs, for annotations on GitHub, or for tools that read SARIF.",
)
@click.option(
    "--explain",
    metavar="RULE-ID",
    type=RuleId(),
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say what one kind of mistake means, why it matters and how to fix it, with an example. Checks nothing.",
)
@files_argument
def check(root: Path, today: datetime | None, form: str, files: tuple[Path, ...]) -> None:
    """Report every mistake in every record, each at its line; or in these FILES or folders only.

    All records are read either way, since a mistake may show itself in another file than the one that was changed.

    Exit code 0: no error is shown. 1: errors. 2: wrong use.
    """
    with bars.shown() as watch:
        registry, _, findings, waiting = opening.checked(root, today, watch)
    places = record_files.resolved(root, files)
    found = [one for one in findings if not files or record_files.lies_in(one.position.path, places)]
    summary = _summary_of_files(found, findings) if files else reports.summary(registry, findings, waiting)
    documents = registry.documents.values()
    if form == "json":
        click.echo(reports.as_json(registry, found, waiting), nl=False)
    elif form == "sarif":
        click.echo(reports.as_sarif(found), nl=False)
    elif form == "github":
        click.echo(reports.github(found), nl=False)
        click.echo(summary)
        job_summary.write(reports.job_summary(summary, found, documents))
    else:
        click.echo(reports.text(found, documents), nl=False)
        click.echo(summary)
    sys.exit(opening.exit_code(found))


def _summary_of_files(found: list[Finding], findings: list[Finding]) -> str:
    here = f"Here: {reports.mistakes(found)}."
    others = [finding for finding in findings if finding not in found]
    return f"{here} In other files: {reports.mistakes(others)}; `registry check` shows them." if others else here
