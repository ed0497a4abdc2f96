"""Inputs that are made to keep the check busy: each by its name, in any size, to lay over the small city.

A generator takes a size in bytes and gives the files to write, by their paths. None goes beyond what the reader
takes, for then the answer would be short: a file of the largest size holds nearly as much as a file may hold.
"""

from __future__ import annotations

import cProfile
import pstats
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from scripts.reading import characters, look_alikes
from scripts.reading.findings import Finding
from scripts.reading.yaml_text import MOST_BYTES, MOST_VALUES
from tests.conftest import CITY, check

Files = dict[str, str]
"""What to write: texts by the paths of their files below the folder of a registry."""

MOST_FILES = 8_000
"""How many small files stand for an input of the largest size."""


def write(root: Path, files: Files) -> None:
    """Lay the files over a registry."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


# --- pieces ----------------------------------------------------------------------------------------


def _filled(size: int, head: str, entry: Callable[[int], str], *, values: int, foot: str = "") -> str:
    """A file of about so many bytes: its head, as many entries as fit, its foot. `values` are those of one entry."""
    room = min(size, MOST_BYTES) - len(head) - len(foot) - 1_000
    most = (min(size, MOST_BYTES) * (MOST_VALUES - 400) // MOST_BYTES) // values
    pieces: list[str] = []
    for number in range(most):
        piece = entry(number)
        room -= len(piece.encode())
        if room < 0:
            break
        pieces.append(piece)
    return head + "".join(pieces) + foot


def _few(size: int) -> range:
    """The numbers of so many small files as stand for a size."""
    return range(size * MOST_FILES // MOST_BYTES)


_VENDOR = """\
name: Evil
legal_name: not-stated
identity: known
summary: It does a job.
role: for-the-organisation
status: {is: in-use, since: 2024}
reviewed: {date: 2030-01-15, by: town clerk}
links: {home: not-stated, privacy: not-stated, terms: not-stated}
contract: not-stated
"""
_KINDS = "kinds: [forms]\n"
_COOKIES = "cookies: none\n"
_WHOLE = _VENDOR + _KINDS + _COOKIES
_ONE_FLOW = """\
flows:
  one:
    {service: browse, from: visitor, data: not-stated, purposes: not-stated, collected: given, choice: none,
     retention: not-stated, evidence: [{source: seen-by-us}]}
"""
_REST = """\
    collected: passed-on
    choice: none
    retention: none
    evidence: [{source: seen-by-us}]
"""
_SOURCE = """\
name: A source
summary: It says so.
is: policy
url: not-stated
dated: not-stated
read: {date: 2030-01-15, extent: whole}
"""
_SERVICE = """\
name: Get it
summary: You get it.
action: get it
page: not-stated
offices: [town]
status: {is: in-use, since: 2024}
reviewed: {date: 2030-01-15, by: town clerk}
"""


def _day(name: object) -> date:
    """The day that the number in a name counts, from 1950 on."""
    return date(1950, 1, 1) + timedelta(days=int(re.sub(r"\D", "", f"0{name}")))


def _flow(name: object, **changed: str) -> str:
    """A flow on one line. Other values than the usual ones are given by their keys, the sender as `sender`."""
    values = {
        "service": "browse",
        "sender": "visitor",
        "data": "[statistics]",
        "purposes": "[run-services]",
        "collected": "given",
        "choice": "none",
        "retention": "not-stated",
        "status": f"{{is: in-use, since: {_day(name)}}}",  # two flows may not say the same
    } | changed
    written = ", ".join(f"{'from' if key == 'sender' else key}: {value}" for key, value in values.items())
    return f"  f-{name}: {{{written}, evidence: [{{source: seen-by-us}}]}}\n"


_FLOW = 38
"""How many values, keys and ends of parts there are in a flow, and some to spare."""


def _term(number: int, parent: str = "", kind: str = "data") -> str:
    identifies = "identifies: nobody\n" if kind == "data" else ""
    part_of = f"part_of: {parent}\n" if parent else ""
    rest = f"{part_of}{identifies}sensitivity: ordinary\nfideslang: none\ndpv: none\n"
    return f"name: Thing {number}\nsummary: A thing.\n{rest}"


def _office(parent: str, rest: str = "") -> str:
    checked = "status: {is: in-use, since: 2024}\nreviewed: {date: 2030-01-15, by: town clerk}\n"
    return f"name: An office\nsummary: It works.\npart_of: {parent}\nis: team\n{checked}{rest}"


def _evil(size: int, entry: Callable[[int], str], *, values: int, head: str = _WHOLE, foot: str = "") -> Files:
    return {"vendors/evil.yml": _filled(size, head, entry, values=values, foot=foot)}


def _listed(size: int, key: str, entry: Callable[[int], str], *, values: int = 1, head: str = _VENDOR) -> Files:
    """A vendor with one long list."""
    return _evil(size, lambda n: f"{entry(n)}, ", values=values, head=f"{head}{key}: [", foot="]\n" + _ONE_FLOW)


def _word(number: int, length: int = 20) -> str:
    """A word of so many letters that no other number has, and that is like no word of the registry."""
    letters = "bcdfghjkmnpqrtvw"
    digits = "".join(letters[int(digit, 16)] for digit in f"{number * 2_654_435_761 % 2**32:x}")
    return (digits + "x" * length)[:length]


# --- one file that is refused ----------------------------------------------------------------------


def _misspelt(number: int) -> str:
    """A word with a slip in it or two: each number another one."""
    words = ("summary", "legal_name", "identity", "kinds", "cookies", "contract", "reviewed", "status")
    word = words[number % len(words)]
    at = number // len(words) % len(word)
    return f"{word[:at]}{'abcdefghijklmnopqrstuvwxyz'[number // 64 % 26]}{number % 999}{word[at:]}"


REFUSED: dict[str, Callable[[int], Files]] = {
    "unknown keys": lambda size: _evil(size, lambda n: f"k{n}: a\n", values=2, head="name: Evil\n"),
    "unknown keys between empty lines": lambda size: _evil(
        size, lambda n: f"k{n}: a\n", values=2, head="name: Evil\n" + "\n" * (size * 5 // 10)
    ),
    "misspelt keys": lambda size: _evil(size, lambda n: f"{_misspelt(n)}: a\n", values=2, head="name: Evil\n"),
    "long keys": lambda size: _evil(size, lambda n: f"{_word(n, 1_000)}: a\n", values=2),
    "one key as long as the file": lambda size: _evil(
        size, lambda _: "", values=10, head=f"? {'y' * (size - 9_000)}\n: a\n" + _WHOLE
    ),
    "a list of unknown keys": lambda size: _listed(size, "evidence", lambda _: "{a: b}", values=4),
    "wrong words": lambda size: _listed(size, "kinds", _word),
    "nearly right words": lambda size: _listed(size, "kinds", lambda n: f"procure{n}ment"),
    "long wrong words": lambda size: _listed(size, "kinds", lambda n: _word(n, 900)),
    "lists for words": lambda size: _listed(size, "kinds", lambda _: "[forms, maps]", values=4),
    "plain words with a slip": lambda size: _listed(
        size, "cookies", lambda _: "{name: not-statd, purposes: not-statd, lifetime: not-statd}", values=8
    ),
    "plain words in lists": lambda size: _listed(size, "kinds", lambda _: "not-stated"),
    "missing keys": lambda size: _evil(size, lambda n: f"  f-{n}: {{}}\n", values=3, head=_WHOLE + "flows:\n"),
    "missing and misspelt keys": lambda size: _evil(
        size, lambda n: f"  f-{n}: {{servcie: a, form: b, dat: c, retntion: d}}\n", values=11, head=_WHOLE + "flows:\n"
    ),
    "numbers for texts": lambda size: _listed(size, "also_known_as", str, head=_WHOLE),
    "texts that are too long": lambda size: _listed(size, "also_known_as", lambda n: _word(n, 1_001), head=_WHOLE),
    "wrong hosts": lambda size: _listed(size, "domains", lambda n: f"{{host: {n}, use: a}}", values=6, head=_WHOLE),
    "wrong ids": lambda size: _listed(size, "formerly", lambda n: f"A{n}", head=_WHOLE),
    "wrong days": lambda size: _listed(
        size, "waivers", lambda n: f"{{rule: a-{n}, reason: a b, by: me, until: {n}}}", values=10, head=_WHOLE
    ),
    "codes of no language": lambda size: _evil(
        size, lambda n: f"  x{n}: {{name: A, summary: B}}\n", values=7, head=_WHOLE + "translations:\n"
    ),
    "equal keys": lambda size: _evil(size, lambda _: "note: a\n", values=2),
    "empty values": lambda size: _evil(size, lambda n: f"k{n}:\n", values=2),
    "values that YAML may misread": lambda size: _listed(size, "also_known_as", lambda n: f"0{n}", head=_WHOLE),
    "blanks": lambda size: _listed(size, "also_known_as", lambda _: "FILL-IN", head=_WHOLE),
    "odd characters": lambda size: _evil(size, lambda _: "a\u200b" * 50 + "\n", values=1),
    "odd characters as escapes": lambda size: _listed(size, "also_known_as", lambda _: r'"a\u200b"', head=_WHOLE),
    "names of two alphabets": lambda size: _listed(size, "also_known_as", lambda n: f"p\u0430y{n}", head=_WHOLE),
    "many names that look the same": lambda size: {
        f"data/same-{number}.yml": re.sub("name: .*", "name: Same", _term(number)) for number in _few(size)
    },
    "marks that are piled up": lambda size: _evil(size, lambda _: "a" + "\u0301" * 50 + "\n", values=1),
    "a quote that is never closed": lambda size: _evil(size, lambda n: f"k{n}: b\n", values=2, head='name: "a\n'),
    "brackets that are never closed": lambda size: _evil(size, lambda _: "[a, b], ", values=4, head="kinds: ["),
    "a line that does not fit, after empty lines": lambda size: {
        "vendors/evil.yml": "name: a\n" + "\n# a\n" * (size // 6) + "word\n"
    },
    "ever deeper lines": lambda size: {
        "vendors/evil.yml": "".join(f"{' ' * depth}a:\n" for depth in range(int((2 * size) ** 0.5) - 5))
    },
    "a text of many lines": lambda size: {"vendors/evil.yml": "name:\n" + "  a\n" * (size // 4 - 10)},
    "all on one line": lambda size: _evil(
        size, lambda n: f"k{n}: a, ", values=2, head="{name: Evil, ", foot="summary: b}\n"
    ),
    "unknown ids": lambda size: _evil(
        size,
        lambda n: f"{_word(n)}, ",
        values=1,
        head=_WHOLE + "flows:\n  one:\n    service: browse\n    from: visitor\n    purposes: not-stated\n    data: [",
        foot="]\n" + _REST,
    ),
    "nearly right ids": lambda size: _evil(
        size,
        lambda n: _flow(n, service="pay-propertytaxes", sender=f"residents{n}", data=f"[emial-adress, cards-{n}]"),
        values=_FLOW + 2,
        head=_WHOLE + "flows:\n",
    ),
    "unknown statements": lambda size: {
        "sources/evil.yml": _filled(
            size // 2,
            _SOURCE + "statements:\n",
            lambda n: f"  share-{n}: {{section: A, kinds: [scope], says: It says so.}}\n",
            values=11,
        ),
        **_evil(
            size // 2,
            lambda n: f"shares{n}, ",
            values=1,
            head=_WHOLE + "evidence:\n  - source: evil\n    statements: [",
            foot="]\n" + _ONE_FLOW,
        ),
    },
    "unknown sections": lambda size: {
        "sources/evil.yml": _filled(
            size // 2,
            _SOURCE + "sections:\n",
            lambda n: f"  - {{heading: {_word(n)}, fingerprint: v1-0f1e2d3c4b5a6978}}\n",
            values=6,
            foot=_filled(
                size // 2,
                "statements:\n",
                lambda n: f"  share-{n}: {{section: {_word(n)[::-1]}, kinds: [scope], says: It says so.}}\n",
                values=11,
            ),
        )
    },
    "old ids in unknown folders": lambda size: _listed(size, "formerly", lambda n: f"vendorz/a-{n}", head=_WHOLE),
    "old ids of others": lambda size: _listed(size, "formerly", lambda _: "tillhouse", head=_WHOLE),
    "flows about nobody": lambda size: _evil(
        size, lambda n: _flow(n, sender="tillhouse"), values=_FLOW, head=_WHOLE + "flows:\n"
    ),
    "flows without a source": lambda size: _evil(
        size,
        lambda n: _flow(n).replace(", evidence: [{source: seen-by-us}]", ""),
        values=_FLOW,
        head=_WHOLE + "flows:\n",
    ),
    "hosts that another claims": lambda size: {
        f"vendors/{name}.yml": _filled(
            size // 2,
            _WHOLE + "domains: [",
            lambda n: f"{{host: a{n}.example.org, use: a page}}, ",
            values=6,
            foot="]\n" + _ONE_FLOW,
        )
        for name in ("evil", "other")
    },
    "waivers that are over": lambda size: _listed(
        size, "waivers", lambda n: f"{{rule: a-{n}, reason: a b, by: me, until: 2029-01-01}}", values=10, head=_WHOLE
    ),
    "one kind of information many times": lambda size: _evil(
        size,
        lambda _: "ip-address, ",
        values=1,
        head=_WHOLE + "flows:\n  one:\n    service: browse\n    from: town\n    about: none\n    data: [",
        foot="]\n    purposes: not-stated\n" + _REST,
    ),
    "one purpose many times": lambda size: {
        "vendors/evil.yml": _WHOLE + "flows:\n" + _got(1),
        "vendors/other.yml": _filled(
            size,
            _WHOLE
            + "flows:\n  one:\n    service: browse\n    from: evil\n    about: [visitor]\n    data: [statistics]\n"
            "    purposes: [",
            lambda _: "improve-site, ",
            values=1,
            foot="]\n" + _REST,
        ),
    },
}
"""One file, or two, that the check refuses."""


# --- one file that is read -------------------------------------------------------------------------


def _got(number: int) -> str:
    """A flow from people to a party."""
    return _flow(f"got-{number}", data="[statistics, ip-address]", retention=f"P{number % 9_000 + 1}D")


def _gave(number: int, sender: str = "evil") -> str:
    """A flow from that party onward. It is kept longer, and used for something else."""
    return _flow(
        f"gave-{number}",
        sender=sender,
        about="not-stated",
        collected="passed-on",
        retention=f"P{number % 900 + 900}M",
        purposes="[count-visits, improve-site]",
    )


def _duties(size: int, line: Callable[[int], str]) -> Files:
    """A vendor whose duties forbid what its flows do not do, each by a line of its own."""
    return _evil(
        size // 2,
        lambda n: (
            f"  d-{n}: {{says: Do it., evidence: [{{source: seen-by-us}}], "
            f"check: {{forbid: {{where: {{{line(n)}, service: [pet-license]}}}}}}}}\n"
        ),
        values=34,
        head=_WHOLE + "duties:\n",
        foot=_filled(size // 2, "flows:\n", lambda n: _flow(n, retention=f"P{n % 9_000 + 1}D"), values=_FLOW),
    )


READ: dict[str, Callable[[int], Files]] = {
    "flows": lambda size: _evil(size, _flow, values=_FLOW, head=_WHOLE + "flows:\n"),
    "flows passed on": lambda size: {
        "vendors/evil.yml": _filled(size // 2, _WHOLE + "flows:\n", _got, values=_FLOW + 1),
        "vendors/other.yml": _filled(size // 2, _WHOLE + "flows:\n", _gave, values=_FLOW + 3),
    },
    "flows passed on to itself": lambda size: _evil(
        size, lambda n: _got(n) + _gave(n), values=2 * _FLOW + 4, head=_WHOLE + "flows:\n"
    ),
    "flows of an office, passed on": lambda size: {
        "offices/evil.yml": _filled(
            size, _office("town", "flows:\n"), lambda n: _got(n) + _gave(n, "finance"), values=2 * _FLOW + 4
        )
    },
    "flows kept by a schedule": lambda size: _evil(
        size,
        lambda n: (
            _flow(f"a-{n}", retention=f"{{schedule: retention-schedule, series: A {n}, length: P{n % 900 + 109}M}}")
            + _flow(f"b-{n}", retention=f"P{n % 900 + 1}M", collected="automatic")
        ),
        values=2 * _FLOW + 8,
        head=_WHOLE + "flows:\n",
    ),
    "flows of a vendor that has ended": lambda size: _evil(
        size, _flow, values=_FLOW, head=_WHOLE.replace("in-use", "ended") + "flows:\n"
    ),
    "sensitive flows": lambda size: _evil(
        size, lambda n: _flow(n, data="[health, card-number]"), values=_FLOW, head=_WHOLE + "flows:\n"
    ),
    "cookies": lambda size: _listed(
        size,
        "cookies",
        lambda n: f"{{name: c{n}, purposes: not-stated, lifetime: not-stated}}",
        values=8,
        head=_VENDOR + _KINDS,
    ),
    "hosts": lambda size: _listed(
        size, "domains", lambda n: f"{{host: a{n}.example.org, use: a page}}", values=6, head=_WHOLE
    ),
    "other names": lambda size: _listed(size, "also_known_as", lambda n: f"Evil {n}", head=_WHOLE),
    "long names": lambda size: _listed(size, "also_known_as", lambda n: f"{n} " + "a'b-" * 245, head=_WHOLE),
    "names like links": lambda size: _listed(size, "also_known_as", lambda n: f'"http://{n}"', head=_WHOLE),
    "evidence": lambda size: _listed(
        size, "evidence", lambda n: f"{{source: seen-by-us, note: Page {n}.}}", values=6, head=_WHOLE
    ),
    "old ids": lambda size: _listed(size, "formerly", lambda n: f"recipients/a-{n}", head=_WHOLE),
    "translations": lambda size: _evil(
        size,
        lambda n: f"  {_code(n)}: {{name: A, summary: B}}\n",
        values=7,
        head=_WHOLE + "translations:\n",
        foot=_ONE_FLOW,
    ),
    "links that are not encrypted": lambda size: {
        "services/browse.yml": _filled(
            size,
            _SERVICE + "other_ways: not-stated\nmore_pages: [",
            lambda n: f'"http://a{n}.example.org/", ',
            values=1,
            foot="]\n",
        )
    },
    "the same with waivers": lambda size: {
        "services/browse.yml": _filled(
            size // 2,
            _SERVICE + "other_ways: not-stated\nmore_pages: [",
            lambda n: f'"http://a{n}.example.org/", ',
            values=1,
            foot="]\n"
            + _filled(
                size // 2,
                "waivers:\n",
                lambda n: f"  - {{rule: a-{n}, reason: It is so., by: town clerk, until: 2030-12-31}}\n",
                values=10,
            ),
        )
    },
    "other ways": lambda size: {
        "services/browse.yml": _filled(
            size, _SERVICE + "other_ways: [", lambda n: f"{{how: mail, details: To room {n}}}, ", values=6, foot="]\n"
        )
    },
    "statements": lambda size: {
        "sources/evil.yml": _filled(
            size,
            _SOURCE + "statements:\n",
            lambda n: f"  share-{n}: {{section: A, kinds: [promise], says: It says so.}}\n",
            values=11,
        )
    },
    "sections": lambda size: {
        "sources/evil.yml": _filled(
            size,
            _SOURCE + "sections:\n",
            lambda n: f"  - {{heading: {_word(n)}, fingerprint: v1-0f1e2d3c4b5a6978}}\n",
            values=6,
        )
    },
    "waivers that hold nothing back": lambda size: _evil(
        size,
        lambda n: f"  - {{rule: insecure-lin{n}, reason: It is so., by: town clerk, until: 2030-12-31}}\n",
        values=10,
        head=_WHOLE + _ONE_FLOW + "waivers:\n",
    ),
    "duties": lambda size: _duties(size, lambda _: "data: [health, statistics], from: [payer]"),
    "duties about time": lambda size: _duties(size, lambda n: f"kept_at_most: P{n % 9_000 + 1}D"),
    "a promise that names everything": lambda size: {
        "promises/evil.yml": "name: Evil\nsummary: It says so.\nevidence: [{source: seen-by-us}]\ncheck:\n  forbid:\n"
        "    where:\n      to: [pawform, town]\n      purposes: [marketing, run-services]\n"
        "      data: [health, money, contact-details]\n",
        "offices/evil.yml": _filled(size, _office("town", "flows:\n"), _flow, values=_FLOW),
    },
    "a promise that is broken": lambda size: {
        "promises/evil.yml": f"name: {'Evil ' * 190}\nsummary: It says so.\nevidence: [{{source: seen-by-us}}]\n"
        "check: {forbid: {where: {data: [statistics]}}}\n",
        **_evil(size, _flow, values=_FLOW, head=_WHOLE + "flows:\n"),
    },
    "notices": lambda size: {
        "organisation.yml": _filled(
            size,
            "name: Town\nshort_name: the Town\nteam: the clerk\nsummary: A town.\nhome: https://www.example.gov/\n"
            "policy: privacy-policy\ndomains: [{host: www.example.gov, use: the website}]\ncontact: {phone: 555 0100}\n"
            "review_every: P1Y\nevidence: [{source: privacy-policy, statements: [scope-1]}]\nbreach_notices:\n",
            lambda n: f"  - {{tell: you, when: within {n} days, data: [money], evidence: [{{source: records-law}}]}}\n",
            values=22,
        )
    },
    "a summary that is hard to read": lambda size: {
        f"people/evil-{n}.yml": _term(n, "payer", "people").replace("A thing.", ("a'" * 400 + "é" * 150)[: 400 + n])
        for n in range(size // 1_000)
    },
}
"""One file, or two, that is read to its end. What rules find in it is another matter."""


def _code(number: int) -> str:
    """A code of three letters: each number another one."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(letters[number // 26**power % 26] for power in range(3))


# --- many files ------------------------------------------------------------------------------------


def _chain(size: int) -> Files:
    """Kinds of information of which each is part of the one before it."""
    return {f"data/c-{number}.yml": _term(number, f"c-{number - 1}" if number else "") for number in _few(size)}


def _handed_on(size: int, first: str) -> Files:
    """Companies of which each gets what the one before it got."""
    flow = {"about": "[visitor]", "data": "[ip-address]", "collected": "passed-on"}
    files = {}
    for number in range(size // 256):
        sender = f"v-{number - 1}" if number else first
        changed = {"sender": sender} | (flow if sender != "visitor" else {"data": "[ip-address]"})
        files[f"vendors/v-{number}.yml"] = _WHOLE + "flows:\n" + _flow("one", **changed)
    return files


MANY: dict[str, Callable[[int], Files]] = {
    "a chain": _chain,
    "a circle": lambda size: _chain(size) | {"data/c-0.yml": _term(0, f"c-{_few(size)[-1]}")},
    "a tree with many branches": lambda size: {
        **{f"data/c-{n}.yml": _term(n, f"c-{n // 3}" if n else "") for n in range(size // 128)},
        **_evil(size, lambda n: _flow(n, data="[c-0, c-1, c-2]"), values=_FLOW + 3, head=_WHOLE + "flows:\n"),
        "promises/evil.yml": "name: Evil\nsummary: It says so.\nevidence: [{source: seen-by-us}]\n"
        "check: {forbid: {where: {data: [c-5], sensitivity: [special]}}}\n",
    },
    "offices in a chain": lambda size: {
        f"offices/o-{n}.yml": _office(f"o-{n - 1}" if n else "town") for n in range(size // 128)
    },
    "offices that pass on": lambda size: {
        f"offices/o-{n}.yml": _office(
            "town",
            "flows:\n"
            + _flow("one", retention=f"P{n + 1}D")
            + _flow("two", sender="finance", about="[visitor]", collected="passed-on", retention="P9Y"),
        )
        for n in range(size // 256)
    },
    "companies in a chain": lambda size: _handed_on(size, "visitor"),
    "companies in a circle": lambda size: _handed_on(size, f"v-{size // 256 - 1}"),
    "promises and flows": lambda size: {
        **{
            f"promises/p-{n}.yml": "name: Evil\nsummary: It says so.\nevidence: [{source: seen-by-us}]\n"
            "check: {forbid: {where: {data: [health], from_is: [people], collected: [derived]}}}\n"
            for n in range(size // 256)
        },
        **_evil(size, _flow, values=_FLOW, head=_WHOLE + "flows:\n"),
    },
    "records that name nothing": lambda size: {
        f"data/{_word(n)}.yml": _term(n, _word(n)[::-1]) for n in range(size // 128)
    },
    "files that do not belong": lambda size: {f"{_word(n)}.txt": "" for n in _few(size)},
    "files that are no records": lambda size: {f"vendors/{_word(n)}.txt": "" for n in _few(size)},
    "empty records": lambda size: {f"vendors/{_word(n)}.yml": "" for n in _few(size)},
}
"""Many small files."""

INPUTS: dict[str, Callable[[int], Files]] = REFUSED | READ | MANY
"""All of them."""


# --- how much work they are ------------------------------------------------------------------------

SMALL, LARGE = 32_000, 64_000
"""Two sizes in bytes, the second twice the first, at which everything has begun that is done in steps."""


class Answer(NamedTuple):
    """What the check says of an input, and how many functions were called for it."""

    findings: list[Finding]
    calls: int


@cache
def answer(name: str, size: int) -> Answer:
    """Check the small city with an input laid over it."""
    with TemporaryDirectory() as folder:
        root = Path(shutil.copytree(CITY, Path(folder) / "city"))
        write(root, INPUTS[name](size))
        _load()
        _forget()
        profile = cProfile.Profile()
        findings = profile.runcall(check, root)
        counted: Any = pstats.Stats(profile)
        return Answer(findings, counted.total_calls)


def growth(name: str) -> float:
    """By how much the work grows when an input doubles: by 2 in proportion, by 4 if each thing is held against each.

    Calls of functions are counted, since seconds on a shared machine prove nothing. Those for a file that is
    refused at its first line are left out, and a few more, which depend on what was done before.
    """
    least = answer("a quote that is never closed", 1_000).calls
    large, small = (max(answer(name, size).calls - least, 1_000) for size in (LARGE, SMALL))
    return large / small


@cache
def _load() -> None:
    """Load what is loaded only when something needs it, so that this is not counted where it comes first."""
    check(CITY)
    next(characters.odd("\u200b"))
    look_alikes.skeletons("\u0430")
    look_alikes.alphabets("a\u0430")


def _forget() -> None:
    """Empty every cache, so that each check does all of its work."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith(("schemas", "scripts")) else ():
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()
