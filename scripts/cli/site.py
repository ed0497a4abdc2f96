"""`registry site`: the records as a site."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from scripts import reports
from scripts.cli import bars, days_of_change, opening
from scripts.cli.options import registry_option, today_option
from scripts.cli.registry_folder import refuse_inside
from scripts.site import build as builder
from scripts.words import languages
from scripts.words.counting import number


@click.command()
@registry_option
@today_option
@click.option(
    "--out",
    default="site",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes: a new folder, or one of an earlier site.",
)
def site(root: Path, today: datetime | None, out: Path) -> None:
    """Check the records, write the pages and diagrams, and build the site.

    If there is an error, nothing is written and an earlier site stays as it was.
    """
    refuse_inside(root, out)
    try:
        builder.refuse_other_folder(out)
    except builder.OtherFolderError as error:
        raise click.UsageError(str(error)) from None
    with bars.shown() as watch:
        registry, graph, findings, waiting = opening.checked(root, today, watch)
    click.echo(reports.text(findings, registry.documents.values()), nl=False, err=True)
    if opening.exit_code(findings):
        click.echo(f"{reports.summary(registry, findings, waiting)} No page was written.", err=True)
        sys.exit(1)
    try:
        changed = days_of_change.read(root)
        with builder.workplace() as project, bars.shown() as watch:
            builder.generate(registry, graph, project, changed, watch=watch)
            builder.build(registry, out, project, watch=watch)
    except builder.BuildError as error:
        click.echo(str(error), err=True)
        click.echo("The site cannot be built (see above). An earlier site stays as it was.", err=True)
        sys.exit(1)
    for code in languages.translations():
        if untranslated := languages.find(code).waiting:
            click.echo(f"{code}: in English until a translator has seen them: {number(untranslated, 'message')}.")
    click.echo(reports.summary(registry, findings))
    click.echo(f"Open {out / 'index.html'}")
