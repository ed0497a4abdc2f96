"""What fideslang says about manifests with one mistake each. Run by the Python that has it: see `errors.py`.

    python ask_fideslang.py FOLDER-OF-GOOD-MANIFESTS < JSON list of wrong files, each named as a good one

It goes the way of `fides parse` and then looks for keys that nothing stands for, as `fides evaluate` does.
"""

import json
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

# It is never in the environment of this project: it needs an older pydantic.
from fideslang.manifests import load_yaml_into_dict, union_manifests  # type: ignore[import-not-found]
from fideslang.parse import load_manifests_into_taxonomy  # type: ignore[import-not-found]
from fideslang.relationships import get_referenced_missing_keys  # type: ignore[import-not-found]

Manifest = dict[str, list[object]]


def check(manifests: list[Manifest]) -> None:
    """Read all manifests into one taxonomy; end with a message if it refers to what is not there."""
    # Their union fills the lists of the first manifests, so it gets lists of its own.
    copies = [{kind: list(entries) for kind, entries in manifest.items()} for manifest in manifests]
    if missing := get_referenced_missing_keys(load_manifests_into_taxonomy(union_manifests(copies))):
        raise SystemExit(f"Missing resource keys: {sorted(missing)}")


def answer(wrong: Path, good: dict[str, Manifest]) -> dict[str, object]:
    """What is printed about one wrong file beside all other good ones, and with which exit code that ends."""
    printed, code = StringIO(), 0
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            others = [manifest for name, manifest in good.items() if name != wrong.name]
            check([*others, load_yaml_into_dict(str(wrong))])
        except SystemExit as end:
            printed.write(f"{end}\n")
            code = 1
        except Exception:  # noqa: BLE001 - whatever it raises ends it with a traceback
            traceback.print_exc()
            code = 1
    return {"printed": printed.getvalue(), "code": code}


if __name__ == "__main__":
    known = {file.name: load_yaml_into_dict(str(file)) for file in sorted(Path(sys.argv[1]).iterdir())}
    json.dump([answer(Path(file), known) for file in json.load(sys.stdin)], sys.stdout)
