"""`registry schema`: the JSON Schemas for editors."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scripts import reports
from scripts.authoring import editor_schemas
from scripts.cli import opening
from scripts.cli.opening import Needs
from scripts.cli.options import registry_if_there
from scripts.reading import writing
from scripts.site.build import PROJECT


@click.command()
@registry_if_there
@click.option("--check", "only_check", is_flag=True, help="Change nothing; report which of the first are out of date.")
@click.option("--ids", "new_ids", is_flag=True, help="Also bring the ids that git keeps for editors up to date.")
def schema(root: Path | None, *, only_check: bool, new_ids: bool) -> None:
    """Write the JSON Schemas for editors to `schemas/json/`, and with the ids of a registry beside its folder."""
    folder = PROJECT / "schemas" / "json"
    files = editor_schemas.schemas()
    if only_check:
        findings = writing.stale(folder, files, "registry schema")
        click.echo(reports.text(findings, []), nl=False)
        click.echo(f"{len(files)} schemas: {len(findings)} out of date.")
        sys.exit(opening.exit_code(findings))
    writing.write(folder, files)
    click.echo(f"{len(files)} schemas written.")
    if root is not None:
        registry = opening.opened(root, Needs.A_FOLDER)
        writing.write(root.parent, editor_schemas.with_ids(registry, root.name))
        if new_ids or not (root / editor_schemas.IDS).exists():
            writing.save(root / editor_schemas.IDS, editor_schemas.ids(registry))
        click.echo(
            f"The same with the ids of {root.as_posix()}: open {(root.parent / editor_schemas.WORKSPACE).as_posix()}"
        )
