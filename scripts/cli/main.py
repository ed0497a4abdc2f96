"""The command line: the only place that prints, exits or looks at a clock."""

from __future__ import annotations

import gc
import os

import click

from scripts.cli import output
from scripts.cli.answer import answer
from scripts.cli.ask import ask
from scripts.cli.check import check
from scripts.cli.export import export
from scripts.cli.fix import fix
from scripts.cli.new import new
from scripts.cli.policy import policy
from scripts.cli.progress import progress
from scripts.cli.questions import questions
from scripts.cli.schema import schema
from scripts.cli.serve import serve
from scripts.cli.site import site


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="city-data-flow-registry")
@click.pass_context
def main(context: click.Context) -> None:
    """Check the records of who gets people's information, and publish them as a site."""
    output.make_plain()
    if os.environ.get("NO_COLOR"):
        context.color = False
    # Tens of thousands of small values are made and all of them stay: collecting garbage only costs time.
    gc.disable()


for _verb in (check, site, serve, export, ask, new, fix, questions, answer, progress, policy, schema):
    main.add_command(_verb)
