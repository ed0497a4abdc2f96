"""`registry ask`: the questions of the graph on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import click

from schemas import KINDS
from scripts.answers.answer_values import Answer
from scripts.answers.answers_as_json import as_json
from scripts.answers.of_graph import Answers
from scripts.cli import naming, opening
from scripts.cli.answers_in_lines import in_lines
from scripts.cli.completion import RecordId
from scripts.cli.opening import Needs
from scripts.cli.options import format_option, registry_before, registry_option
from scripts.reading.near_words import Words
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.words.escapers.terminal_text import printable

form_option = format_option("text", "json", says="For people, or for programs.")
_PARTY = ("vendor", "office", "recipient")


class Questions(click.Group):
    """Questions, each a command. Who names a record instead of a question hears which questions there are for it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the question that is asked, or what to say of a word that is none."""
        word, *rest = args
        if word in self.commands or word.startswith("-"):
            return super().resolve_command(ctx, args)
        return word, _not_a_question(word, self.commands), rest


@click.group(cls=Questions)
@registry_before
@click.option("--format", "form", hidden=True, type=click.Choice(["text", "json"]))
@click.pass_context
def ask(context: click.Context, root: Path | None, form: str | None) -> None:
    """Ask the records a question. Each answer names the flows behind it, and their sources."""
    given = {name: value for name, value in (("root", root), ("form", form)) if value is not None}
    context.default_map = {str(context.invoked_subcommand): given}


def question(name: str | None = None, help_: str | None = None) -> Callable[[Callable[..., Answer]], click.Command]:
    """Make a command of a function from the answers of a registry, and the words after the question, to one answer.

    Its name and help are those of the function, unless others are given.
    """

    def make(answer: Callable[..., Answer]) -> click.Command:
        @wraps(answer)
        def command(root: Path, form: str, **words: Any) -> None:
            answers = Answers(Graph(opening.opened(root, Needs.SOUND)))
            _say(answers, form, answer(answers, **words))

        return ask.command(name=name, help=help_)(registry_option(form_option(command)))

    return make


@question()
@click.argument("data", type=RecordId("data"))
@click.option("--through", "service", metavar="ID", type=RecordId("service"), help="Only in this service.")
def who_gets(answers: Answers, data: str, service: str | None) -> Answer:
    """Who gets this kind of information?"""
    in_service = service and _named(answers.registry, service, "service")
    return answers.who_gets(_named(answers.registry, data, "data"), in_service)


# Questions about one record: what it is called, of which kinds it may be, which answer it gets, and its help.
_ABOUT_ONE = (
    ("what-gets", _PARTY, Answers.what_gets, "What does this company, office or recipient get?"),
    ("what-happens", ("service",), Answers.what_happens, "What happens when you use this service?"),
    ("where-can-it-go", ("data",), Answers.where_can_it_go, "Where can this information end up?"),
    ("if-breached", _PARTY, Answers.if_breached, "What comes out if this one has a leak?"),
    ("without", _PARTY, Answers.without, "What stops if this one goes?"),
)


def _about_one(kinds: tuple[str, ...], answer: Callable[[Answers, str], Answer]) -> Callable[..., Answer]:
    @click.argument("id_", metavar="ID", type=RecordId(*kinds))
    def asked(answers: Answers, id_: str) -> Answer:
        return answer(answers, _named(answers.registry, id_, *kinds))

    return asked


for _name, _kinds, _answer, _help in _ABOUT_ONE:
    question(_name, _help)(_about_one(_kinds, _answer))


@question()
@click.option("--about", "id_", metavar="ID", type=RecordId(), help="Only of this record.")
def unknowns(answers: Answers, id_: str | None) -> Answer:
    """Which facts are not stated?"""
    return answers.unknowns(naming.record(answers.registry, id_) if id_ else None)


@question()
@click.option("--about", "id_", metavar="ID", type=RecordId("vendor"), help="Only of this company.")
def duties(answers: Answers, id_: str | None) -> Answer:
    """Is what the terms of companies ask for done?"""
    return answers.duties(id_ and _named(answers.registry, id_, "vendor"))


@question()
def promises(answers: Answers) -> Answer:
    """Do the records keep the promises of the policy?"""
    return answers.promises()


_FOR: Mapping[str, tuple[str, ...]] = {
    "data": ("who-gets", "where-can-it-go"),
    "service": ("what-happens",),
    **dict.fromkeys(_PARTY, ("what-gets", "if-breached", "without")),
}
"""The questions to ask about one record, by its kind."""


def _named(registry: Registry, words: str, *kinds: str) -> str:
    """The id of the record that is meant, or an end with exit code 2 that says what to ask instead."""
    if not naming.candidates(registry, words, kinds) and not naming.suggestion(registry, words, kinds):
        for kind, id_ in naming.candidates(registry, words):
            about = " or ".join(naming.A_KIND[one] for one in kinds)
            other = f"`{id_}` is {naming.A_KIND[kind]}, and this question is about {about}"
            raise click.UsageError(f"{other}; ask {_questions_for(kind, id_)}")
    return naming.record(registry, words, kinds)[1]


def _questions_for(kind: str, id_: str) -> str:
    names = [*_FOR.get(kind, ()), "unknowns --about"]
    return naming.either(f"{name} {id_}" for name in names)


def _not_a_question(word: str, known: Mapping[str, click.Command]) -> click.Command:
    """A command that says what to type instead of a word that is no question."""

    @click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
    @registry_option
    @click.pass_context
    def explain(context: click.Context, root: Path) -> None:
        several = ("-".join([word, *context.args[:more]]) for more in range(3))  # `ask what gets payit`
        if nearest := next(filter(None, map(Words(known).nearest, several)), None):
            raise click.UsageError(f"there is no question `{word}`; did you mean `{nearest}`?", context.parent)
        registry = opening.opened(root, Needs.READABLE)
        for kind, id_ in naming.candidates(registry, word):
            asked = f"{registry.records[kind, id_].name} is {naming.A_KIND[kind]}; ask {_questions_for(kind, id_)}"
            raise click.UsageError(printable(asked), context.parent)
        ending = naming.suggestion(registry, word, KINDS) or f"the questions are {', '.join(known)}"
        raise click.UsageError(f"there is no question `{printable(word)}`; {ending}", context.parent)

    return explain


def _say(answers: Answers, form: str, answer: Answer) -> None:
    if form == "json":
        click.echo(as_json(answer, answers.graph), nl=False)
    elif sys.stdout.isatty():
        from scripts.cli import answers_on_terminal  # noqa: PLC0415 - a pipe needs none of what draws on a terminal

        answers_on_terminal.show(answer, answers.graph)
    else:
        for line in in_lines(answer, answers.graph):
            click.echo(line)
