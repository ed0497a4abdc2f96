"""Single mistakes, planted into good records: what is wrong, where it stands, and what was meant.

Each kind of mistake is a function that looks at one spot of a record and plants its mistake there, if it can.
The same seed plants the same mistakes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from schemas import KINDS, Key
from schemas.ids import id_problem
from schemas.part import Loc, Part
from schemas.time import Duration, RoughDate
from schemas.words import NOT_STATED
from scripts.registry.registry import Registry
from tests.benchmarks import fides_manifests, mistake_spots
from tests.benchmarks.mistake_spots import Change, Spot, raw

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
    manifest: Planted | None = None
    """The same mistake in the manifest that says the same to Fides, if it can be made there."""


Where = tuple[Key, Loc]
Kind = Callable[[random.Random, Spot], Change | None]


def plant(registry: Registry, root: Path, each: int, seed: int) -> Iterator[Planted]:
    """Plant each kind of mistake so many times, each at another spot.

    Every other one stands where Fides has a place for it too, as long as there are such places.
    """
    everywhere, in_manifests = mistake_spots.of(registry), fides_manifests.spots_of(registry)
    for name, kind in MISTAKES.items():
        count = 0
        for where in _drawn(_chance(seed, name), list(everywhere), in_manifests):
            spot = everywhere[where]
            change = kind(_chance(seed, name, where), spot) if count < each else None
            if change is None:
                continue
            count += 1
            planted = _planted(name, where[0], Path(spot.document.path).relative_to(root), change)
            there = in_manifests.get(where)
            if there and (same := kind(_chance(seed, name, where), there)):
                planted = planted._replace(manifest=_planted(name, where[0], Path(there.document.path), same))
            yield planted


def _drawn(chance: random.Random, everywhere: list[Where], shared: Collection[Where]) -> Iterator[Where]:
    drawn = chance.sample(everywhere, len(everywhere))
    both = zip_longest([where for where in drawn if where in shared], [where for where in drawn if where not in shared])
    return (where for pair in both for where in pair if where is not None)


def _planted(kind: str, record: Key, path: Path, change: Change) -> Planted:
    return Planted(kind, record, path, "\n".join(change.lines), change.line + 1, change.column + 1, change.meant)


def _chance(*seed: object) -> random.Random:
    return random.Random(repr(seed))  # noqa: S311 - it makes test data


def nothing(registry: Registry, root: Path, count: int) -> Iterator[Planted]:
    """Good records as they are, so that a tool that refuses everything is seen to do so."""
    in_manifests = fides_manifests.of(registry)
    for key in _chance().sample(sorted(registry.own_documents), count):
        document, manifest = registry.documents[key], in_manifests.get(key)
        good = Planted("nothing", key, Path(document.path).relative_to(root), document.text, 0, 0)
        same = Planted("nothing", key, Path(manifest.document.path), manifest.document.text, 0, 0) if manifest else None
        yield good._replace(manifest=same)


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
    if wrong in known or (id_problem(wrong) and not id_problem(spot.value)):
        return None
    return spot.with_value(wrong, f"`{spot.value}`")


# --- slips of the pen ----------------------------------------------------------------------------


def misspelt_key(chance: random.Random, spot: Spot) -> Change | None:
    """`sumary: …`."""
    if not spot.is_key or spot.place.key is None or len(str(spot.loc[-1])) < 3:
        return None
    key = str(spot.loc[-1])
    wrong = slip(chance, key)
    if wrong in spot.forms:
        return None
    line, start = spot.place.key
    lines = spot.lines
    lines[line] = lines[line][:start] + wrong + lines[line][start + len(key) :]
    return Change(lines, line, start, f"`{key}`")


def misspelt_word(chance: random.Random, spot: Spot) -> Change | None:
    """A word of a closed list."""
    return misspelt(chance, spot, list(spot.words)) if spot.words else None


def misspelt_id_of(*kinds: str) -> Kind:
    """Make the kind of mistake that mistypes the id of another record."""

    def misspelt_id(chance: random.Random, spot: Spot) -> Change | None:
        if not spot.kinds or spot.kind_of(spot.value) not in kinds:
            return None
        return misspelt(chance, spot, [id_ for kind in spot.kinds for id_ in spot.ids[kind]])

    return misspelt_id


def misspelt_statement(chance: random.Random, spot: Spot) -> Change | None:
    """The name of a statement in a source."""
    if len(spot.loc) < 2 or spot.loc[-2] != "statements" or not isinstance(spot.value, str):
        return None
    return misspelt(chance, spot, spot.ids["statement"])


def misspelt_not_stated(chance: random.Random, spot: Spot) -> Change | None:
    """`not-statd`."""
    return misspelt(chance, spot, [NOT_STATED]) if spot.value == NOT_STATED else None


def id_of_another_kind(chance: random.Random, spot: Spot) -> Change | None:
    """A purpose where information belongs, and the like."""
    if not spot.kinds or not spot.one_line:
        return None
    kind = chance.choice([kind for kind in ("data", "purpose", "people", "service") if kind not in spot.kinds])
    wrong = chance.choice(spot.ids[kind])
    if spot.kind_of(wrong):
        return None
    return spot.with_value(wrong, f"`{KINDS[kind].folder}/")


def word_of_another_key(chance: random.Random, spot: Spot) -> Change | None:
    """A word of a closed list, under a key with another list: `collected: required`."""
    if not spot.words or not spot.is_plain:
        return None
    others = {key: form.words for key, form in spot.forms.items() if key != spot.loc[-1]}
    found = [(key, word) for key, words in others.items() for word in words if word not in spot.words]
    if not found:
        return None
    key, word = chance.choice(found)
    return spot.with_value(word, f"`{key}`")


# --- what is missing, or too much ----------------------------------------------------------------


def missing_key(_: random.Random, spot: Spot) -> Change | None:
    """A key that is needed, gone with its value."""
    if not spot.is_key or not spot.is_own_line or not spot.form.needed:
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
    if not spot.is_own_line or not isinstance(spot.value, str) or spot.place.key is None or spot.form.may_be_empty:
        return None
    change = spot.with_value("")
    return change._replace(column=spot.place.key[1])


def empty_list(_: random.Random, spot: Spot) -> Change | None:
    """`data: []`."""
    if not spot.is_key or not isinstance(spot.value, list) or not spot.one_line:
        return None
    return spot.with_value("[]") if spot.form.needed else None


# --- the wrong shape -----------------------------------------------------------------------------


def list_for_text(_: random.Random, spot: Spot) -> Change | None:
    """`name: [TapIt]`."""
    return spot.with_value(f"[{spot.written}]") if spot.is_plain and "," not in spot.written else None


def keys_for_text(_: random.Random, spot: Spot) -> Change | None:
    """`name: {is: TapIt}`."""
    if not spot.is_text:
        return None
    return spot.with_value(f"{{is: {spot.written}}}") if not set(spot.written) & set(",[]{}:") else None


def text_for_list(_: random.Random, spot: Spot) -> Change | None:
    """`data: email-address`."""
    if not spot.is_key or not isinstance(spot.value, list) or not spot.one_line or not isinstance(spot.value[0], str):
        return None
    return spot.with_value(spot.value[0])


def text_for_keys(_: random.Random, spot: Spot) -> Change | None:
    """`status: in-use`."""
    if not spot.is_key or not isinstance(spot.value, (Part, dict)) or not spot.one_line:
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
    if not isinstance(spot.value, (list, Part, dict)) or not spot.one_line or spot.written[-1] not in "]}":
        return None
    return spot.with_value(spot.written[:-1])


def look_alike(chance: random.Random, spot: Spot) -> Change | None:
    """What YAML takes for something else than text."""
    wrong = chance.choice(["no", "yes", "On", "010", "12:30", "1.10", "1_000", "0x1F", "1e3"])
    return spot.with_value(wrong) if spot.is_text else None


def number_for_text(chance: random.Random, spot: Spot) -> Change | None:
    """A number or a yes where a text belongs."""
    wrong = chance.choice(["12", "true", "2026"])
    if not spot.is_text or (spot.form.reads_numbers and wrong.isdigit()):
        return None
    return spot.with_value(wrong)


def indentation(chance: random.Random, spot: Spot) -> Change | None:
    """A line that is moved by one space."""
    if not spot.is_own_line or spot.place.key is None or spot.place.key[1] < 2:
        return None
    if len(raw(spot.document.data, spot.loc[:-1])) < 2:  # a line alone may stand anywhere
        return None
    line, start = spot.place.key
    lines, by = spot.lines, chance.choice([1, -1])
    lines[line] = " " * (start + by) + lines[line].lstrip()
    return Change(lines, line, start + by)


def colon_left_out(_: random.Random, spot: Spot) -> Change | None:
    """`name TapIt`."""
    if not spot.is_own_line or not spot.is_plain or spot.place.key is None:
        return None
    line, start = spot.place.key
    lines = spot.lines
    lines[line] = lines[line].replace(":", "", 1)
    return Change(lines, line, start)


def space_left_out(_: random.Random, spot: Spot) -> Change | None:
    """`name:TapIt`."""
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
