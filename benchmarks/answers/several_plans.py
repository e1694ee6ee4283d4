"""A supervisor's /tonghop over three plans, compared with that over one of them."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.answers.summary import SUPERVISOR
from benchmarks.registries.plan_175 import NOW, PLAN, create_registry, enrol
from benchmarks.target import Target
from data.enums import Role
from data.files.folder import FilesInFolder
from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.registry.office.working_calendar import working_calendar
from data.seeds import seed
from data.store import Store
from handlers.base.messages import Incoming
from handlers.dispatch.turns import TurnProcessor
from handlers.views.plans.remarks import for_registry
from scheduler.testing import FixedClock

FURTHER = ("176/KH-UBND", "177/KH-UBND")
BLOCK, PAIRS = 50, 25
RATIO = 1.5


def measure_several_plans(folder: Path) -> Iterator[Target]:
    """Measure the median of the ratios of blocks taken in turns, in this process, without a channel."""
    one, three = (_Office(folder / f"plans-{1 + len(more)}.db", folder / "files", more) for more in ((), FURTHER))
    for office in (one, three):
        office.seconds()
    pairs = [(three.seconds(), one.seconds()) for _ in range(PAIRS)]
    ratio = median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (1000 * median(side) for side in zip(*pairs, strict=True))
    yield Target("/tonghop của ba kế hoạch so với một", ratio, RATIO, "×", f"{ours:.2f} ms so với {theirs:.2f} ms")


class _Office:
    """A turn processor over a registry with plan 175, and as many duties again in each of `more` plans."""

    def __init__(self, path: Path, files: Path, more: tuple[str, ...]) -> None:
        store = Store(create_registry(path))
        draft = for_registry(read_plan(seed(PLAN)))
        with store.write() as session:
            for number in more:
                apply(session, replace(draft, number=number), now=NOW, actor="benchmark")
            enrol(session, "snv", Role.SUPERVISOR, SUPERVISOR)
        with store.read() as session:
            calendar = working_calendar(session)
        self._turns = TurnProcessor(store, FixedClock(NOW), calendar, FilesInFolder(files))
        self._update_ids = count()

    def seconds(self) -> float:
        """Return the CPU of one of `BLOCK` /tonghop."""
        began = time.process_time()
        for _ in range(BLOCK):
            asked = Incoming("telegram", str(SUPERVISOR), str(next(self._update_ids)), NOW, text="/tonghop")
            self._turns.answer(asked)
        return (time.process_time() - began) / BLOCK
