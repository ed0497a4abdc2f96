"""The questions on the downloads page, asked of the files of two organisations: the answers are those of `ask`."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.flow import Schedule
from schemas.time import RoughDate
from schemas.words import is_stated
from scripts.answers.of_graph import Answers
from scripts.exports import open_data
from scripts.exports.open_data import tables
from scripts.exports.open_data.sql_questions import QUESTIONS
from scripts.registry import grades, registry
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Graph
from scripts.registry.verdicts import Verdict
from tests.conftest import CITY

OTHER = "other.example.org"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    """The small city and another one, whose company has another contract and says less, by their hosts."""
    root = tmp_path_factory.mktemp("other") / "registry"
    shutil.copytree(CITY, root)
    organisation = root / "organisation.yml"
    text = organisation.read_text(encoding="utf-8")
    organisation.write_text(text.replace("home: https://www.example.gov", f"home: https://{OTHER}"), encoding="utf-8")
    vendor = root / "vendors" / "tillhouse.yml"
    text = vendor.read_text(encoding="utf-8")
    vendor.write_text(
        text.replace("starts: 2019-04", "starts: not-stated").replace("ends: none", "ends: 2031"), "utf-8"
    )
    found = {}
    for records in (CITY, root):
        read, findings = registry.read(records)
        assert [str(finding) for finding in findings] == []
        host = read.organisation.home.partition("://")[2].partition("/")[0].removeprefix("www.")
        found[host] = Graph(read)
    assert len(found) == 2
    return found


@pytest.fixture(scope="module")
def folder(graphs: dict[str, Graph], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where somebody has put what the two publish, side by side."""
    root = tmp_path_factory.mktemp("gathered")
    for host, graph in graphs.items():
        for path, content in open_data.render(graph.registry, graph).items():
            file = root / host / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return root


@pytest.fixture(params=["parquet", "csv"], scope="module")
def database(folder: Path, request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    """Both, as one set of tables, from either form. A CSV has no types of its own; a guess must not matter."""
    with closing(duckdb.connect()) as found:
        for name in tables.definitions():
            files = folder / "*" / "api" / "v1" / "tables" / f"{name}.{request.param}"
            options = ", all_varchar = false, union_by_name = true" if request.param == "csv" else ""
            found.execute(f"create view {name} as from read_{request.param}('{files}'{options})")
        yield found


def asked(database: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    """The answer to a question."""
    return database.sql(QUESTIONS[name].sql).fetchall()


def test_what_named_companies_get(database: duckdb.DuckDBPyConnection, graphs: dict[str, Graph]) -> None:
    """Each flow with its data, its grade and the addresses of its sources."""
    wanted = set()
    for host, graph in graphs.items():
        read = graph.registry
        named = [id_ for id_ in read.vendors if read.certainties[id_] == Certainty.NAMED]
        told = [edge for id_ in named for one in Answers(graph).what_gets(id_).received for edge in one.flows]
        for edge in graph.current(told):
            cited = [read.sources[piece.source] for piece in edge.flow.evidence]
            urls = {one.name if one.url in {"not-stated", "none"} else str(one.url) for one in cited}
            grade = grades.of_flow(edge.flow, read)
            wanted.add((host, edge.id, grade, "; ".join(sorted(edge.data)), "; ".join(sorted(urls))))
    found = {(*row[:4], "; ".join(sorted((row[4] or "").split("; ")))) for row in asked(database, "companies")}
    assert {tuple(cell or "" for cell in row) for row in found} == {
        tuple(str(cell or "") for cell in row) for row in wanted
    }


def test_contracts_with_dates(database: duckdb.DuckDBPyConnection, graphs: dict[str, Graph]) -> None:
    """As exact as they are known."""
    wanted = set()
    for host, graph in graphs.items():
        for id_, vendor in graph.registry.vendors.items():
            contract = vendor.contract
            if not isinstance(contract, str):
                dates = [contract.starts, contract.ends]
                if any(isinstance(date, RoughDate) for date in dates):
                    starts, ends = (date if isinstance(date, RoughDate) else None for date in dates)
                    state = "stated" if ends else str(contract.ends)
                    wanted.add((host, id_, starts and starts.first_day, ends and ends.last_day, state))
    assert set(asked(database, "contracts")) == wanted
    assert {host for host, *_ in wanted} == graphs.keys()


def test_whom_to_ask_for_what_is_not_stated(database: duckdb.DuckDBPyConnection, graphs: dict[str, Graph]) -> None:
    """All facts that are not stated are somebody's to answer."""
    counts: Counter[str] = Counter()
    for host, _ask, facts in asked(database, "unknowns"):
        counts[host] += facts
    assert counts == {host: Answers(graph).unknowns().count for host, graph in graphs.items()}
    of_office = {(host, ask): facts for host, ask, facts in asked(database, "unknowns")}
    graph = graphs["example.gov"]
    own = len([one for one in graph.registry.unknowns if one.key == ("office", "tax-desk")])
    services = graph.registry.services
    runs = {id_ for id_, one in services.items() if is_stated(one.offices) and one.offices[0] == "tax-desk"}
    of_services = len([one for one in graph.registry.unknowns if one.key[0] == "service" and one.key[1] in runs])
    assert of_office["example.gov", "tax-desk"] == own + of_services


def test_what_would_settle_a_promise(database: duckdb.DuckDBPyConnection, graphs: dict[str, Graph]) -> None:
    """The promises that cannot be told, each with the facts that are missing, first those that settle most."""
    found = asked(database, "doubts")
    for host, graph in graphs.items():
        judged = [one for one in Answers(graph).promises().judged if one.verdict == Verdict.CANNOT_TELL]
        assert {promise for org, promise, *_ in found if org == host} == {one.id for one in judged if one.doubts}
        facts = {(one.id, fact.verdicts) for one in judged for fact in one.settled_by}
        assert {(promise, settles) for org, promise, _, _, settles, _ in found if org == host and settles} == facts
    settles = [row[4] or 0 for row in found]
    assert settles == sorted(settles, reverse=True)


def test_hosts_in_two_registries(database: duckdb.DuckDBPyConnection, graphs: dict[str, Graph]) -> None:
    """The same company by its host, wherever it works."""
    hosts = [
        {domain.host for vendor in graph.registry.vendors.values() for domain in vendor.domains}
        for graph in graphs.values()
    ]
    assert {row[0]: row[1] for row in asked(database, "domains")} == dict.fromkeys(hosts[0] & hosts[1], 2)


def test_how_long_things_are_kept(database: duckdb.DuckDBPyConnection, graphs: dict[str, Graph]) -> None:
    """Times that are known, schedules whose line is not, and what nobody states."""
    wanted: Counter[tuple[str, str, str]] = Counter()
    for host, graph in graphs.items():
        for edge in graph.current(graph.edges.values()):
            kept = edge.flow.retention
            if isinstance(kept, Schedule):
                state = "by-schedule" if edge.flow.kept_for else "schedule-line-not-stated"
            else:
                state = "stated" if edge.flow.kept_for else str(kept)
            wanted[host, state, edge.flow.kept_for or ""] += 1
    assert {(org, state, time or ""): flows for org, state, time, _, flows in asked(database, "keeping")} == wanted
