"""`registry new`: starting a record."""

from __future__ import annotations

from pathlib import Path

import click

from schemas import KINDS, ORGANISATION
from schemas.ids import id_problem
from scripts.authoring import new_record as records
from scripts.cli import opening
from scripts.cli.completion import IdLike, KindOfRecord
from scripts.cli.opening import Needs
from scripts.cli.options import registry_option
from scripts.reading import writing
from scripts.reading.near_words import did_you_mean
from scripts.reading.yaml_text import Document


@click.command()
@registry_option
@click.option("--like", "other", metavar="OTHER", type=IdLike(), help="Start from another record of this kind instead.")
@click.argument("kind", type=KindOfRecord())
@click.argument("id_", metavar="ID")
def new(root: Path, kind: str, id_: str, other: str | None) -> None:
    """Write a new record with a blank for each answer that it needs. Nothing is ever overwritten."""
    if kind not in KINDS:
        ending = did_you_mean(kind, KINDS, f"the kinds are {', '.join(KINDS)}")
        raise click.UsageError(f"there is no kind `{kind}`; {ending}")
    if problem := id_problem(id_):
        raise click.UsageError(problem)
    if kind == ORGANISATION[0] and id_ != ORGANISATION[1]:
        raise click.UsageError(f"a registry has one organisation; its id is `{ORGANISATION[1]}`")
    text = records.text(kind, id_, records.like(kind, _other(root, kind, other).data) if other else {})
    path = root / KINDS[kind].folder / f"{id_}.yml"
    writing.create(path, text)
    click.echo(f"{path.as_posix()} written. `registry check` names each blank in it.")


def _other(root: Path, kind: str, id_: str) -> Document:
    registry = opening.opened(root, Needs.A_FOLDER)
    document = registry.documents.get((kind, id_))
    if document is None:
        ending = did_you_mean(id_, registry.ids(kind), f"look into {(root / KINDS[kind].folder).as_posix()}")
        raise click.UsageError(f"there is no {kind} `{id_}`; {ending}")
    if not document.data:
        raise click.UsageError(f"{document.path} cannot be read; run `registry check` first")
    return document
