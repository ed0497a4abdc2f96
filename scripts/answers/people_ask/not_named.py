"""Which companies, and which others, are not named by any source?"""

from __future__ import annotations

from schemas import Key
from schemas.words import is_any
from scripts.answers.label import Row, of_groups
from scripts.answers.people_ask.reply_values import ITS_NAME, Fold, Line, Reply, folds, joined, missing
from scripts.registry import receivers
from scripts.registry.graph import Graph
from scripts.registry.receivers import Standing
from scripts.words.languages import Language, Text, message, messages, sort_key


def reply(graph: Graph, language: Language) -> Reply:
    """Answer from how sure we are of each."""
    found = {standing: _with(graph, standing) for standing in Standing}
    classes = found[Standing.BY_ITS_COMPANIES]
    told = tuple(key for key in found[Standing.TOLD_OF] if key[0] == "vendor")
    others = tuple(key for key in found[Standing.TOLD_OF] if key[0] != "vendor")
    perhaps = found[Standing.OUR_READING]
    companies = len(told) + sum(key[0] == "vendor" for key in found[Standing.NAMED])
    groups = (
        ("told-of", message("A source tells of a company, and gives no name"), told),
        ("classes", message("A kind of company: a source names some of them"), classes),
    )
    return Reply(
        _answer(companies, len(told), len([key for key in perhaps if key[0] == "vendor"]), language),
        of_groups(
            *([Row(id_, language.say(head), keys=keys)] for id_, head, keys in groups if keys),
            foot=[language.say("We never guess the name of a company.")],
        ),
        folds(
            Fold("told-of", _title(_TOLD_OF, told, language), _lines(graph, told)),
            Fold("classes", _title(_CLASSES, classes, language), _members(graph, classes)),
            Fold("others", _title(_OTHERS, others, language), _lines(graph, others)),
            Fold("perhaps", _title(_PERHAPS, perhaps, language), _lines(graph, perhaps)),
        ),
        missing(language, (ITS_NAME, (*told, *classes)), (_ANYBODY, perhaps)),
    )


_ANYBODY = message("If there is anybody, and who")
_TOLD_OF = messages("%(count)s company without a name", "%(count)s companies without a name")
_OTHERS = messages("%(count)s other without a name", "%(count)s others without a name")
_CLASSES = messages(
    "%(count)s kind of company, with those that seem to belong to it",
    "%(count)s kinds of companies, with those that seem to belong to them",
)
_PERHAPS = messages("%(count)s question: is there somebody?", "%(count)s questions: is there somebody?")


def _title(words: tuple[str, str], keys: tuple[Key, ...], language: Language) -> Text:
    return language.say_many(*words, len(keys))


def _with(graph: Graph, standing: Standing) -> tuple[Key, ...]:
    parties = graph.registry.parties
    keys = [
        (party.kind, id_)
        for id_, party in parties.items()
        if party.kind != "office" and receivers.standing(graph, id_) == standing
    ]
    return tuple(sorted(keys, key=lambda key: (key[0] != "vendor", sort_key(parties[key[1]].name), key)))


def _lines(graph: Graph, keys: tuple[Key, ...]) -> tuple[Line, ...]:
    """Each with the services in which it gets something, or would."""
    return tuple(
        Line(
            key,
            keys=tuple(
                dict.fromkeys(
                    ("service", str(edge.flow.service))
                    for edge in graph.current(graph.gets(key[1]))
                    if not is_any(edge.flow.service)
                )
            ),
        )
        for key in keys
    )


def _members(graph: Graph, keys: tuple[Key, ...]) -> tuple[Line, ...]:
    vendors = graph.registry.vendors
    return tuple(
        Line(
            key,
            keys=tuple(
                ("vendor", id_)
                for id_, vendor in vendors.items()
                if key[1] in {str(membership.vendor) for membership in vendor.belongs_to}
            ),
        )
        for key in keys
    )


def _answer(companies: int, unnamed: int, perhaps: int, language: Language) -> Text:
    if not companies and not perhaps:
        return language.say("No source tells of a company that gets something now.")
    said = []
    if companies and not unnamed:
        said.append(
            language.say_many(
                "A source names the only company that gets something now.",
                "A source names each of %(count)s companies that get something now.",
                companies,
            )
        )
    elif companies:
        said.append(
            language.say_many(
                "Of %(count)s company that gets something now, no source names %(some)s.",
                "Of %(count)s companies that get something now, no source names %(some)s.",
                companies,
                some=unnamed,
            )
        )
    if perhaps:
        said.append(
            language.say_many(
                "In %(count)s more case we only ask if there is a company: no source says so.",
                "In %(count)s more cases we only ask if there is a company: no source says so.",
                perhaps,
            )
        )
    return joined(said, language)
