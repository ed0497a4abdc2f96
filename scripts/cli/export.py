"""`registry export`: the records as open data."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from scripts import reports
from scripts.cli import bars, opening
from scripts.cli.options import registry_option, today_option
from scripts.cli.registry_folder import refuse_inside
from scripts.exports import open_data
from scripts.exports.open_data import bundles
from scripts.exports.open_data.paths import CATALOGUE
from scripts.reading import writing

NO_PARQUET = "No Parquet was written: install duckdb for it, as with `make .venv/parquet`."


@click.command()
@registry_option
@today_option
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the data go: a new folder, or one of an earlier export.",
)
def export(root: Path, today: datetime | None, out: Path) -> None:
    """Check the records, and write the open data: tables, all of them in one file, JSON and the graph of flows.

    They are the same that `registry site` puts below `api/v1/`. Parquet is written if duckdb is installed. If there is
    an error, nothing is written.
    """
    refuse_inside(root, out)
    folder = out / open_data.ROOT
    if (
        folder.exists()
        and any(not writing.is_left_behind(path) for path in folder.iterdir())
        and not (folder / "index.json").is_file()
    ):
        raise click.UsageError(f"{folder.as_posix()} holds something else; choose another folder with --out")
    with bars.shown() as watch:
        registry, graph, findings, waiting = opening.checked(root, today, watch)
    click.echo(reports.text(findings, registry.documents.values()), nl=False, err=True)
    if opening.exit_code(findings):
        click.echo(f"{reports.summary(registry, findings, waiting)} No file was written.", err=True)
        sys.exit(1)
    files = open_data.render(registry, graph)
    if catalogue := files.get(CATALOGUE):
        writing.write(out, {CATALOGUE: catalogue})
    below = {path.removeprefix(f"{open_data.ROOT}/"): content for path, content in files.items() if path != CATALOGUE}
    writing.write(folder, below)
    if not bundles.is_parquet_there():
        click.echo(NO_PARQUET, err=True)
    click.echo(f"{len(files)} files written. Start at {(folder / 'index.json').as_posix()}")
