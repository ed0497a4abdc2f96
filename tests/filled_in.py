"""Forms as people would fill them in: each blank with an answer that fits, written the way the form asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas import Key
from schemas.text import Name
from schemas.time import Duration
from schemas.words import FILL_IN, NOT_STATED
from scripts.correspondence import form, open_questions
from scripts.correspondence.open_questions import Blank, Question, Writing, letters
from scripts.correspondence.reply_addresses import ANSWERED_BY, END, address
from scripts.reading import characters
from scripts.registry.registry import Registry
from scripts.words.escapers import typed_text


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in one blank, and what the record says then."""

    written: str = ""
    boxes: tuple[str, ...] = ()
    """The labels that are marked."""
    value: Any = None


def every_question(registry: Registry) -> list[tuple[Key, Question]]:
    """Every question that can be asked in a registry, each once."""
    found = {
        (question.key, question.loc): question
        for key in registry.records
        for section in open_questions.about(registry, key)
        for question in section.questions
    }
    return [(key, question) for (key, _), question in found.items()]


def form_about(registry: Registry, key: Key) -> form.Form:
    """The form about one record."""
    return form.Form(registry, key, open_questions.about(registry, key))


def in_markdown(text: str, answers: Mapping[str, Answer]) -> str:
    """The Markdown form with answers in its blanks."""
    for where, answer in answers.items():
        before, marker, after = text.partition(f"[{where}]\n")
        assert marker, where
        zone, rule, rest = after.partition("\n---\n")
        for label in answer.boxes:
            box = f"- [ ] {typed_text.in_markdown(label)}\n"
            assert box in f"{zone}\n", (label, zone)
            zone = f"{zone}\n".replace(box, box.replace("[ ]", "[x]"), 1)
        if answer.written:
            zone = (
                zone.replace("Answer:", f"Answer: {answer.written}", 1)
                if "Answer:" in zone
                else f"{zone}\n{answer.written}\n"
            )
        text = before + marker + zone + rule + rest
    return text


def by_browser(filled_in: form.Form, answers: Mapping[str, Answer]) -> str:
    """What a browser makes of the HTML form: a line for each thing that was chosen or written."""
    lines = []
    for where in [filled_in.marker(ANSWERED_BY), *_addresses(filled_in)]:
        answer = answers.get(where, Answer())
        lines += [f"{where}={text}" for text in (*answer.boxes, answer.written)]
    return "\r\n".join([*lines, f"{filled_in.marker(END)}=end", ""])


def _addresses(filled_in: form.Form) -> Iterator[str]:
    for section in filled_in.sections:
        for question in section.questions:
            for blank in question.blanks:
                yield address(filled_in.registry, question, blank)


# --- answers that fit ------------------------------------------------------------------------------

_LETTERS = st.characters(
    codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u00a0\u2028\u2029\ufffc\ufffd"
)
_SYNTAX = re.compile(r"\\?\[|>|[-*_\s]+$|#|\**answer\s*:|\d+\.\s|[-+*]\s*\[", re.IGNORECASE)


def _is_text(text: str) -> bool:
    try:
        TypeAdapter(Name).validate_python(text)  # what may be a name may be any text
    except ValidationError:
        return False
    return text != FILL_IN and not any(characters.odd(text)) and not _SYNTAX.match(text) and "=" not in text


TEXTS = st.text(_LETTERS, min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(_is_text)
ADDRESSES = st.from_regex(
    r"https://[a-z]{1,9}\.example\.org(/[a-zA-Z0-9._~!$&'()*+,;:@%-]{0,20})?(\?a=[a-z,;]{0,9})?", fullmatch=True
).filter(lambda address: address[-1] not in ".,;")  # there they end a sentence
EMAILS = st.from_regex(r"[a-z]{1,9}[.+_-][a-z0-9]{1,9}@[a-z]{1,9}\.example\.org", fullmatch=True)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
LENGTHS = st.from_regex(r"P(?!\Z)([1-9][0-9]?Y)?([1-9][0-9]?M)?([1-9][0-9]?W)?([1-9][0-9]{0,2}D)?", fullmatch=True)


_AS_WRITTEN = {
    Writing.ADDRESS: ADDRESSES,
    Writing.EMAIL: EMAILS,
    Writing.DATE: DATES,
    Writing.LENGTH: LENGTHS,
    Writing.KEPT: LENGTHS,
}
_IN_WORDS: dict[Writing, Callable[[str], Answer]] = {
    Writing.LENGTH: lambda text: Answer(f"{Duration(text)}", (), text),
    Writing.KEPT: lambda text: Answer(f"While it is open, then {Duration(text)}", (), f"while it is open, then {text}"),
}


def answers(blank: Blank) -> st.SearchStrategy[Answer]:
    """Every kind of answer that fits a blank, but for "we do not know"."""
    ways = [st.just(Answer(boxes=(word.label,), value=word.value)) for word in blank.words if word.value != NOT_STATED]
    if blank.several:
        several = st.lists(st.sampled_from(blank.choices), min_size=1, max_size=4, unique=True)
        if form.is_long(blank):
            ways.append(several.map(lambda some: Answer("; ".join(c.label for c in some), (), [c.value for c in some])))
        else:
            ways.append(
                several.map(
                    lambda some: Answer(
                        boxes=tuple(c.label for c in blank.choices if c in some),
                        value=[c.value for c in blank.choices if c in some],
                    )
                )
            )
            ways.append(
                several.map(lambda some: Answer(" and ".join(c.value for c in some), (), [c.value for c in some]))
            )
    elif blank.choices and not form.is_long(blank):
        ways.append(st.sampled_from(blank.choices).map(lambda c: Answer(boxes=(c.label,), value=c.value)))
    elif blank.choices:
        ways.append(st.sampled_from(blank.choices).map(lambda c: Answer(c.label, (), c.value)))
    elif blank.writing is Writing.TEXT:
        taken = {letters(word.label) for word in blank.words}
        texts = TEXTS.map(lambda text: f"555 {text}") if blank.steps[-1:] == ("phone",) else TEXTS  # it has digits
        ways.append(texts.filter(lambda text: letters(text) not in taken).map(lambda text: Answer(text, (), text)))
    if blank.writing in _AS_WRITTEN:
        ways.append(_AS_WRITTEN[blank.writing].map(lambda text: Answer(text, (), text)))
    if blank.writing in _IN_WORDS:
        ways.append(LENGTHS.map(_IN_WORDS[blank.writing]))
    return st.one_of(ways)
