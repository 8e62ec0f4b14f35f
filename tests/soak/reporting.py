"""A soak's report, in Markdown; in a page that people write, only what stands between the two marks."""

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.soak.running import Outcome
from tests.soak.watching import Sample, growth, lives

BEGIN = "<!-- what `make soak` wrote last begins here -->"
END = "<!-- what `make soak` wrote last ends here -->"
BARS = "▁▂▃▄▅▆▇█"
WIDTH = 60
MOST_FAILURES = 40
MIB = 2**20


def written(outcome: Outcome, page: str) -> str:
    """The page with this report in place of the last one; a page without marks becomes the report."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        return report(outcome)
    return f"{head}{BEGIN}\n{report(outcome)}{END}{tail}"


def report(outcome: Outcome) -> str:
    """The report by itself."""
    parts = (_ran(outcome), _faults(outcome), _promises(outcome), _memory(outcome), _errors(outcome))
    return "\n".join(line for part in (*parts, _verdict(outcome)) for line in part) + "\n"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies; the nearest one there is."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _ran(outcome: Outcome) -> list[str]:
    asked = outcome.asked
    now = datetime.now(UTC)
    early = " It was stopped early." if outcome.stopped else ""
    what = f"--kills {asked.kills} --minutes {asked.seconds / 60:g} --seed {asked.seed}"
    return [
        f"### The run of {now:%d %B %Y}",
        "",
        f"`python -m tests.soak {what}` at commit {_output('git', 'rev-parse', '--short=12', 'HEAD')}.",
        f"It ended at {now:%H:%M} UTC after {outcome.seconds / 60:.1f} minutes and {outcome.kills} kills."
        + early,
        f"{asked.nodes} nodes, one Redis, {'PostgreSQL' if asked.sql == 'postgresql' else 'SQLite'};",
        f"{asked.drills} drills at a time with {asked.people} people each.",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors,",
        f"load {os.getloadavg()[2]:.0f} over the last 15 minutes,",
        f"Python {platform.python_version()}.",
        "",
    ]


def _faults(outcome: Outcome) -> list[str]:
    lines = [
        "| fault | times | p50 | p99 | longest |",
        "|---|---|---|---|---|",
    ]
    for kind, times in outcome.faults.most_common():
        seconds = outcome.recoveries.seconds.get(kind, [])
        told = (
            (percentile(seconds, 0.5), percentile(seconds, 0.99), max(seconds))
            if seconds
            else (0.0, 0.0, 0.0)
        )
        lines.append(f"| {kind} | {times} | {' | '.join(f'{one:.1f} s' for one in told)} |")
    return [*lines, ""]


def _promises(outcome: Outcome) -> list[str]:
    counts, waits = outcome.ledger.counts, outcome.ledger.waits
    refused = ", ".join(f"{code} {times:,}" for code, times in outcome.ledger.refused.most_common()) or "none"
    rows = (
        ("asks", f"{counts['asks']:,}; sent {counts['sent']:,} times, because some went unanswered"),
        ("acknowledged", f"{counts['acknowledged']:,}"),
        ("refused for good", f"{sum(outcome.ledger.refused.values()):,} ({refused})"),
        ("refused for now, and asked again", f"{counts['refused for now']:,}"),
        ("**acknowledged and lost**", f"**{counts['lost']}**"),
        ("**done twice**", f"**{counts['doubled']}**"),
        ("ask to yes", _waits(waits)),
        ("drills ended and checked", f"{counts['drills']:,}"),
        ("log entries", f"{counts['entries']:,}"),
        ("frames shown", f"{counts['frames']:,}; {counts['frames shown twice']:,} of them again"),
        ("frames held against the log", f"{counts['frames held against the log']:,}"),
        ("newcomers' pictures held against the log", f"{counts['snapshots held against the log']:,}"),
        (
            "lines lost and taken up again",
            f"{counts['welcomes resumed']:,}; {counts['welcomes snapshot']:,} came by a snapshot",
        ),
        ("checks", f"{counts['checks']:,}, of which {len(outcome.failures)} failed"),
    )
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]


def _waits(waits: Sequence[float]) -> str:
    if not waits:
        return "none"
    p50, p99 = (percentile(waits, share) for share in (0.5, 0.99))
    return f"p50 {p50 * 1000:.0f} ms, p99 {p99:.2f} s, longest {max(waits):.1f} s, outages and all"


def _memory(outcome: Outcome) -> list[str]:
    if outcome.memory is None:
        return []
    lines = [
        "| memory | over the run | least | most | longest life | grew in it |",
        "|---|---|---|---|---|---|",
    ]
    for name, samples in sorted(outcome.memory.samples.items()):
        sizes = [sample.size for sample in samples]
        longest = max(lives(samples), key=lambda life: life[-1].at - life[0].at)
        lines.append(
            f"| {name} | {sparkline(sizes)} | {min(sizes) / MIB:.0f} MiB | {max(sizes) / MIB:.0f} MiB"
            f" | {(longest[-1].at - longest[0].at) / 60:.1f} min | {_grew(longest)} |"
        )
    return [*lines, ""]


def _grew(life: Sequence[Sample]) -> str:
    found = growth(life)
    return "too short to say" if found is None else f"{found[0] / MIB:.0f} to {found[1] / MIB:.0f} MiB"


def sparkline(values: Sequence[float]) -> str:
    """The values as a row of bars from nothing to the highest, the highest of each stretch."""
    step = max(1.0, len(values) / WIDTH)
    count = min(WIDTH, len(values))
    stretches = [
        values[int(number * step) : max(int(number * step) + 1, int((number + 1) * step))]
        for number in range(count)
    ]
    highest = max(values)
    return "".join(BARS[min(7, int(8 * max(some) / highest))] if highest else BARS[0] for some in stretches)


def _errors(outcome: Outcome) -> list[str]:
    if not outcome.errors:
        return ["The nodes wrote no error into their logs.", ""]
    lines = ["| errors in the nodes' logs | times |", "|---|---|"]
    return [
        *lines,
        *(f"| {said.replace('|', '/')} | {times} |" for said, times in outcome.errors.most_common(12)),
        "",
    ]


def _verdict(outcome: Outcome) -> list[str]:
    failures = outcome.failures
    if not failures:
        return ["**Verdict: every promise held.**", ""]
    told = [f"- {one}" for one in failures[:MOST_FAILURES]]
    more = [f"- and {len(failures) - MOST_FAILURES} more"] if len(failures) > MOST_FAILURES else []
    return [f"**Verdict: broken, {len(failures)} times.** Seed {outcome.asked.seed}.", "", *told, *more, ""]


def _output(*command: str) -> str:
    here = Path(__file__).resolve().parent
    ran = subprocess.run(command, cwd=here, check=False, capture_output=True, text=True)
    return ran.stdout.strip() or "unknown"
