"""Rule `unknown-reference`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import KINDS
from scripts.findings import Severity, did_you_mean
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
    for reference in registry.references:
        ref = reference.ref
        if registry.has_file(ref):
            continue
        folders = " or ".join(f"`{KINDS[kind].folder}/{ref}.yml`" for kind in ref.kinds)
        elsewhere = [kind for kind in KINDS if ref in registry.ids(kind)]
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
            ending = did_you_mean(ref, registry.ids(*ref.kinds), f"correct the id or add {folders}")
        yield reference.key, reference.loc, f"there is no {' or '.join(ref.kinds)} `{ref}`; {ending}"


RULE = Rule(check, Severity.ERROR)
