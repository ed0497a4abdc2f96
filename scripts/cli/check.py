"""`registry check`: every mistake in every record."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from scripts import reports
from scripts.cli import job_summary, opening
from scripts.cli.options import format_option, registry_option, today_option
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
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say what one kind of mistake means, why it matters and how to fix it, with an example. Checks nothing.",
)
def check(root: Path, today: datetime | None, form: str) -> None:
    """Report every mistake in every record, each at its line.

    Exit code 0: no error. 1: errors. 2: wrong use.
    """
    registry, _, findings = opening.checked(root, today)
    if form == "json":
        click.echo(reports.as_json(registry, findings), nl=False)
    elif form == "sarif":
        click.echo(reports.as_sarif(findings), nl=False)
    elif form == "github":
        click.echo(reports.github(findings), nl=False)
        click.echo(reports.summary(registry, findings))
        job_summary.write(reports.job_summary(registry, findings, registry.documents.values()))
    else:
        click.echo(reports.text(findings, registry.documents.values()), nl=False)
        click.echo(reports.summary(registry, findings))
    sys.exit(opening.exit_code(findings))
