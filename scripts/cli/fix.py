"""`registry fix`: mending records."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from schemas import Key
from scripts import reports
from scripts.authoring import fix as fixes
from scripts.cli import opening, record_files
from scripts.cli.opening import Needs
from scripts.cli.options import registry_option
from scripts.cli.record_files import files_argument
from scripts.reading import writing
from scripts.reading.yaml_text import Document
from scripts.registry.registry import Registry
from scripts.words.escapers.terminal_text import printable


@click.command()
@registry_option
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would change.")
@files_argument
def fix(root: Path, files: tuple[Path, ...], *, only_check: bool) -> None:
    """Mend what has one right answer in these FILES or folders, or in all records, and show the difference.

    It mends the order of keys, missing quotes, spaces, and a misspelt key, word or id if one known word is
    very near. Comments stay. What it cannot mend, `registry check` names.
    """
    registry = opening.opened(root, Needs.A_FOLDER)
    chosen = _chosen(registry, record_files.resolved(root, files))
    if files and not chosen:
        raise click.UsageError(f"`{printable(files[0].as_posix())}` is not a record of this registry; name one")
    mended = [(document, fixes.mend(key[0], document.text, registry)) for key, document in chosen.items()]
    mended = [(document, text) for document, text in mended if text != document.text]
    if not only_check:
        writing.save_all({Path(document.path): text for document, text in mended})
    for document, text in mended:
        click.echo(reports.difference(document.path, document.text, text), nl=False)
    click.echo(f"{len(mended)} of {len(chosen)} records {'to be mended' if only_check else 'mended'}.")
    sys.exit(only_check and bool(mended))


def _chosen(registry: Registry, places: list[Path]) -> dict[Key, Document]:
    """The records to look at, by key: those in these places, or all if none are named."""
    return {
        key: document
        for key, document in registry.own_documents.items()
        if not places or record_files.lies_in(document.path, places)
    }
