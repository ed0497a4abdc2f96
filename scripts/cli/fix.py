"""`registry fix`: mending records."""

from __future__ import annotations

import codecs
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
from scripts.reading import folder, writing
from scripts.reading.yaml_text import Document
from scripts.registry.registry import Registry
from scripts.words.escapers.terminal_text import printable


@click.command()
@registry_option
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would change.")
@files_argument
def fix(root: Path, files: tuple[Path, ...], *, only_check: bool) -> None:
    """Mend what has one right answer in these FILES or folders, or in all records, and show the difference.

    It mends the order of keys, missing quotes, spaces, dates and lengths of time in words, the name of a file, and a
    misspelt key, word or id if one known word is very near. Comments and line ends stay. What it cannot mend,
    `registry check` names.
    """
    registry = opening.opened(root, Needs.A_FOLDER)
    chosen = _chosen(registry, record_files.resolved(root, files))
    if files and not chosen:
        raise click.UsageError(f"`{printable(files[0].as_posix())}` is not a record of this registry; name one")
    texts = {key: fixes.mend(key[0], document.text, registry) for key, document in chosen.items()}
    texts = {key: text for key, text in texts.items() if text != chosen[key].text}
    moves = {
        key: path.with_name(folder.name_of(key))
        for key, path in ((key, Path(document.path)) for key, document in chosen.items())
        if path.name != folder.name_of(key)
    }
    if not only_check:
        writing.save_all({Path(chosen[key].path): _as_it_began(chosen[key], text) for key, text in texts.items()})
        for key, new in moves.items():
            writing.rename(Path(chosen[key].path), new)
    for key, new in moves.items():
        done = "is to be renamed" if only_check else "renamed"
        click.echo(printable(f"{Path(chosen[key].path).as_posix()} {done} to {new.name}"))
    for key, text in texts.items():
        click.echo(reports.difference(chosen[key].path, chosen[key].text, text), nl=False)
    count = len({*texts, *moves})
    click.echo(f"{count} of {len(chosen)} records {'to be mended' if only_check else 'mended'}.")
    sys.exit(only_check and bool(count))


def _as_it_began(document: Document, text: str) -> bytes:
    """The new text of a file as bytes: with the sign of UTF-8 in front if there was one."""
    begins = Path(document.path).read_bytes().startswith(codecs.BOM_UTF8)
    return (codecs.BOM_UTF8 if begins else b"") + text.encode()


def _chosen(registry: Registry, places: list[Path]) -> dict[Key, Document]:
    """The records to look at, by key: those in these places, or all if none are named."""
    return {
        key: document
        for key, document in registry.own_documents.items()
        if not places or record_files.lies_in(document.path, places)
    }
