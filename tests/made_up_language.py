"""A made-up language: English in wide letters, which no record and no code has, under the name of Esperanto.

Its translator is almost done: what begins with a W has no translation yet, and what begins with an F has one that
somebody has to look at first.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from scripts.words import languages
from scripts.words.languages import catalogue, merging

CODE = "eo"
NAME = "Esperanto"
_KEPT = re.compile(r"(%\(\w+\)s|\{\w+\}|<[^>]+>|`[^`]+`|\]\((?:%\(\w+\)s|[^()])*\)|&#?\w+;)")
"""What a translation keeps as it is."""


def wide(message: str) -> str:
    """A message in this language."""
    parts = _KEPT.split(message)
    parts[::2] = (re.sub(r"[A-Za-z]", lambda letter: chr(ord(letter[0]) + 0xFEE0), part) for part in parts[::2])
    return "".join(parts)


def write(folder: Path) -> Path:
    """Copy the real catalogues into a folder, and write that of this language beside them; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in languages.CATALOGUES.glob("*.po"):
        shutil.copy(path, folder)
    code, *_ = languages.translations()
    known = catalogue.parsed(languages.CATALOGUES / f"{code}.po")
    new = Catalog(locale=CODE)
    for message in known:
        if message.id:
            new[message.id] = _translated(message)
    (folder / f"{CODE}.po").write_text(merging.text_of(new), encoding="utf-8")
    return folder


def _translated(message: Message) -> Message:
    english = catalogue.forms(message.id)
    words = tuple(wide(form) for form in english)
    if english[0].startswith("W"):
        words = ("",) * len(words)
    flags = {catalogue.FUZZY} if english[0].startswith("F") else set()
    return Message(message.id, words if message.pluralizable else words[0], flags=flags)
