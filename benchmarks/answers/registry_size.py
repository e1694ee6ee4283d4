"""Cost of /nhiemvu with a province's agencies in the registry, and with a hundred times as many."""

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from sqlmodel import Session, col, select

from benchmarks.registries.plan_175 import CHAT, NOW, create_registry
from benchmarks.target import Target
from data.files.folder import FilesInFolder
from data.models import Agency, Deadline, Duty
from data.registry.office import agencies
from data.registry.office.working_calendar import working_calendar
from data.store import Store
from handlers.base.messages import Incoming
from handlers.dispatch.turns import TurnProcessor
from scheduler.testing import FixedClock

FEW, MANY = 300, 30_000
BLOCK = 50
PAIRS = 25
RATIO = 1.2


def measure_registry_size(folder: Path) -> Iterator[Target]:
    """Measure the median of the ratios of blocks taken in turns, in this process, without a channel."""
    few, many = (_Office(folder / f"{size}.db", size) for size in (FEW, MANY))
    for office in (few, many):
        office.seconds()
    pairs = [(many.seconds(), few.seconds()) for _ in range(PAIRS)]
    ratio = median(ours / theirs for ours, theirs in pairs)
    large, small = (1000 * median(side) for side in zip(*pairs, strict=True))
    name = f"/nhiemvu với {MANY} so với {FEW} cơ quan"
    yield Target(name, ratio, RATIO, "×", f"{large:.2f} ms so với {small:.2f} ms")


def add_owing_agencies(session: Session, missing: int) -> None:
    """Add agencies without officers, each owing the first deadline of the plan."""
    for number in range(missing):
        session.add(Agency(code=f"them-{number}", name=f"Cơ quan {number}", short_name=f"CQ {number}", kind="so"))
    session.flush()
    deadline_id = session.exec(select(col(Deadline.id))).first() or 0
    for agency_id in session.exec(select(col(Agency.id)).where(col(Agency.code).startswith("them-"))):
        session.add(Duty(deadline_id=deadline_id, agency_id=agency_id or 0))


class _Office:
    """A turn processor over a registry with at least `size` agencies."""

    def __init__(self, path: Path, size: int) -> None:
        store = Store(create_registry(path))
        with store.write() as session:
            add_owing_agencies(session, size - len(agencies.list_all(session)))
        with store.read() as session:
            calendar = working_calendar(session)
        self._turns = TurnProcessor(store, FixedClock(NOW), calendar, FilesInFolder(path.parent / "files"))
        self._update_ids = count()

    def seconds(self) -> float:
        """Return the CPU of one of `BLOCK` questions."""
        began = time.process_time()
        for _ in range(BLOCK):
            self._turns.answer(Incoming("telegram", str(CHAT), str(next(self._update_ids)), NOW, text="/nhiemvu"))
        return (time.process_time() - began) / BLOCK
