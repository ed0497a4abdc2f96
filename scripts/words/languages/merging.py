"""The messages of the code, and a catalogue → the catalogue brought up to date. `make words` runs this.

Nothing that a translator wrote gets lost. The translation of a sentence whose English has changed stays with it, and
waits until somebody has looked at it. That of a sentence which is gone stays at the end, as a comment; if the sentence
comes back, so does its translation.

Babel has such a step too, but it forgets what was said before when it runs again, and what is gone does not come back.
"""

from __future__ import annotations

import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message

from scripts.reading import writing
from scripts.words.languages.catalogue import FUZZY, faults, forms, is_said, parsed, waiting
from scripts.words.languages.language import CatalogueError, translations

UNSURE = "not sure"
"""The comment of a translation that is not said any more, and was not yet to be said before."""
_HEAD = re.compile(r'(?:#[^\n]*\n|\n)*msgid ""\nmsgstr[^\n]*\n(?:"[^\n]*\n)*\n')
"""What programs for translators write at the start of a file: who wrote it, when, and with what."""


class Translation(NamedTuple):
    """What somebody wrote, and for which English."""

    english: tuple[str, ...]
    words: tuple[str, ...]
    comments: tuple[str, ...] = ()
    is_sure: bool = True


def merged(old: Catalog, template: Catalog) -> Catalog:
    """A new catalogue with the messages of a template, and all translations of an old one."""
    new = Catalog(locale=old.locale)
    wanted = {forms(message.id): message for message in template if message.id}
    written = list(filter(None, map(_translation, [*old.obsolete.values(), *old])))
    written.sort(key=lambda translation: translation.is_sure)  # the last one for the same English counts
    known = {translation.english: translation for translation in written}
    gone = {one.english[0]: one.english for one in known.values() if one.english not in wanted and any(one.words)}
    for english, message in wanted.items():
        here = old.get(english[0])
        if here is not None and forms(here.id) != english:
            here = None
        own = _translation(here) if here is not None else None
        if here is None or not is_said(here):
            if english in known and any(known[english].words):
                own = known[english]
            elif own is None or not any(own.words):
                near = get_close_matches(english[0], gone, n=1)
                own = known[gone[near[0]]] if near else own
        _say(new, message, own)
    kept: dict[tuple[object, ...], list[Message]] = defaultdict(list)
    for message in new:
        if one := _translation(message):
            kept[_text(one)].append(message)
    for translation in sorted(written):
        has_it = kept[_text(translation)]
        if not has_it:
            has_it.append(_keep(new, translation))
        noted = {comment for message in has_it for comment in message.user_comments}
        has_it[0].user_comments += [comment for comment in translation.comments if comment not in noted]
    return new


def text_of(catalogue: Catalog) -> str:
    """A catalogue as its file has it."""
    file = io.BytesIO()
    pofile.write_po(file, catalogue, width=sys.maxsize, omit_header=True, include_previous=True)
    return file.getvalue().decode()


def state_of(catalogue: Catalog, code: str) -> str:
    """Say how many messages of a language wait for a translator."""
    open_ = waiting(catalogue)
    new = sum(not any(forms(message.string)) for message in open_)
    if not open_:
        return f"{code}: all messages are translated ({len(catalogue):,})"
    return (
        f"{code}: in English until a translator has seen them: {len(open_):,} of {len(catalogue):,} messages "
        f"({new:,} without a translation, {len(open_) - new:,} marked as `{FUZZY}`)"
    )


def _translation(message: Message) -> Translation | None:
    """What somebody wrote for a message, if somebody did."""
    words = forms(message.string)
    comments = tuple(comment for comment in message.user_comments if comment != UNSURE)
    if not message.id or not (any(words) or comments):
        return None
    english = forms(message.previous_id) if message.fuzzy and message.previous_id else forms(message.id)
    return Translation(english, words, comments, not message.fuzzy and UNSURE not in message.user_comments)


def _text(translation: Translation) -> tuple[object, ...]:
    """What sets one translation apart from another."""
    return translation.english, *filter(None, translation.words)


def _say(new: Catalog, message: Message, translation: Translation | None) -> None:
    """Add a message, with a translation that may have been made for another English."""
    if translation is None:
        new[message.id] = message
        return
    english, words, comments, is_sure = translation
    fits = english == forms(message.id)
    if message.pluralizable:
        message.string = tuple([*words, *[""] * new.num_plurals][: new.num_plurals])
    else:
        message.string = next(filter(None, words), "")
    message.user_comments = list(comments)
    message.previous_id = [] if fits else list(english)
    message.flags -= {FUZZY}
    message.flags |= set() if fits and is_sure else {FUZZY}
    new[message.id] = message


def _keep(new: Catalog, translation: Translation) -> Message:
    """Keep a translation that no message needs, at the end; or as a comment, if there is one for that English.

    Gives the message that now has it.
    """
    english, words, comments, is_sure = translation
    there = new.get(english[0]) or new.obsolete.get(english[0])
    if there is not None:
        formerly = [f"formerly: {' / '.join(words)}"] if any(words) else []
        there.user_comments = list(dict.fromkeys([*there.user_comments, *comments, *formerly]))
        return there
    comments = comments if is_sure else (UNSURE, *comments)
    if len(english) > 1:
        message = Message(english, words, user_comments=comments)
    else:
        message = Message(english[0], words[0], user_comments=comments)
    new.obsolete[english[0]] = message
    return message


def main(template: Path, folder: Path) -> Iterable[str]:
    """Bring each catalogue of a folder up to date; gives what to tell.

    Raises:
        CatalogueError: a file is broken, or a translation in it is.
    """
    broken: list[str] = []
    for code in translations(folder):
        path = folder / f"{code}.po"
        with template.open("rb") as file:
            new = merged(parsed(path), pofile.read_po(file))
        head = _HEAD.match(path.read_text(encoding="utf-8-sig"))
        writing.write(folder, {path.name: f"{head[0] if head else ''}{text_of(new)}"})
        yield state_of(new, code)
        broken += map(str, faults(parsed(path), path))
    if broken:
        raise CatalogueError("\n".join(broken))


if __name__ == "__main__":
    try:
        for told in main(*map(Path, sys.argv[1:])):
            sys.stdout.write(f"{told}\n")
    except (CatalogueError, writing.UnwritableError) as error:
        sys.exit(str(error))
