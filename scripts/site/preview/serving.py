"""`serve`: a preview from its start to its end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.site.preview.draft import Draft
from scripts.site.preview.server import Server
from scripts.site.preview.turns import Turns
from scripts.site.preview.watching import watching

ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""The signals that end it, as far as the system knows them."""
LAST_TURN = 10.0
"""Seconds for which the worker may end what it has begun, such as a git that it has started."""


class PortError(Exception):
    """A port cannot be had; the message says why, and what to do."""


def serve(
    make: Callable[[], Draft], watched: Collection[Path], port: int, page: str, say: Callable[[str], object]
) -> None:
    """Show a site until the person stops it. Mistakes are shown where the site would be, until they are mended.

    `make` reads the records and begins a draft. `watched` are the files and folders that the site is made of. `page`
    is the one to open.

    Raises:
        PortError: the port belongs to another program.
        OSError: the system does not tell of changes.
    """
    turns = Turns(make, say)
    worker = threading.Thread(target=turns.work, daemon=True)
    with _ending(), _server(turns, port) as server, watching(watched, turns.note_change):
        try:
            turns.take()
            worker.start()
            say(f"Open {server.address}{page} (Ctrl-C ends it).")
            server.serve_forever()
        finally:
            turns.end()
            if worker.is_alive():
                worker.join(LAST_TURN)


def _server(turns: Turns, port: int) -> Server:
    try:
        return Server(turns, port)
    except OSError as error:
        raise PortError(f"port {port} cannot be had ({error.strerror}); choose another with --port") from None


@contextmanager
def _ending() -> Iterator[None]:
    """End in peace when somebody says so, by the keyboard or by another signal."""
    known = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
    # What whoever started this lets it not hear, as `nohup` does, it goes on not to hear.
    heard = {number: signal.getsignal(number) for number in known if signal.getsignal(number) != signal.SIG_IGN}
    for number in heard:
        signal.signal(number, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        for number, handler in heard.items():
            signal.signal(number, handler)
