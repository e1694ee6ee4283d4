"""What a supervisor waits for: /tonghop of a province against an officer's /nhiemvu, and the pictures."""

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.office import CHAT, NOW, furnish
from benchmarks.registry_size import add_owing_agencies
from benchmarks.target import Target
from data.enums import Role
from data.files import Files
from data.registry.office import agencies
from data.registry.office.working_calendar import working_calendar
from data.registry.people import identities
from data.store import Store
from handlers.base.messages import Incoming
from handlers.dispatch.turns import TurnProcessor
from scheduler.testing import FixedClock

AGENCIES = 300
SUPERVISOR = CHAT + 1
BLOCK, PAIRS, PICTURES = 50, 25, 7
RATIO, SECONDS = 3.0, 0.7


def knowing(folder: Path) -> Iterator[Target]:
    """The median of the ratios of blocks taken in turns, in this process, without a channel; then both pictures,
    after the first ones."""
    desk = _Desk(folder / "knowing.db", folder / "files")
    for chat, said in ((SUPERVISOR, "/tonghop"), (CHAT, "/nhiemvu")):
        desk.seconds(chat, said)
    pairs = [(desk.seconds(SUPERVISOR, "/tonghop"), desk.seconds(CHAT, "/nhiemvu")) for _ in range(PAIRS)]
    ratio = median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (1000 * median(side) for side in zip(*pairs, strict=True))
    name = f"/tonghop của {AGENCIES} cơ quan so với /nhiemvu của một cơ quan"
    yield Target(name, ratio, RATIO, "×", f"{ours:.2f} ms so với {theirs:.2f} ms")
    desk.picture()
    seconds = median(desk.picture() for _ in range(PICTURES))
    yield Target("Hai biểu đồ của cả tỉnh", seconds, SECONDS, "s", f"trung vị của {PICTURES} lần, sau lần đầu")


class _Desk:
    """A reception over a registry with `AGENCIES` agencies, an officer of one and a supervisor of all."""

    def __init__(self, path: Path, files: Path) -> None:
        store = Store(furnish(path))
        with store.write() as session:
            add_owing_agencies(session, AGENCIES - len(agencies.list_all(session)))
            identities.enrol(
                session,
                agency_id=agencies.find(session, "snv").id,
                role=Role.SUPERVISOR,
                name="Giám sát",
                channel="telegram",
                chat_id=str(SUPERVISOR),
                now=NOW,
            )
        with store.read() as session:
            calendar = working_calendar(session)
        self._reception = TurnProcessor(store, FixedClock(NOW), calendar, Files(files))
        self._update_ids = count()

    def seconds(self, chat: int, said: str) -> float:
        """CPU of one of `BLOCK` questions."""
        began = time.process_time()
        for _ in range(BLOCK):
            self._reception.answer(Incoming("telegram", str(chat), str(next(self._update_ids)), NOW, text=said))
        return (time.process_time() - began) / BLOCK

    def picture(self) -> float:
        """Seconds by the clock on the wall from the tap to the files."""
        began = time.perf_counter()
        tap = Incoming("telegram", str(SUPERVISOR), str(next(self._update_ids)), NOW, pressed="sump:all")
        reply = self._reception.answer(tap)
        assert reply is not None
        assert len(self._reception.make_files(reply).files) == 2
        return time.perf_counter() - began
