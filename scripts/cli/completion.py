"""What a shell offers when somebody presses the tabulator: ids of records and rules, and kinds.

Ids of records are the names of their files, so no record is read. click writes the scripts for bash, zsh, fish and
PowerShell, and offers verbs, questions, options and their words by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from schemas import KINDS, Key
from scripts.cli import registry_folder
from scripts.reading import folder


class RecordId(click.ParamType[str]):
    """The id of a record of some kinds, or of any."""

    name = "id"

    def __init__(self, *kinds: str) -> None:
        """Take the kinds."""
        self.kinds = kinds or tuple(KINDS)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the ids of the registry that the line names or that is here, with their kinds if there are several.

        Who has written `vendor/` is offered `vendor/tillhouse`.
        """
        del param
        keys = [key for key in _files(ctx) if key[0] in self.kinds]
        if "/" in incomplete:
            return _beginning(incomplete, ((f"{kind}/{id_}", None) for kind, id_ in keys))
        return _beginning(incomplete, ((id_, kind if len(self.kinds) > 1 else None) for kind, id_ in keys))


class IdLike(click.ParamType[str]):
    """The id of another record of the kind that the line names."""

    name = "id"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer its ids; those of all kinds as long as the line names none."""
        # An option without its value ends what click takes apart: the words before it are left as they were written.
        kinds = [word for word in (ctx.params.get("kind"), *ctx.args) if word in KINDS]
        return RecordId(*kinds[:1]).shell_complete(ctx, param, incomplete)


class KindOfRecord(click.ParamType[str]):
    """A kind of record, such as `vendor`."""

    name = "kind"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer all kinds, each with what it is."""
        del ctx, param
        return _beginning(incomplete, ((kind, _first_sentence(model.__doc__)) for kind, model in KINDS.items()))


class RuleId(click.ParamType[str]):
    """The id of a kind of mistake that a check can find."""

    name = "rule-id"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer all of them, each with what is wrong."""
        del ctx, param
        from scripts.rules import mistakes  # noqa: PLC0415 - to offer ids of records takes no rule

        return _beginning(incomplete, ((id_, mistake.title) for id_, mistake in mistakes.known().items()))


def _beginning(incomplete: str, words: Iterable[tuple[str, str | None]]) -> list[CompletionItem]:
    """The words that go on from what is written, each with what a shell may show beside it."""
    return [CompletionItem(word, help=beside) for word, beside in words if word.startswith(incomplete)]


def _first_sentence(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _files(context: click.Context) -> list[Key]:
    """The records of the registry by the names of their files; none if there is no such folder."""
    root = _root(context)
    try:
        return sorted({key for _, key in folder.files(root, [])}) if root else []
    except OSError:  # a shell shows whatever it is given, so it is given nothing
        return []


def _root(context: click.Context) -> Path | None:
    """The folder that the line names with `--registry`, behind the verb or before it, or else the one that is here."""
    named: click.Context | None = context
    while named is not None:
        if root := named.params.get("root"):
            return Path(root)
        named = named.parent
    return registry_folder.find(Path.cwd())
