"""The command line: the only place that prints, exits or looks at a clock."""

from __future__ import annotations

import gc
import os
import signal
import sys
from importlib import import_module
from typing import Any

import click

from scripts.cli import output

VERBS = {
    "init": "Begin the registry of the organisation NAME: who it is, a first office, and one worked example.",
    "check": "Report every mistake in every record, each at its line; or in these FILES or folders only.",
    "site": "Check the records, write the pages and diagrams, and build the site.",
    "serve": "Show the site on this machine, and each saved record at once.",
    "export": (
        "Check the records, and write the open data: tables, all of them in one file, JSON and the graph of flows."
    ),
    "ask": "Ask the records a question.",
    "new": "Write a new record called NAME, with your answers or with a blank for each.",
    "fix": "Mend what has one right answer in these FILES or folders, or in all records, and show the difference.",
    "questions": "Write what is not stated about ID as a form to send to those who know.",
    "answer": "Take the answers of a filled form into the records, each with the answer as its source.",
    "progress": "Say how many facts are not stated, how many were not at an earlier time, and which these are.",
    "sample": "Draw NUMBER claims by lot, as a sheet to check by hand; or read the filled sheet.",
    "policy": "Say which sections of a policy are new, gone or changed, and which promises and flows rest on them.",
    "schema": (
        "Write the JSON Schemas for editors to `schemas/json/`, and with the ids of a registry beside its folder."
    ),
}
"""Each verb, with the sentence that it opens its help with. It stands in the module of its name, under that name."""


class Verbs(click.Group):
    """Verbs whose modules are loaded when they are run: until then a verb is its name and its sentence.

    So help, and the completion of a verb in a shell, take no more time than this file and click.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `help VERB` for what it means."""
        return super().parse_args(ctx, [*args[1:], "--help"] if args[:1] == ["help"] else args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Load the verb that is named."""
        if args and args[0] not in self.commands and not (args[0].startswith("-") or ctx.resilient_parsing):
            from scripts.reading.near_words import did_you_mean  # noqa: PLC0415 - help and version do without
            from scripts.words.escapers.terminal_text import printable  # noqa: PLC0415 - and so do they

            ending = did_you_mean(args[0], self.commands, f"the verbs are {', '.join(self.commands)}")
            ctx.fail(f"there is no verb `{printable(args[0])}`; {ending}")
        name, verb, rest = super().resolve_command(ctx, args)
        return name, verb and getattr(import_module(f"scripts.cli.{verb.name}"), str(verb.name)), rest

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run a verb, and end. If something cannot be written, that is said in a sentence, and the exit code is 2."""
        try:
            return super().main(*arguments, **options)
        except OSError as error:  # but for a reader who went away, as `head` does: click ends that
            output.refuse(error)


@click.group(
    cls=Verbs,
    commands={name: click.Command(name, help=sentence) for name, sentence in VERBS.items()},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(None, "-v", "--version", package_name="city-data-flow-registry")
@click.option("--registry", "root", hidden=True, metavar="DIR")
@click.pass_context
def main(context: click.Context, root: str | None) -> None:
    """Check the records of who gets people's information, and publish them as a site."""
    if root:
        context.default_map = {verb: {"root": root} for verb in VERBS}
    output.make_plain()
    if os.environ.get("NO_COLOR"):
        context.color = False


def run() -> None:
    """Be the process of the console command: run one verb, and end."""
    # Tens of thousands of small values are made and all of them stay: collecting garbage only costs time.
    # A verb that goes on for hours turns it on again.
    gc.disable()
    # Pydantic would read the papers of every package that is installed, to see whether one hooks into it. None may.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # What was begun is cleared away, and processes of ours are ended, as on Ctrl-C.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:  # not under nohup
            signal.signal(getattr(signal, name), lambda number, _: sys.exit(128 + number))
    try:
        main()
    finally:
        gc.freeze()  # else Python looks through all of it once more when it ends
