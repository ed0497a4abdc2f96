"""`registry new` and `registry fix`: starting a record, and mending records."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from schemas import KINDS
from schemas.base import id_problem
from scripts import registry as registries
from scripts import report
from scripts.findings import did_you_mean
from scripts.load import Document
from scripts.options import registry_option
from scripts.registry import ORGANISATION, Registry


@click.command()
@registry_option
@click.option("--like", "other", metavar="OTHER", help="Start from another record of this kind instead.")
@click.argument("kind")
@click.argument("id_", metavar="ID")
def new(root: Path, kind: str, id_: str, other: str | None) -> None:
    """Write a new record with a blank for each answer that it needs. Nothing is ever overwritten."""
    from scripts import new as records  # noqa: PLC0415 - only this verb needs it

    if kind not in KINDS:
        ending = did_you_mean(kind, KINDS, f"the kinds are {', '.join(KINDS)}")
        raise click.UsageError(f"there is no kind `{kind}`; {ending}")
    if problem := id_problem(id_):
        raise click.UsageError(problem)
    if kind == ORGANISATION[0] and id_ != ORGANISATION[1]:
        raise click.UsageError(f"a registry has one organisation; its id is `{ORGANISATION[1]}`")
    text = records.text(kind, id_) if other is None else records.like(_other(root, kind, other))
    path = root / KINDS[kind].folder / f"{id_}.yml"
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise click.UsageError(f"{path.as_posix()} is there already; nothing was written") from None
    click.echo(f"{path.as_posix()} written. `registry check` names each blank in it.")


def _other(root: Path, kind: str, id_: str) -> Document:
    registry, _ = registries.read(root)
    document = registry.documents.get((kind, id_))
    if document is None:
        ending = did_you_mean(id_, registry.ids(kind), f"look into {(root / KINDS[kind].folder).as_posix()}")
        raise click.UsageError(f"there is no {kind} `{id_}`; {ending}")
    if not document.data:
        raise click.UsageError(f"{document.path} cannot be read; run `registry check` first")
    return document


@click.command()
@registry_option
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would change.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def fix(root: Path, files: tuple[Path, ...], *, only_check: bool) -> None:
    """Mend what has one right answer in these FILES, or in all records, and show the difference.

    It mends the order of keys, missing quotes, spaces, and a misspelt key, word or id if one known word is
    very near. Comments stay. What it cannot mend, `registry check` names.
    """
    from scripts import fix as fixes  # noqa: PLC0415 - the library that it needs costs a check nothing

    registry, _ = registries.read(root)
    count = 0
    for key, document in _chosen(registry, files).items():
        mended = fixes.mend(key[0], document.text, registry)
        if mended != document.text:
            count += 1
            click.echo(report.difference(document.path, document.text, mended), nl=False)
            if not only_check:
                Path(document.path).write_bytes(mended.encode())
    click.echo(f"{count} of {len(_chosen(registry, files))} records {'to be mended' if only_check else 'mended'}.")
    sys.exit(only_check and count > 0)


def _chosen(registry: Registry, files: tuple[Path, ...]) -> dict[registries.Key, Document]:
    """The records to look at, by key."""
    by_path = {Path(document.path).resolve(): (key, document) for key, document in registry.documents.items()}
    if strange := [file.as_posix() for file in files if file.resolve() not in by_path]:
        raise click.UsageError(f"{strange[0]} is not a record of this registry; name another with --registry")
    return dict(by_path[file.resolve()] for file in files) if files else registry.documents
