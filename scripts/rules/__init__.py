"""What two records together, or judgement, can find wrong: one rule a file, all of them listed here.

In: the registry, its graph, and a day. Out: findings, each at its line.
It must not know: how a finding is shown. A rule knows neither lines nor severities of other rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial

from schemas import Key
from scripts.reading.findings import MOST_IN_A_FILE, Finding, Position, Untold, told
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.rules import (
    ambiguous_id,
    broken_promise,
    circular_category,
    contract_near_its_end,
    deep_category,
    domain_claimed_twice,
    empty_registry,
    ended_in_current_flow,
    expired_waiver,
    flow_about_nobody,
    flow_without_evidence,
    hard_to_read,
    insecure_link,
    kept_longer,
    mixed_alphabets,
    not_anonymous,
    office_without_root,
    old_id_in_use,
    online_only,
    party_without_flow,
    passed_on_not_received,
    purpose_creep,
    review_in_future,
    review_overdue,
    same_name,
    sensitive_without_authority,
    service_without_flow,
    uncarried_statement,
    unchecked_promise,
    unclear_role,
    unexplained_cookie,
    unknown_reference,
    unknown_section,
    unknown_statement,
    unknown_taxonomy_key,
    unmet_duty,
    unneeded_waiver,
    unused_vocabulary,
    vendor_without_policy,
)
from scripts.rules.base import Fault, Inspection, Message, Rule

RULES: tuple[Rule, ...] = (
    # Does every name lead somewhere?
    unknown_reference.RULE,
    unknown_statement.RULE,
    unknown_section.RULE,
    ambiguous_id.RULE,
    old_id_in_use.RULE,
    same_name.RULE,
    mixed_alphabets.RULE,
    circular_category.RULE,
    deep_category.RULE,
    unknown_taxonomy_key.RULE,
    domain_claimed_twice.RULE,
    # Is every claim a whole one?
    flow_without_evidence.RULE,
    flow_about_nobody.RULE,
    review_overdue.RULE,
    review_in_future.RULE,
    insecure_link.RULE,
    hard_to_read.RULE,
    expired_waiver.RULE,
    # Does the whole make sense?
    office_without_root.RULE,
    party_without_flow.RULE,
    service_without_flow.RULE,
    passed_on_not_received.RULE,
    ended_in_current_flow.RULE,
    uncarried_statement.RULE,
    unchecked_promise.RULE,
    broken_promise.RULE,
    unused_vocabulary.RULE,
    empty_registry.RULE,
    # Is it what people expect of those who hold their information?
    purpose_creep.RULE,
    kept_longer.RULE,
    not_anonymous.RULE,
    sensitive_without_authority.RULE,
    unclear_role.RULE,
    vendor_without_policy.RULE,
    unexplained_cookie.RULE,
    contract_near_its_end.RULE,
    unmet_duty.RULE,
    online_only.RULE,
    # Last, since it looks at what the others needed.
    unneeded_waiver.RULE,
)


def run(registry: Registry, graph: Graph, today: date, *, sound: bool) -> list[Finding]:
    """Run every rule that can judge.

    `sound` says whether every file could be read. If not, or as soon as a rule finds an error, the rules
    that rest on all records are left out: what they would say might only echo the first mistake.
    """
    inspection = Inspection(registry, graph, today, {rule.id: rule.may_be_waived for rule in RULES})
    mistakes: list[Untold] = []
    for rule in RULES:
        if rule.rests_on_all and not sound:
            continue
        found = list(_mistakes(inspection, rule))
        mistakes += found
        if not rule.rests_on_all and rule.severity == "error" and found:
            sound = False
    return told(mistakes)


def _mistakes(inspection: Inspection, rule: Rule) -> Iterator[Untold]:
    """What one rule finds. Beyond what is told of a file, mistakes in a record are only counted, and take no place."""
    counts: Counter[Key] = Counter()
    last: dict[Key, Untold] = {}
    for fault in rule.check(inspection):
        key = fault.key
        counts[key] += 1
        if counts[key] <= MOST_IN_A_FILE + 1:
            if mistake := _mistake(inspection, rule, fault):
                last[key] = mistake
                yield mistake
        elif key in last:
            yield last[key]


def _mistake(inspection: Inspection, rule: Rule, fault: Fault) -> Untold | None:
    waived_by = fault.waived_by or fault.key
    waiver = inspection.waiver(waived_by, rule.id) if rule.may_be_waived else None
    if waiver is not None:
        inspection.used_waivers.add((waived_by, waiver))
        return None
    position = inspection.registry.at(fault.key, fault.loc)
    return Untold(position, partial(_finding, position, rule, fault.message), rule.severity)


def _finding(position: Position, rule: Rule, message: Message) -> Finding:
    return Finding(position, rule.id, message if isinstance(message, str) else message(), rule.severity)


__all__ = ["RULES", "Inspection", "Rule", "run"]
