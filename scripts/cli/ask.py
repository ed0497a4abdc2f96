"""`registry ask`: the questions of the graph on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from scripts.answers.of_graph import Answer, Answers, as_json
from scripts.cli.options import registry_option
from scripts.reading.near_words import did_you_mean
from scripts.registry import grades
from scripts.registry import registry as registries
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry


@dataclass(slots=True)
class _Asking:
    """What every question needs: the answers, and the form that is wanted."""

    answers: Answers
    form: str


@click.group()
@registry_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def ask(context: click.Context, root: Path, form: str) -> None:
    """Ask the records a question. Each answer names the flows behind it, and their sources."""
    registry, findings = registries.read(root)
    if findings:
        raise click.ClickException(f"{len(findings)} records cannot be read; run `registry check` first")
    context.obj = _Asking(Answers(Graph(registry)), form)


@ask.command()
@click.argument("data")
@click.option("--through", "service", help="Only in this service.")
@click.pass_obj
def who_gets(asking: _Asking, data: str, service: str | None) -> None:
    """Who gets this kind of information?"""
    _known(asking, "data", data)
    if service is not None:
        _known(asking, "service", service)
    _say(asking, asking.answers.who_gets(data, service))


_PARTY = ("vendor", "office", "recipient")
# Questions about one record: what it is called, of which kinds it may be, which answer it gets, and its help.
_QUESTIONS = (
    ("what-gets", _PARTY, Answers.what_gets, "What does this company, office or recipient get?"),
    ("what-happens", ("service",), Answers.what_happens, "What happens when you use this service?"),
    ("where-can-it-go", ("data",), Answers.where_can_it_go, "Where can this information end up?"),
    ("if-breached", _PARTY, Answers.if_breached, "What comes out if this one has a leak?"),
    ("without", _PARTY, Answers.without, "What stops if this one goes?"),
)


def _command(kinds: tuple[str, ...], answer: Callable[[Answers, str], Answer]) -> Callable[[_Asking, str], None]:
    def command(asking: _Asking, id_: str) -> None:
        _known(asking, kinds, id_)
        _say(asking, answer(asking.answers, id_))

    return command


for _name, _kinds, _answer, _help in _QUESTIONS:
    _asked = click.argument("id_", metavar="ID")(click.pass_obj(_command(_kinds, _answer)))
    ask.command(name=_name, help=_help)(_asked)


@ask.command()
@click.option("--about", "id_", help="Only of this record.")
@click.pass_obj
def unknowns(asking: _Asking, id_: str | None) -> None:
    """Which facts are not stated?"""
    registry = asking.answers.registry
    key = None
    if id_ is not None:
        kinds = tuple(dict.fromkeys(kind for kind, _ in registry.records))
        _known(asking, kinds, id_)
        key = next(key for key in registry.records if key[1] == id_)
    _say(asking, asking.answers.unknowns(key))


@ask.command()
@click.option("--about", "id_", help="Only of this company.")
@click.pass_obj
def duties(asking: _Asking, id_: str | None) -> None:
    """Is what the terms of companies ask for done?"""
    if id_ is not None:
        _known(asking, "vendor", id_)
    _say(asking, asking.answers.duties(id_))


@ask.command()
@click.pass_obj
def promises(asking: _Asking) -> None:
    """Do the records keep the promises of the policy?"""
    _say(asking, asking.answers.promises())


def _known(asking: _Asking, kinds: str | tuple[str, ...], id_: str) -> None:
    """Stop with exit code 2 and a suggestion if there is no such record."""
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    registry: Registry = asking.answers.registry
    known = [known for kind, known in registry.records if kind in wanted]
    if id_ not in known:
        ending = did_you_mean(id_, known, f"look into {', '.join(wanted)}")
        raise click.UsageError(f"there is no {' or '.join(wanted)} `{id_}`; {ending}")


def _say(asking: _Asking, answer: Answer) -> None:
    graph = asking.answers.graph
    if asking.form == "json":
        click.echo(json.dumps(as_json(graph, answer), indent=2, ensure_ascii=False))
        return
    for line in answer.says:
        click.echo(line)
    if answer.flows:
        click.echo(click.style("\nThe flows behind it, and their best evidence:", dim=True))
    for edge in answer.flows:
        best = grades.strongest(edge.flow.evidence, graph.registry.sources)
        sources = ", ".join(dict.fromkeys(str(piece.source) for piece in edge.flow.evidence))
        click.echo(click.style(f"  {edge.id} ({best or 'no source'}: {sources})", dim=True))
