"""Leave out optional parts of libraries that the bot never uses: what is loaded stays in memory for a year."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def leaving_out(module: str) -> Iterator[None]:
    """Let imports in the block find no `module`, as if it were not installed; whoever imports it later finds it."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment] # the documented mark of a module that is not there
    try:
        yield
    finally:
        del sys.modules[module]
