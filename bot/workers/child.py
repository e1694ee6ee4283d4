"""A worker's side: `python -m bot.workers.child` makes one file after another until its standard input ends.

It ends with the bot, however that ended: then nobody holds the other end of the pipe.
"""

import os
import signal
import sys
from traceback import format_tb

from bot.gc_tuning import collect_rarely
from bot.workers import frames
from data.errors import NhacviecError
from data.private_files import OTHERS
from data.store import Store
from handlers.base.messages import FileWork
from handlers.locales import set_language

NICE = 5
"""Who types is served before files are made."""


def main() -> None:
    """Run the worker."""
    os.umask(OTHERS)
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends its workers
    os.nice(NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints does not get into the answers
    registry: frames.Registry = frames.read(sys.stdin.buffer)
    set_language(registry.language)
    store = Store(registry.address)
    while True:
        try:
            work: FileWork = frames.read(sys.stdin.buffer)
        except EOFError:
            return
        answers.write(frames.pack(_make(work, store)))
        answers.flush()


def _make(work: FileWork, store: Store) -> frames.Answer:
    try:
        return frames.Made(work(store.read))
    except NhacviecError as error:
        return frames.Refused(error)
    except Exception as error:  # noqa: BLE001 - the next file is another matter
        return frames.Failed(type(error).__name__, "".join(format_tb(error.__traceback__)))


if __name__ == "__main__":
    main()
