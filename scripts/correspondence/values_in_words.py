"""A date, a length of time or an address as people write it → as a record has it, if it means one thing."""

from __future__ import annotations

import re

from schemas.time import KeptAfter
from scripts.correspondence.open_questions import Writing
from scripts.correspondence.reply import Piece
from scripts.reading import characters, times_in_words
from scripts.words.languages import lowered

_BEFORE_A_DATE = re.compile(r"(?:since|from|in|on|as of|starting|effective) (?:on )?", re.IGNORECASE)
_AT_MOST = re.compile(r"(?:for )?(?:(?:up to|at most|no more than|no longer than|a maximum of) )?", re.IGNORECASE)
_AMOUNTS = re.compile(r"(?:(\d{1,4}) (year|month|week|day)s?(?: ?, ?(?:and )?| and |$))+", re.IGNORECASE | re.ASCII)
_AMOUNT = re.compile(r"(\d{1,4}) (year|month|week|day)", re.ASCII)
_THEN = re.compile(
    r"(?:,|;)? (?:and )?(?:then|plus)(?: for)?(?: another| a further)? |(?:,|;)? and(?: for)? ", re.IGNORECASE
)
_AFTERWARDS = re.compile(r" (?:after(?: that|wards?)?|thereafter|longer|more)$", re.IGNORECASE)
_AFTER = re.compile(r"(.{1,60}?) (?:after|following|from|once) (.+)", re.IGNORECASE)
_AT_THE_START = re.compile(
    r"(?:(?:the|its|your) )?(?:(?:date|day|time|moment) of )?(?:collection|receipt|submission)"
    r"|(?:it|they|you|we) (?:(?:is|are|was|were) )?(?:collect|receiv|submit|send|sent|g[ei]ve)[a-z]*(?: (?:it|them))?",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\[?([^\s\[\]<>]+)\]?\s*[<(](?:https?://|mailto:)[^\s<>]+[>)]")
"""An address as mail programs write it: with the link behind it, in brackets of one kind or the other."""
_WITHOUT_SCHEME = re.compile(r"((?:[a-z0-9-]+\.)+[a-z]{2,})(:\d+)?([/?#]\S*)?", re.IGNORECASE | re.ASCII)


class UnusableError(Exception):
    """An answer that cannot be used. Says why, with the remedy."""

    def __init__(self, rule: str, message: str, piece: Piece | None = None) -> None:
        """Take the name of the problem, the message, and where it is if that is known."""
        super().__init__(message)
        self.rule, self.message, self.piece = rule, message, piece


def refuse_odd(text: str, piece: Piece | None = None) -> None:
    """See to it that a text has no character that nobody sees, or not for what it is.

    Raises:
        UnusableError: It has one.
    """
    if odd := next(characters.odd(text), None):
        raise UnusableError("odd-character", odd.message, piece)


def value(writing: Writing, piece: Piece) -> str:
    """What a record would hold. What is not understood stays as it is: the form of the record refuses it.

    Raises:
        UnusableError: It can mean two things.
    """
    match writing:
        case Writing.DATE:
            return _date(piece)
        case Writing.LENGTH:
            return _length(piece.text) or piece.text
        case Writing.KEPT:
            return _length(piece.text) or _kept_after(piece.text.rstrip(". ")) or piece.text
        case Writing.ADDRESS:
            return _address(piece.text)
        case Writing.EMAIL:
            return _bare(piece.text).removeprefix("mailto:")
        case _:
            return piece.text


def _date(piece: Piece) -> str:
    text = piece.text.rstrip(". ")
    found = times_in_words.dates(_without(_BEFORE_A_DATE, text))
    if len(found) > 1:
        either = " or ".join(f"`{date}`" for date in found)
        raise UnusableError("bad-date", f"this may be {either}; write the one that is meant", piece)
    return found[0] if found else text


def _length(text: str) -> str | None:
    """A length of time as we write it in words, or as others do; or the most that it can be: so long it is kept."""
    text = _without(_AT_MOST, text.rstrip(". "))
    if not _AMOUNTS.fullmatch(text):
        return times_in_words.length(text)
    amounts = {unit[0].upper(): amount for amount, unit in _AMOUNT.findall(text.lower())}
    return "P" + "".join(f"{int(amounts[unit])}{unit}" for unit in "YMWD" if unit in amounts)


def _kept_after(text: str) -> str | None:
    """What has to be over first, in the words of whoever answers, and the time after that."""
    for sign in _THEN.finditer(text):
        rest = text[sign.end() :]
        later = _AFTERWARDS.sub("", rest)
        if (later != rest or not sign[0].lower().lstrip(",; ").startswith("and ")) and (time := _length(later)):
            return f"{lowered(text[: sign.start()])}{KeptAfter.SIGN}{time}"
    if (match := _AFTER.fullmatch(text)) and (time := _length(match[1])):
        return time if _AT_THE_START.fullmatch(match[2]) else f"until {match[2]}{KeptAfter.SIGN}{time}"
    return None


def _without(beginning: re.Pattern[str], text: str) -> str:
    match = beginning.match(text)
    return text[match.end() :] if match else text


def _address(text: str) -> str:
    text = _bare(text)
    if match := _WITHOUT_SCHEME.fullmatch(text):
        return f"https://{match[1].lower()}{match[2] or ''}{match[3] or ''}"
    return text


def _bare(text: str) -> str:
    """An address without what a mail program or the end of a sentence puts around it."""
    if match := _LINKED.fullmatch(text):
        text = match[1]
    return text.lstrip("< ").rstrip("> .,;")
