"""`registry questions`: writing to those who know."""

from __future__ import annotations

from pathlib import Path

import click

from schemas import Key
from scripts.cli import naming, opening
from scripts.cli.completion import RecordId
from scripts.cli.opening import Needs
from scripts.cli.options import format_option, registry_option
from scripts.cli.registry_folder import refuse_inside
from scripts.correspondence import form as forms
from scripts.correspondence import open_questions as asking
from scripts.reading import writing
from scripts.registry.registry import Registry
from scripts.words.counting import number
from scripts.words.escapers.terminal_text import printable


@click.command()
@registry_option
@format_option("markdown", "html", says="Text to fill in and mail back, or a page for a browser or for paper.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file, not on the screen.")
@click.argument("id_", metavar="ID", type=RecordId())
def questions(root: Path, form: str, out: Path | None, id_: str) -> None:
    """Write what is not stated about ID as a form to send to those who know.

    ID is a company, an office, a recipient, a service or any other record: `tillhouse`, or `vendor/tillhouse` if two
    kinds of records have the same id. The form asks about the record, and about the flows that go to it, from it or
    through it. `registry answer` takes in the filled form.
    """
    if out is not None:
        refuse_inside(root, out)
    registry = opening.opened(root, Needs.SOUND)
    key = _key(registry, id_)
    sections = asking.about(registry, key)
    if not sections:
        click.echo(f"Nothing is open about {printable(registry.records[key].name)}: all that we ask for is stated.")
        return
    filled_in = forms.Form(registry, key, sections)
    text = forms.html(filled_in) if form == "html" else forms.markdown(filled_in)
    if out is None:
        click.echo(text, nl=False)
        return
    writing.save(out, text)
    click.echo(f"{out.as_posix()} written: {number(filled_in.count, 'question')}.")


def _key(registry: Registry, words: str) -> Key:
    """The record that is meant: of several, the one about which something is open."""
    fitting = naming.candidates(registry, words)
    if len(fitting) > 1:
        fitting = [key for key in fitting if asking.about(registry, key)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    raise naming.several(words, fitting) if fitting else naming.none(registry, words)
