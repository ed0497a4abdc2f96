"""Options that several verbs of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from scripts.cli import registry_folder

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)

_REGISTRY: dict[str, Any] = {"metavar": "DIR", "type": click.Path()}

registry_option = click.option(
    "--registry",
    "root",
    callback=registry_folder.chosen,
    help="The folder with the records (default: `registry` here, or in a folder above).",
    **_REGISTRY,
)
"""Where the records are. Every verb takes it, so that any organisation's records can be read from anywhere."""

registry_before = click.option("--registry", "root", hidden=True, **_REGISTRY)
"""The same before a verb or a question, for whoever types it there. It counts if none stands after it."""

registry_if_there = click.option(
    "--registry",
    "root",
    callback=registry_folder.chosen_if_there,
    help="The folder with the records, if there is one (default: `registry` here, or in a folder above).",
    **_REGISTRY,
)
"""For what can be done without records too."""

today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The day that counts as today (default: the clock's).",
)
"""The only way in which a day comes in, but for the clock of whoever runs the command."""


def format_option(*forms: str, says: str) -> Callable[[Command], Command]:
    """In which form a verb answers: the first, if nobody says. `says` is for whom or what each of them is."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=says)
