"""What the page on how we know says of the sources that were read, and of the last check by lot."""

from __future__ import annotations

import markdown
import pytest
from lxml import html

from schemas import ORGANISATION
from schemas.asking import Asking
from schemas.references import SourceKindRef
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages import render
from scripts.words.languages import ENGLISH, find

PAGE = "about/how-we-know.md"
SAID = {
    "en": "On February 20, 2030, 60 claims were drawn by lot and held against their sources by hand. "
    "They were checked by town clerk. Right: 50 of the 57 that could be decided. Wrong: 7. Could not be decided: 3.",
    "es": "El 20 de febrero de 2030 se sortearon 60 afirmaciones y se compararon a mano con sus fuentes. "
    "Las revisó: town clerk. Correctas: 50 de las 57 que se pudieron decidir. Falsas: 7. No se pudo decidir: 3.",
}
UNSAID = {
    "en": "We do not know. Nobody has drawn claims by lot yet and held them against their sources.",
    "es": "No lo sabemos. Nadie ha sorteado todavía afirmaciones para compararlas con sus fuentes.",
}

READ = {
    "en": "How much of the sources did we read? All of it: 3 of 6. Only the opening part of it: 2 of 6. "
    "Nothing but its address: 1 of 6. What we did not read may well say what is “not stated” here.",
    "es": "¿Cuánto leímos de las fuentes? Todo: 3 de 6. Solo la primera parte: 2 de 6. Solo su dirección: 1 de 6. "
    "En lo que no leímos puede estar lo que aquí “no se ha dicho”.",
}


def page(registry: Registry, code: str) -> str:
    """The words of the page in a language."""
    language = ENGLISH if code == "en" else find(code)
    text = html.fromstring(markdown.markdown(render(registry, Graph(registry), language=language)[PAGE])).text_content()
    return " ".join(text.split())


@pytest.mark.parametrize("code", READ)
def test_it_says_of_how_many_sources_only_a_part_was_read(city: Registry, code: str) -> None:
    """Else "we found no source" sounds as if all of them had been read."""
    assert READ[code] in page(city, code)


@pytest.mark.parametrize("code", SAID)
def test_it_says_what_the_last_check_by_lot_found(city: Registry, code: str) -> None:
    """With the denominator, and how many could not be decided."""
    assert SAID[code] in page(city, code)
    assert UNSAID[code] not in page(city, code)


@pytest.mark.parametrize("code", UNSAID)
def test_it_says_that_no_claims_were_ever_drawn(city: Registry, code: str) -> None:
    """Else readers would take it that somebody knows."""
    organisation = city.organisation.model_copy(update={"checked_by_lot": None})
    unchecked = Registry({**city.records, ORGANISATION: organisation}, city.documents)
    assert UNSAID[code] in page(unchecked, code)


NEITHER = {
    "en": "Every claim on this site names the source that it rests on. We did not ask the companies, "
    "and we did not test the websites: we read what is published.",
    "es": "Cada afirmación de este sitio nombra la fuente en la que se apoya. No preguntamos a las empresas "
    "ni probamos los sitios web: leímos lo que está publicado.",
}
LOOKED = {
    "en": "it rests on. We did not ask the companies. 1 source says what we saw when we looked for ourselves. "
    "All else we read in what is published.",
    "es": "se apoya. No preguntamos a las empresas. 1 fuente dice lo que vimos al mirar por nuestra cuenta. "
    "Todo lo demás lo leímos en lo que está publicado.",
}
ASKED = {
    "en": "it rests on. We asked 2 companies for what no source says. 1 source says what we saw when we looked for "
    "ourselves. All else we read in what is published.",
    "es": "se apoya. Preguntamos a 2 empresas lo que ninguna fuente dice. 1 fuente dice lo que vimos al mirar por "
    "nuestra cuenta. Todo lo demás lo leímos en lo que está publicado.",
}
ANSWERED = {
    "en": "it rests on. 1 source is an answer that we were sent. We did not test the websites. "
    "All else we read in what is published.",
    "es": "se apoya. 1 fuente es una respuesta que nos enviaron. No probamos los sitios web. "
    "Todo lo demás lo leímos en lo que está publicado.",
}
SEEN, VENDOR = ("source", "seen-by-us"), ("vendor", "tillhouse")


def made(city: Registry, kind: str, *asked: str) -> Registry:
    """The town, with what somebody saw as a source of a kind, and with a record that says who was asked."""
    records = {key: record.model_copy(update={"asked": ()}) for key, record in city.records.items()}
    records["source-kind", kind] = records["source-kind", "observation"]
    records[SEEN] = records[SEEN].model_copy(update={"is_": SourceKindRef(kind)})
    asking = [Asking.model_validate({"date": "2030-01-01", "whom": one, "facts": ["contract"]}) for one in asked]
    records[VENDOR] = records[VENDOR].model_copy(update={"asked": tuple(asking)})
    document = city.documents["source-kind", "observation"]
    return Registry(records, {**city.documents, ("source-kind", kind): document})


@pytest.mark.parametrize("code", NEITHER)
def test_it_says_that_all_was_read_if_no_record_says_otherwise(city: Registry, code: str) -> None:
    """Nobody was asked, and nobody looked."""
    assert NEITHER[code] in page(made(city, "press"), code)


@pytest.mark.parametrize("code", LOOKED)
def test_it_says_that_somebody_looked(city: Registry, code: str) -> None:
    """A source says so."""
    assert LOOKED[code] in page(made(city, "observation"), code)


@pytest.mark.parametrize("code", ANSWERED)
def test_it_says_that_an_answer_came(city: Registry, code: str) -> None:
    """Also where no record says who was asked for it."""
    assert ANSWERED[code] in page(made(city, "correspondence"), code)


@pytest.mark.parametrize("code", ASKED)
def test_it_says_how_many_companies_were_asked(city: Registry, code: str) -> None:
    """Each counts once, and an office is no company."""
    asked = made(city, "observation", "tillhouse", "tillhouse", "pawform", "tax-desk")
    assert ASKED[code] in page(asked, code)
