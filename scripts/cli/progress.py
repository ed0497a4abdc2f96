"""`registry progress`: by how much the number of facts that are not stated has risen or fallen, and by which."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from schemas import Key
from scripts.changes import unknowns
from scripts.changes.unknowns import Change, Fact
from scripts.cli import job_summary, opening
from scripts.cli.opening import Needs
from scripts.cli.options import format_option, registry_option
from scripts.reading.git import GitError
from scripts.reading.git_revisions import records_at
from scripts.words.escapers.terminal_text import as_data, printable
from scripts.words.languages import lowered

JSON_VERSION = 1
"""The version of the JSON form. It changes when a key changes its meaning or goes."""
MOST_LINES = 300
"""How many lines of the summary of a job are shown; nobody reads more."""

_HEADINGS = {
    "answered": "Answered: not stated before, and stated now",
    "new": "Said openly in what is new: a record, a flow or a part that was not there before",
    "gone": "Not asked any more: the record, the flow or the part is gone",
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
@format_option(
    "text",
    "json",
    "github",
    says="For people, for programs, or for people on GitHub: there it is in the summary of the job too.",
)
def progress(root: Path, since: str, form: str) -> None:
    """Say how many facts are not stated, how many were not at an earlier time, and which these are.

    It only says so: the exit code is 0 whether there are more or fewer. What is new and honest about what is not
    known raises the number, and is no fault.
    """
    with _older(root, since) as folder:
        before = opening.opened(folder, Needs.A_FOLDER)
    after = opening.opened(root, Needs.A_FOLDER)
    change = unknowns.compare(before, after)
    if form == "json":
        click.echo(as_data(json.dumps(_as_json(change, since), indent=2)))
        return
    text = _as_text(change, since)
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
        **{name: [_fact(fact, count) for fact, count in getattr(change, name).items()] for name in _HEADINGS},
        "unread": list(change.unread),
    }


def _fact(fact: Fact, count: int) -> dict[str, Any]:
    (kind, id_), loc = fact
    return {"kind": kind, "id": id_, "place": ".".join(map(str, loc)), "fact": unknowns.label(fact), "count": count}


def _job_summary(text: str) -> str:
    """The same for the page of a job, as a block that can hold no markup."""
    lines = text.splitlines()
    shown = lines[:MOST_LINES] + ([f"… and {len(lines) - MOST_LINES:,} lines more"] if lines[MOST_LINES:] else [])
    return f"# Facts that are not stated\n\n{indent(chr(10).join(shown), '    ')}\n\n"
