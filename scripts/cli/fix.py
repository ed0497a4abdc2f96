"""`registry fix`: mending records."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from schemas import Key
from scripts import reports
from scripts.authoring import fix as fixes
from scripts.cli import opening
from scripts.cli.opening import Needs
from scripts.cli.options import registry_option
from scripts.reading.yaml_text import Document
from scripts.registry.registry import Registry


@click.command()
@registry_option
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would change.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def fix(root: Path, files: tuple[Path, ...], *, only_check: bool) -> None:
    """Mend what has one right answer in these FILES, or in all records, and show the difference.

    It mends the order of keys, missing quotes, spaces, and a misspelt key, word or id if one known word is
    very near. Comments stay. What it cannot mend, `registry check` names.
    """
    registry = opening.opened(root, Needs.A_FOLDER)
    count = 0
    for key, document in _chosen(registry, files).items():
        mended = fixes.mend(key[0], document.text, registry)
        if mended != document.text:
            count += 1
            click.echo(reports.difference(document.path, document.text, mended), nl=False)
            if not only_check:
                Path(document.path).write_bytes(mended.encode())
    click.echo(f"{count} of {len(_chosen(registry, files))} records {'to be mended' if only_check else 'mended'}.")
    sys.exit(only_check and count > 0)


def _chosen(registry: Registry, files: tuple[Path, ...]) -> dict[Key, Document]:
    """The records to look at, by key."""
    by_path = {Path(document.path).resolve(): (key, document) for key, document in registry.documents.items()}
    if strange := [file.as_posix() for file in files if file.resolve() not in by_path]:
        raise click.UsageError(f"{strange[0]} is not a record of this registry; name another with --registry")
    return dict(by_path[file.resolve()] for file in files) if files else registry.documents
