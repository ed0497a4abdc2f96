"""Rule `unknown-reference`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from schemas import KINDS
from schemas.references import Ref
from scripts.reading.findings import Severity
from scripts.reading.near_words import Words, did_you_mean
from scripts.registry.registry import Registry
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record names another that does not exist.

    Why it matters
        A reader who follows the link finds nothing, and the graph loses a flow.

    How to fix it
        Correct the id, or add the file that it names.

    Wrong
        # services/browse.yml
        offices: [twon]

    Right
        # services/browse.yml
        offices: [town]
    """
    registry = inspection.registry
    ids = cache(lambda kinds: Words(registry.ids(*kinds)))
    for reference in registry.references:
        if not registry.has_file(reference.ref):
            yield Fault(reference.key, reference.loc, partial(_message, registry, ids, reference.ref))


def _message(registry: Registry, ids: Callable[[tuple[str, ...]], Words], ref: Ref) -> str:
    folders = _either([f"`{KINDS[kind].folder}/`" for kind in ref.kinds])
    elsewhere = [kind for kind in KINDS if str(ref) in registry.ids(kind)]
    renamed = [
        now[1]
        for kind in ref.kinds
        if (now := registry.renamed.get((kind, str(ref)))) is not None and now[0] in ref.kinds
    ]
    if renamed:
        ending = f"it is now called `{renamed[0]}`"
    elif elsewhere:
        ending = f"`{ref}` is in `{KINDS[elsewhere[0]].folder}/`, which does not fit here"
    else:
        ending = did_you_mean(ref, ids(ref.kinds), f"correct the id, or add `{ref}.yml` there")
    return f"there is no `{ref}` in {folders}; {ending}"


def _either(folders: Sequence[str]) -> str:
    *first, last = folders
    return f"{', '.join(first)} or {last}" if first else last


RULE = Rule(check, Severity.ERROR, may_be_waived=False)
