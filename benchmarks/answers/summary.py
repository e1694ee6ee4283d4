"""A supervisor's /tonghop of a province, compared with an officer's /nhiemvu, and the charts."""

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.answers.registry_size import add_owing_agencies
from benchmarks.registries.plan_175 import CHAT, NOW, create_registry, enrol
from benchmarks.target import Target
from data.enums import Role
from data.files.folder import FilesInFolder
from data.registry.office import agencies
from data.registry.office.working_calendar import working_calendar
from data.store import Store
from handlers.base.messages import Incoming
from handlers.dispatch.turns import TurnProcessor
from scheduler.testing import FixedClock

AGENCIES = 300
SUPERVISOR = CHAT + 1
BLOCK, PAIRS, PICTURES = 50, 25, 7
RATIO, SECONDS = 3.0, 0.7


def measure_summary(folder: Path) -> Iterator[Target]:
    """Measure the median of the ratios of blocks taken in turns, in this process, without a channel; then the
    charts, after the first ones.
    """
    office = _Office(folder / "knowing.db", folder / "files")
    for chat, said in ((SUPERVISOR, "/tonghop"), (CHAT, "/nhiemvu")):
        office.seconds(chat, said)
    pairs = [(office.seconds(SUPERVISOR, "/tonghop"), office.seconds(CHAT, "/nhiemvu")) for _ in range(PAIRS)]
    ratio = median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (1000 * median(side) for side in zip(*pairs, strict=True))
    name = f"/tonghop của {AGENCIES} cơ quan so với /nhiemvu của một cơ quan"
    yield Target(name, ratio, RATIO, "×", f"{ours:.2f} ms so với {theirs:.2f} ms")
    office.picture()
    seconds = median(office.picture() for _ in range(PICTURES))
    yield Target("Các biểu đồ của toàn tỉnh", seconds, SECONDS, "s", f"trung vị của {PICTURES} lần, sau lần đầu")


class _Office:
    """A turn processor over a registry with `AGENCIES` agencies, an officer of one and a supervisor of all."""

    def __init__(self, path: Path, files: Path) -> None:
        store = Store(create_registry(path))
        with store.write() as session:
            add_owing_agencies(session, AGENCIES - len(agencies.list_all(session)))
            enrol(session, "snv", Role.SUPERVISOR, SUPERVISOR)
        with store.read() as session:
            calendar = working_calendar(session)
        self._turns = TurnProcessor(store, FixedClock(NOW), calendar, FilesInFolder(files))
        self._update_ids = count()

    def seconds(self, chat: int, said: str) -> float:
        """Return the CPU of one of `BLOCK` questions."""
        began = time.process_time()
        for _ in range(BLOCK):
            self._turns.answer(Incoming("telegram", str(chat), str(next(self._update_ids)), NOW, text=said))
        return (time.process_time() - began) / BLOCK

    def picture(self) -> float:
        """Return the real time from the tap to the files, in seconds."""
        began = time.perf_counter()
        tap = Incoming("telegram", str(SUPERVISOR), str(next(self._update_ids)), NOW, pressed="sump:all")
        reply = self._turns.answer(tap)
        assert reply is not None
        assert all(file.content for file in self._turns.make_files(reply).files)
        return time.perf_counter() - began
