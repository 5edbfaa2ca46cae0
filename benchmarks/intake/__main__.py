"""How well labelled reports are read: `python -m benchmarks.intake --cases DIR [--json]`.

DIR holds cases as JSON files, or sentence files (`en.txt`), or both. Prints, in all and by language, recall and precision
of (type, value), then exactness, place, donor, scope, state and day of those found, labels without a value, and grounding. A claim
that answers no label counts against precision and is listed: as contradicting where a label gives its number to another
concept, else as unlabelled, so that a person can judge it. `--speed` reads the cases again as 100 reports of 2,000 words and
prints seconds and memory.
"""

import argparse
import json
import resource
import time
from pathlib import Path

from .cases import Case, CaseError, folder
from .score import Tally, judged

UNSPACED, SIGNS_A_WORD = ("zh", "ja"), 2
"""Languages that do not part words, and how many signs make one, rather too few than too many."""


def main() -> None:
    """Read the cases, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True, help="folder of cases")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--detect", action="store_true", help="find the language out instead of taking the case's word")
    parser.add_argument("--speed", action="store_true", help="measure seconds and memory of 100 reports of 2,000 words")
    arguments = parser.parse_args()
    try:
        cases = folder(arguments.cases)
    except CaseError as error:
        raise SystemExit(str(error)) from error
    if not cases:
        raise SystemExit(f"{arguments.cases}: no cases; it needs JSON files with an excerpt or sentence files such as en.txt.")
    tallies: dict[str, Tally] = {}
    for case in cases:
        tallies.setdefault(case.language or "?", Tally()).add(judged(case, None if arguments.detect else case.language))
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    result: dict[str, object] = {
        "all": whole.figures(),
        "by_language": {language: tally.figures() for language, tally in sorted(tallies.items())},
        "missed": whole.missed,
        "contradicting": whole.contradicting,
        "unlabelled": whole.unlabelled,
        "wrong": whole.wrong,
    }
    if arguments.speed:
        result["speed"] = _speed(cases)
    print(json.dumps(result, ensure_ascii=False, indent=1) if arguments.json else _table(result))


def _table(result: dict[str, object]) -> str:
    rows = {"all": result["all"], **result["by_language"]}  # type: ignore[dict-item]
    names = list(rows["all"])
    lines = ["".join(["     ", *(f"{name:>15}" for name in names)])]
    lines += ["".join([f"{key:<5}", *(f"{figures[name]:>15}" for name in names)]) for key, figures in rows.items()]
    for kind in ("missed", "contradicting", "unlabelled", "wrong"):
        lines += [f"{kind}:"] + [f"  {line}" for line in result[kind]]  # type: ignore[attr-defined]
    return "\n".join(lines + ([f"speed: {result['speed']}"] if "speed" in result else []))


def _speed(cases: list[Case]) -> dict[str, float]:
    start = time.process_time()
    claims = 0
    for number in range(100):
        case = cases[number % len(cases)]
        words = len(case.text) // SIGNS_A_WORD if case.language in UNSPACED else len(case.text.split())
        text = "\n".join(f"{number} {copy}. {case.text}" for copy in range(max(1, 2_000 // words)))
        claims += judged(Case(case.name, case.language, case.dated, text, ()), case.language).claimed
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(time.process_time() - start, 2), "peak_mb": round(peak_mb), "claims": claims}


if __name__ == "__main__":
    main()
