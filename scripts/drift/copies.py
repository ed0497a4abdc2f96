"""A file or an address → its text, and whether that is HTML. What cannot be a policy is refused with the reason."""

from __future__ import annotations

import codecs
import queue
import re
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

MOST_BYTES = 5_000_000
"""A policy has some ten thousand; a page that a browser saved with its pictures in it has more."""
MOST_SECONDS = 30.0
"""For one address, from the first question to the last byte."""
MOST_WAITING = 10.0
"""How long a server may say nothing."""
MOST_REDIRECTS = 5
HTML, TEXT = "text/html", "text/plain"
_TYPES = {HTML: HTML, "application/xhtml+xml": HTML, TEXT: TEXT}
_ENDINGS = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".txt": TEXT, ".text": TEXT, ".md": TEXT}
_BROWSERS_WAY = {"ascii": "cp1252", "iso8859-1": "cp1252"}
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CHARSETS = re.compile(r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp125\d|koi8-[ru]|shift_jis|euc_jp|big5|gb18030|gbk|gb2312")
_IN_PAGE = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


class Unreadable(Exception):  # noqa: N818 - it says what the copy is
    """A copy that is no readable policy. The message says why, and what to do about it."""


class Copy(NamedTuple):
    """One copy of a policy, or of a part of it."""

    name: str
    """The file or the address, as it was given."""
    text: str
    is_html: bool


def read(name: str, own_url: str) -> Copy:
    """Read a file, or ask an address if the name is one. `own_url` is where the record says that the policy stands.

    Raises:
        Unreadable: there is nothing to read, it is too large or too slow, or it is neither text nor HTML.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name):
        raw, type_, charset = _within(MOST_SECONDS, lambda: _asked(name, own_url))
    else:
        raw, type_, charset = _opened(Path(name)), _ENDINGS.get(Path(name).suffix.lower()), None
    text = _decoded(raw, charset)
    return Copy(name, text, is_html=(type_ or _guessed(text)) == HTML)


_Answer = tuple[bytes, str | None, str | None]
"""What was read, and what is said of its type and of its letters."""


def _opened(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe never ends
            raise Unreadable("this is no plain file; give a page that is saved as text or HTML")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        message = "there is no such file; give a saved page, or an address that starts with `https://`"
        raise Unreadable(message) from None
    except OSError as error:
        raise Unreadable(f"it cannot be opened ({error.strerror}); give a page that is saved as text or HTML") from None
    _small_enough(raw)
    return raw


def _small_enough(raw: bytes | bytearray) -> None:
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"it has more than {MOST_BYTES:,} bytes; save only the policy, as text or HTML")


# --- an address ----------------------------------------------------------------------------------


class _Careful(HTTPAdapter):
    """Looks at each address before it is asked, those of redirects included."""

    def __init__(self, own_url: str) -> None:
        super().__init__()
        own = urlsplit(own_url)
        self.own_host = own.hostname if own.scheme == "http" else None

    def send(self, request: requests.PreparedRequest, *arguments: Any, **settings: Any) -> requests.Response:
        """Ask, if the address is a safe one or the record itself knows no safer one on that host."""
        parts = urlsplit(request.url or "")
        if parts.scheme != "https" and parts.hostname != self.own_host:
            message = f"it leads to `{parts.scheme}://{parts.hostname}`, which anybody on the way can change"
            raise Unreadable(f"{message}; give an address that starts with `https://`")
        return super().send(request, *arguments, **settings)


class _Session(requests.Session):
    """Asks without any name or password that the machine keeps for a host."""

    def rebuild_auth(self, *_: Any) -> None:
        """Add none after a redirect either."""


def _asked(url: str, own_url: str) -> _Answer:
    session = _Session()
    session.max_redirects = MOST_REDIRECTS
    session.auth = lambda request: request
    session.headers.update({"User-Agent": "registry-policy", "Accept": "text/html, text/plain"})
    session.adapters.clear()
    for scheme in ("https://", "http://"):
        session.mount(scheme, _Careful(own_url))
    try:
        with session, session.get(url, stream=True, timeout=MOST_WAITING) as response:
            return _answer(response)
    except requests.TooManyRedirects:
        raise Unreadable(f"it leads on more than {MOST_REDIRECTS} times; give the address where it ends") from None
    except requests.exceptions.SSLError:
        message = "its server cannot show that it is the right one; open it in a browser, and save the page if it is"
        raise Unreadable(message) from None
    except requests.Timeout:
        raise Unreadable(f"its server said nothing for {MOST_WAITING:.0f} seconds; try again later") from None
    except (requests.exceptions.InvalidSchema, requests.exceptions.InvalidURL, requests.exceptions.MissingSchema):
        raise Unreadable("this is no address of a page; give one that starts with `https://`") from None
    except requests.ConnectionError:
        raise Unreadable("its server cannot be reached; look at the address, or try again later") from None
    except (requests.RequestException, ValueError):
        raise Unreadable("its answer broke off or cannot be read; open it in a browser and save the page") from None


def _answer(response: requests.Response) -> _Answer:
    if response.status_code != requests.codes.ok:
        raise Unreadable(f"its server answered {response.status_code}; open it in a browser, and save the page")
    given, _, parameters = response.headers.get("Content-Type", "").partition(";")
    type_ = given.strip().lower()
    if type_ and type_ not in _TYPES:
        raise Unreadable(f"it is `{type_[:60]}`, not a page; open it, and save its text")
    charset = re.search(r"charset\s*=\s*[\"']?([^\s\"';]{1,40})", parameters, re.IGNORECASE)
    raw = bytearray()
    for piece in response.iter_content(65_536):
        raw += piece
        _small_enough(raw)
    return bytes(raw), _TYPES.get(type_), charset and charset[1]


def _within(seconds: float, ask: Callable[[], _Answer]) -> _Answer:
    """What `ask` gives, if it does not take too long. A server can spend hours on one answer, a byte at a time."""
    answers: queue.SimpleQueue[_Answer | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put(ask())
        except Exception as error:  # noqa: BLE001 - it is raised again where somebody waits for it
            answers.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise Unreadable(f"it took more than {seconds:.0f} seconds; try again later, or save the page") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


# --- bytes → text ----------------------------------------------------------------------------------


def _decoded(raw: bytes, charset: str | None) -> str:
    """The text of a copy, by its mark, by what its server says, by what it says itself, or as browsers guess."""
    mark = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), None)
    in_page = _IN_PAGE.search(raw[:4096])
    by_itself = in_page[1].decode().lower() if in_page else None
    if by_itself and by_itself.startswith("utf-16"):
        by_itself = "utf-8"  # what can be read so far is not in UTF-16, whatever it says
    said = mark or charset or by_itself
    text = raw.decode(_known(said), "replace") if said else _either(raw)
    if not text.strip():
        raise Unreadable("it is empty; save the page again")
    if _CONTROL.search(text):
        raise Unreadable("this is no text; save the page as text or HTML")
    # What stands for half a letter can be in no file that we write.
    return text.encode("utf-8", "replace").decode()


def _known(charset: str) -> str:
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        name = ""
    name = {**_BROWSERS_WAY, "utf-8-sig": "utf-8-sig"}.get(name, name)
    if name != "utf-8-sig" and not _CHARSETS.fullmatch(name):
        raise Unreadable(f"its letters are written as `{charset}`, which is not known here; save it as UTF-8")
    return name


def _either(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _guessed(text: str) -> str:
    """What a file without a telling name is: HTML, if a tag of a page opens it or stands in it."""
    return HTML if re.search(r"(?i)^\s*<|<(?:!doctype|html|body|main|article|div|p|h[1-6])\b[^<>]*>", text) else TEXT
