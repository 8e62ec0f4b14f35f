"""`squall`, and `python -m app`: the program, brought in while the garbage collector rests."""

import gc
import sys


def main() -> int:
    """Run one command; the exit code is 0 if all is well."""
    # Nothing of what is brought in is garbage, and looking through it again and again is a fifth of a start.
    gc.disable()
    from app.cli import main as run  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    return run()


if __name__ == "__main__":
    sys.exit(main())
