"""What two records together, or judgement, can find wrong: one rule a file, all of them listed here.

In: the registry, its graph, and a day. Out: findings, each at its line.
It must not know: how a finding is shown. A rule knows neither lines nor severities of other rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from schemas import ORGANISATION, Key
from schemas.part import Loc
from scripts.reading.findings import MOST_IN_A_FILE, Finding, Position, Untold, told
from scripts.reading.salvage import Salvaged
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.registry.soundness import sound_part
from scripts.rules import (
    ambiguous_id,
    asked_for_nothing,
    broken_promise,
    circular_category,
    cites_no_promise,
    contract_after_work,
    contract_near_its_end,
    deep_category,
    domain_claimed_twice,
    doubled_word,
    empty_registry,
    ended_in_current_flow,
    expired_waiver,
    flow_about_nobody,
    flow_without_evidence,
    hard_to_read,
    home_elsewhere,
    host_slip,
    idle_in_current_flow,
    insecure_link,
    inside_host,
    kept_longer,
    kind_beside_parent,
    link_through_another,
    long_planned,
    long_waiver,
    markup_in_text,
    mixed_alphabets,
    name_for_role,
    named_unknown,
    names_itself,
    not_anonymous,
    nothing_new,
    odd_name,
    office_without_root,
    old_id_in_use,
    online_only,
    organisation_in_sentences,
    page_of_another,
    party_without_flow,
    passed_on_not_received,
    personal_contact,
    personal_number,
    placeholder,
    private_mailbox,
    promise_without_flow,
    purpose_creep,
    reading_without_question,
    required_everywhere,
    rests_on_nothing_read,
    review_in_future,
    review_overdue,
    same_name,
    secret,
    sensitive_without_authority,
    service_without_flow,
    source_of_wrong_kind,
    state_in_future,
    tracked_link,
    two_records_of_one,
    uncarried_statement,
    unchecked_promise,
    unclear_role,
    unexplained_cookie,
    unknown_reference,
    unknown_section,
    unknown_statement,
    unknown_taxonomy_key,
    unmarked_refinement,
    unmet_duty,
    unneeded_waiver,
    unpublished_page,
    unused_vocabulary,
    vendor_without_policy,
    worked_example,
    wrong_way_of_collecting,
)
from scripts.rules.base import Fault, Inspection, Message, Rule, Scope

RULES: tuple[Rule, ...] = (
    # Does every name lead somewhere?
    unknown_reference.RULE,
    unknown_statement.RULE,
    unknown_section.RULE,
    asked_for_nothing.RULE,
    names_itself.RULE,
    ambiguous_id.RULE,
    old_id_in_use.RULE,
    same_name.RULE,
    two_records_of_one.RULE,
    mixed_alphabets.RULE,
    markup_in_text.RULE,
    doubled_word.RULE,
    circular_category.RULE,
    deep_category.RULE,
    unknown_taxonomy_key.RULE,
    unmarked_refinement.RULE,
    domain_claimed_twice.RULE,
    # Is every claim a whole one?
    flow_without_evidence.RULE,
    flow_about_nobody.RULE,
    wrong_way_of_collecting.RULE,
    required_everywhere.RULE,
    kind_beside_parent.RULE,
    named_unknown.RULE,
    rests_on_nothing_read.RULE,
    source_of_wrong_kind.RULE,
    page_of_another.RULE,
    review_overdue.RULE,
    review_in_future.RULE,
    state_in_future.RULE,
    long_planned.RULE,
    insecure_link.RULE,
    hard_to_read.RULE,
    organisation_in_sentences.RULE,
    expired_waiver.RULE,
    long_waiver.RULE,
    # May it be published?
    personal_contact.RULE,
    private_mailbox.RULE,
    personal_number.RULE,
    secret.RULE,
    name_for_role.RULE,
    placeholder.RULE,
    odd_name.RULE,
    nothing_new.RULE,
    # Does every link lead where it says?
    link_through_another.RULE,
    tracked_link.RULE,
    host_slip.RULE,
    inside_host.RULE,
    unpublished_page.RULE,
    home_elsewhere.RULE,
    # Does the whole make sense?
    office_without_root.RULE,
    party_without_flow.RULE,
    service_without_flow.RULE,
    passed_on_not_received.RULE,
    ended_in_current_flow.RULE,
    idle_in_current_flow.RULE,
    uncarried_statement.RULE,
    cites_no_promise.RULE,
    unchecked_promise.RULE,
    broken_promise.RULE,
    promise_without_flow.RULE,
    unused_vocabulary.RULE,
    empty_registry.RULE,
    worked_example.RULE,
    # Is it what people expect of those who hold their information?
    purpose_creep.RULE,
    reading_without_question.RULE,
    kept_longer.RULE,
    not_anonymous.RULE,
    sensitive_without_authority.RULE,
    unclear_role.RULE,
    vendor_without_policy.RULE,
    unexplained_cookie.RULE,
    contract_near_its_end.RULE,
    contract_after_work.RULE,
    unmet_duty.RULE,
    online_only.RULE,
    # Last, since it looks at what the others needed.
    unneeded_waiver.RULE,
)


class Waiting(NamedTuple):
    """What could not be looked at, because of mistakes that have to be mended first."""

    rules: int = 0
    """How many rules have not been run."""
    records: int = 0
    """How many records the others have left out."""
    flows: int = 0
    """How many flows they have left out of the other records."""


NOTHING_WAITS = Waiting()


class Inspected(NamedTuple):
    """What the rules have found."""

    findings: list[Finding]
    waiting: Waiting


FOUNDATION = tuple(rule for rule in RULES if rule.scope is Scope.RECORDS and not rule.may_be_waived)
"""The rules on which everything rests: where they find a mistake, a name leads nowhere, or a category in a circle."""


def run(registry: Registry, graph: Graph, today: date) -> Inspected:
    """Run every rule as far as it can judge.

    Those that look at one record at a time look at what is left of records with mistakes too. If anything is unsound,
    those that look at what is there look at the sound part; those that miss something that is nowhere have to wait.
    """
    inspection = Inspection(registry, graph, today, _WAIVABLE)
    mistakes: list[Untold] = []
    unsound: list[tuple[Key, Loc]] = []
    for rule in _of(Scope.RECORDS):
        faults = list(rule.check(inspection))
        mistakes += _mistakes(inspection, rule, faults)
        if rule in FOUNDATION:
            unsound += [(fault.key, fault.loc) for fault in faults]
    mistakes += _in_salvaged(inspection)
    if registry.is_whole and not unsound:
        mistakes += _found(inspection, *(rule for rule in RULES if rule.scope is not Scope.RECORDS))
        return Inspected(told(mistakes), NOTHING_WAITS)
    part = sound_part(registry, unsound)
    if ORGANISATION not in part.registry.records:
        return Inspected(told(mistakes), Waiting(len(_of(Scope.SOUND) + _of(Scope.WHOLE))))
    inspection = Inspection(part.registry, Graph(part.registry), today, _WAIVABLE)
    mistakes += _found(inspection, *_of(Scope.SOUND))
    return Inspected(told(mistakes), Waiting(len(_of(Scope.WHOLE)), part.records, part.flows))


def foundation(registry: Registry) -> list[Finding]:
    """Look only for mistakes in what everything rests on. Without one, the graph can be asked anything."""
    inspection = Inspection(registry, Graph(registry), date.min, _WAIVABLE)
    return told(_found(inspection, *FOUNDATION))


_WAIVABLE = {rule.id: rule.may_be_waived for rule in RULES}


def _of(scope: Scope) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.scope is scope)


def _in_salvaged(inspection: Inspection) -> Iterator[Untold]:
    """What rules find in what is left of records with mistakes, but for what only echoes these."""
    if not inspection.registry.salvaged:
        return
    registry = inspection.registry.with_salvaged()
    inspection = Inspection(registry, Graph(registry), inspection.today, _WAIVABLE)
    for rule in _of(Scope.RECORDS):
        yield from _mistakes(inspection, rule, _judged(registry.salvaged, rule, rule.check(inspection)))


def _judged(salvaged: Mapping[Key, Salvaged], rule: Rule, faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults that are about what somebody wrote, at the places where it is written.

    Where the waivers cannot be read, one of them may be for this rule.
    """
    for fault in faults:
        left = salvaged.get(fault.key)
        if left is None or (rule.may_be_waived and left.is_broken(("waivers",))):
            continue
        if not left.is_broken(loc := left.written(fault.loc)):
            yield fault._replace(loc=loc)


def _found(inspection: Inspection, *rules: Rule) -> Iterator[Untold]:
    for rule in rules:
        yield from _mistakes(inspection, rule, rule.check(inspection))


def _mistakes(inspection: Inspection, rule: Rule, faults: Iterable[Fault]) -> Iterator[Untold]:
    """What one rule finds. Beyond what is told of a file, mistakes in a record are only counted, and take no place.

    What is about the wording of a common term is nothing that an author of the registry could mend.
    """
    counts: Counter[Key] = Counter()
    last: dict[Key, Untold] = {}
    for fault in faults:
        key = fault.key
        if rule not in FOUNDATION and inspection.registry.is_common(key):
            continue
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


__all__ = ["NOTHING_WAITS", "RULES", "Inspected", "Inspection", "Rule", "Waiting", "foundation", "run"]
