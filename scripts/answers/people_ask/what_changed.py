"""What changed in the month of the newest change? Only from the days on which files last changed.

Where no such day is known, it says instead what was checked in the month of the last check. It looks at no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from schemas import Key
from schemas.record import CheckedRecord
from schemas.time import RoughDate
from schemas.words import is_stated
from scripts.answers.label import of_groups
from scripts.answers.people_ask.reply_values import Fold, Line, Reply, folds
from scripts.registry.addresses import file_of
from scripts.registry.graph import Graph
from scripts.words.languages import Language, Text, message, messages, sort_key


def reply(graph: Graph, language: Language, changed: Mapping[str, date]) -> Reply:
    """Answer from the days on which files of the registry last changed."""
    records = graph.registry.records
    days = {key: day for key in graph.registry.own_documents if (day := changed.get(file_of(key)))}
    days = {key: day for key, day in days.items() if key[0] in _KINDS}
    are_changes = bool(days)
    if not are_changes:
        days = {
            key: record.reviewed.date
            for key, record in records.items()
            if isinstance(record, CheckedRecord) and is_stated(record.reviewed)
        }
    last = max(days.values(), default=None)
    if last is None:
        return Reply(language.say("No day is known on which a record changed, or was checked."), of_groups(foot=[]))
    month = [key for key, day in days.items() if (day.year, day.month) == (last.year, last.month)]
    of = len(days) if are_changes else sum(isinstance(record, CheckedRecord) for record in records.values())
    by_kind = {kind: [key for key in month if key[0] == kind] for kind in _KINDS}
    return Reply(
        _answer(len(month), of, last, language, are_changes=are_changes),
        of_groups(
            foot=[language.say("Changed means that the words of a record did, or its sources. It may be a small slip.")]
            if are_changes
            else []
        ),
        folds(
            *(
                Fold(kind, _title(kind, len(keys), language), _lines(graph, keys, days, language))
                for kind, keys in by_kind.items()
            )
        ),
    )


_KINDS = {
    "service": message("Services"),
    "vendor": message("Companies"),
    "office": message("Offices"),
    "recipient": message("Others who may get information"),
    "promise": message("Promises"),
    "data": message("Kinds of information"),
    "purpose": message("Reasons"),
    "people": message("People"),
    "source": message("Sources"),
}
"""What people call the kinds of records of which it is told one by one, in the order in which they stand."""


def _title(kind: str, count: int, language: Language) -> Text:
    return language.say("%(what)s: %(number)s", what=language.say(_KINDS[kind]), number=count)


def _lines(graph: Graph, keys: list[Key], days: Mapping[Key, date], language: Language) -> tuple[Line, ...]:
    records = graph.registry.records
    ordered = sorted(keys, key=lambda key: (-days[key].toordinal(), sort_key(records[key].name), key))
    return tuple(Line(key, language.day(days[key])) for key in ordered)


def _answer(count: int, of: int, last: date, language: Language, *, are_changes: bool) -> Text:
    month = language.rough_date(RoughDate(f"{last:%Y-%m}"))
    one, many = _CHANGED if are_changes else _CHECKED
    return language.say_many(one, many, of, some=count, month=month, day=language.day(last))


_CHANGED = messages(
    "In %(month)s, %(some)s of %(count)s record changed, the last on %(day)s.",
    "In %(month)s, %(some)s of %(count)s records changed, the last on %(day)s.",
)
_CHECKED = messages(
    "It is not known when records changed. In %(month)s, %(some)s of %(count)s record was checked, "
    "the last on %(day)s.",
    "It is not known when records changed. In %(month)s, %(some)s of %(count)s records were checked, "
    "the last on %(day)s.",
)
