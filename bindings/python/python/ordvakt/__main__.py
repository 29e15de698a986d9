"""The tool ``ordvakt``: ``python -m ordvakt`` does what the binary of that name does."""

import os
import signal
import sys
from typing import NoReturn

from ._ordvakt import _run_tool


def main() -> NoReturn:
    """Run the tool on the process's own command line, streams and signals, and end the process."""
    # The tool is no Python: a handler that waits for the interpreter would never run. Ignored stays ignored.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A stream that is closed gets a stand-in, or the next file opened would pass for it.
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.exit(_run_tool(["ordvakt", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
