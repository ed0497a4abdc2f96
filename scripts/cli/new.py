"""`registry new`: starting a record."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import click

from schemas import KINDS, ORGANISATION, Organisation
from schemas.ids import id_problem
from schemas.words import OURS
from scripts import reports
from scripts.authoring import new_ids
from scripts.authoring import new_record as records
from scripts.cli import new_on_terminal, opening
from scripts.cli.completion import IdLike, KindOfRecord
from scripts.cli.opening import Needs
from scripts.cli.options import registry_option
from scripts.reading import writing
from scripts.reading.near_words import did_you_mean
from scripts.reading.yaml_text import Document
from scripts.words.counting import number
from scripts.words.escapers.terminal_text import printable
from scripts.words.languages import capital

_A_NAME = re.compile(r"[^\W_][\w .,&'’()+-]*")
"""What may be the name of something, and is no path."""


@click.command()
@registry_option
@click.option("--like", "other", metavar="OTHER", type=IdLike(), help="Start from another record of this kind instead.")
@click.option("--form", "as_form", is_flag=True, help="Ask nothing: write a form to fill in, as without a terminal.")
@click.argument("kind", type=KindOfRecord())
@click.argument("name_or_id", metavar="NAME")
def new(root: Path, kind: str, name_or_id: str, other: str | None, *, as_form: bool) -> None:
    """Write a new record called NAME, with your answers or with a blank for each.

    NAME may be the id too. On a terminal it asks for what the record needs, and writes it when all is said. Else it
    writes a form. Nothing is ever overwritten.
    """
    if kind not in KINDS:
        ending = did_you_mean(kind, KINDS, f"the kinds are {', '.join(KINDS)}")
        raise click.UsageError(f"there is no kind `{kind}`; {ending}")
    name, id_ = _named(name_or_id)
    if kind == ORGANISATION[0] and id_ != ORGANISATION[1]:
        raise click.UsageError(f"a registry has one organisation; its id is `{ORGANISATION[1]}`")
    path = root / KINDS[kind].folder / f"{id_}.yml"
    is_asked = not as_form and other is None and kind != ORGANISATION[0] and _is_terminal() and not path.exists()
    registry = opening.opened(root, Needs.A_FOLDER) if is_asked else None
    if registry is None or ORGANISATION not in registry.records:
        known = records.like(kind, _other(root, kind, other).data) if other else {}
        text = records.text(kind, id_, {"name": name, **known} if name else known, _short_name(root))
        writing.create(path, text)
        click.echo(f"{path.as_posix()} written. `registry check` names each blank in it.")
        return
    try:
        texts = new_on_terminal.ask(registry, kind, id_, name or capital(id_.replace("-", " ")), date.today())  # noqa: DTZ011 - the day where the person sits
    except click.Abort:
        click.echo("\nNothing was written.")
        sys.exit(1)
    writing.create_all(texts)
    _tell(root, texts)


def _tell(root: Path, texts: dict[Path, str]) -> None:
    """Say what was written, what the check finds in it, and what is left."""
    for path in texts:
        click.echo(f"{path.as_posix()} written.")
    checked = opening.checked(root, None)
    ours = {path.as_posix() for path in texts}
    findings = [finding for finding in checked.findings if finding.position.path in ours]
    click.echo(reports.snippets(findings, checked.registry.documents.values()), nl=False)
    waiting = sum(text.count("not-stated") for text in texts.values())
    click.echo(
        f"{number(waiting, 'fact')} not stated: write them into the records when a source says them. "
        "`registry serve` shows the pages."
    )


def _named(typed: str) -> tuple[str, str]:
    """The name and the id of a new record, by what was typed: an id has no name yet.

    Raises:
        UsageError: it makes no id.
    """
    problem = id_problem(typed)
    if problem is None:
        return "", typed
    id_ = new_ids.made_of(typed)
    if not id_ or not _A_NAME.fullmatch(typed) or typed == id_:
        raise click.UsageError(f"`{printable(typed)}` can be neither an id nor a name: {problem}")
    return typed, id_


def _short_name(root: Path) -> str:
    """What sentences call the organisation, if its record can be read."""
    organisation = opening.opened(root, Needs.A_FOLDER).records.get(ORGANISATION) if root.is_dir() else None
    return organisation.short_name if isinstance(organisation, Organisation) else OURS


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _other(root: Path, kind: str, id_: str) -> Document:
    registry = opening.opened(root, Needs.A_FOLDER)
    document = registry.documents.get((kind, id_))
    if document is None:
        ending = did_you_mean(id_, registry.ids(kind), f"look into {(root / KINDS[kind].folder).as_posix()}")
        raise click.UsageError(f"there is no {kind} `{id_}`; {ending}")
    if not document.data:
        raise click.UsageError(f"{document.path} cannot be read; run `registry check` first")
    return document
