#!/usr/bin/env python3
"""Counts the interruptions of one log by their reasons, with lvb and with other tools.

    python3 lvb-codes/cli/bench/compare.py [--events 1000000] [--runs 3] [--only jq,duckdb,...]

Needs cargo, jq, a Java runtime for Spark, and pip for the packages in requirements.txt. All files are
written to target/bench. The tools run in turns, so that noise affects all of them. Each is timed from
the start of its process to its end. Exits with 1 if a tool's counts differ from lvb's.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[2]
FOLDER = ROOT / "target" / "bench"
PYTHON = FOLDER / "venv" / "bin" / "python"


def prepare(events):
    """Builds the tools and writes their input files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    cargo = ["cargo", "build", "--quiet", "--release", "--locked"]
    subprocess.run([*cargo, "--package", "lvb", "--bin", "lvb", "--example", "event_log"], cwd=ROOT, check=True)
    with open(FOLDER / "events.ndjson", "wb") as log:
        generator = ROOT / "target" / "release" / "examples" / "event_log"
        subprocess.run([generator, str(events)], stdout=log, check=True)
    for form in ["csv", "json"]:
        with open(FOLDER / f"codes.{form}", "wb") as codes:
            subprocess.run(["cargo", "codegen", "export", "--format", form], cwd=ROOT, stdout=codes, check=True)
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv"], check=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", BENCH / "requirements.txt"], check=True)


def commands():
    """Returns the command of each tool."""
    lvb = [ROOT / "target" / "release" / "lvb", "diagnose", "--count-by", "reason", "--lang", "ko"]
    engine = [PYTHON, BENCH / "engine.py"]
    queries = BENCH / "queries"
    return {
        "lvb": [*lvb, "--format", "csv", "events.ndjson"],
        "duckdb": [*engine, "duckdb", queries / "duckdb.sql"],
        "clickhouse": [*engine, "clickhouse", queries / "clickhouse.sql"],
        "spark": [*engine, "spark", queries / "spark.sql"],
        "jq": ["jq", "-nr", "--slurpfile", "codes", "codes.json", "-f", queries / "jq.jq", "events.ndjson"],
    }


def peak(pid):
    """Returns the peak memory of a process and its children, in MiB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    own = [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")]
    return sum(own) + sum(map(peak, children))


def run(name, command):
    """Returns seconds, peak memory in MiB, the seconds of the query alone if the tool reports them, and the counts."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=FOLDER, stdout=output, stderr=messages)
        memory = 0
        while process.poll() is None:
            memory = max(memory, peak(process.pid))
            time.sleep(0.005)
        seconds = time.perf_counter() - start
        output.seek(0)
        messages.seek(0)
        rows = [line.decode().split(",")[:2] for line in output.read().splitlines()]
        words = messages.read().decode().split()
    if process.returncode != 0:
        sys.exit(f"{name} failed: {' '.join(words)}")
    counts = {reason or "null": int(count) for reason, count in rows if count != "count"}
    return seconds, memory, float(words[-1]) if words else None, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", type=lambda names: names.split(","))
    args = parser.parse_args()
    prepare(args.events)
    tools = {name: command for name, command in commands().items() if name in (args.only or commands())}
    size = (FOLDER / "events.ndjson").stat().st_size / 1e6
    print(f"{args.events:,} notifications, {size:.0f} MB; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    results = {name: [] for name in tools}
    for _ in range(args.runs):
        for name, command in tools.items():
            results[name].append(run(name, command))
    print("\n| tool | median | all runs | ratio | query alone | peak memory | counts |")
    print("|---|---:|---|---:|---:|---:|---|")
    base = statistics.median(seconds for seconds, *_ in results["lvb"])
    expected = results["lvb"][0][3]
    all_agree = True
    for name, runs in results.items():
        seconds = [seconds for seconds, *_ in runs]
        median = statistics.median(seconds)
        alone = [query for *_, query, _ in runs if query is not None]
        agrees = all(counts == expected for *_, counts in runs)
        all_agree &= agrees
        cells = [
            name,
            f"{median:.2f} s",
            ", ".join(f"{value:.2f}" for value in seconds),
            f"{median / base:.1f}",
            f"{statistics.median(alone):.2f} s" if alone else "",
            f"{max(memory for _, memory, *_ in runs):.0f} MiB",
            "equal" if agrees else "DIFFERENT",
        ]
        print(f"| {' | '.join(cells)} |")
    return 0 if all_agree else 1


sys.exit(main())
