"""`registry questions`: writing to those who know."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from schemas import Key
from schemas.references import PartyRef
from scripts.cli import naming, opening
from scripts.cli.completion import RecordId
from scripts.cli.opening import Needs
from scripts.cli.options import format_option, registry_option
from scripts.cli.registry_folder import refuse_inside
from scripts.correspondence import form as forms
from scripts.correspondence import open_questions as asking
from scripts.correspondence.reply_addresses import Sending
from scripts.correspondence.sending import sent
from scripts.reading import writing
from scripts.registry.registry import Registry
from scripts.words.counting import number
from scripts.words.escapers.terminal_text import printable


@click.command()
@registry_option
@format_option("markdown", "html", says="Text to fill in and mail back, or a page for a browser or for paper.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file, not on the screen.")
@click.option(
    "--sent",
    "whom",
    metavar="WHO",
    type=RecordId(*PartyRef.kinds),
    help="Note in the records that WHO, a company, an office or a recipient, was sent this form.",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="With --sent: the day on which it was sent (default: today by the clock).",
)
@click.argument("id_", metavar="ID", type=RecordId())
def questions(  # noqa: PLR0913, PLR0917 - the options of a verb
    root: Path, form: str, out: Path | None, whom: str | None, on: datetime | None, id_: str
) -> None:
    """Write what is not stated about ID as a form to send to those who know.

    ID is a company, an office, a recipient, a service or any other record: `tillhouse`, or `vendor/tillhouse` if two
    kinds of records have the same id. The form asks about the record, and about the flows that go to it, from it or
    through it. `registry answer` takes in the filled form.

    With --sent, each record whose facts are asked for says who was asked, and when; the pages say so too, and that
    there is no answer yet. `registry answer` notes the day of the answer.
    """
    if on and whom is None:
        raise click.UsageError("--on is the day on which the form was sent; say to whom with --sent")
    if out is not None:
        refuse_inside(root, out)
    registry = opening.opened(root, Needs.SOUND)
    key = _key(registry, id_)
    sections = asking.about(registry, key)
    if not sections:
        click.echo(f"Nothing is open about {printable(registry.records[key].name)}: all that we ask for is stated.")
        return
    sending = _sending(registry, whom, on) if whom is not None else None
    filled_in = forms.Form(registry, key, sections, sending)
    text = forms.html(filled_in) if form == "html" else forms.markdown(filled_in)
    saved = {out: text} if out else {}
    noted = sent(registry, sections, sending) if sending else {}
    saved |= {Path(registry.documents[key].path): said for key, said in noted.items()}
    writing.save_all(saved)
    if out is None:
        click.echo(text, nl=False)
    else:
        click.echo(f"{out.as_posix()} written: {number(filled_in.count, 'question')}.")
    if sending:
        name = printable(registry.parties[sending.whom].name)
        said = f"Noted in {number(len(noted), 'record')}" if noted else "Noted already"
        click.echo(f"{said}: sent to {name} on {sending.on}.", err=out is None)


def _sending(registry: Registry, whom: str, on: datetime | None) -> Sending:
    """To whom the form is sent, and when."""
    party = naming.record(registry, whom, PartyRef.kinds)
    if registry.is_our_reading(party):
        name = printable(registry.records[party].name)
        raise click.UsageError(f"no source tells of “{name}”, so nobody can be asked there; ask the organisation")
    return Sending(party[1], on.date() if on else date.today())  # noqa: DTZ011 - the day where the person sits


def _key(registry: Registry, words: str) -> Key:
    """The record that is meant: of several, the one about which something is open."""
    fitting = naming.candidates(registry, words)
    if len(fitting) > 1:
        fitting = [key for key in fitting if asking.about(registry, key)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    raise naming.several(words, fitting) if fitting else naming.none(registry, words)
