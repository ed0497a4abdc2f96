"""A file or an address → its text, and whether that is HTML. What cannot be a policy is refused with the reason."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path
from typing import NamedTuple

from scripts.observation.policy_drift import fetching, markdown_copy
from scripts.observation.policy_drift.fetching import HTML, MARKDOWN, MOST_BYTES, TEXT, Answer
from scripts.observation.policy_drift.unreadable import Unreadable, too_large

_ENDINGS = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".txt": TEXT, ".text": TEXT}
_ENDINGS |= dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), MARKDOWN)
_BROWSERS_WAY = {"ascii": "cp1252", "iso8859-1": "cp1252"}
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CHARSETS = re.compile(r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp125\d|koi8-[ru]|shift_jis|euc_jp|big5|gb18030|gbk|gb2312")
_IN_PAGE = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


class Copy(NamedTuple):
    """One copy of a policy, or of a part of it."""

    name: str
    """The file or the address, as it was given."""
    text: str
    is_html: bool


def read(name: str, own_url: str, *, private_network: bool = False) -> Copy:
    """Read a file, or ask an address if the name is one. `own_url` is where the record says that the policy stands.

    Addresses that are not public are asked only with `private_network`.

    Raises:
        Unreadable: there is nothing to read, it is too large, or it is neither text nor HTML.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name):
        answer = fetching.ask(name, own_url, private_network=private_network)
    else:
        answer = Answer(_opened(Path(name)), _ENDINGS.get(Path(name).suffix.lower()), None)
    text = _decoded(answer.raw, answer.charset)
    type_ = answer.type_ or _guessed(text)
    if type_ == MARKDOWN:
        return Copy(name, markdown_copy.as_html(text), is_html=True)
    return Copy(name, text, is_html=type_ == HTML)


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
    if len(raw) > MOST_BYTES:
        raise too_large(MOST_BYTES, "bytes")
    return raw


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
