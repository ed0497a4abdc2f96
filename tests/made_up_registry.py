"""A made-up registry of any size: the same number and seed give the same bytes."""

from __future__ import annotations

import random
from pathlib import Path

import yaml

KINDS = ["analytics", "forms", "payments", "procurement", "video", "maps"]
WORDS = ("river", "stone", "maple", "harbor", "summit", "meadow", "copper", "lantern", "orchard", "prairie")


def write(root: Path, vendors: int, seed: int = 1) -> None:
    """Write a whole, valid registry with so many vendors, and a service for every fourth of them."""
    chance = random.Random(seed)  # noqa: S311 - it makes test data
    files: dict[str, object] = {"organisation": _ORGANISATION}
    files["sources/city-page"] = _source("A page of the town", "own-page")
    files["offices/town"] = _office("The town", "whole")
    files["offices/web-team"] = _office("The web team", "team") | {"part_of": "town"}
    data = [f"data-{number}" for number in range(60)]
    purposes = [f"purpose-{number}" for number in range(20)]
    people = [f"people-{number}" for number in range(10)]
    for number, id_ in enumerate(data):
        parent = {"part_of": data[number // 6]} if number >= 6 else {}
        files[f"data/{id_}"] = _term(f"Fact {number}") | {"identifies": "directly"} | parent
    for id_ in purposes:
        files[f"purposes/{id_}"] = _term(f"Do {id_}")
    for id_ in people:
        files[f"people/{id_}"] = _term(f"Those of {id_}")
    services = [f"service-{number}" for number in range(max(1, vendors // 4))]
    names = [f"vendor-{number}" for number in range(vendors)]
    for number, id_ in enumerate(names):
        flows = {
            f"flow-{n}": _flow(
                services[(number + n * 7) % len(services)],
                chance.choice(people),
                chance.sample(data, 4),
                chance.sample(purposes, 2),
            )
            for n in range(3)
        }
        if number % 3:  # chains of three, as real ones are short
            service = services[number % len(services)]
            flows["passed-on"] = _flow(service, names[number - 1], "not-stated", [purposes[0]]) | {
                "about": "not-stated",
                "collected": "passed-on",
            }
        files[f"vendors/{id_}"] = _vendor(id_, chance) | {"flows": flows}
    for number, id_ in enumerate(services):
        files[f"services/{id_}"] = _service(number)
    for path, record in files.items():
        target = root / f"{path}.yml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(record, sort_keys=False, allow_unicode=True, width=110), encoding="utf-8")


def _term(name: str) -> dict[str, object]:
    return {
        "name": name,
        "summary": f"{name} is a thing.",
        "sensitivity": "ordinary",
        "fideslang": "none",
        "dpv": "none",
    }


def _source(name: str, kind: str) -> dict[str, object]:
    return {
        "name": name,
        "summary": "It says so.",
        "is": kind,
        "url": "https://www.example.gov/page",
        "dated": "not-stated",
        "read": {"date": "2026-01-05", "extent": "whole"},
    }


def _checked() -> dict[str, object]:
    return {"status": {"is": "in-use", "since": "not-stated"}, "reviewed": {"date": "2026-01-05", "by": "the web team"}}


def _office(name: str, kind: str) -> dict[str, object]:
    return {"name": name, "summary": "It works for you.", "is": kind, **_checked()}


def _vendor(id_: str, chance: random.Random) -> dict[str, object]:
    return {
        "name": f"{chance.choice(WORDS).title()} {id_}",
        "summary": "It does a job for the town.",
        "identity": "known",
        "legal_name": "not-stated",
        "kinds": [chance.choice(KINDS)],
        "role": "not-stated",
        "links": {
            "home": f"https://www.{id_}.example",
            "privacy": f"https://www.{id_}.example/privacy",
            "terms": "not-stated",
        },
        "domains": [{"host": f"app.{id_}.example", "use": "its pages"}],
        "cookies": "not-stated",
        "contract": "not-stated",
        **_checked(),
    }


def _service(number: int) -> dict[str, object]:
    return {
        "name": f"Service {number}",
        "summary": "You get a job done.",
        "action": f"use service {number}",
        "page": f"https://www.example.gov/services/{number}",
        "offices": ["web-team"],
        "other_ways": "not-stated",
        **_checked(),
    }


def _flow(service: str, sender: str, data: object, purposes: list[str]) -> dict[str, object]:
    return {
        "service": service,
        "from": sender,
        "data": data,
        "purposes": purposes,
        "collected": "given",
        "choice": "required",
        "retention": "P2Y",
        "evidence": [{"source": "city-page", "note": "The page says so."}],
    }


_ORGANISATION = {
    "name": "Town of Example",
    "short_name": "the Town",
    "team": "the web team",
    "summary": "A made-up town.",
    "home": "https://www.example.gov/",
    "policy": "city-page",
    "domains": [{"host": "www.example.gov", "use": "the website"}],
    "contact": {"phone": "555 0100"},
    "review_every": "P1Y",
}
