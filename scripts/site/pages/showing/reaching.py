"""How people reach somebody: numbers that a phone calls, and addresses that a mail program writes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from scripts.reading import phone_numbers
from scripts.site.pages.showing.texts import Texts
from scripts.words.languages import Piece, Text

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
LONGEST_BODY = 1800
"""How long the text of a mail may be as a part of an address. Some mail programs take no address beyond 2,000 signs."""


def is_email(text: str) -> bool:
    """Whether a text is the address of one mailbox and nothing else."""
    return bool(_EMAIL.fullmatch(text))


def mail_to(email: str, subject: str, body: str = "") -> str:
    """The address that begins a mail. A text that is too long for it is left out."""
    address = f"mailto:{quote(email, safe='@+')}?subject={quote(subject, safe='')}"
    written = quote(body.replace("\n", "\r\n"), safe="")
    return f"{address}&body={written}" if body and len(written) <= LONGEST_BODY else address


def reachable(text: str, texts: Texts) -> Markup:
    """A text that tells how to reach somebody: each number and each address in it is a link."""
    known = texts.language.known(text)
    if phone_numbers.is_one(known):
        return Markup("[{}](tel:{})").format(texts.show(known), phone_numbers.dialled(known))
    return Markup("").join(part for piece in known.pieces for part in _linked(piece, texts))


def _linked(piece: Piece, texts: Texts) -> Iterator[Markup]:
    def shown(start: int, end: int) -> Markup:
        return texts.show(Text([Piece(piece.text[start:end], piece.language)])) if start < end else Markup("")

    at = 0
    for start, end, address in sorted(_addresses(piece.text)):
        if start >= at:
            yield shown(at, start)
            yield Markup("[{}]({})").format(shown(start, end), address)
            at = end
    yield shown(at, len(piece.text))


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    for match in phone_numbers.find(text):
        yield match.start(), match.end(), f"tel:{phone_numbers.dialled(match[0])}"
    for match in _EMAIL.finditer(text):
        yield match.start(), match.end(), f"mailto:{match[0]}"
