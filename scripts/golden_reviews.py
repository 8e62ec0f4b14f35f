"""Writes anew what the reviews of the kept drills say; with `--play` plays the drills anew as well."""

import gzip
import sys
from importlib import import_module

from app.store.log_file import write_log_file
from tests.review.golden.acting import play
from tests.review.golden.digest import written
from tests.review.golden.kept import NAMES, log, review_of_kept, said


def main() -> None:
    """Write the files."""
    for name in NAMES:
        if "--play" in sys.argv:
            played = write_log_file(play(import_module(f"tests.review.golden.{name}").team()))
            log(name).write_bytes(gzip.compress(played, 9, mtime=0))
        said(name).write_text(written(review_of_kept(name)), "utf-8")


if __name__ == "__main__":
    main()
