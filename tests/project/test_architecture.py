"""What the papers say of the rooms is what the code has."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from scripts.registry.addresses import anchor_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import pages
from tests.conftest import CITY
from tests.project import rooms

PAGE = rooms.PAGE.read_text(encoding="utf-8")


def boxes_and_lines(svg: str) -> list[str]:
    """What a picture shows, by its titles: where each box stands may differ from machine to machine."""
    root = ET.fromstring(svg)  # noqa: S314 - drawn by us
    return sorted(str(title.text) for title in root.iter("{http://www.w3.org/2000/svg}title"))


def test_the_picture_shows_the_rooms_as_they_are() -> None:
    """A dependency that is new or gone is in the picture."""
    kept = rooms.PICTURE.read_text(encoding="utf-8")
    assert boxes_and_lines(kept) == boxes_and_lines(rooms.picture()), "run `make rooms`"


def test_the_table_says_what_each_room_says() -> None:
    """What goes into a room, what comes out and what it must not know is read from its first lines."""
    assert rooms.with_table(PAGE) == PAGE, "run `make rooms`"


def test_the_table_has_its_place() -> None:
    """Else nothing would be compared."""
    assert rooms.table() in PAGE


def test_the_flow_that_the_page_follows_is_that_of_the_small_city(city: Registry, graph: Graph) -> None:
    """The lines, the place, the id and the sentence are those that the code gives."""
    (lines,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert set(lines.splitlines()) <= set((CITY / "vendors" / "tillhouse.yml").read_text("utf-8").splitlines())
    edge = graph.edges["tillhouse/property-tax"]
    place = city.at(("vendor", "tillhouse"), ("flows", "property-tax", "data", edge.data.index("email-address")))
    assert f"`email-address` stands at `tests/city/vendors/tillhouse.yml:{place.line}:{place.column}`" in PAGE
    page = pages.render(city, graph)["vendors/tillhouse.md"]
    (sentence,) = re.findall("“(When .*?)”", PAGE)
    assert f"\n{sentence}\n{{: .lead }}" in page
    assert f"#{anchor_of(edge)} " in page
    assert f"`{anchor_of(edge)}`" in PAGE
