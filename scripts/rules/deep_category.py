"""Rule `deep-category`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Data, Office, People, Purpose
from scripts.reading.findings import Severity
from scripts.registry.tree import MOST_LEVELS
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record is part of more than 19 others, each of them part of the next.

    Why it matters
        Nobody can follow so many steps from a narrow word to a wide one. Pages, questions and promises look no
        further than 20 levels, so what lies deeper would be left out.

    How to fix it
        Make the record part of a wider one. Real trees have about five levels.

    Wrong
        data/fact-21.yml   part_of: fact-20
        data/fact-20.yml   part_of: fact-19
        ... and so on, up to fact-1

    Right
        data/fact-21.yml   part_of: fact-1
        data/fact-20.yml   part_of: fact-1
    """
    graph = inspection.graph
    trees = {
        Data.kind: graph.data,
        Purpose.kind: graph.purposes,
        People.kind: graph.people,
        Office.kind: graph.offices,
    }
    for kind, tree in trees.items():
        level = tree.roots
        for _ in range(MOST_LEVELS):
            level = [child for id_ in level for child in tree.children(id_)]
        for id_ in level:
            message = f"this stands more than {MOST_LEVELS} levels deep; make it part of a wider record"
            yield Fault((kind, id_), ("part_of",), message)


RULE = Rule(check, Severity.ERROR, may_be_waived=False)
