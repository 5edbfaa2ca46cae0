"""How long the reference mission takes to plan, and how much memory: `python -m benchmarks.planning`.

Runs the command line in fresh processes: once with an empty compile cache (as after an installation), then three times with
a warm one. Prints the medians beside the targets and exits with 1 when one is missed or two plans differ by a byte.
"""

import argparse
import hashlib
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MISSION = Path("examples/italy-2020")
TARGETS = {"first run, s": 60.0, "median run, s": 10.0, "import, s": 0.4, "memory, MB": 1024.0}


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mission", type=Path, default=MISSION, help="mission folder (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="runs with a warm cache (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        environment = os.environ | {"NUMBA_CACHE_DIR": str(Path(scratch) / "cache")}
        out = Path(scratch) / "plan"
        command = [sys.executable, "-m", "aidbridge", "plan", str(arguments.mission), "--out", str(out), "--quiet"]
        first, digest = _run(command, environment, out)
        warm, digests = [], {digest}
        for _ in range(arguments.runs):
            seconds, digest = _run(command, environment, out)
            warm.append(seconds)
            digests.add(digest)
        peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        importing = statistics.median(
            _run([sys.executable, "-c", "import aidbridge; aidbridge.Mission"], environment)[0] for _ in range(arguments.runs)
        )
    measured = {
        "first run, s": first,
        "median run, s": statistics.median(warm),
        "import, s": importing,
        "memory, MB": peak_mb,
    }
    print(f"mission {arguments.mission.name}, Python {platform.python_version()}, {os.cpu_count()} cores")
    for name, value in measured.items():
        print(f"  {name:<16}{value:8.2f}   at most {TARGETS[name]:g}")
    print(f"  plans of {arguments.runs + 1} runs: {'the same bytes' if len(digests) == 1 else 'they DIFFER'}")
    return int(len(digests) != 1 or any(value > TARGETS[name] for name, value in measured.items()))


def _run(command: list[str], environment: dict[str, str], out: Path | None = None) -> tuple[float, str]:
    """Seconds of wall clock of one process, and the digest of the plan it wrote."""
    start = time.perf_counter()
    finished = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if finished.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {finished.returncode}:\n{finished.stdout}{finished.stderr}")
    return seconds, hashlib.sha256((out / "plan.json").read_bytes()).hexdigest() if out else ""


if __name__ == "__main__":
    sys.exit(main())
