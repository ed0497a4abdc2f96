"""Changes → drafts, one after the other: a change that cannot be shown leaves the last good draft, and says why."""

from __future__ import annotations

import gc
import secrets
import threading
import time
import traceback
from collections.abc import Callable
from typing import NamedTuple

from scripts.site.build import BuildError
from scripts.site.preview.draft import Draft
from scripts.site.preview.single_pages import BuilderError
from scripts.site.security.headers import PageError
from scripts.words.languages.language import CatalogueError

CALM = 0.1
"""Seconds without a further change before a draft is made: editors save in several steps."""
REST = 1.0
"""Seconds without a change before the memory of earlier drafts is looked for: nobody waits then."""
PATIENCE = 20.0
"""Seconds for which a page's question for what is new is kept open, before it is to ask again."""
MOST_LOOKED_AT = 8
"""How many of the pages that stand in browsers are made with a draft, before it is shown."""


class FaultError(Exception):
    """Something is wrong in the records; the message says what and where, for people."""


class State(NamedTuple):
    """What a browser can know of a preview."""

    draft: str
    """The name of the last good draft; no other of any preview has it."""
    turn: int
    """How many changes have been looked at."""
    faults: str
    """Why the last change is not shown; empty if it is."""


class Turns:
    """The last good draft, and the one worker that makes the next."""

    def __init__(self, make: Callable[[], Draft], say: Callable[[str], object] = print) -> None:
        """Take what reads the records and begins a draft, and where faults of the build are said.

        `make` raises FaultError if the records cannot be shown, and has said so itself.
        """
        self._make, self._say = make, say
        self._name, self._number = secrets.token_hex(4), 0
        self._changed, self._ended = threading.Event(), threading.Event()
        self._news = threading.Condition()
        self._looked_at: list[str] = []
        self.draft: Draft | None = None
        self.turn = 0
        self.faults = ""

    @property
    def state(self) -> State:
        """What a browser can know now."""
        return State(f"{self._name}-{self._number}", self.turn, self.faults)

    def take(self) -> None:
        """Look at the records once, and show them if they are right; else what was there stays."""
        draft, faults = self._try()
        with self._news:
            self.turn += 1
            self.faults = faults
            if draft is not None:
                self.draft = draft
                self._number += 1
            self._news.notify_all()

    def _try(self) -> tuple[Draft | None, str]:
        """The next draft with the pages that people look at, or what stands in the way."""
        try:
            draft = self._make()
            _ = draft.headers
            with self._news:
                pages = list(dict.fromkeys(self._looked_at))
            for page in pages[-MOST_LOOKED_AT:]:
                draft.file(page)
        except FaultError as fault:
            return None, str(fault)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person mends it and saves again
            return None, self.told(error)
        return draft, ""

    def told(self, error: Exception) -> str:
        """Say in the terminal what is wrong with a page, and return it for the browser."""
        if isinstance(error, (BuilderError, BuildError, CatalogueError, PageError)):
            text = str(error)
        else:  # a mistake in the code: whoever can mend it needs to see where it is
            self._say("".join(traceback.format_exception(error)))
            text = "".join(traceback.format_exception_only(error)).strip()
        self._say(text)
        return text

    def note_change(self) -> None:
        """Say that something has changed. However often that is said while a draft is made, one more is made."""
        self._changed.set()

    def work(self) -> None:
        """Take a turn after each change, until the end."""
        is_tidy = True
        while not self._ended.is_set():
            if not self._changed.wait(timeout=None if is_tidy else REST):
                gc.collect()  # a draft refers to itself, so it does not go by itself
                is_tidy = True
                continue
            while self._changed.is_set() and not self._ended.is_set():
                self._changed.clear()
                time.sleep(CALM)
            if not self._ended.is_set():
                self.take()
                is_tidy = False

    def end(self) -> None:
        """Let the worker end, and all who wait for news."""
        self._ended.set()
        self._changed.set()
        with self._news:
            self._news.notify_all()

    def news(self, turn: int, page: str) -> State | None:
        """What is new after a turn, for somebody who looks at a page; None if there is nothing new for a while."""
        with self._news:
            self._looked_at.append(page)
            is_new = self._news.wait_for(lambda: self.turn != turn or self._ended.is_set(), timeout=PATIENCE)
            self._looked_at.remove(page)
            return self.state if is_new and not self._ended.is_set() else None
