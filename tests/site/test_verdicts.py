"""What the page of a promise says of its verdict, in each language."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.flow import Flow
from schemas.party import Cookie
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import pages
from scripts.words import languages


def told(city: Registry, promise: str, vendor: str, **said: Any) -> tuple[str, str]:
    """The page of a promise, in English and in Spanish, once the record of a vendor says something else."""
    changed = city.vendors[vendor].model_copy(update=said)
    records = Registry({**city.records, ("vendor", vendor): changed}, city.documents)
    spanish = pages.render(records, Graph(records), language=languages.find("es"))
    return pages.render(records, Graph(records))[f"promises/{promise}.md"], spanish[f"promises/{promise}.md"]


def flow_with(city: Registry, id_: str, **said: Any) -> dict[str, Flow]:
    """A flow of the small city that says something else, as the only one of its receiver."""
    written = city.flows[id_][1].model_dump(mode="json", by_alias=True, exclude_none=True)
    return {id_.partition("/")[2]: Flow.model_validate(written | said)}


def test_a_breach_in_the_past_is_told_in_the_past(city: Registry) -> None:
    """With when it ended, and what is open of what goes on now."""
    flows = flow_with(city, "oldcount/visits", purposes=["marketing"])
    english, spanish = told(city, "no-marketing", "oldcount", flows=flows)
    assert "Records of the past go against it" in english
    assert "This went against it, and is over:" in english
    assert 'Ended: <time datetime="2028-06">June 2028</time>' in english
    assert "3 cases that are open, and what would settle them" in english
    assert "This goes against it" not in english
    assert "Esto iba en contra, y ya terminó:" in spanish


def test_a_cookie_that_breaks_a_promise_is_shown_in_its_place(city: Registry) -> None:
    """By its name, with whoever sets it."""
    for_ads = Cookie.model_validate({"name": "till_ads", "purposes": ["marketing"], "lifetime": "P1Y"})
    english, spanish = told(city, "no-marketing", "tillhouse", cookies=(for_ads,))
    assert "The cookie “till&#95;ads” of [Tillhouse](../vendors/tillhouse.md)." in english
    assert "](../vendors/tillhouse.md#cookies)" in english
    assert "La cookie “" in spanish


@pytest.mark.parametrize(
    ("source", "said", "in_spanish"),
    [
        (
            "town-tax-page",
            "For 1 of these, a source other than the policy says so:",
            "Para 1 de ellos lo dice una fuente que no es la política:",
        ),
        ("privacy-policy", "But no other source says so.", "Pero ninguna otra fuente lo dice."),
    ],
)
def test_kept_names_what_was_compared(city: Registry, source: str, said: str, in_spanish: str) -> None:
    """And where nothing was, the page says so."""
    flows = flow_with(city, "tillhouse/property-tax", evidence=[{"source": source}])
    english, spanish = told(city, "cards-are-a-must", "tillhouse", flows=flows)
    assert "We looked at 1 case. Nothing goes against it." in english
    assert said in english
    assert in_spanish in spanish
    assert ("](../sources/town-tax-page.md)" in english) == (source == "town-tax-page")


def test_what_a_source_is_for_stands_beside_it(city: Registry) -> None:
    """So that nobody takes a keeping time for proof of the rest."""
    pieces = [{"source": "town-tax-page", "inferred": "We think so."}, {"source": "records-law", "for": ["retention"]}]
    flows = flow_with(city, "tillhouse/property-tax", evidence=pieces, retention="P2Y")
    changed = city.vendors["tillhouse"].model_copy(update={"flows": flows})
    records = Registry({**city.records, ("vendor", "tillhouse"): changed}, city.documents)
    page = pages.render(records, Graph(records))["vendors/tillhouse.md"]
    assert "It is cited only for this: how long it is kept." in page
    assert "2 years <small>(Strong)</small>" in page
    assert 'Our own conclusion {: data-label="How sure" }' in page
