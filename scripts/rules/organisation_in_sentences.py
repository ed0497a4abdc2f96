"""Rule `organisation-in-sentences`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from schemas import ORGANISATION
from schemas.organisation import Organisation
from schemas.part import Loc
from scripts.reading.findings import Severity
from scripts.rules import articles
from scripts.rules.base import Fault, Inspection, Rule

CATALOGUES = Path(__file__).parents[1] / "words" / "languages"


def check(inspection: Inspection) -> Iterator[Fault]:
    """What sentences call the organisation does not fit into them, or is missing in a language of the site.

    Why it matters
        The name stands in the middle of hundreds of sentences: “It works for the Library”, “Offices of the Library”.
        In another language it needs the article of that language. Without it, pages there can only speak of “the
        organisation”.

    How to fix it
        Write the short name as you say it in a sentence: with its article, in small letters (`the Library`,
        `la Biblioteca`), or without one if people say it so (`Riverbend`). It speaks of one: not `the Schools`, but
        `the School District`. Under `translations`, say it in each language of the site.

    Wrong
        # organisation.yml
        name: Riverbend Public Library
        short_name: The Library

    Right
        # organisation.yml
        name: Riverbend Public Library
        short_name: the Library
    """
    organisation = inspection.registry.records.get(ORGANISATION)
    if not isinstance(organisation, Organisation):  # it has a mistake, which is told
        return
    for code in _languages():
        if code not in {organisation.language, *organisation.translations}:
            yield Fault(
                ORGANISATION,
                ("translations",),
                f"the site is in `{code}` too, and its sentences cannot say there what the organisation is called; "
                f"add `{code}` to `translations`, with `name`, `short_name`, `team` and `summary`",
            )
    yield from _faults((), organisation.language, organisation.short_name, organisation.team)
    for code, said in organisation.translations.items():
        yield from _faults(("translations", code), code, said.short_name, said.team)


def _faults(loc: Loc, code: str, short_name: str, team: str) -> Iterator[Fault]:
    for key, said in (("short_name", short_name), ("team", team)):
        if wanted := articles.better(code, said, key):
            message = f"`{said}` does not fit into the middle of a sentence; write it as people say it there: {wanted}"
            yield Fault(ORGANISATION, (*loc, key), message)


def _languages() -> list[str]:
    """The languages of the site but English. The room of words comes later; its files alone say which there are."""
    return sorted(path.stem for path in CATALOGUES.glob("*.po"))


RULE = Rule(check, Severity.WARNING)
