"""What does it cost to use a service online?"""

from __future__ import annotations

from schemas.words import is_stated
from scripts.answers import standing_of_services
from scripts.answers.label import Row, of_groups
from scripts.answers.people_ask.reply_values import Fold, Line, Reply, folds, joined, missing
from scripts.registry.graph import Graph
from scripts.words.languages import Language, Text, message, messages, sort_key

_THE_FEE = message("What it costs to use it online")
_ELSEWHERE = message("We have not looked for a fee in the other services. They may cost something, too.")
_STATED = messages("%(count)s service whose cost is stated", "%(count)s services whose cost is stated")
_UNSAID = messages("%(count)s service whose cost is not stated", "%(count)s services whose cost is not stated")


def reply(graph: Graph, language: Language) -> Reply:
    """Answer from the fees of services. A service whose record does not ask for a fee is none of them."""
    services = graph.registry.services
    there = sorted(standing_of_services.now(graph), key=lambda id_: (sort_key(services[id_].name), id_))
    fees = {id_: fee for id_ in there if (fee := services[id_].fee) is not None}
    stated = {id_: fee for id_, fee in fees.items() if is_stated(fee)}
    unsaid = [id_ for id_ in fees if id_ not in stated]

    def row(id_: str, head: Text, number: int, of: int, *, is_unsaid: bool = False) -> Row:
        said = language.say_many("%(some)s of %(count)s service", "%(some)s of %(count)s services", of, some=number)
        return Row(id_, head, said, is_unsaid=is_unsaid and number > 0)

    return Reply(
        _answer(len(stated), len(unsaid), language),
        of_groups(
            [row("asked", language.say("We looked for what it costs"), len(fees), len(there))] if there else [],
            [
                row("stated", language.say("A source says what it costs"), len(stated), len(fees)),
                row("unsaid", language.say("Not stated"), len(unsaid), len(fees), is_unsaid=True),
            ]
            if fees
            else [],
            foot=[language.say(_ELSEWHERE)] if len(fees) < len(there) else [],
        ),
        folds(
            Fold(
                "stated",
                language.say_many(*_STATED, len(stated)),
                tuple(Line(("service", id_), language.known(fee)) for id_, fee in stated.items()),
            ),
            Fold(
                "unsaid",
                language.say_many(*_UNSAID, len(unsaid)),
                tuple(Line(("service", id_)) for id_ in unsaid),
            ),
        ),
        missing(language, (_THE_FEE, [("service", id_) for id_ in unsaid])),
    )


def _answer(stated: int, unsaid: int, language: Language) -> Text:
    if not stated and not unsaid:
        return language.say("No record says what it costs to use a service online.")
    said = []
    if stated:
        said.append(
            language.say_many(
                "For %(count)s service, a source says what it costs to use it online.",
                "For %(count)s services, a source says what it costs to use them online.",
                stated,
            )
        )
    if unsaid:
        said.append(
            language.say_many(
                "For %(count)s service where you may have to pay, no source that we found says how much.",
                "For %(count)s services where you may have to pay, no source that we found says how much.",
                unsaid,
            )
        )
    return joined(said, language)
