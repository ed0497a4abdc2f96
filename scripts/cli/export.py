"""`registry export`: the records as open data."""

from __future__ import annotations

import json
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


def _is_ours(catalogue: Path) -> bool:
    """Whether a catalogue for portals may be written here: none is there, or one of an earlier export."""
    if not catalogue.exists():
        return True
    try:
        found = json.loads(catalogue.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and str(found.get("@id", "")).endswith(f"/{CATALOGUE}")


NO_PARQUET = (
    "No Parquet was written: install duckdb for it, with `make .venv/parquet` or with "
    "`pip install --require-hashes -r requirements-parquet.txt`."
)


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
    above = open_data.ROOT.partition("/")[0]
    if (
        folder.exists()
        and any(not writing.is_left_behind(path) for path in folder.iterdir())
        and not (folder / "index.json").is_file()
    ):
        raise click.UsageError(f"{folder.as_posix()} holds something else; choose another folder with --out")
    if not _is_ours(out / CATALOGUE):
        raise click.UsageError(f"{(out / CATALOGUE).as_posix()} is not ours; choose another folder with --out")
    with bars.shown() as watch:
        registry, graph, findings, waiting = opening.checked(root, today, watch)
    click.echo(reports.text(findings, registry.documents.values()), nl=False, err=True)
    if opening.exit_code(findings):
        click.echo(f"{reports.summary(registry, findings, waiting)} No file was written.", err=True)
        sys.exit(1)
    files = open_data.render(registry, graph)
    catalogue = {path: content for path, content in files.items() if path == CATALOGUE}
    below = {path.removeprefix(f"{above}/"): content for path, content in files.items() if path != CATALOGUE}
    writing.write(folder.parent, below)
    if catalogue:
        writing.write(out, catalogue)
    else:
        with writing.telling(out / CATALOGUE):
            (out / CATALOGUE).unlink(missing_ok=True)
    if not bundles.is_parquet_there():
        click.echo(NO_PARQUET, err=True)
    for_people, for_programs = ((folder / name).as_posix() for name in ("registry.xlsx", "index.json"))
    click.echo(f"{len(files)} files written. Open {for_people}, or start a program at {for_programs}")
