"""The page of a promise: whether the records keep it, and how that was decided."""

from __future__ import annotations

from typing import NamedTuple

from schemas.promise import Selector
from schemas.references import Ref
from schemas.time import Duration
from schemas.words import Word
from scripts.answers import promise_label
from scripts.answers.label import Label
from scripts.registry import promises, settling
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.about_record import AboutRecord, Support, about_record, supports
from scripts.site.pages.views.judged import Judged, judged
from scripts.words.languages import Language, message


class Cited(NamedTuple):
    """A statement of the policy in which the promise is made."""

    source: str
    name: str
    section: str
    says: str


class Condition(NamedTuple):
    """One thing that is asked of a flow: a fact of it is one of these."""

    fact: str
    """What people call the fact."""
    choices: tuple[Word | Duration | Ref, ...]


Conditions = tuple[Condition, ...]


class PromisePage(NamedTuple):
    """What the page of a promise says."""

    about: AboutRecord
    label: Label
    judged: Judged
    cited: tuple[Cited, ...]
    tension: tuple[Support, ...]
    """What the words about what pulls the other way rest on."""
    where: Conditions
    """The flows that its rule looks at; none if it looks at all."""
    must: Conditions
    """What these flows may or must have; none if there must be no such flow."""
    unless: Conditions
    """The flows that are left out."""
    needs_one_flow: bool
    """Whether it asks for a flow that is as it says, and not how flows are that there are."""


def promise_page(edition: Edition, id_: str) -> PromisePage:
    """Say of a promise what its page says."""
    key = ("promise", id_)
    record = edition.registry.promises[id_]
    rule = record.check.forbid or record.check.only or record.check.require
    must = record.check.only.allow if record.check.only else record.check.require.need if record.check.require else None
    return PromisePage(
        about=about_record(edition, key),
        label=promise_label.of_promise(edition.graph, id_, edition.language),
        judged=judged(
            edition,
            promises.judge_all(edition.graph)[id_],
            settling.of_promises(edition.graph),
            (str(piece.source) for piece in record.evidence),
        ),
        cited=tuple(_cited(edition, str(piece.source), name) for piece in record.evidence for name in piece.statements),
        tension=supports(edition, record.tension.evidence if record.tension else ()),
        where=conditions(rule.where if rule else None, edition.language),
        must=conditions(must, edition.language),
        unless=conditions(rule.unless if rule else None, edition.language),
        needs_one_flow=bool(record.check.require and not record.check.require.where),
    )


def _cited(edition: Edition, source: str, name: str) -> Cited:
    statement = edition.registry.sources[source].statements[name]
    return Cited(source, name, statement.section, statement.says)


def conditions(chosen: Selector | None, language: Language) -> Conditions:
    """Say which flows a rule looks at: a condition for each fact of which it says something."""
    found = []
    for name, field in type(chosen).model_fields.items() if chosen else ():
        values = getattr(chosen, name)
        if values is not None:
            choices = values if isinstance(values, tuple) else (values,)
            found.append(Condition(language.say(_FACTS[field.alias or name]), choices))
    return tuple(found)


_FACTS = {
    "people": message("It is about"),
    "from": message("It comes from"),
    "from_is": message("It comes from"),
    "to": message("It goes to"),
    "to_is": message("It goes to"),
    "data": message("It carries"),
    "identifies": message("The information"),
    "sensitivity": message("The information is"),
    "purposes": message("It is used to"),
    "collected": message("How it gets there"),
    "choice": message("Your choice"),
    "service": message("It happens when people use"),
    "kept_at_most": message("It is kept for at most"),
}
"""What people call the facts of a flow, as the start of a line that names what they may be."""
