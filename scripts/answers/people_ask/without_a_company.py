"""Can people do what they came for without a company?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas import Key
from schemas.service import OtherWay
from schemas.words import is_none, is_stated, is_there
from scripts.answers import standing_of_services
from scripts.answers.label import Row, of_groups
from scripts.answers.people_ask.reply_values import Fold, Line, Reply, folds, joined, missing
from scripts.answers.standing_of_services import WITH_A_COMPANY
from scripts.registry.graph import Graph
from scripts.words.languages import Language, Text, lowered, message, messages, sort_key


def reply(graph: Graph, language: Language) -> Reply:
    """Answer from the other ways that services state."""
    services = graph.registry.services
    standings = standing_of_services.of_services(graph)
    every = sorted(standings, key=lambda id_: (sort_key(services[id_].name), id_))
    companies = {
        id_: tuple(one.party for one in standings[id_].getters if one.party in graph.registry.vendors) for id_ in every
    }
    told = [id_ for id_ in every if standings[id_].standing in WITH_A_COMPANY]
    ways = [id_ for id_ in told if is_there(services[id_].other_ways)]
    none = [id_ for id_ in told if is_none(services[id_].other_ways)]
    unsaid = [id_ for id_ in told if not is_stated(services[id_].other_ways)]
    perhaps = [id_ for id_ in every if companies[id_] and id_ not in told]
    free = [id_ for id_ in every if not companies[id_]]

    def row(id_: str, head: str, found: list[str], of: int, *, is_unsaid: bool = False) -> Row:
        said = language.say_many("%(some)s of %(count)s service", "%(some)s of %(count)s services", of, some=len(found))
        return Row(id_, language.say(head), said, is_unsaid=is_unsaid and bool(found))

    return Reply(
        _answer(len(every), len(told), len(ways), len(unsaid), len(none), language),
        of_groups(
            [row("companies", message("A company gets something"), told, len(every))] if every else [],
            [
                row("ways", message("Of these, another way is stated"), ways, len(told)),
                row("unsaid", message("Not stated if there is another way"), unsaid, len(told), is_unsaid=True),
                row("none", message("Online is the only way"), none, len(told)),
            ]
            if told
            else [],
            [
                row("perhaps", message("Perhaps a company: our reading"), perhaps, len(every), is_unsaid=True),
                row("free", message("No record of a company"), free, len(every)),
            ]
            if every
            else [],
            foot=[
                language.say("A company may answer the phone or open the mail, too. The records do not say."),
                language.say("No record of a company does not prove that there is none."),
            ],
        ),
        folds(
            Fold("ways", _title(_WAYS, ways, language), _lines(graph, ways, language)),
            Fold("unsaid", _title(_UNSAID, unsaid, language), _lines(graph, unsaid, language, companies)),
            Fold("only-online", _title(_ONLY, none, language), _lines(graph, none, language, companies)),
            Fold("perhaps", _title(_PERHAPS, perhaps, language), _lines(graph, perhaps, language, companies)),
            Fold("free", _title(_FREE, free, language), _lines(graph, free, language, companies)),
        ),
        missing(language, (_ANOTHER_WAY, [("service", id_) for id_ in unsaid])),
    )


_ANOTHER_WAY = message("If there is a way without the website")
_WAYS = messages("%(count)s service with another way", "%(count)s services with another way")
_UNSAID = messages("%(count)s service where none is stated", "%(count)s services where none is stated")
_ONLY = messages("%(count)s service that is only online", "%(count)s services that are only online")
_PERHAPS = messages("%(count)s service with perhaps a company", "%(count)s services with perhaps a company")
_FREE = messages("%(count)s service without a record of a company", "%(count)s services without a record of a company")


def _title(words: tuple[str, str], services: list[str], language: Language) -> Text:
    return language.say_many(*words, len(services))


def _lines(
    graph: Graph, services: list[str], language: Language, companies: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Line, ...]:
    """Each service, with its other ways, or with the companies that get something there."""
    found = []
    for id_ in services:
        ways = graph.registry.services[id_].other_ways
        keys: tuple[Key, ...] = tuple(("vendor", party) for party in companies[id_]) if companies else ()
        said = _said(ways, language) if is_there(ways) and not companies else Text(())
        found.append(Line(("service", id_), said, keys))
    return tuple(found)


def _said(ways: Iterable[OtherWay], language: Language) -> Text:
    texts = []
    for way in ways:
        how = lowered(language.label(way.how, ""))
        if is_stated(way.details):
            texts.append(language.say("%(how)s (%(details)s)", how=how, details=way.details))
        else:
            texts.append(language.say("%(how)s (no details stated)", how=how))
    return language.listed(texts, last="or")


def _answer(  # noqa: PLR0913, PLR0917 - all the numbers that the sentences have
    count: int, told: int, ways: int, unsaid: int, none: int, language: Language
) -> Text:
    if not count:
        return language.say("This register has no services yet.")
    if not told:
        return language.say_many(
            "As far as the records say, yes: no source tells of a company in the only service.",
            "As far as the records say, yes: no source tells of a company in any of %(count)s services.",
            count,
        )
    first = language.say_many(
        "In %(some)s of %(count)s service, a company gets something.",
        "In %(some)s of %(count)s services, a company gets something.",
        count,
        some=told,
    )
    said = [
        first,
        language.say_many(
            "Another way is stated for %(some)s of this %(count)s.",
            "Another way is stated for %(some)s of these %(count)s.",
            told,
            some=ways,
        ),
    ]
    if unsaid:
        said.append(language.say("For %(number)s, nobody has said if there is one.", number=unsaid))
    if none:
        said.append(language.say("For %(number)s, online is the only way.", number=none))
    return joined(said, language)
