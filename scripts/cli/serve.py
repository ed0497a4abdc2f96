"""`registry serve`: the site on this machine, for whoever edits records."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path

import click

from scripts import reports
from scripts.cli import days_of_change, opening
from scripts.cli.options import registry_option, today_option
from scripts.reading.findings import Severity
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
    help="The language to begin with.",
)
def serve(root: Path, today: datetime | None, port: int, language: str) -> None:
    """Show the site on this machine, and each saved record at once.

    It is shown as it would be published, under the same policy, and to the browser of this machine only. A page is
    made when you open it. A mistake is shown over the page, until you have mended it.
    """
    gc.freeze()  # what is loaded by now stays, and need not be looked through each time
    gc.enable()  # each change leaves a whole registry behind
    workshop = preview.Workshop()

    def make() -> preview.Draft:
        registry, graph, findings, waiting = opening.checked(root, today)
        click.echo(reports.text(findings, registry.documents.values()), nl=False)
        click.echo(reports.summary(registry, findings, waiting))
        if opening.exit_code(findings):
            errors = [finding for finding in findings if finding.severity == Severity.ERROR]
            raise preview.FaultError(click.unstyle(reports.snippets(errors, registry.documents.values())))
        return workshop.draft(registry, graph, days_of_change.read(root))

    try:
        page = "" if language == ENGLISH.code else f"{language}/"
        preview.serve(make, builder.made_of(root), port, page, click.echo)
    except preview.PortError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        message = f"changes of the records cannot be seen here ({error.strerror}); use `registry site` instead"
        raise click.ClickException(message) from None
