"""`registry sample`: holding claims against their sources by hand."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from schemas import ORGANISATION
from schemas.organisation import CheckByLot
from scripts import reports
from scripts.cli import opening
from scripts.cli.opening import Needs
from scripts.cli.options import format_option, registry_option, today_option
from scripts.cli.registry_folder import refuse_inside
from scripts.reading import confinement, validation, writing, yaml_text
from scripts.reading.confinement import Exceeded, Limits
from scripts.reading.yaml_text import Document
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.sampling import claims_in_words, csv_sheet, filled_sheet, markdown_sheet, recording, sheet
from scripts.sampling.filled_rows import FilledRow
from scripts.sampling.outcome import Outcome, outcome
from scripts.sampling.sheet import Mark
from scripts.words.counting import number
from scripts.words.escapers.terminal_text import printable

LIMITS = Limits(seconds=30, megabytes=2_000)
"""For reading a filled sheet, which comes from outside."""


@click.command()
@registry_option
@today_option
@format_option("markdown", "csv", says="A text to fill in, or a table for a spreadsheet.")
@click.option("--seed", metavar="WORD", help="What the lots depend on: the same word draws the same claims again.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file, not on the screen.")
@click.option(
    "--filled",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read this sheet after it was filled in, and say how many of its claims are right.",
)
@click.option("--record", is_flag=True, help="With --filled: write what came out into the record of the organisation.")
@click.option("--by", metavar="WHO", help="With --record: who has checked the claims, as a role.")
@click.argument("count", metavar="[NUMBER]", type=click.IntRange(1, 100_000), required=False)
def sample(  # noqa: PLR0913, PLR0917 - the options of a verb
    root: Path,
    today: datetime | None,
    form: str,
    seed: str | None,
    out: Path | None,
    filled: Path | None,
    by: str | None,
    count: int | None,
    *,
    record: bool,
) -> None:
    """Draw NUMBER claims by lot, as a sheet to check by hand; or read the filled sheet.

    A claim is one fact that the records state, with the sources that it rests on: `registry sample 60 --seed spring`.
    `registry sample --filled sheet.md` says which share of those that could be decided is right, and lists the wrong
    ones with their places. The sheet may come back as Markdown, or as a table that any spreadsheet has saved.

    Exit code 0: done. 1: something in the filled sheet cannot be used. 2: wrong use.
    """
    if out is not None:
        refuse_inside(root, out)
    graph = Graph(opening.opened(root, Needs.SOUND))
    if filled is None:
        _draw(graph, _needed(count, seed, record=record or by is not None), form, out)
        return
    if count is not None or seed is not None or out is not None:
        raise click.UsageError("--filled reads a sheet that was drawn before; leave out NUMBER, --seed and --out")
    if record != (by is not None):
        raise click.UsageError("--record and --by WHO go together: the site says who has checked the claims")
    _read(graph, filled, by, today.date() if today else date.today())  # noqa: DTZ011 - the day where the person sits


def _needed(count: int | None, seed: str | None, *, record: bool) -> tuple[int, str]:
    if record:
        raise click.UsageError("--record and --by need the filled sheet; name it with --filled FILE")
    if count is None:
        raise click.UsageError("say how many claims to draw, such as `registry sample 60 --seed spring`")
    if not seed or not seed.strip() or not seed.isprintable():
        raise click.UsageError("say with --seed what the lots depend on: any word, such as `--seed spring`")
    return count, seed


def _draw(graph: Graph, chosen: tuple[int, str], form: str, out: Path | None) -> None:
    drawn = sheet.drawn(graph, *chosen)
    text = csv_sheet.written(drawn) if form == "csv" else markdown_sheet.written(drawn)
    if out is None:
        click.echo(text, nl=False)
        return
    writing.save(out, text)
    click.echo(f"{out.as_posix()} written: {number(len(drawn.rows), 'claim')} of {drawn.drawn_from:,}.")


def _read(graph: Graph, file: Path, by: str | None, day: date) -> None:
    text = _text(file)
    try:
        rows, faults = confinement.run(LIMITS, filled_sheet.read, file.as_posix(), text)
    except Exceeded as fault:
        raise click.UsageError(f"{file.as_posix()}: {fault}, which no sheet of ours does; draw it again") from None
    found = outcome(graph.registry, rows, faults)
    click.echo(reports.snippets(sorted(found.findings), [Document(file.as_posix(), text)]), nl=False)
    _tell(graph, found)
    if not found.is_sound:
        click.echo("What stands above as an error is not counted. Mend it, and read the sheet again.")
        sys.exit(1)
    if by is not None:
        _record(graph.registry, found, by, day)


def _text(file: Path) -> str:
    """What a file says. Spreadsheets save as UTF-8 with a sign before it, or as UTF-16 if asked for Unicode."""
    with file.open("rb") as opened:
        raw = opened.read(filled_sheet.MOST_BYTES + 1)
    if len(raw) > filled_sheet.MOST_BYTES:
        raise click.UsageError(
            f"{file.as_posix()} has more than {filled_sheet.MOST_BYTES:,} bytes; no sheet of ours is so long"
        )
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        remedy = "save it as UTF-8; Excel calls that “CSV UTF-8”"
        raise click.UsageError(f"{file.as_posix()} is not UTF-8 text; {remedy}") from None


def _tell(graph: Graph, found: Outcome) -> None:
    right, decided = found.count(Mark.RIGHT), found.decided
    if decided:
        click.echo(f"{right:,} of {number(decided, 'claim')} that could be decided are right: {right / decided:.1%}.")
    else:
        click.echo("No claim is marked as right or wrong.")
    click.echo(f"Of {number(len(found.rows), 'claim')} in all, {found.count(Mark.CANNOT_TELL):,} cannot be told.")
    if waiting := found.count(None):
        click.echo(f"{number(waiting, 'claim')} {'has' if waiting == 1 else 'have'} no mark yet.")
    if found.wrong:
        click.echo("\nWrong:")
    for row in found.wrong:
        click.echo(printable(f"  {_where(graph, found, row)}"))
        if row.note:
            click.echo(printable(f"    Note: {row.note}"))


def _where(graph: Graph, found: Outcome, row: FilledRow) -> str:
    """Where a claim stands now, and what it says now."""
    claim = found.now.get(row.tag.name)
    if claim is None:
        return f"{row.position.path}:{row.position.line}: {row.tag.name} is not in the records any more"
    at = graph.registry.at(claim.key, claim.loc)
    said = claims_in_words.said(graph, claim)
    return f"{at.path}:{at.line}: {said.about}: {said.says}"


def _record(registry: Registry, found: Outcome, by: str, day: date) -> None:
    if found.count(None):
        raise click.UsageError("some claims have no mark yet; mark them all before the outcome is recorded")
    counts = {mark: found.count(mark) for mark in Mark}
    check = CheckByLot.model_construct(
        date=day, by=by, right=counts[Mark.RIGHT], wrong=counts[Mark.WRONG], cannot_tell=counts[Mark.CANNOT_TELL]
    )
    before = registry.documents[ORGANISATION]
    text = recording.recorded(before, check)
    document, faults = yaml_text.parse(before.path, text.encode())
    record, findings = validation.read(ORGANISATION[0], document, faults)
    if record is None:
        raise click.UsageError(f"this cannot be recorded: {printable(findings[0].message)}")
    writing.save(Path(before.path), text)
    click.echo(reports.difference(before.path, before.text, text), nl=False)
