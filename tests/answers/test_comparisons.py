"""Records that are much alike are compared, never too many of them, and what differs is seen."""

from __future__ import annotations

from pathlib import Path

from scripts.answers import comparisons
from scripts.answers.label import Label, Row
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.words.languages import ENGLISH, Text
from tests import made_up_registry


def said(words: str) -> Text:
    """Some words of English."""
    return Text.of(words, "en")


def row(id_: str, words: str = "", party: str = "") -> Row:
    """A row of a label."""
    return Row(id_, said(id_), said(words), party)


def label(*rows: Row) -> Label:
    """A label of one group."""
    return Label((rows,), ())


def test_companies_of_the_same_kind_are_a_pair(graph: Graph) -> None:
    """Both take payments."""
    assert (("vendor", "clearbridge"), ("vendor", "tillhouse")) in comparisons.pairs(graph)


def test_each_is_compared_with_the_one_that_is_most_like_it(folder: Path) -> None:
    """Not only the service, but the kind too."""
    vendors = folder / "vendors"
    other = vendors / "clearbridge.yml"
    other.write_text(other.read_text(encoding="utf-8").replace("kinds: [payments]", "kinds: [forms]"), encoding="utf-8")
    (vendors / "tillhouse-again.yml").write_bytes((vendors / "tillhouse.yml").read_bytes())
    pairs = comparisons.pairs(Graph(registry.read(folder)[0]))
    assert (("vendor", "tillhouse"), ("vendor", "tillhouse-again")) in pairs
    assert (("vendor", "clearbridge"), ("vendor", "tillhouse")) not in pairs


def test_what_is_over_is_compared_with_nothing(graph: Graph) -> None:
    """Nobody chooses between what is and what was."""
    assert not [pair for pair in comparisons.pairs(graph) if ("vendor", "oldcount") in pair]


def test_there_are_never_more_pairs_than_records(tmp_path: Path) -> None:
    """However alike they are: a thousand vendors do not make ten thousand pages."""
    made_up_registry.write(tmp_path, 60)
    graph = Graph(registry.read(tmp_path)[0])
    records = sum(len(comparisons.comparable(graph, kind)) for kind in comparisons.KINDS)
    assert 0 < len(comparisons.pairs(graph)) <= records


def test_what_is_about_the_same_stands_in_one_line(graph: Graph) -> None:
    """Also where one label has more rows before it."""
    lines = comparisons.side_by_side(
        graph, label(row("fee", "1"), row("ways")), label(row("kept"), row("fee", "2"), row("ways")), ENGLISH
    )
    assert [(line.row.id, line.one is None, line.other is None) for line in lines] == [
        ("kept", True, False),
        ("fee", False, False),
        ("ways", False, False),
    ]


def test_lines_that_say_different_things_differ(graph: Graph) -> None:
    """And no others."""
    lines = comparisons.side_by_side(
        graph, label(row("fee", "1"), row("ways", "x")), label(row("fee", "2"), row("ways", "x")), ENGLISH
    )
    assert [line.row.id for line in lines if line.differs] == ["fee"]


def test_two_who_get_something_have_two_lines(graph: Graph) -> None:
    """A row is about somebody, and not about any company."""
    lines = comparisons.side_by_side(
        graph, label(row("receiver", party="tillhouse")), label(row("receiver", party="clearbridge")), ENGLISH
    )
    assert sorted(line.row.party for line in lines) == ["clearbridge", "tillhouse"]
