"""Findings: the title of the first page in all its forms, and numbers that lead to exactly as many rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

import markdown
import pytest
from lxml import html

from schemas import Key
from schemas.record import Record
from schemas.references import ServiceRef
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages import Pages
from scripts.site.pages.edition import Edition
from scripts.words.languages import ENGLISH, find, translated

EXTENSIONS = ["attr_list", "md_in_html"]
HOME = "index.md"


def with_services(city: Registry, named: int = 0, told_of: int = 0, office: int = 0) -> Registry:
    """The small city with so many services of each standing, and no others."""
    kinds = [*["named"] * named, *["told-of"] * told_of, *["office"] * office]
    flows: dict[str, dict[str, object]] = {"named": {}, "told-of": {}, "office": {}}
    records: dict[Key, Record] = {key: record for key, record in city.records.items() if key[0] != "service"}
    like = {"named": "tillhouse/property-tax", "told-of": "traffic-counters/visits", "office": "tax-desk/tax-receipts"}
    for number, kind in enumerate(kinds):
        id_ = f"service-{number}"
        records["service", id_] = city.services["browse"].model_copy(update={"name": f"Do {number}"})
        flow = city.flows[like[kind]][1]
        flows[kind][id_] = flow.model_copy(update={"service": ServiceRef(id_), "sender": "resident"})
    for key, record in records.items():
        if key in {city.party_key(id_) for id_ in city.parties}:
            own = next((kind for kind, flow in like.items() if flow.startswith(f"{key[1]}/")), "")
            records[key] = record.model_copy(update={"flows": flows.get(own, {})})
    organisation = city.organisation.model_copy(update={"common_services": ()})
    return Registry({**records, ("organisation", "organisation"): organisation}, city.documents)


def pages(registry: Registry, code: str = "en") -> Pages:
    """The pages of a registry in a language."""
    language = ENGLISH if code == "en" else find(code)
    records = registry if code == "en" else translated(registry, language)
    return Pages(Edition.of(records, Graph(records), language=language))


def built(text: str) -> html.HtmlElement:
    """A page as HTML, without its front matter."""
    return html.fromstring(
        markdown.markdown(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL), extensions=EXTENSIONS)
    )


def title(registry: Registry, code: str = "en") -> str:
    """The title of the first page."""
    heading = built(pages(registry, code)[HOME]).find(".//h1")
    assert heading is not None
    return " ".join(heading.text_content().split())


TITLES = [
    ((0, 0, 0), "Who gets your information?", "¿Quién recibe su información?"),
    (
        (0, 0, 1),
        "No source tells of an outside company in the 1 online service of the Town.",
        "Ninguna fuente habla de una empresa externa en el único servicio en línea del Pueblo: 1.",
    ),
    (
        (0, 0, 48),
        "No source tells of an outside company in any of the 48 online services of the Town.",
        "Ninguna fuente habla de una empresa externa en ninguno de los 48 servicios en línea del Pueblo.",
    ),
    (
        (1, 0, 0),
        "The 1 online service of the Town uses an outside company. A source names it.",
        "El único servicio en línea del Pueblo usa una empresa externa (1 de 1). Una fuente la nombra.",
    ),
    (
        (1, 0, 2),
        "1 of 3 online services of the Town uses an outside company. A source names it.",
        "1 de los 3 servicios en línea del Pueblo usa una empresa externa. Una fuente la nombra.",
    ),
    (
        (0, 1, 2),
        "1 of 3 online services of the Town uses an outside company. No source names it.",
        "1 de los 3 servicios en línea del Pueblo usa una empresa externa. Ninguna fuente la nombra.",
    ),
    (
        (0, 2, 1),
        "2 of 3 online services of the Town use an outside company. No source names any of these companies.",
        (
            "2 de los 3 servicios en línea del Pueblo usan una empresa externa. "
            "Ninguna fuente nombra a ninguna de estas empresas."
        ),
    ),
    (
        (11, 7, 30),
        "18 of 48 online services of the Town use an outside company. In 7 of them, no source names it.",
        "18 de los 48 servicios en línea del Pueblo usan una empresa externa. En 7 de ellos, ninguna fuente la nombra.",
    ),
    (
        (3, 0, 0),
        "Each of the 3 online services of the Town uses an outside company. In each of them, a source names one.",
        (
            "Cada uno de los 3 servicios en línea del Pueblo usa una empresa externa. "
            "En cada uno, una fuente nombra a una."
        ),
    ),
]


@pytest.mark.parametrize(("counts", "english", "spanish"), TITLES, ids=[str(counts) for counts, *_ in TITLES])
def test_the_title_of_the_first_page_is_what_was_found(
    city: Registry, counts: tuple[int, int, int], english: str, spanish: str
) -> None:
    """With its denominator, and as a person would say it, whether it is none, one, some or all."""
    registry = with_services(city, *counts)
    assert title(registry) == english
    assert title(registry, "es") == spanish


def numbers(page: html.HtmlElement) -> Iterator[tuple[int, str]]:
    """Every number of the first page that leads to a finding, with its address."""
    for link in page.iterfind(".//a"):
        if link.get("href", "").startswith("findings/") and (digits := re.search(r"\d+", link.text_content())):
            yield int(digits[0]), link.get("href", "")


def rows_at(page: html.HtmlElement, anchor: str) -> int:
    """How many rows stand below a heading, until the next that is as high; on the whole page without an anchor."""
    if not anchor:
        return len(page.xpath('.//div[@class="who"]//li'))
    (heading,) = page.xpath(f'.//*[@id="{anchor}"]')
    count = 0
    for element in heading.itersiblings():
        if element.tag in ("h1", "h2", heading.tag):
            break
        count += len(element.xpath('self::div[@class="who"]//li'))
    return count


@pytest.mark.parametrize("counts", [None, (11, 7, 30), (300, 0, 0), (0, 1, 0)])
def test_each_number_of_the_first_page_leads_to_exactly_as_many_rows(
    city: Registry, counts: tuple[int, int, int] | None
) -> None:
    """So that nobody has to take a number on trust."""
    registry = with_services(city, *counts) if counts else city
    found = pages(registry)
    led = list(numbers(built(found[HOME])))
    assert len(led) > 10
    for number, address in led:
        path, anchor = urldefrag(address)
        assert rows_at(built(found[path]), anchor) == number, address


def test_every_service_that_is_counted_has_a_square_that_leads_to_it(city: Registry) -> None:
    """The name of each is its service and where that stands, for those who see no shapes."""
    page = built(pages(city)[HOME])
    assert [(link.get("href"), link.text_content()) for link in page.xpath('.//a[contains(@class, "square")]')] == [
        ("services/pay-property-tax.md", "Pay your property tax: A company that a source names"),
        ("services/browse.md", "Look at the website: A company that a source tells of, and does not name"),
    ]


def test_a_long_list_of_the_first_page_ends_with_a_link_to_all_of_it(city: Registry) -> None:
    """Squares are for all of them, lines for the first of each standing."""
    page = built(pages(with_services(city, 300, 0, 3))[HOME])
    assert len(page.xpath('.//div[@class="squares"]//a')) == 303
    assert len(page.xpath('.//div[@class="who"]//li')) == 20 + 3
    assert [link.text for link in page.xpath('.//a[starts-with(text(), "See all")]')] == ["See all 300"]


def test_a_registry_without_services_has_no_finding_of_them(city: Registry) -> None:
    """Nor squares, nor a page that would be empty."""
    found = pages(with_services(city))
    assert "This register has no services yet." in found[HOME]
    assert [page for page in found if page.startswith("findings/")] == ["findings/promises.md"]


def test_what_is_left_out_is_said_with_its_number(city: Registry) -> None:
    """The pet license of the small city is paused."""
    assert "1 more that is paused, planned or over is not among them." in pages(city)["findings/companies.md"]
