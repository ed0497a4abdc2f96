"""Questions that people ask of the tables, each as one statement of SQL: for one registry or for many at once."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """A question with its answer in SQL."""

    asks: str
    sql: str


QUESTIONS = {
    "companies": Question(
        "What do companies get now that a source names, how sure is it, and what says so?",
        """\
select f.org, f.id as flow, f.derived_strength as grade,
    string_agg(distinct d.data_id, '; ' order by d.data_id) as data,
    string_agg(distinct coalesce(s.url, s.name), '; ') as sources
from flow f
join party p on p.org = f.org and p.id = f.receiver_id
    and p.kind = 'vendor' and p.derived_certainty = 'named'
left join flow_data d on d.org = f.org and d.flow_id = f.id
left join evidence e on e.org = f.org and e.flow_id = f.id
left join source s on s.org = e.org and s.id = e.source_id
where f.derived_current
group by all
order by all
""",
    ),
    "contracts": Question(
        "Of which contracts do we know a day, and when do they end?",
        """\
select org, id as company, contract_starts_first as starts_from,
    contract_ends_last as ends_by, contract_ends_state as ends
from party
where contract_starts_state = 'stated' or contract_ends_state = 'stated'
order by all
""",
    ),
    "unknowns": Question(
        "Whom would you ask for how many facts that are not stated?",
        """\
select org, derived_ask_id as ask, count(*) as facts
from unknown
group by all
order by facts desc, org, ask
""",
    ),
    "doubts": Question(
        "Which promises can we not tell, and which facts would settle most of them?",
        """\
select d.org, d.promise_id as promise, d.fact, d.unknown_id as unknown,
    u.derived_settles as settles, u.derived_ask_id as ask
from promise_doubt d
join promise p on p.org = d.org and p.id = d.promise_id
    and p.derived_verdict = 'cannot-tell'
left join unknown u on u.org = d.org and u.id = d.unknown_id
group by all
order by settles desc nulls last, d.org, promise, unknown
""",
    ),
    "domains": Question(
        "Which hosts of companies are in more than one registry?",
        """\
select d.host, count(distinct d.org) as registries,
    string_agg(distinct d.org || ': ' || d.party_id, '; ') as companies
from party_domain d
join party p on p.org = d.org and p.id = d.party_id and p.kind = 'vendor'
group by d.host
having count(distinct d.org) > 1
order by all
""",
    ),
    "keeping": Question(
        "How long is what they get now kept?",
        """\
select org, retention_state as state, retention as time,
    retention_days as days, count(*) as flows
from flow
where derived_current
group by all
order by all
""",
    ),
}
"""Each question by a short name. They are in the SQL of DuckDB, which reads the files from where they are published."""
