"""`registry answer`: taking in what they write back."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import click

from schemas import Key
from scripts import reports, rules
from scripts.cli import opening
from scripts.cli.opening import Needs
from scripts.cli.options import registry_option
from scripts.correspondence import form as forms
from scripts.correspondence import open_questions as asking
from scripts.correspondence import proposal as proposals
from scripts.correspondence import reply as replies
from scripts.correspondence.proposal import Fact, Proposal
from scripts.correspondence.reply import Piece, Reply
from scripts.correspondence.reply_addresses import is_of_who, sending_in
from scripts.reading import confinement, validation, writing
from scripts.reading.confinement import Exceeded, Limits
from scripts.reading.findings import Finding, Position, Severity
from scripts.reading.yaml_text import MOST_BYTES, Document
from scripts.registry import fact_addresses
from scripts.registry import registry as registries
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.words.counting import number

LIMITS = Limits(seconds=30, megabytes=2_000)
"""For understanding a reply. Any reply takes two seconds; the records of ten thousand companies take 500 MB."""


@click.command()
@registry_option
@click.option("--from", "who", metavar="WHO", help="Who answered: an office or a role, not the name of a person.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The day of the answer (default: today by the clock).",
)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; only show what would change.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def answer(root: Path, who: str | None, on: datetime | None, file: Path, *, only_check: bool) -> None:
    """Take the answers of a filled form into the records, each with the answer as its source.

    FILE is the form of `registry questions` after somebody filled it in, or a mail with it: as text, quoted, or as
    the lines that a browser made of the HTML form. Answers that cannot be used are named, each at its line; the others
    are taken in. Correct those lines and give the same file again.

    Exit code 0: the answers are in. 1: some cannot be used. 2: wrong use.
    """
    registry = opening.opened(root, Needs.SOUND)
    day = on.date() if on else date.today()  # noqa: DTZ011 - the day where the person sits
    if who is not None and (problem := proposals.problem_of_name(who)):
        raise click.UsageError(f"--from: {problem}")
    text = _text(file)
    reading = _Reading(registry, _Given(file.as_posix(), text, who, day))
    proposal = reading.proposed()
    findings, news = proposal.findings, reading.news(proposal)
    if _errors(news) and (bad := reading.harmful(list(proposal.written))):
        held_back = [_held_back(file.as_posix(), proposal.written[fact]) for fact in bad]
        findings = [*findings, *_errors(news), *held_back]
        proposal = reading.proposed(set(bad))
        news = reading.news(proposal)
    problems = len(_errors([*findings, *news]))
    shown = [Document(file.as_posix(), text), *reading.after(proposal).documents.values()]
    click.echo(reports.snippets(sorted([*findings, *news]), shown), nl=False)
    if len(proposal.findings) == proposals.MOST_FINDINGS:
        click.echo(f"No more than {proposals.MOST_FINDINGS} are named at once.")
    if _errors(news) or (problems and not proposal.answered):
        click.echo(f"{number(problems, 'problem')} (see above). Nothing was written.")
        sys.exit(1)
    for key, document in proposal.changed.items():
        before = registry.documents[key].text if key in registry.documents else ""
        click.echo(reports.difference(document.path, before, document.text), nl=False)
    if not only_check:
        _write(proposal.changed.values())
    done = "would be taken in" if only_check else "taken in"
    click.echo(
        f"{number(proposal.answered, 'answer')} {done}, {proposal.known} known already; "
        f"{number(proposal.open, 'question')} still open because they do not know or will not say."
    )
    if problems:
        click.echo(f"{number(problems, 'problem')} (see above). Correct those lines, and give the same file again.")
        sys.exit(1)


class _Given(NamedTuple):
    """A reply as it was given."""

    path: str
    text: str
    who: str | None
    day: date


class _Reading:
    """One reply, and what it does to the records as they are."""

    def __init__(self, registry: Registry, given: _Given) -> None:
        self.registry, self.given = registry, given

    def proposed(self, without: Collection[Fact] = ()) -> Proposal:
        """What the reply changes, but for the answers about some facts."""
        try:
            return confinement.run(LIMITS, _proposed, self.registry, self.given, without)
        except Exceeded as fault:
            remedy = "take out whatever is no answer to a question of ours"
            raise click.UsageError(f"{self.given.path}: {fault}, which no form of ours does; {remedy}") from None

    def after(self, proposal: Proposal) -> Registry:
        """The records with the answers in them."""
        return _with(self.registry, proposal.changed) if proposal.changed else self.registry

    def news(self, proposal: Proposal) -> list[Finding]:
        """What rules find because of the answers."""
        return _new_findings(self.registry, self.after(proposal), self.given.day) if proposal.changed else []

    def harmful(self, facts: list[Fact], others: Collection[Fact] = ()) -> list[Fact]:
        """Those of some answers that bring an error without the others. Halves that bring none are not looked into."""
        if not facts or not _errors(self.news(self.proposed(others))):
            return []
        if len(facts) == 1:
            return facts
        half = len(facts) // 2
        one, other = facts[:half], facts[half:]
        return [*self.harmful(one, {*others, *other}), *self.harmful(other, {*others, *one})]


def _held_back(path: str, piece: Piece) -> Finding:
    at = Position(path, piece.line, piece.column, max(len(piece.text), 1))
    message = "with this answer the records would have the error above; decide what is right, and write it by hand"
    return Finding(at, "held-back", message, Severity.ERROR)


def _text(file: Path) -> str:
    """What a file says. It comes from outside, so no more of it is read than a form may have."""
    with file.open("rb") as opened:
        raw = opened.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise click.UsageError(f"{file.as_posix()} has more than {MOST_BYTES:,} bytes; no form of ours is so long")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file.as_posix()} is not UTF-8 text; save it as UTF-8, as plain text") from None


def _proposed(registry: Registry, given: _Given, without: Collection[Fact]) -> Proposal:
    """What a reply does to the records, with all that is wrong in it. It may have been made to take for ever."""
    reply = replies.read(given.text)
    proposal = proposals.propose(
        registry, given.path, proposals.without(registry, reply, without) if without else reply, given.who, given.day
    )
    room = proposals.MOST_FINDINGS - len(proposal.findings)
    proposal.findings += islice(_unheard(registry, given.path, reply), room)
    return proposal


def _unheard(registry: Registry, path: str, reply: Reply) -> Iterator[Finding]:
    """Warn of what was written between the blanks of a form, where it counts for nothing.

    That can only be told while the questions are those of the form.
    """
    key = fact_addresses.key_of(reply.blanks[0].address) if reply.blanks else None
    if key not in registry.records:
        return
    sendings = (sending_in(blank.address) for blank in reply.blanks if is_of_who(blank.address))
    filled_in = forms.Form(registry, key, asking.about(registry, key), next(sendings, None))
    if filled_in.addresses != {blank.address for blank in reply.blanks}:
        return
    message = "this stands between two questions, so it is no answer; move it below the `[…]` line of its question"
    for piece in proposals.lines_that_are_not_ours(forms.markdown(filled_in), reply.outside):
        at = Position(path, piece.line, piece.column, len(piece.text))
        yield Finding(at, "unheard", message, Severity.WARNING)


def _with(registry: Registry, changed: Mapping[Key, Document]) -> Registry:
    """The registry as it would be, with the new texts of some records."""
    new = {}
    for key, document in changed.items():
        record, findings = validation.read(key[0], document)
        if record is None:  # each answer was checked alone; together they can only fail if we made a mistake
            raise click.ClickException(f"the new text of {document.path} is wrong: {findings[0]}")
        new[key] = record
    after = Registry({**registry.records, **new}, {**registry.documents, **changed})
    registries.add_common_terms(after)
    return after


def _new_findings(before: Registry, after: Registry, day: date) -> list[Finding]:
    """What rules find because of the answers, such as a promise that they break."""
    old, new = (rules.run(registry, Graph(registry), day).findings for registry in (before, after))
    known = {(finding.position.path, finding.rule, finding.message) for finding in old}
    return [finding for finding in new if (finding.position.path, finding.rule, finding.message) not in known]


def _write(documents: Iterable[Document]) -> None:
    places = {Path(document.path): document.text for document in documents}
    with writing.folders({path.parent for path in places}):  # of the first record of its kind
        writing.save_all(places)


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == Severity.ERROR]
