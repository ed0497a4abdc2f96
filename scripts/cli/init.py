"""`registry init`: the registry of another organisation."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from pydantic import TypeAdapter, ValidationError

from schemas import Key
from schemas.text import Name, Phrase
from schemas.web import Url
from schemas.words import NOT_STATED
from scripts.authoring import fix as fixes
from scripts.authoring import new_registry
from scripts.authoring.new_registry import Beginning, OrganisationKind
from scripts.cli import opening, registry_folder
from scripts.cli.opening import Needs, Refused
from scripts.cli.options import today_option
from scripts.correspondence.open_questions import Writing
from scripts.correspondence.reply import Piece
from scripts.correspondence.values_in_words import value
from scripts.reading import git, writing
from scripts.reading.git import GitError
from scripts.registry.registry import Registry
from scripts.rules.worked_example import is_example
from scripts.words.escapers.terminal_text import printable

_KINDS = [str(kind) for kind in OrganisationKind]


@click.command()
@click.argument("name", required=False)
@click.option("--kind", type=click.Choice(_KINDS), help="What kind of organisation it is.")
@click.option("--short-name", help="What sentences call it, such as “the Library”.")
@click.option("--home", help="The address of its home page.")
@click.option("--phone", help="The number that people call with a question about their information.")
@click.option("--spanish-name", help="What it is called in Spanish (default: the same).")
@click.option("--spanish-short-name", help="What Spanish sentences call it, such as “la Biblioteca”.")
@click.option(
    "--dir",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    help="A new folder outside of the clone, for a repository of its own.",
)
@click.option("--remove-example", is_flag=True, help="Delete the worked example, and write nothing.")
@today_option
def init(
    name: str | None, place: Path | None, today: datetime | None, *, remove_example: bool, **given: str | None
) -> None:
    """Begin the registry of the organisation NAME: who it is, a first office, and one worked example.

    In a clone it takes the place of the records that are there, if git holds them as they are. On a terminal it asks
    for what is missing.
    """
    if remove_example:
        _remove_example(_root(place))
        return
    if not name:
        raise click.UsageError('say whose registry it is: registry init "Name of the Organisation"')
    root = _root(place)
    replaced = _replaceable(root) if place is None else _nothing_in(place)
    beginning = _asked(_valid(Name, name, "the name"), given)
    day = today.date() if today else date.today()  # noqa: DTZ011 - the day where the person sits
    texts = {key: fixes.mend(key[0], text, Registry()) for key, text in new_registry.records(beginning, day).items()}
    written = new_registry.files(texts)
    around = new_registry.files_around(registry_folder.NAME) if place else {}
    everything = {root / path: text for path, text in written.items()}
    everything |= {root.parent / path: text for path, text in around.items()}
    with writing.folders({path.parent for path in everything}):
        writing.save_all(everything)
    _delete(root, replaced - {root / path for path in written})
    click.echo(_next_steps(root, len(texts), place, beginning))


def _root(place: Path | None) -> Path:
    """The folder of the records: in a new place, or the one that is here or above."""
    name = registry_folder.NAME
    return place / name if place else registry_folder.find(Path.cwd()) or Path(name)


# --- what may be replaced ------------------------------------------------------------------------


def _replaceable(root: Path) -> set[Path]:
    """The files that a new registry takes the place of.

    Raises:
        Refused: git does not hold them as they are, so that they would be lost.
    """
    there = {path for path in root.rglob("*") if not path.is_dir()} if root.exists() else set()
    if not there:
        return there
    try:
        held = git.run(root, "ls-files", "-z", "--", ".").decode(errors="replace").split("\0")
        changed = git.run(root, "status", "--porcelain", "--ignored", "-z", "--", ".")
    except GitError as error:
        message = f"{root.as_posix()} holds records, and git cannot say whether it has them ({error})"
        raise Refused(f"{message}; use --dir for a new folder, or move them away") from None
    if changed or {root / path for path in held if path} != there:
        message = f"{root.as_posix()} holds records that git does not have as they are, so they would be lost"
        raise Refused(f"{message}; commit them or move them away, or use --dir for a new folder")
    return there


def _nothing_in(place: Path) -> set[Path]:
    if place.exists() and any(place.iterdir()):
        raise click.UsageError(f"`{printable(place.as_posix())}` is not empty; name a new folder with --dir")
    return set()


def _delete(root: Path, files: set[Path]) -> None:
    for path in files:
        path.unlink()
    for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


# --- what is asked -------------------------------------------------------------------------------


def _asked(name: str, given: Mapping[str, str | None]) -> Beginning:
    """What was said, and what is asked for on a terminal."""
    asks = sys.stdin.isatty()
    said = given["kind"] or (_choose() if asks else OrganisationKind.OTHER)
    kind = next(kind for kind in OrganisationKind if kind == said)
    if not (asks or given["home"]):
        raise click.UsageError("say where its home page is: --home https://www.example.org/")
    if kind is OrganisationKind.OTHER and not (asks or given["short_name"]):
        raise click.UsageError('say what sentences call it: --short-name "the Library", or --kind')
    spanish = new_registry.spanish_short_name(kind)
    return Beginning(
        name=name,
        kind=kind,
        short_name=_answer(given, "short_name", "What do sentences call it", Phrase, kind.label or None),
        spanish_short_name=_answer(given, "spanish_short_name", "What do Spanish sentences call it", Phrase, spanish),
        home=_answer(given, "home", "Its home page", Url, None),
        phone=_answer(given, "phone", "The number to call with a question", Name, NOT_STATED),
        spanish_name=_valid(Name, given["spanish_name"] or name, "--spanish-name"),
    )


def _choose() -> str:
    return str(click.prompt("What is it", type=click.Choice(_KINDS)))


def _answer(given: Mapping[str, str | None], option: str, question: str, form: Any, default: str | None) -> str:
    """One answer in its right form: what was said, or what is typed now, or the default."""
    if (said := given[option]) is not None:
        return _valid(form, said, f"--{option.replace('_', '-')}")
    if sys.stdin.isatty():
        return str(click.prompt(question, default=default, value_proc=_checker(form)))
    return default or ""


def _checker(form: Any) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text == NOT_STATED:
            return text
        try:
            return _read(form, text)
        except ValidationError as error:
            raise click.BadParameter(str(error.errors()[0]["msg"])) from None

    return check


def _read(form: Any, text: str) -> str:
    """A value in its form. An address may be typed as people say it: `www.example.org`."""
    said = value(Writing.ADDRESS, Piece(text, 1)) if form is Url else text
    return str(TypeAdapter(form).validate_python(said))


def _valid(form: Any, text: str, what: str) -> str:
    try:
        return _read(form, text)
    except ValidationError as error:
        raise click.UsageError(f"{what} `{printable(text)}`: {error.errors()[0]['msg']}") from None


# --- what comes next -----------------------------------------------------------------------------


def _next_steps(root: Path, count: int, place: Path | None, beginning: Beginning) -> str:
    there = "" if place is None else f" --registry {root.as_posix()}"
    example = "" if place is None else f" --dir {place.as_posix()}"
    return (
        f"{count} records written into {root.as_posix()}. Sentences call it “{printable(beginning.short_name)}”, "
        f"in Spanish “{printable(beginning.spanish_short_name)}”; if people say it otherwise, correct `short_name` in "
        f"organisation.yml. Next:\n"
        f"  1. Look at it:           registry serve{there}\n"
        f"  2. Add a first company:  registry new vendor NAME{there}\n"
        f"  3. Delete the example:   registry init --remove-example{example}"
    )


def _remove_example(root: Path) -> None:
    """Delete the records of the worked example.

    Raises:
        Refused: there are none, or another record names one of them.
    """
    if not root.is_dir():
        raise Refused(f"there is no folder `{root.as_posix()}`; name the one in which it lies with --dir")
    registry = opening.opened(root, Needs.A_FOLDER)
    examples = [key for key in registry.own_documents if is_example(key)]
    if not examples:
        raise Refused(f"there is no example in {root.as_posix()}")
    if named := _named_from_outside(registry, examples):
        raise Refused(f"{named} names the example; write there what is true, and say this again")
    _delete(root, {Path(registry.documents[key].path) for key in examples})
    click.echo(f"{len(examples)} records of the example deleted.")


def _named_from_outside(registry: Registry, examples: list[Key]) -> str:
    for reference in registry.references:
        if reference.key not in examples and registry.resolve(reference.ref) in examples:
            return str(registry.at(reference.key, reference.loc))
    return ""
