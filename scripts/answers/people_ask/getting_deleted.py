"""How do people get their information deleted, and whom do they ask?"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.record import Contact
from schemas.words import is_none, is_there
from scripts.answers import standing_of_services
from scripts.answers.label import Row, of_groups
from scripts.answers.people_ask.reply_values import (
    FLOW,
    ITS_NAME,
    Fold,
    Line,
    Reply,
    few,
    folds,
    holders,
    joined,
    keys_of,
    missing,
)
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Graph
from scripts.words import sentences
from scripts.words.languages import Language, Text, message, sort_key


def reply(graph: Graph, language: Language) -> Reply:
    """Answer from what companies say of how to reach them."""
    vendors, organisation = graph.registry.vendors, graph.registry.organisation
    every = sorted(holders(graph), key=lambda id_: (sort_key(vendors[id_].name), id_))
    named = [id_ for id_ in every if graph.registry.certainties[id_] == Certainty.NAMED]
    own = [id_ for id_ in named if is_there(vendors[id_].links.your_data)]
    reached = [id_ for id_ in named if id_ not in own and _ways(graph, id_, language)]
    mute = [id_ for id_ in named if id_ not in own and id_ not in reached]
    unnamed = [id_ for id_ in every if id_ not in named]

    def row(id_: str, head: str, found: Sequence[str], *, is_unsaid: bool = False) -> list[Row]:
        said = language.say_many(
            "%(some)s of %(count)s company", "%(some)s of %(count)s companies", len(every), some=len(found)
        )
        keys = few(keys_of(graph, found))
        return (
            [Row(id_, language.say(head, the_city=organisation.short_name), said, keys=keys, is_unsaid=is_unsaid)]
            if every
            else []
        )

    return Reply(
        _answer(len(every), len(own), organisation.team, language),
        of_groups(
            [
                *row("own-page", message("Has a page for this"), own),
                *row("reached", message("Can be reached, as a source says"), reached),
            ],
            [
                *row("not-stated", message("How to reach it is not stated"), mute, is_unsaid=True),
                *row("unnamed", message("Has no name here, so ask %(the_city)s"), unnamed, is_unsaid=True),
            ],
            _kept(graph, language),
            foot=[
                language.say(FLOW),
                language.say("Whether somebody must delete it is a question of law. We do not answer it."),
            ],
        ),
        folds(
            Fold(
                "own-pages",
                language.say_many(
                    "%(count)s company with a page for this", "%(count)s companies with a page for this", len(own)
                ),
                tuple(Line(("vendor", id_), address=str(vendors[id_].links.your_data)) for id_ in own),
            ),
            Fold(
                "reached",
                language.say_many(
                    "%(count)s company that can be reached", "%(count)s companies that can be reached", len(reached)
                ),
                tuple(Line(("vendor", id_), _ways(graph, id_, language)) for id_ in reached),
            ),
        ),
        missing(
            language,
            (_HOW, keys_of(graph, (id_ for id_ in mute if not is_none(vendors[id_].links.your_data)))),
            (ITS_NAME, keys_of(graph, unnamed)),
        ),
    )


_HOW = message("How to reach it, and if it has a page for this")


def _ways(graph: Graph, id_: str, language: Language) -> Text:
    """How to reach a company, in words; empty if no source says."""
    contact = graph.registry.vendors[id_].contact
    if not isinstance(contact, Contact):
        return Text(())
    stated = [str(way) for way in (contact.phone, contact.email, contact.page) if way and is_there(way)]
    return language.listed(stated, last="or")


def _kept(graph: Graph, language: Language) -> list[Row]:
    """Of how many flows to companies now it is stated how long it is kept."""
    edges = standing_of_services.told_to_companies(graph)
    if not edges:
        return []
    stated = sum(bool(sentences.kept(edge.flow, language)) for edge in edges)
    said = language.say_many(
        "stated in %(some)s of %(count)s case in which a company gets it",
        "stated in %(some)s of %(count)s cases in which a company gets it",
        len(edges),
        some=stated,
    )
    return [Row("kept", language.say("How long it is kept"), said, is_unsaid=not stated)]


def _answer(count: int, own: int, team: str, language: Language) -> Text:
    whom = language.say("You can ask %(team)s about any of them.", team=team)
    if not count:
        return joined([language.say("No source tells of a company that has something."), whom], language)
    pages = language.say_many(
        "Sources name a page for this for %(some)s of %(count)s company that gets or got something.",
        "Sources name a page for this for %(some)s of %(count)s companies that get or got something.",
        count,
        some=own,
    )
    letter = language.say("The page of each company here has a letter to start from.")
    return joined([pages, letter, whom], language)
