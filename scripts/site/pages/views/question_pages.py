"""The questions that people ask, each with a page of its own, and the page that lists them.

Search and the first page offer them too: by their titles, by the words in which people look for them (`asked_as`), and
with their answers in one line (`answer`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from scripts.answers.people_ask import (
    getting_deleted,
    if_it_leaks,
    most_sensitive,
    not_named,
    what_changed,
    what_it_costs,
    who_gets_one_kind,
    who_sells,
    who_watches,
    without_a_company,
)
from scripts.answers.people_ask.reply_values import Reply
from scripts.site.pages.edition import Edition
from scripts.words import sentences
from scripts.words.languages import Text, asked_by_you, lowered, message

FOLDER = "answers"
PAGE = f"{FOLDER}/index.md"
"""The page that lists all questions."""


@dataclass(frozen=True)
class Question:
    """A question that people ask of all records at once."""

    id: str
    asks: str
    """The question, as a message. It may name the organisation, or a kind of information."""
    words: str
    """What people type who look for it: a message that has the words with semicolons between them."""
    reply: Callable[[Edition], Reply]
    about: str = ""
    """The id of the kind of information that it asks about, if it is about one."""

    @property
    def page(self) -> str:
        """The path of its page."""
        return f"{FOLDER}/{self.id}.md"

    def title(self, edition: Edition) -> Text:
        """The question in the language of the pages."""
        what = _mine(edition, self.about) if self.about else ""
        return edition.language.say(self.asks, the_city=edition.registry.organisation.short_name, what=what)

    def asked_as(self, edition: Edition) -> tuple[str, ...]:
        """The words in which people look for it."""
        what = lowered(edition.registry.data[self.about].name) if self.about else ""
        return tuple(word.strip() for word in edition.language.say(self.words, what=what).split(";"))


def _of_graph(reply: Callable[..., Reply]) -> Callable[[Edition], Reply]:
    return lambda edition: reply(edition.graph, edition.language)


def _changes(edition: Edition) -> Reply:
    return what_changed.reply(edition.graph, edition.language, edition.changed)


QUESTIONS: tuple[Question, ...] = (
    Question(
        "does-it-sell-my-data",
        message("Does %(the_city)s sell my data?"),
        message(
            "sell my data; share my data; sold; selling; shared; ads; advertising; marketing; profiling; data broker"
        ),
        _of_graph(who_sells.reply),
    ),
    Question(
        "who-gets-the-most-sensitive-facts",
        message("Who gets the most sensitive facts?"),
        message("riskiest; most sensitive; sensitive data; private; risk; worst; most dangerous"),
        _of_graph(most_sensitive.reply),
    ),
    Question(
        "who-watches-me",
        message("Who watches me when I only browse?"),
        message("who tracks me; tracking; track me; watch me; cookies; browsing; spy; analytics; follow me"),
        _of_graph(who_watches.reply),
    ),
    Question(
        "without-a-company",
        message("Can I do this without a company?"),
        message("opt out; without a company; avoid; in person; by mail; by phone; not online; other way"),
        _of_graph(without_a_company.reply),
    ),
    Question(
        "what-does-it-cost",
        message("What does it cost to do it online?"),
        message("fee; credit card fee; convenience fee; processing fee; service fee; surcharge; cost; price; free"),
        _of_graph(what_it_costs.reply),
    ),
    Question(
        "how-do-i-get-my-data-deleted",
        message("How do I get my data deleted, and whom do I ask?"),
        message("delete my data; delete my account; erase; remove my data; see my data; correct my data; opt out"),
        _of_graph(getting_deleted.reply),
    ),
    Question(
        "what-if-a-company-has-a-leak",
        message("What if a company has a leak?"),
        message("leak; data breach; breach; hack; hacked; stolen data; identity theft"),
        _of_graph(if_it_leaks.reply),
    ),
    Question(
        "which-companies-are-not-named",
        message("Which companies are not named?"),
        message("not named; unnamed; unknown companies; secret; third parties; vendors"),
        _of_graph(not_named.reply),
    ),
    Question(
        "what-changed-this-month",
        message("What changed this month?"),
        message("what changed; changes; news; new; update; latest"),
        _changes,
    ),
)
"""The questions that any register answers."""

_WHO_GETS = message("Who gets %(what)s?")
_WHO_GETS_WORDS = message("who gets my %(what)s; who has my %(what)s; %(what)s")


def questions(edition: Edition) -> tuple[Question, ...]:
    """All questions that have a page in this edition: those of any register, and one for each kind asked after."""
    return (
        *QUESTIONS,
        *(
            Question(
                f"who-gets-my-{id_}",
                _WHO_GETS,
                _WHO_GETS_WORDS,
                partial(_of_kind, id_),
                about=id_,
            )
            for id_ in who_gets_one_kind.kinds(edition.graph)
        ),
    )


def for_first_page(edition: Edition) -> tuple[Question, ...]:
    """The few questions that the first page offers: one about a kind of information, if there is one, and others."""
    of_kinds = [question for question in questions(edition) if question.about]
    first = [question for question in QUESTIONS if question.id in _ON_FIRST_PAGE]
    return (*of_kinds[:1], *first)


_ON_FIRST_PAGE = {"does-it-sell-my-data", "who-watches-me", "how-do-i-get-my-data-deleted"}


def _of_kind(id_: str, edition: Edition) -> Reply:
    return who_gets_one_kind.reply(edition.graph, edition.language, id_)


def _mine(edition: Edition, id_: str) -> Text:
    """A kind of information, as who asks says it: "my password", "facts about my health"."""
    return asked_by_you(sentences.your([edition.registry.data[id_]], language=edition.language))


def answer(edition: Edition, question: Question) -> Text:
    """The answer in a line or two."""
    return question.reply(edition).answer


class QuestionPage(NamedTuple):
    """What the page of a question says."""

    question: Question
    title: Text
    reply: Reply


class Listed(NamedTuple):
    """A question as the list shows it."""

    page: str
    title: Text
    answer: Text
    is_of_kind: bool


class QuestionsPage(NamedTuple):
    """What the list of questions says."""

    first: tuple[Listed, ...]
    """Those of any register."""
    of_kinds: tuple[Listed, ...]
    """Those about one kind of information each."""


def question_page(edition: Edition, question: Question) -> QuestionPage:
    """Say of a question what its page says."""
    return QuestionPage(question, question.title(edition), question.reply(edition))


def questions_page(edition: Edition) -> QuestionsPage:
    """Say what the list of questions says."""
    listed = [Listed(one.page, one.title(edition), answer(edition, one), bool(one.about)) for one in questions(edition)]
    return QuestionsPage(
        tuple(one for one in listed if not one.is_of_kind), tuple(one for one in listed if one.is_of_kind)
    )
