"""The templates themselves: lines that can be read, sentinels by their names, and one skeleton for all records."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import nodes

from schemas import KINDS
from schemas.record import State
from schemas.words import RESERVED_WORDS
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import pages
from scripts.site.pages.edition import Edition
from scripts.site.pages.printing import Printer
from tests.project.test_house import PROJECT

TEMPLATES = sorted((Path(pages.__file__).parent / "templates").glob("*.j2"))
ALL_TEMPLATES = sorted((PROJECT / "scripts").rglob("*.j2"))
LONGEST_LINE = 160


@pytest.fixture(scope="module")
def printer(city: Registry, graph: Graph) -> Printer:
    """What fills in the templates."""
    return Printer(Edition.of(city, graph))


def parsed(printer: Printer, template: Path) -> nodes.Template:
    """A template as a tree."""
    return printer.environment.parse(template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", ALL_TEMPLATES, ids=lambda path: path.name)
def test_a_template_can_be_read_without_scrolling_sideways(template: Path) -> None:
    """A longer line hides what it does."""
    lines = template.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_asks_for_sentinels_by_name(printer: Printer, template: Path) -> None:
    """`is stated`, `is confirmed_none`, `is any`: a slip in a name is an error, one in a quoted word is silent."""
    quoted = {
        word.value
        for comparison in parsed(printer, template).find_all(nodes.Compare)
        for word in comparison.find_all(nodes.Const)
    }
    assert quoted & {*RESERVED_WORDS, State.ENDED.value} == set()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "organisation"])
def test_the_page_of_a_record_is_made_from_the_one_skeleton(printer: Printer, kind: str) -> None:
    """So the order of its questions is written once."""
    template = f"{kind}.md.j2"
    path = [template]
    while template != "_record.md.j2":
        source = next(path for path in TEMPLATES if path.name == template)
        (extends,) = parsed(printer, source).find_all(nodes.Extends)
        assert isinstance(extends.template, nodes.Const)
        template = extends.template.value
        path.append(template)
    assert len(path) > 1
