"""`registry serve`: the site on this machine, for whoever edits records."""

from __future__ import annotations

import gc
import sys
from datetime import datetime
from pathlib import Path

import click

from scripts import reports
from scripts.cli import opening
from scripts.cli.options import registry_option, today_option
from scripts.reading import git_dates
from scripts.site import build as builder
from scripts.site import preview
from scripts.words.languages import ENGLISH, translations


@click.command()
@registry_option
@today_option
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65_535), help="The port on 127.0.0.1.")
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
    gc.enable()  # each change leaves a whole registry behind
    others = () if language == ENGLISH.code else (language,)

    def make(folder: Path) -> bool:
        registry, graph, findings, waiting = opening.checked(root, today)
        click.echo(reports.text(findings, registry.documents.values()), nl=False)
        click.echo(reports.summary(registry, findings, waiting))
        if opening.exit_code(findings):
            return False
        try:
            builder.generate(registry, graph, changed=git_dates.read(root))
            builder.build(registry, folder, others=others)
        except builder.BuildError as error:
            click.echo(str(error), err=True)
            return False
        return True

    try:
        sys.exit(preview.serve(make, builder.made_of(root), port, f"{language}/" if others else "", click.echo))
    except OSError as error:
        message = f"port {port} cannot be had ({error.strerror}); choose another with --port"
        raise click.UsageError(message) from None
