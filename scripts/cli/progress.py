"""`registry progress`: by how much the number of facts that are not stated has risen or fallen, and by which."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from schemas import Key
from schemas.asking import Asking
from scripts.changes import unknowns
from scripts.changes.unknowns import Change, Fact
from scripts.cli import job_summary, opening
from scripts.cli.opening import Needs
from scripts.cli.options import format_option, registry_option, today_option
from scripts.reading.git import GitError
from scripts.reading.git_revisions import records_at
from scripts.registry.registry import Unknown
from scripts.registry.silence import Silences, days_between
from scripts.words.counting import number
from scripts.words.escapers.terminal_text import as_data, printable
from scripts.words.languages import lowered

JSON_VERSION = 1
"""The version of the JSON form. It changes when a key changes its meaning or goes."""
MOST_LINES = 300
"""How many lines of the summary of a job are shown; nobody reads more."""

_HEADINGS = {
    "answered": "Answered: not stated before, and stated now",
    "new": "Said openly, and not asked before: of a record, a flow or a part that is new, or of what is over by now",
    "gone": "Not asked any more: the record, the flow or the part is gone, or nobody would ask it now",
    "withdrawn": "Stated before, and not stated now: right if no source says it any more",
}


@click.command()
@registry_option
@click.option(
    "--since",
    required=True,
    metavar="REVISION_OR_FOLDER",
    help="What to compare with: a branch, a tag or a commit of git, or a folder with older records.",
)
@today_option
@format_option(
    "text",
    "json",
    "github",
    says="For people, for programs, or for people on GitHub: there it is in the summary of the job too.",
)
def progress(root: Path, since: str, today: datetime | None, form: str) -> None:
    """Say how many facts are not stated, how many were not at an earlier time, and which these are.

    It says too what somebody was asked who has not answered, as the records note it (`registry questions --sent`).

    It only says so: the exit code is 0 whether there are more or fewer. What is new and honest about what is not
    known raises the number, and is no fault.
    """
    with _older(root, since) as folder:
        before = opening.opened(folder, Needs.A_FOLDER)
    after = opening.opened(root, Needs.A_FOLDER)
    change = unknowns.compare(before, after)
    waiting = Silences(after).waiting()
    day = today.date() if today else date.today()  # noqa: DTZ011 - the day where the person sits
    if form == "json":
        found = _as_json(change, since) | {"waiting": [_waiting(*one, day) for one in waiting]}
        click.echo(as_data(json.dumps(found, indent=2)))
        return
    text = _as_text(change, since) + _waiting_as_text(waiting, day)
    if form == "github":
        click.echo(f"::notice title=Facts not stated::{printable(_sentence(change, since)).replace('%', '%25')}")
        job_summary.write(_job_summary(text))
    click.echo(text, nl=False)


@contextmanager
def _older(root: Path, since: str) -> Iterator[Path]:
    """The folder with the older records.

    Raises:
        UsageError: There are none.
    """
    if since and Path(since).is_dir():
        if not (Path(since) / "organisation.yml").is_file():
            raise click.UsageError(f"{since} holds no records; name a folder like {root.as_posix()}")
        yield Path(since)
        return
    try:
        with records_at(since, root) as folder:
            yield folder
    except GitError as error:
        raise click.UsageError(printable(str(error))) from None


def _as_text(change: Change, since: str) -> str:
    lines = [_sentence(change, since)]
    for name, heading in _HEADINGS.items():
        facts: Counter[Fact] = getattr(change, name)
        if facts:
            lines += ["", f"{heading} ({facts.total():,})"]
            lines += [f"  {'/'.join(key)}: {said}" for key, said in _by_record(facts).items()]
    if change.unread:
        lines += ["", f"Not counted, because these have mistakes: {', '.join(change.unread)}"]
    return "".join(f"{printable(line)}\n" for line in lines)


def _sentence(change: Change, since: str) -> str:
    """The whole answer in one line."""
    less = change.before - change.after
    than = "as many as" if not less else f"{abs(less):,} {'fewer' if less > 0 else 'more'} than"
    are = "1 fact is" if change.after == 1 else f"{change.after:,} facts are"
    return f"{are} not stated, {than} at {since} ({change.before:,})."


def _by_record(facts: Counter[Fact]) -> dict[Key, str]:
    """What is said of each record: its facts, those that occur several times with their number."""
    found: dict[Key, list[str]] = defaultdict(list)
    for fact, count in facts.items():
        times = f" ({count} times)" if count > 1 else ""
        found[fact[0]].append(f"{lowered(unknowns.label(fact))}{times}")
    return {key: "; ".join(labels) for key, labels in found.items()}


def _as_json(change: Change, since: str) -> dict[str, Any]:
    return {
        "version": JSON_VERSION,
        "since": since,
        "before": change.before,
        "after": change.after,
        **{
            name: [_fact(fact) | {"count": count} for fact, count in getattr(change, name).items()]
            for name in _HEADINGS
        },
        "unread": list(change.unread),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    (kind, id_), loc = fact
    return {"kind": kind, "id": id_, "place": ".".join(map(str, loc)), "fact": unknowns.label(fact)}


def _waiting(unknown: Unknown, asking: Asking, day: date) -> dict[str, Any]:
    """A fact for which somebody was asked, and has not answered for so many days."""
    asked = {"asked": str(asking.whom), "on": asking.date.isoformat(), "days": days_between(asking.date, day)}
    return _fact((unknown.key, unknown.loc)) | asked


def _waiting_as_text(waiting: Sequence[tuple[Unknown, Asking]], day: date) -> str:
    """The same in lines: one for each time that somebody was asked about a record."""
    if not waiting:
        return ""
    groups: dict[tuple[Key, str, date], list[str]] = defaultdict(list)
    for unknown, asking in waiting:
        groups[unknown.key, asking.whom, asking.date].append(lowered(unknowns.label((unknown.key, unknown.loc))))
    lines = ["", f"Asked, and not answered yet ({len(waiting):,})"]
    for (key, whom, asked), labels in groups.items():
        days = number(days_between(asked, day), "day")
        lines.append(f"  {'/'.join(key)}: {'; '.join(dict.fromkeys(labels))} ({whom}, {asked}, {days} ago)")
    return "".join(f"{printable(line)}\n" for line in lines)


def _job_summary(text: str) -> str:
    """The same for the page of a job, as a block that can hold no markup."""
    lines = text.splitlines()
    shown = lines[:MOST_LINES] + ([f"… and {len(lines) - MOST_LINES:,} lines more"] if lines[MOST_LINES:] else [])
    return f"# Facts that are not stated\n\n{indent(chr(10).join(shown), '    ')}\n\n"
