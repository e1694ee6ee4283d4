"""`make bench`: every target, measured now and here. Exit status 1 where one is missed."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.any_sentence import any_sentence
from benchmarks.asking import asking
from benchmarks.commands import commands
from benchmarks.jobs import jobs
from benchmarks.knowing import knowing
from benchmarks.planning import planning
from benchmarks.pushing import pushing
from benchmarks.registry_size import registry_size
from benchmarks.target import Target
from benchmarks.turn_cost import turn_cost
from benchmarks.workbooks import workbooks


def measured(folder: Path) -> Iterator[Target]:
    """One after another: they must not disturb each other."""
    yield from commands(folder)
    yield from registry_size(folder)
    yield from turn_cost(folder)
    yield from knowing(folder)
    yield from asking(folder)
    yield from planning(folder)
    yield from jobs(folder)
    yield from pushing(folder)
    yield from workbooks(folder)
    yield from any_sentence(folder)


def main() -> int:
    """Prints each target as soon as it is measured; returns the exit status."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for target in measured(Path(folder)):
            print(target, flush=True)
            missed += not target.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
