"""What a review of the longest log there may be costs: `make bench`. Prints a table, judges nothing.

`python -m tests.bench.review FILE` is the process that is measured: it reads the log and builds the review.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from gzip import compress
from pathlib import Path

from app.crowd.comparing import compare
from app.crowd.reading import read
from app.review.build import review_of
from app.store.log_file import write_log_file
from app.store.log_reading import read_log_file
from app.store.review_file import write_lenses, write_review
from app.view.lens import PUBLIC, lenses_of
from tests.bench.long_log import ENTRIES, long_log
from tests.bench.table import row


def measured(file: Path) -> dict[str, float]:
    """Seconds, bytes and MB of this process: nothing but the review is built in it."""
    began = time.perf_counter()
    log = read_log_file(file.read_bytes())
    loaded = time.perf_counter()
    review = review_of(log, compare, read)
    built = time.perf_counter()
    written = write_review(review)
    told = {"read": loaded - began, "built": built - loaded, "written": time.perf_counter() - built}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    lens = write_lenses(lenses_of(log, PUBLIC))
    told |= {"lens": time.perf_counter() - began, "lens_bytes": len(lens)}
    return told | {"bytes": len(written), "packed": len(compress(written, 6)), "peak": peak}


def main() -> None:
    """Make the log, measure in a process of its own, print."""
    print("A review of the longest log\n")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "log.json"
        file.write_bytes(write_log_file(long_log()))
        size = file.stat().st_size
        told = json.loads(
            subprocess.run(
                [sys.executable, "-m", "tests.bench.review", str(file)], check=True, capture_output=True
            ).stdout
        )
    row("log read", f"{told['read']:.2f} s", f"{ENTRIES:,} entries, {size / 1e6:.0f} MB")
    row(
        "review built", f"{told['built']:.2f} s", f"{told['peak']:.0f} MB at most in the process, log and all"
    )
    row(
        "review written",
        f"{told['written']:.2f} s",
        f"{told['bytes'] / 1e6:.1f} MB, {told['packed'] / 1e6:.2f} packed",
    )
    row("the public's lens", f"{told['lens']:.2f} s", f"{told['lens_bytes'] / 1e6:.1f} MB")


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measured(Path(sys.argv[1]))))
    else:
        main()
