"""What the operating system says of this process."""

import os
import resource
import sys
import time
from pathlib import Path

_HERE = Path("/proc/self")


def memory() -> float:
    """Bytes of memory it holds now; on systems without /proc the most it ever held."""
    try:
        pages = int((_HERE / "statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return float(most if sys.platform == "darwin" else most * 1024)
    return float(pages * os.sysconf("SC_PAGE_SIZE"))


def open_files() -> float:
    """Files, sockets and pipes it has open; 0 where nobody can say."""
    try:
        return float(sum(1 for _ in (_HERE / "fd").iterdir()))
    except OSError:
        return 0.0


def processor_time() -> float:
    """Seconds of processor time it has used."""
    return time.process_time()
