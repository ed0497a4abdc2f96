"""Options that several verbs of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)

registry_option = click.option(
    "--registry",
    "root",
    default="registry",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with the records.",
)
"""Where the records are. Every verb takes it, so that any organisation's records can be read from anywhere."""

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
