"""What somebody at a terminal sees of an answer, and what goes into a pipe."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from scripts.answers.answer_values import Answer, CookieSet, Named
from scripts.answers.of_graph import Answers
from scripts.cli.answers_in_lines import in_lines
from scripts.cli.answers_on_terminal import laid_out
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.words.escapers.terminal_text import printable
from tests import terminal
from tests.answers.test_answers_as_json import ASKED
from tests.conftest import CITY

REGISTRY = Path(sys.executable).with_name("registry")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def drawn(answer: Answer, graph: Graph, width: int) -> str:
    """What a terminal of so many columns is sent."""
    console = Console(file=io.StringIO(), width=width, force_terminal=True, highlight=False, markup=False, emoji=False)
    for part in laid_out(answer, graph):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def at_a_terminal(*words: str, width: int = 80, **variables: str) -> str:
    """What the console command prints at a real terminal of so many columns."""
    known = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS", "LINES"}}
    command: list[str | Path] = [REGISTRY, "ask", "--registry", CITY, *words]
    with terminal.opened(command, {**known, "TERM": "xterm-256color", **variables}, width=width) as window:
        return window.read_all().decode().replace("\r\n", "\n")


def names(value: Any) -> set[str]:
    """What each record in an answer is called. Flows and cookies stand there by their ids."""
    if isinstance(value, Named):
        return {value.name}
    if isinstance(value, tuple):
        return set().union(*map(names, value))
    if isinstance(value, CookieSet):
        return set()
    fields = getattr(value, "__dataclass_fields__", {})
    return set().union(*(names(getattr(value, field)) for field in fields if field != "flows"))


def flat(text: str) -> str:
    """Letters alone: wherever a line is wrapped."""
    return re.sub(r"\s+", "", COLOUR.sub("", text)).lower()


@pytest.mark.parametrize("question", ASKED)
def test_a_terminal_names_every_record_of_the_answer(question: str, graph: Graph) -> None:
    """The layout leaves out no party, no service and no kind of information."""
    for answer in ASKED[question](Answers(graph)):
        shown = flat(drawn(answer, graph, 400))
        # A service is called by what people do, and its steps name what each flow carries.
        hidden = {name for name in names(answer) if flat(name) not in shown}
        actions = {one.name for one in graph.registry.services.values() if flat(one.action) in shown}
        assert hidden - actions - allowed_to_miss(answer) == set()


def allowed_to_miss(answer: Answer) -> set[str]:
    """What is not said again of the one that was asked about, or is said of each flow instead."""
    about = {getattr(answer, key) for key in ("party", "service", "data", "about", "through") if hasattr(answer, key)}
    spoken_of = {kind for one in getattr(answer, "notices", ()) for kind in one.speaks_of if isinstance(kind, Named)}
    services = {service for way in getattr(answer, "ways", ()) for service in way.services}
    return {one.name for one in about | spoken_of | services if isinstance(one, Named)}


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(question: str, width: int, graph: Graph) -> None:
    """Else the terminal would break words where it likes."""
    for answer in ASKED[question](Answers(graph)):
        lines = COLOUR.sub("", drawn(answer, graph, width)).splitlines()
        assert max(map(len, lines)) <= width


@pytest.mark.parametrize("question", ASKED)
def test_what_stands_in_records_is_only_shown(question: str, hostile: Registry) -> None:
    """Neither a command of the terminal nor markup of the library acts, and none of a text is swallowed."""
    graph = Graph(hostile)
    for answer in ASKED[question](Answers(graph)):
        shown = COLOUR.sub("", drawn(answer, graph, 4_000))
        assert printable(shown.replace("\n", "")) == shown.replace("\n", "")
        assert all(printable(line) == line for line in in_lines(answer, graph))


def test_markup_of_the_library_in_a_name_is_shown_as_it_is(city: Registry) -> None:
    """Square brackets are no colours, and colons are no pictures."""
    name = "[bold red]Till[/] :smile: [link=https://evil.example/]house[/link]"
    vendor = city.vendors["tillhouse"].model_copy(update={"name": name})
    graph = Graph(Registry({**city.records, ("vendor", "tillhouse"): vendor}, city.documents))
    assert name in COLOUR.sub("", drawn(Answers(graph).who_gets("card-number"), graph, 200))


def test_a_real_terminal_gets_columns_as_wide_as_it_is() -> None:
    """With headings, counts, and the flows behind the answer."""
    shown = COLOUR.sub("", at_a_terminal("who-gets", "card-number", width=60))
    assert max(map(len, shown.splitlines())) <= 60
    assert "1 of 11 parties gets card number" in shown
    assert re.search(r"^ +Who +When you", shown, flags=re.MULTILINE)
    assert re.search(r"^The flows behind it, and their best evidence \(7\)", shown, flags=re.MULTILINE)
    assert re.search(r"^  • tillhouse/property-tax \(strong: ", shown, flags=re.MULTILINE)


def test_steps_that_go_the_same_way_are_told_apart() -> None:
    """They stand under one heading, each with what it carries and what for."""
    shown = COLOUR.sub("", at_a_terminal("what-happens", "pay-property-tax"))
    assert "1. From Payer to Tillhouse\n   Card number and email address (" in shown


def test_colours_are_for_those_who_want_them() -> None:
    """See https://no-color.org: a variable turns them off."""
    assert COLOUR.search(at_a_terminal("promises"))
    plain = at_a_terminal("promises", NO_COLOR="1")
    assert not re.search(r"\x1b\[(3|4|9|10)\d", plain)


def test_a_pipe_gets_lines_without_colours_or_columns() -> None:
    """Whatever the width of the terminal around it."""
    command: list[str | Path] = [REGISTRY, "ask", "--registry", CITY, "who-gets", "card-number"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, encoding="utf-8", env=os.environ | {"COLUMNS": "20"}
    )
    assert done.stdout.splitlines()[0] == "Tillhouse gets card number: when you pay your property tax."
    assert done.stdout.replace("\n", "").isprintable()
