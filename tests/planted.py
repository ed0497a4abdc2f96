"""Single mistakes, planted into good records: what is wrong, where it stands, and what was meant.

Each kind of mistake is a function that looks at one spot of a record and plants its mistake there, if it can.
The same seed plants the same mistakes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from schemas import KINDS, fields
from schemas.base import NOT_STATED, Loc, Part, Ref, Word, id_problem, walk
from schemas.time import Duration, RoughDate
from scripts.load import Document, Place
from scripts.registry import Key, Registry

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Planted(NamedTuple):
    """One file with one mistake."""

    kind: str
    record: Key
    path: Path
    text: str
    """The whole file with the mistake."""
    line: int
    column: int
    """Where it stands, counted from 1."""
    meant: str = ""
    """What an answer must name to be right, if the mistake is a slip that can be guessed."""


class Change(NamedTuple):
    """What a kind of mistake does to a file: new lines for old ones, and where the mistake is then."""

    lines: list[str]
    line: int
    column: int
    meant: str = ""


class Spot(NamedTuple):
    """One key or value of a good record."""

    registry: Registry
    key: Key
    document: Document
    loc: Loc
    place: Place
    value: Any
    """The value as the model has it: a word, a reference, a date."""

    @property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.document.text.split("\n")

    @property
    def one_line(self) -> bool:
        """Whether the whole value stands on one line, with its key if it has one."""
        start, end = self.place.start, self.place.end
        return start[0] == end[0] and start[1] < end[1] and (not self.place.key or self.place.key[0] == start[0])

    @property
    def written(self) -> str:
        """The value as the file has it."""
        (line, start), (_, end) = self.place.start, self.place.end
        return self.lines[line][start:end]

    @property
    def is_plain(self) -> bool:
        """Whether the value is a text without quotes, on the line of its key."""
        return isinstance(self.value, str) and self.one_line and self.written == self.value and self.is_key

    @property
    def is_key(self) -> bool:
        """Whether a key of the model stands here, not a name that the author chose."""
        part = fields.part_at(KINDS[self.key[0]], self.loc[:-1]) if self.loc else None
        return part is not None and self.place.key is not None and self.loc[-1] in fields.keys(part)

    @property
    def is_own_line(self) -> bool:
        """Whether the line holds this key and its value, and nothing else."""
        key, end = self.place.key, self.place.end
        if key is None or not self.one_line:
            return False
        line = self.lines[key[0]]
        return not line[: key[1]].strip() and not line[end[1] :].strip()

    def with_value(self, new: str, meant: str = "", *, shift: int = 0) -> Change:
        """Write another value here."""
        (line, start), (_, end) = self.place.start, self.place.end
        lines = self.lines
        lines[line] = lines[line][:start] + new + lines[line][end:]
        return Change(lines, line, start + shift, meant)


Kind = Callable[[random.Random, Spot], Change | None]


def spots(registry: Registry) -> list[Spot]:
    """Every key and value of every record."""
    found = []
    for key, record in registry.records.items():
        typed = dict(walk(record))
        document = registry.documents[key]
        for loc, place in document.places.items():
            found.append(Spot(registry, key, document, loc, place, typed.get(loc, _raw(document.data, loc))))
    return found


def plant(registry: Registry, root: Path, each: int, seed: int) -> Iterator[Planted]:
    """Plant each kind of mistake so many times, each at another spot."""
    everywhere = spots(registry)
    for name, kind in MISTAKES.items():
        chance = random.Random(f"{seed} {name}")  # noqa: S311 - it makes test data
        count = 0
        for spot in chance.sample(everywhere, len(everywhere)):
            change = kind(chance, spot) if count < each else None
            if change is None:
                continue
            count += 1
            path = Path(spot.document.path).relative_to(root)
            text = "\n".join(change.lines)
            yield Planted(name, spot.key, path, text, change.line + 1, change.column + 1, change.meant)


def nothing(registry: Registry, root: Path, count: int) -> Iterator[Planted]:
    """Good records as they are, so that a tool that refuses everything is seen to do so."""
    chance = random.Random(0)  # noqa: S311 - it makes test data
    for key in chance.sample(sorted(registry.records), count):
        document = registry.documents[key]
        yield Planted("nothing", key, Path(document.path).relative_to(root), document.text, 0, 0)


def _raw(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def slip(chance: random.Random, word: str) -> str:
    """Mistype a word by one letter: swapped, left out, doubled or another one."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + chance.choice(LETTERS) + word[at + 1 :],
        ]
    )


def misspelt(chance: random.Random, spot: Spot, known: list[str]) -> Change | None:
    """Mistype the value so that it is no other known word."""
    if len(spot.value) < 4 or not spot.one_line or spot.written != spot.value:
        return None
    wrong = slip(chance, spot.value)
    return None if wrong in known or id_problem(wrong) else spot.with_value(wrong, f"`{spot.value}`")


# --- slips of the pen ----------------------------------------------------------------------------


def misspelt_key(chance: random.Random, spot: Spot) -> Change | None:
    """`sumary: …`."""
    if not spot.is_key or spot.place.key is None or len(str(spot.loc[-1])) < 3:
        return None
    part = fields.part_at(KINDS[spot.key[0]], spot.loc[:-1])
    key = str(spot.loc[-1])
    wrong = slip(chance, key)
    if part is None or wrong in fields.keys(part):
        return None
    line, start = spot.place.key
    lines = spot.lines
    lines[line] = lines[line][:start] + wrong + lines[line][start + len(key) :]
    return Change(lines, line, start, f"`{key}`")


def misspelt_word(chance: random.Random, spot: Spot) -> Change | None:
    """A word of a closed list."""
    if not isinstance(spot.value, Word):
        return None
    return misspelt(chance, spot, [word.value for word in type(spot.value)])


def misspelt_id_of(*kinds: str) -> Kind:
    """Make the kind of mistake that mistypes the id of another record."""

    def misspelt_id(chance: random.Random, spot: Spot) -> Change | None:
        if not isinstance(spot.value, Ref) or spot.registry.resolve(spot.value) is None:
            return None
        if spot.registry.resolve(spot.value)[0] not in kinds:  # type: ignore[index]  # looked at above
            return None
        return misspelt(chance, spot, spot.registry.ids(*spot.value.kinds))

    return misspelt_id


def misspelt_statement(chance: random.Random, spot: Spot) -> Change | None:
    """The name of a statement in a source."""
    if len(spot.loc) < 2 or spot.loc[-2] != "statements" or not isinstance(spot.value, str):
        return None
    return misspelt(chance, spot, [name for source in spot.registry.sources.values() for name in source.statements])


def misspelt_not_stated(chance: random.Random, spot: Spot) -> Change | None:
    """`not-statd`."""
    return misspelt(chance, spot, []) if spot.value == NOT_STATED else None


def id_of_another_kind(chance: random.Random, spot: Spot) -> Change | None:
    """A purpose where information belongs, and the like."""
    if not isinstance(spot.value, Ref) or not spot.one_line:
        return None
    kind = chance.choice([kind for kind in ("data", "purpose", "people", "service") if kind not in spot.value.kinds])
    wrong = chance.choice(spot.registry.ids(kind))
    if any(wrong in spot.registry.ids(fitting) for fitting in spot.value.kinds):
        return None
    return spot.with_value(wrong, f"`{KINDS[kind].folder}/")


def word_of_another_key(chance: random.Random, spot: Spot) -> Change | None:
    """A word of a closed list, under a key with another list: `collected: required`."""
    part = fields.part_at(KINDS[spot.key[0]], spot.loc[:-1]) if spot.loc else None
    if not isinstance(spot.value, Word) or part is None or not spot.is_plain:
        return None
    others = {key: fields.words_of(field) for key, field in fields.keys(part).items() if key != spot.loc[-1]}
    known = [word.value for word in type(spot.value)]
    found = [(key, word) for key, words in others.items() for word in words if word.value not in known]
    if not found:
        return None
    key, word = chance.choice(found)
    return spot.with_value(word.value, f"`{key}`")


# --- what is missing, or too much ----------------------------------------------------------------


def missing_key(_: random.Random, spot: Spot) -> Change | None:
    """A key that is needed, gone with its value."""
    part = fields.part_at(KINDS[spot.key[0]], spot.loc[:-1]) if spot.loc else None
    if (
        part is None
        or not spot.is_key
        or not spot.is_own_line
        or not fields.keys(part)[str(spot.loc[-1])].is_required()
    ):
        return None
    lines = spot.lines
    del lines[spot.place.start[0]]
    if len(spot.loc) == 1:  # of the record: it is said at the first line that is no comment
        first = next(number for number, line in enumerate(lines) if line and not line.startswith("#"))
        return Change(lines, first, 0, f"`{spot.loc[-1]}`")
    parent = spot.document.places[spot.loc[:-1]]
    at = parent.key or parent.start
    return Change(lines, at[0], at[1], f"`{spot.loc[-1]}`") if at[0] != spot.place.start[0] else None


def unknown_key(chance: random.Random, spot: Spot) -> Change | None:
    """A key that no record has."""
    if not spot.is_own_line or spot.place.key is None or not spot.is_key:
        return None
    line, start = spot.place.key
    lines = spot.lines
    lines.insert(line + 1, " " * start + chance.choice(["colour: blue", "owner: someone", "tags: [one]"]))
    return Change(lines, line + 1, start)


def duplicate_key(_: random.Random, spot: Spot) -> Change | None:
    """The same line twice."""
    if not spot.is_own_line or spot.place.key is None:
        return None
    line, start = spot.place.key
    lines = spot.lines
    lines.insert(line + 1, lines[line])
    return Change(lines, line + 1, start)


def empty_value(_: random.Random, spot: Spot) -> Change | None:
    """`summary:` and nothing behind it."""
    if not spot.is_own_line or not isinstance(spot.value, str) or spot.place.key is None:
        return None
    change = spot.with_value("")
    return change._replace(column=spot.place.key[1])


def empty_list(_: random.Random, spot: Spot) -> Change | None:
    """`data: []`."""
    part = fields.part_at(KINDS[spot.key[0]], spot.loc[:-1]) if spot.loc else None
    if part is None or not spot.is_key or not isinstance(spot.value, list) or not spot.one_line:
        return None
    return spot.with_value("[]") if fields.keys(part)[str(spot.loc[-1])].is_required() else None


# --- the wrong shape -----------------------------------------------------------------------------


def list_for_text(_: random.Random, spot: Spot) -> Change | None:
    """`name: [PayIt]`."""
    return spot.with_value(f"[{spot.written}]") if spot.is_plain and "," not in spot.written else None


def keys_for_text(_: random.Random, spot: Spot) -> Change | None:
    """`name: {is: PayIt}`."""
    if not spot.is_plain or not spot.loc or spot.loc[-1] not in {"name", "summary", "note", "says", "use"}:
        return None
    return spot.with_value(f"{{is: {spot.written}}}") if not set(spot.written) & set(",[]{}:") else None


def text_for_list(_: random.Random, spot: Spot) -> Change | None:
    """`data: email-address`."""
    if not spot.is_key or not isinstance(spot.value, list) or not spot.one_line or not isinstance(spot.value[0], str):
        return None
    return spot.with_value(spot.value[0])


def text_for_keys(_: random.Random, spot: Spot) -> Change | None:
    """`status: in-use`."""
    if not spot.is_key or not isinstance(spot.value, Part) or not spot.one_line:
        return None
    return spot.with_value("in use")


# --- values of the wrong form --------------------------------------------------------------------


def bad_day(chance: random.Random, spot: Spot) -> Change | None:
    """A day that does not exist, or in words."""
    wrong = chance.choice(["2026-02-30", "2026-13-01", "11/23/2026", "23.11.2026", "Nov 23 2026", "2026-1-5"])
    return spot.with_value(wrong) if isinstance(spot.value, date) and spot.one_line else None


def bad_date(chance: random.Random, spot: Spot) -> Change | None:
    """A month in words, or that does not exist."""
    wrong = chance.choice(["May 2019", "2019-13", "05/2019", "19", "2019-5"])
    return spot.with_value(wrong) if isinstance(spot.value, RoughDate) and spot.one_line else None


def bad_duration(chance: random.Random, spot: Spot) -> Change | None:
    """A length of time in words."""
    wrong = chance.choice(["2 years", "18M", "P2", "1y", "P", "P6 M"])
    return spot.with_value(wrong) if isinstance(spot.value, Duration) and spot.one_line else None


def bad_url(chance: random.Random, spot: Spot) -> Change | None:
    """An address that is none."""
    if not spot.is_plain or not str(spot.value).startswith("https://"):
        return None
    rest = spot.value.removeprefix("https://")
    wrong = [rest, f"htps://{rest}", f"https//{rest}", f"https:/{rest}", f"javascript:{rest}", f"https://a@{rest}"]
    return spot.with_value(chance.choice(wrong))


def bad_host(chance: random.Random, spot: Spot) -> Change | None:
    """A host name with more than a host name."""
    if not spot.loc or spot.loc[-1] != "host" or not spot.is_plain:
        return None
    return spot.with_value(
        chance.choice([f"https://{spot.value}", spot.value.title(), f"{spot.value}/pay", spot.value.split(".")[0]])
    )


# --- YAML ----------------------------------------------------------------------------------------


def tab(_: random.Random, spot: Spot) -> Change | None:
    """A line indented with a tab."""
    if not spot.is_own_line or spot.place.key is None or spot.place.key[1] == 0:
        return None
    line, start = spot.place.key
    lines = spot.lines
    lines[line] = "\t" + lines[line][start:]
    return Change(lines, line, 0)


def unclosed_quote(_: random.Random, spot: Spot) -> Change | None:
    """A quote that opens and does not close."""
    return spot.with_value(f'"{spot.written}') if spot.is_plain else None


def unclosed_bracket(_: random.Random, spot: Spot) -> Change | None:
    """A list or a part in brackets that does not close."""
    if not isinstance(spot.value, (list, Part)) or not spot.one_line or spot.written[-1] not in "]}":
        return None
    return spot.with_value(spot.written[:-1])


def look_alike(chance: random.Random, spot: Spot) -> Change | None:
    """What YAML takes for something else than text."""
    wrong = chance.choice(["no", "yes", "On", "010", "12:30", "1.10", "1_000", "0x1F", "1e3"])
    texts = {"name", "summary", "note", "says", "use", "details", "fee"}
    return spot.with_value(wrong) if spot.is_plain and spot.loc[-1] in texts else None


def number_for_text(chance: random.Random, spot: Spot) -> Change | None:
    """A number or a yes where a text belongs."""
    texts = {"name", "summary", "note", "says", "use", "details", "fee"}
    return spot.with_value(chance.choice(["12", "true", "2026"])) if spot.is_plain and spot.loc[-1] in texts else None


def indentation(chance: random.Random, spot: Spot) -> Change | None:
    """A line that is moved by one space."""
    if not spot.is_own_line or spot.place.key is None or spot.place.key[1] < 2:
        return None
    if len(_raw(spot.document.data, spot.loc[:-1])) < 2:  # a line alone may stand anywhere
        return None
    line, start = spot.place.key
    lines, by = spot.lines, chance.choice([1, -1])
    lines[line] = " " * (start + by) + lines[line].lstrip()
    return Change(lines, line, start + by)


def colon_left_out(_: random.Random, spot: Spot) -> Change | None:
    """`name PayIt`."""
    if not spot.is_own_line or not spot.is_plain or spot.place.key is None:
        return None
    line, start = spot.place.key
    lines = spot.lines
    lines[line] = lines[line].replace(":", "", 1)
    return Change(lines, line, start)


def space_left_out(_: random.Random, spot: Spot) -> Change | None:
    """`name:PayIt`."""
    if not spot.is_own_line or not spot.is_plain or spot.place.key is None:
        return None
    line, start = spot.place.key
    lines = spot.lines
    lines[line] = lines[line].replace(": ", ":", 1)
    return Change(lines, line, start)


def second_colon(_: random.Random, spot: Spot) -> Change | None:
    """`summary: It says: this`."""
    words = spot.written.split(" ") if spot.is_plain and spot.is_own_line else []
    if len(words) < 3 or ":" in spot.written:
        return None
    return spot.with_value(f"{words[0]}: {' '.join(words[1:])}", shift=len(words[0]))


def sign_at_the_start(chance: random.Random, spot: Spot) -> Change | None:
    """A text that starts with a sign which YAML keeps for itself."""
    return spot.with_value(chance.choice("*&!%@`") + spot.written) if spot.is_plain else None


def invisible_letter(chance: random.Random, spot: Spot) -> Change | None:
    """A letter that nobody sees."""
    if not spot.is_plain or len(spot.written) < 3:
        return None
    at = chance.randrange(1, len(spot.written))
    odd = chance.choice("\u200b\u00ad\u202e\u2028")
    return spot.with_value(spot.written[:at] + odd + spot.written[at:], shift=at)


MISTAKES: dict[str, Kind] = {
    "misspelt key": misspelt_key,
    "misspelt word of a list": misspelt_word,
    "misspelt id of information": misspelt_id_of("data"),
    "misspelt id of a purpose": misspelt_id_of("purpose"),
    "misspelt id of a service": misspelt_id_of("service"),
    "misspelt id of people": misspelt_id_of("people"),
    "misspelt id of a party": misspelt_id_of("vendor", "office", "recipient"),
    "misspelt id of a source": misspelt_id_of("source"),
    "misspelt statement": misspelt_statement,
    "misspelt `not-stated`": misspelt_not_stated,
    "id of another kind": id_of_another_kind,
    "word of another key": word_of_another_key,
    "missing key": missing_key,
    "unknown key": unknown_key,
    "duplicate key": duplicate_key,
    "empty value": empty_value,
    "empty list": empty_list,
    "list for a text": list_for_text,
    "keys for a text": keys_for_text,
    "text for a list": text_for_list,
    "text for keys": text_for_keys,
    "number for a text": number_for_text,
    "bad day": bad_day,
    "bad date": bad_date,
    "bad length of time": bad_duration,
    "bad address": bad_url,
    "bad host": bad_host,
    "tab": tab,
    "unclosed quote": unclosed_quote,
    "unclosed bracket": unclosed_bracket,
    "look-alike without quotes": look_alike,
    "wrong indentation": indentation,
    "colon left out": colon_left_out,
    "space after a colon left out": space_left_out,
    "second colon": second_colon,
    "sign at the start of a text": sign_at_the_start,
    "invisible letter": invisible_letter,
}
