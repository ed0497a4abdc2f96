"""Records → pieces of sentences that people read, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas import Data, Organisation, Recipient
from schemas.flow import Flow, Schedule
from schemas.time import Duration, KeptAfter
from schemas.words import Word, is_none, is_stated
from scripts.registry.graph import Graph
from scripts.words.languages import ENGLISH, Language, Text, lowered, may_be_yours, messages

MORE = messages("%(count)s more", "%(count)s more")
OTHERS = messages("%(count)s other", "%(count)s others")


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as an English sentence does: "a, b and c"."""
    return ENGLISH.listed(words, last=last)


def your(kinds: Iterable[Data], most: int | None = None, *, language: Language = ENGLISH) -> Text:
    """Say whose information it is: "your name, email address and what you write or send".

    What has a form of its own for sentences is said in it: "and facts about your health". With `most`, only so many
    kinds are named, and the others are counted.
    """
    kinds = list(kinds)
    shown = kinds[:most] if most and len(kinds) > most + 1 else kinds
    groups: dict[bool, list[str]] = {}  # "your" is said once, so what it goes with stands together
    for kind in shown:
        name = kind.in_sentences or lowered(kind.name)
        is_yours = not kind.in_sentences and kind.identifies != "nobody" and may_be_yours(name)
        groups.setdefault(is_yours, []).append(name)
    if yours := groups.get(True):
        yours[0] = language.say("your %(things)s", things=yours[0])
    things = [name for group in groups.values() for name in group]
    if len(shown) < len(kinds):
        things.append(language.say_many("%(count)s more fact", "%(count)s more facts", len(kinds) - len(shown)))
    return language.listed(things)


def labelled(word: Word, organisation: Organisation, language: Language = ENGLISH) -> Text:
    """The label of a word, with the organisation's own name for itself."""
    return language.label(word, organisation.short_name)


def kept(flow: Flow, language: Language = ENGLISH) -> str:
    """How long the receiver keeps it, in a few words; empty if that is not stated."""
    match flow.retention:
        case Duration():
            return language.duration(flow.retention)
        case KeptAfter():
            first, time = flow.retention.first, language.duration(flow.retention.length)
            return language.say("%(first)s, then %(time)s", first=first, time=time)
        case Schedule():
            schedule = language.say("as the records schedule says")
            if is_stated(flow.retention.series):
                schedule = language.say("%(schedule)s, %(line)s", schedule=schedule, line=flow.retention.series)
            if flow.kept_for is None:
                return schedule
            return language.say("%(schedule)s: %(time)s", schedule=schedule, time=language.duration(flow.kept_for))
        case _ if is_none(flow.retention):
            return language.say("not kept")
        case _:
            return ""


def called(graph: Graph, party: str) -> str:
    """What a sentence calls whoever stands at one end of a flow."""
    registry = graph.registry
    if party in registry.people:
        people = registry.people[party]
        return people.in_sentences or lowered(people.name)
    if party in graph.offices.roots:
        return registry.organisation.short_name
    named = registry.parties[party]
    has_no_name = isinstance(named, Recipient) and not is_stated(named.identity)
    return named.in_sentences or (lowered(named.name) if has_no_name else named.name)


def some(names: Sequence[str], most: int, language: Language = ENGLISH, rest: tuple[str, str] = MORE) -> Text:
    """List names in a sentence, and only count those that would make it long: "a, b and 3 more"."""
    if len(names) <= most:
        return language.listed(names)
    return language.listed([*names[: most - 1], language.say_many(*rest, len(names) - most + 1)])


def some_called(graph: Graph, parties: Iterable[str], most: int, language: Language = ENGLISH) -> Text:
    """Name parties in a sentence, each once, and only count those that would make it long: "a, b and 3 others"."""
    names = dict.fromkeys(called(graph, party) for party in parties)
    return some(list(names), most, language, OTHERS)


def in_words(labels: Iterable[str], most: int, language: Language = ENGLISH) -> Text:
    """List the first of some labels in a sentence, and count the others."""
    return some([lowered(label) for label in labels], most, language)
