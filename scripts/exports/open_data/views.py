"""Tables → tables for people who do not join: one row a flow, and one row a company, with names instead of ids.

Each is one statement of SQL over the tables; the same stands in the SQLite file as a view.
"""

from __future__ import annotations

VIEWS = {
    "flow_wide": """
        select f.org, f.id, coalesce(s.name, p.name) as sender, r.name as receiver, r.kind as receiver_kind,
            r.derived_certainty as receiver_certainty, coalesce(v.name, f.service_state) as service,
            coalesce((select group_concat(name, '; ') from (
                select d.name from flow_data l join data d on d.org = l.org and d.id = l.data_id
                where l.org = f.org and l.flow_id = f.id order by l.position)), f.data_state) as data,
            coalesce((select group_concat(name, '; ') from (
                select d.name from flow_purpose l join purpose d on d.org = l.org and d.id = l.purpose_id
                where l.org = f.org and l.flow_id = f.id order by l.position)), f.purposes_state) as purposes,
            coalesce(f.collected, f.collected_state) as collected, coalesce(f.choice, f.choice_state) as choice,
            coalesce(f.retention, f.retention_state) as retention, f.derived_status as status,
            f.derived_strength as strength,
            (select group_concat(url, '; ') from (
                select distinct coalesce(o.url, o.name) as url from evidence e
                join source o on o.org = e.org and o.id = e.source_id
                where e.org = f.org and e.flow_id = f.id order by e.position)) as sources,
            f.derived_sentence as sentence, f.html_url
        from flow f join party r on r.org = f.org and r.id = f.receiver_id
        left join party s on s.org = f.org and s.id = f.sender_id
        left join people p on p.org = f.org and p.id = f.sender_id
        left join service v on v.org = f.org and v.id = f.service_id
        order by f.org, f.id
    """,
    "company_wide": """
        select c.org, c.id, c.name, coalesce(c.legal_name, c.legal_name_state) as legal_name,
            c.derived_certainty as certainty, c.derived_standing as standing, coalesce(c.role, c.role_state) as role,
            coalesce(c.links_home, c.links_home_state) as home,
            (select group_concat(name, '; ') from (
                select distinct d.name from flow f join flow_data l on l.org = f.org and l.flow_id = f.id
                join data d on d.org = l.org and d.id = l.data_id
                where f.org = c.org and f.receiver_id = c.id order by d.name)) as gets,
            (select group_concat(name, '; ') from (
                select distinct v.name from flow f join service v on v.org = f.org and v.id = f.service_id
                where f.org = c.org and f.receiver_id = c.id order by v.name)) as services,
            (select count(*) from flow f where f.org = c.org and f.receiver_id = c.id) as flows,
            (select count(*) from flow f
                where f.org = c.org and f.receiver_id = c.id and f.data_state = 'not-stated') as flows_not_stated,
            coalesce(c.contract_starts_first, nullif(c.contract_starts_state, 'not-applicable'), c.contract_state)
                as contract_starts,
            coalesce(c.contract_ends_last, nullif(c.contract_ends_state, 'not-applicable'), c.contract_state)
                as contract_ends,
            c.derived_unknowns_own + c.derived_unknowns_of_flows as unknowns, c.html_url
        from party c where c.kind = 'vendor'
        order by c.org, c.id
    """,
    "term": """
        select org, 'data' as kind, id, name, summary, part_of_id, sensitivity, fideslang_key, dpv_term from data
        union all
        select org, 'purpose', id, name, summary, part_of_id, sensitivity, fideslang_key, dpv_term from purpose
        union all
        select org, 'people', id, name, summary, part_of_id, sensitivity, fideslang_key, dpv_term from people
        order by 1, 2, 3
    """,
}
"""Each view by its name."""
TEXTS = {
    "flow_wide": "Each flow in one row: who gives what to whom, why, how sure that is, and the sources.",
    "company_wide": "Each company in one row: what it gets, in which services, and what is known of its contract. "
    "Flows that are over count too.",
    "term": "Kinds of information, reasons and groups of people in one table.",
}
"""What each holds."""
