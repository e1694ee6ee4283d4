"""The child's side: `python -m bot.confined.child MODULE FUNCTION KIND MEMORY CPU`.

It confines itself, lets the module load what its function needs (`prepare(KIND)`, if there is one), calls
`FUNCTION(KIND, content)` with what it reads from its standard input, and writes the text that this returns to its
standard output. It ends with 0 only if it has written all of it.

No limit can be raised again once it is lowered. Without a file descriptor left to open, whoever takes the child over
reaches no file, no network and no other program; the environment, with the bot's token, it was never given.
"""

import codecs
import ctypes
import resource
import sys
from importlib import import_module

_CODECS = (
    "ascii",
    "cp437",
    "cp1252",
    "cp1258",
    "iso8859-1",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
)
"""Encodings of documents, looked up before the limits fall: Python loads a codec at its first use."""
_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS, prctl(2)


def main() -> None:
    """Run the child."""
    module_name, function, kind, memory, cpu = sys.argv[1:]
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CPU, int(cpu))
    _limit(resource.RLIMIT_AS, int(memory))
    module = import_module(module_name)
    work = getattr(module, function)
    getattr(module, "prepare", _nothing)(kind)
    for name in _CODECS:
        codecs.lookup(name)
    content = sys.stdin.buffer.read()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    _limit(resource.RLIMIT_NOFILE, 0)
    sys.stdout.buffer.write(work(kind, content).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _nothing(_kind: str) -> None:
    pass


def _limit(what: int, amount: int) -> None:
    resource.setrlimit(what, (amount, amount))


if __name__ == "__main__":
    main()
