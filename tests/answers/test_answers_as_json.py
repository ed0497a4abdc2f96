"""The answers for programs: the same as the sentences say, as values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from scripts.answers.answer_values import Answer
from scripts.answers.answers_as_json import JSON_VERSION, as_json
from scripts.answers.of_graph import Answers
from scripts.cli.main import main
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.registry.verdicts import Verdict
from scripts.words.languages import lowered
from scripts.words.sentences import listed
from tests.conftest import CITY, TESTS

FORMATS = TESTS.parent / "docs" / "pages" / "formats.md"

ASKED: dict[str, Callable[[Answers], list[Answer]]] = {
    "who-gets": lambda answers: [
        *map(answers.who_gets, answers.registry.data),
        *(answers.who_gets("email-address", service) for service in answers.registry.services),
    ],
    "what-gets": lambda answers: list(map(answers.what_gets, answers.registry.parties)),
    "what-happens": lambda answers: list(map(answers.what_happens, answers.registry.services)),
    "where-can-it-go": lambda answers: list(map(answers.where_can_it_go, answers.registry.data)),
    "if-breached": lambda answers: list(map(answers.if_breached, answers.registry.parties)),
    "without": lambda answers: list(map(answers.without, answers.registry.parties)),
    "unknowns": lambda answers: list(map(answers.unknowns, [None, *answers.registry.records])),
    "promises": lambda answers: [answers.promises()],
    "duties": lambda answers: list(map(answers.duties, [None, *answers.registry.vendors])),
}
"""Each question, asked about everything that it can be asked about."""


def asked(question: str, graph: Graph) -> list[dict[str, Any]]:
    """What a program gets."""
    return [json.loads(as_json(answer, graph)) for answer in ASKED[question](Answers(graph))]


def names(records: list[dict[str, str]]) -> str:
    """Several records as a sentence lists them."""
    return listed([lowered(one["name"]) if one["kind"] == "data" else one["name"] for one in records])


def test_every_question_of_the_command_line_is_asked_here() -> None:
    """So a new one cannot be forgotten."""
    done = CliRunner().invoke(main, ["ask", "--help"])
    questions = re.findall(r"^  ([a-z-]+) +\S", done.output.partition("Commands:")[2], flags=re.MULTILINE)
    assert sorted(questions) == sorted(ASKED)


@pytest.mark.parametrize("question", ASKED)
def test_an_answer_says_what_it_answers(question: str, graph: Graph) -> None:
    """A program that stores answers can tell them apart."""
    for answer in asked(question, graph):
        assert list(answer) == ["version", "question", "answer", "says", "flows"]
        assert (answer["version"], answer["question"]) == (JSON_VERSION, question)


@pytest.mark.parametrize("question", ASKED)
def test_each_flow_that_an_answer_names_stands_below_it_once(question: str, graph: Graph) -> None:
    """With its evidence, so that a program needs nothing else."""
    for answer in asked(question, graph):
        below = [flow["id"] for flow in answer["flows"]]
        named = {text for text in texts(answer["answer"]) if text in graph.edges}
        assert named <= set(below)
        assert len(below) == len(set(below))


def texts(value: Any) -> list[str]:
    """Every text in a piece of JSON."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("question", ASKED)
def test_each_sentence_is_said_once(question: str, graph: Graph) -> None:
    """What tells two facts apart stands in their sentences."""
    for answer in asked(question, graph):
        assert len(set(answer["says"])) == len(answer["says"])


def test_those_who_get_something(graph: Graph) -> None:
    """The parties, certain and possible, now and at another time, and the number of flows that leave it open."""
    verbs = {
        (None, True): "^{} gets ",
        (None, False): "^{} may get ",
        ("paused", True): "^This is paused. When it runs, {} gets ",
        ("paused", False): "^This is paused. When it runs, {} may get ",
        ("ended", True): "^(Until .+|In the past), {} got ",
        ("ended", False): "^(Until .+|In the past), {} may have got ",
    }
    for answer in asked("who-gets", graph):
        receivers, unsaid = answer["answer"]["receivers"], answer["answer"]["unsaid"]
        nobody = not any(one["certain"] and one["state"] is None for one in receivers)
        says = answer["says"][nobody:]
        assert answer["says"][0].startswith("No flow states") == nobody
        for sentence, one in zip(says, receivers, strict=False):
            verb = verbs[one["state"], one["certain"]].format(re.escape(one["party"]["name"]))
            assert re.match(verb, sentence)
        assert len(says) == len(receivers) + bool(unsaid)
        assert says[-1].startswith(f"{len(unsaid)} more flow") == bool(unsaid)
        assert all(one["data"] for one in receivers)


def test_what_a_party_gets(graph: Graph) -> None:
    """A sentence for each group of flows, with all that it carries."""
    for answer in asked("what-gets", graph):
        received = answer["answer"]["received"]
        assert len(answer["says"]) == (len(received) or 1)
        for sentence, one in zip(answer["says"], received, strict=False):
            assert all(kind["name"].lower() in sentence.lower() for kind in one["data"])
            assert ("not stated" in sentence) == one["more"]
            assert bool(re.search(r"^(Until|In the past)|, (until|in the past)", sentence)) == (one["state"] == "ended")
            assert ("paused" in sentence) == (one["state"] == "paused")
            if one["from"][0]["kind"] != "people":
                assert sentence.startswith(f"From {names(one['from'])} to {one['to']['name']}, ")


def test_the_steps_of_a_service(graph: Graph) -> None:
    """Each with its number and its ends, and a sentence for each of its flows."""
    for answer in asked("what-happens", graph):
        steps = answer["answer"]["steps"]
        assert [step["number"] for step in steps] == list(range(1, len(steps) + 1))
        expected = [
            f"{one['number']}. From {one['from']['name']} to {one['to']['name']}" for one in steps for _ in one["flows"]
        ]
        for sentence, start in zip(answer["says"], expected, strict=True):
            assert sentence.startswith(start)


def test_the_ways_that_information_takes(graph: Graph) -> None:
    """How far, how sure and in whose hands; and behind which steps nothing can be followed."""
    for answer in asked("where-can-it-go", graph):
        for sentence, way in zip(answer["says"], answer["answer"]["ways"], strict=False):
            depth = "First" if way["depth"] == 0 else f"{way['depth']} step"
            assert sentence.startswith(depth)
            assert f"from {way['from']['name']} to {way['to']['name']}" in sentence
            assert ("perhaps" in sentence) != way["certain"]
        out = [one["to"]["name"] for one in answer["answer"]["ways"] if not one["controlled"]]
        (last,) = [sentence for sentence in answer["says"] if "No source says" in sentence] or [""]
        assert all(name in last for name in out)
        assert bool(last) == bool(out)
        beyond = answer["answer"]["beyond"]
        (stop,) = [sentence for sentence in answer["says"] if sentence.startswith("What goes on from there")] or [""]
        assert all(graph.registry.parties[graph.edges[id_].receiver].name in stop for id_ in beyond)
        assert bool(stop) == bool(beyond)
        assert set(beyond) <= set(answer["answer"]["unsaid"])
        unsaid = len(answer["answer"]["unsaid"])
        assert answer["says"][-1].startswith(f"{unsaid} more flow") == bool(unsaid)


def test_what_a_leak_brings_out(graph: Graph) -> None:
    """Information, people, services, laws, and how many flows leave it open."""
    for answer in asked("if-breached", graph):
        found, said = answer["answer"], "\n".join(answer["says"])
        for key, start in (
            ("data", "This could come out: "),
            ("people", "It would touch: "),
            ("services", "It comes from these services: "),
        ):
            assert (f"{start}{names(found[key])}." in said) == bool(found[key])
        assert (f"what {len(found['unsaid'])} of " in said) == bool(found["unsaid"])
        assert said.count("A source says that these must be told") == len(found["notices"])
        assert all(f"told: {one['tell']}. When: {one['when'].replace('-', ' ')}." in said for one in found["notices"])


def test_what_stops(graph: Graph) -> None:
    """The services, and of how many."""
    for answer in asked("without", graph):
        found = answer["answer"]
        count = f"{len(found['services'])} of {found['of']} services"
        stops = f"{count} could not go on as they are: {names(found['services'])}."
        assert (answer["says"] == [stops]) == bool(found["services"])


def test_the_facts_that_are_not_stated(city: Registry, graph: Graph) -> None:
    """All of them, of how many, with their places in the records; a record of which all is stated has none."""
    everything, *single = asked("unknowns", graph)
    places = {
        (one["record"]["kind"], one["record"]["id"], fact["place"])
        for one in everything["answer"]["records"]
        for fact in one["facts"]
    }
    assert places == {(*unknown.key, ".".join(map(str, unknown.loc))) for unknown in city.unknowns}
    for answer in (everything, *single):
        found = answer["answer"]
        facts = [fact for one in found["records"] for fact in one["facts"]]
        assert re.match(rf"{len(facts)} of {found['of_facts']} facts? (is|are) not stated", answer["says"][0])
        assert len(answer["says"]) == len(facts) + 1
        assert all(len(one["facts"]) <= one["of"] for one in found["records"])


@pytest.mark.parametrize("question", ["promises", "duties"])
def test_the_verdicts(question: str, graph: Graph) -> None:
    """One of each, with the flows and the facts that it rests on."""
    for answer in asked(question, graph):
        judged = answer["answer"]["judged"]
        counts, verdicts = answer["says"][: len(Verdict)], answer["says"][len(Verdict) :]
        assert sum(int(re.findall(r"(\d+) of", count)[0]) for count in counts) == len(judged)
        for sentence, one in zip(verdicts, judged, strict=True):
            assert one["name"].removesuffix(".") in sentence
            assert sentence.count("Looked at") == bool(one["looked_at"])
            assert sentence.count("What would settle it: ") == bool(one["doubts"])
            assert all(fact["id"] in sentence for fact in one["settled_by"])
            assert {fact["fact"] for fact in one["settled_by"]} == {
                key for doubt in one["doubts"] for key in doubt["facts"]
            }
            waiting = [fact["verdicts"] for fact in one["settled_by"]]
            assert waiting == sorted(waiting, reverse=True)
            assert sentence.count("Compared with other sources: ") == bool(one["compared"])
            assert all(source["name"] in sentence for compared in one["compared"] for source in compared["sources"])


def test_a_flow_has_its_evidence(graph: Graph) -> None:
    """With ids and names, and how far each piece carries."""
    (answer,) = [json.loads(as_json(Answers(graph).without("tillhouse"), graph))]
    flow = next(flow for flow in answer["flows"] if flow["id"] == "tillhouse/property-tax")
    assert flow["from"] == {"kind": "people", "id": "payer", "name": "Payer", "certainty": "named"}
    assert [kind["id"] for kind in flow["data"]] == ["card-number", "email-address"]
    assert {piece["strength"] for piece in flow["evidence"]} <= {"strong", "medium", "weak", "inferred"}
    assert flow["strength"] in {piece["strength"] for piece in flow["evidence"]}


def test_the_command_prints_it() -> None:
    """And nothing else."""
    done = CliRunner().invoke(main, ["ask", "--registry", str(CITY), "--format", "json", "who-gets", "email-address"])
    assert json.loads(done.output)["question"] == "who-gets"


def test_the_page_on_formats_names_every_key(graph: Graph) -> None:
    """Whoever writes a program for it reads that page."""
    page = FORMATS.read_text(encoding="utf-8").partition("\n## Answers: `registry ask`\n")[2].partition("\n## ")[0]
    assert f"version {JSON_VERSION} of the form" in page
    for question in ASKED:
        assert f"`{question}`" in page
        for answer in asked(question, graph):
            assert {key for key in keys(answer) if f"`{key}`" not in page} == set()


def keys(value: Any) -> set[str]:
    """Every key in a piece of JSON."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()
