"""`registry policy`: has the text of a policy changed since its record was made?"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from schemas import Source
from schemas.words import is_stated, is_there
from scripts import reports
from scripts.cli import job_summary, opening
from scripts.cli.completion import RecordId
from scripts.cli.opening import Needs, Refused
from scripts.cli.options import format_option, registry_option, today_option
from scripts.observation import policy_drift
from scripts.observation.policy_drift import Comparison
from scripts.reading import writing
from scripts.reading.near_words import did_you_mean
from scripts.registry.registry import Registry
from scripts.words.escapers.terminal_text import printable


@click.command()
@registry_option
@today_option
@click.option(
    "--source",
    "id_",
    metavar="ID",
    type=RecordId("source"),
    help="The policy's record (default: the policy of the organisation).",
)
@click.option(
    "--heading",
    "headings",
    multiple=True,
    metavar="LINE",
    help="A line of plain text that is a heading, if the record does not know it. May be given several times.",
)
@click.option(
    "--private-network",
    is_flag=True,
    help="Ask addresses of this machine and of its own network too, for a page that is not public yet.",
)
@click.option(
    "--shortened",
    is_flag=True,
    help="Believe that most of the policy is gone. Else such a page counts as one that has not loaded.",
)
@click.option("--accept", is_flag=True, help="Write the sections into the record as they are now. Read them first.")
@format_option(
    "text", "json", "github", says="For people, for programs, or for people with a summary of the job on GitHub."
)
@click.argument("copies", nargs=-1, metavar="[FILE_OR_URL]...")
def policy(  # noqa: PLR0913 - one parameter for each option
    *,
    root: Path,
    today: datetime | None,
    id_: str | None,
    headings: tuple[str, ...],
    form: str,
    copies: tuple[str, ...],
    accept: bool,
    private_network: bool,
    shortened: bool,
) -> None:
    """Say which sections of a policy are new, gone or changed, and which promises and flows rest on them.

    Give the policy as it is now: a page that you saved as HTML or text, or its address; several if it is spread over
    several pages. Without any, the address in its record is asked. No sentence of the policy is stored.

    Exit code 0: all is as the record knows it, or was accepted. 1: something has changed. 2: wrong use, or nothing
    could be read.
    """
    registry = opening.opened(root, Needs.READABLE)
    source = _source(registry, id_)
    record = registry.sources[source]
    if not record.sections and not accept:
        message = "has no fingerprints yet to compare with; read the policy, and write them with --accept"
        raise click.UsageError(f"the record `{source}` {message}")
    try:
        given = copies or _own_address(record)
        comparison = policy_drift.compare(
            registry, source, given, headings, private_network=private_network, shortened=shortened
        )
    except policy_drift.Unreadable as fault:
        raise Refused("\n".join(map(printable, str(fault).split("\n")))) from None
    _say(comparison, form, accepting=accept)
    if accept:
        day = today.date() if today else date.today()  # noqa: DTZ011 - the day where the person sits
        _accept(comparison, day, quiet=form == "json")
    sys.exit(bool(comparison.changes) and not accept)


def _source(registry: Registry, id_: str | None) -> str:
    """The id of the record to compare with."""
    if id_ is None:
        id_ = registry.organisation.policy
        if not is_stated(id_):
            raise click.UsageError("the organisation states no policy; name a record with --source")
    if id_ not in registry.sources:
        ending = did_you_mean(id_, registry.sources, f"the sources are {', '.join(registry.sources)}")
        raise click.UsageError(f"there is no source `{printable(id_)}`; {ending}")
    return id_


def _own_address(record: Source) -> tuple[str, ...]:
    if not is_there(record.url):
        raise click.UsageError("the record has no address; give a saved page, or an address that starts with https://")
    return (record.url,)


def _say(comparison: Comparison, form: str, *, accepting: bool) -> None:
    said = policy_drift.as_json(comparison) if form == "json" else policy_drift.text(comparison, accepting=accepting)
    click.echo(said, nl=False)
    if form == "github":
        job_summary.write(policy_drift.job_summary(comparison))


def _accept(comparison: Comparison, today: date, *, quiet: bool) -> None:
    """Write the sections into the record, and show what changes in it."""
    document = comparison.registry.documents["source", comparison.source]
    record = comparison.registry.sources[comparison.source]
    try:
        new = policy_drift.accepted(document, record, comparison.text.sections, today)
    except policy_drift.Unwritable as fault:
        raise Refused(printable(f"{document.path}: {fault}; nothing was written")) from None
    writing.save(Path(document.path), new)
    if quiet:
        return
    click.echo()
    click.echo(reports.difference(document.path, document.text, new), nl=False)
    if record.read.copy_:
        click.echo(printable(f"Its record says that a copy was read ({record.read.copy_}). Is that still so?"))
    click.echo("Written. `registry check` names each statement whose section is gone.")
