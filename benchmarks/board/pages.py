"""Every page of the board over 230,000 duties, with what an office writes meanwhile, on both databases."""

import asyncio
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time as hour
from datetime import timedelta
from pathlib import Path

from benchmarks.board.provinces import ADMINISTRATOR, SUPERVISOR, TODAY, create_midyear
from benchmarks.country import DUTIES
from benchmarks.registries.server import server_of_benchmark
from benchmarks.target import Target
from bot.gc_tuning import freeze_existing
from data.files.folder import FilesInFolder
from data.registry.duties import duty_lines, progress
from data.registry.duties.progress_entries import Actor
from data.rules.viet_nam_time import at_hour
from data.store import Store
from data.transfer.moving import move_registry
from scheduler.testing import FixedClock
from tests.bot.page.conftest import Browser, House

MILLISECONDS, KILOBYTES, FIRST = 300, 100, 1000
ROUNDS = 6
_BOARD = "/trang/bang/"
_PAGES = (
    "", "?cap=commune", "?linhvuc=II", "?quy=2024-Q2", "?kehoach=1&cap=district&linhvuc=III", "co-quan",
    "co-quan?trang=20", "co-quan?cap=commune&quy=2024-Q1", "co-quan/7", "theo-thang", "theo-thang?cap=department",
    "nhiem-vu", "nhiem-vu?quy=2024-Q2", "nhiem-vu/1/I.5", "danh-sach", "danh-sach?trangthai=qua-han",
    "danh-sach/in", "danh-sach/in?trangthai=qua-han",
    "danh-sach?trangthai=qua-han&trang=100", "danh-sach?trangthai=chua-xong&cap=commune",
    "danh-sach?han=2024-07-15..2024-07-29&trangthai=chua-xong", "viec/1000", "xu-ly", "xu-ly?trang=50", "treo-tuong",
)  # fmt: skip
_OF_ADMINISTRATORS = ("can-bo", "can-bo?tim=can+bo", "can-bo?trang=100", "danh-muc", "danh-muc?trang=60", "nhat-ky",
                      "ban-nhap")  # fmt: skip


def measure_board(folder: Path) -> Iterator[Target]:
    """Measure requests from end to end but for the socket, compressed, in this process."""
    path = folder / "board.db"
    address = create_midyear(path)
    yield from asyncio.run(_measure(address, folder, "SQLite"))
    with _on_a_server(address) as there:
        yield from asyncio.run(_measure(there, folder, "PostgreSQL"))


@contextmanager
def _on_a_server(address: str) -> Iterator[str]:
    with server_of_benchmark() as server:
        store, there = Store(address), server.new()
        move_registry(store, there, lambda *_table: None).close()
        store.close()
        yield there


async def _measure(address: str, folder: Path, database: str) -> list[Target]:
    store = Store(address)
    house = House(store, FilesInFolder(folder / "files"), FixedClock(at_hour(TODAY, hour(9))))
    readers = {SUPERVISOR: await house.signed(SUPERVISOR), ADMINISTRATOR: await house.signed(ADMINISTRATOR)}
    house.start()  # a process that has counted nothing yet
    freeze_existing()  # as the running bot does
    asked = [*((SUPERVISOR, path) for path in _PAGES), *((ADMINISTRATOR, path) for path in _OF_ADMINISTRATORS)]
    began = await _ask(readers[SUPERVISOR], "")
    took: list[tuple[float, str]] = []
    largest = (0.0, "")
    for turn in range(ROUNDS):
        for reader, path in asked:
            seconds, size = await _ask(readers[reader], path)
            took.append((1000 * seconds, path))
            largest = max(largest, (size, path))
        house.clock.move_to(house.clock.now() + timedelta(seconds=20))
        _write(house, turn)
    store.close()
    took.sort()
    p95 = took[int(0.95 * len(took))][0]
    middle = took[len(took) // 2][0]
    about = f"{database}, {len(asked)} trang, {ROUNDS} lượt, giữa là {middle:.0f} ms, lâu nhất {took[-1][0]:.0f} ms "
    about += f"(/{took[-1][1]})"
    return [
        Target(f"Trang của bảng theo dõi, {DUTIES} phần việc, p95", p95, MILLISECONDS, "ms", about),
        Target("Lần đếm đầu tiên của bảng", 1000 * began[0], FIRST, "ms", f"{database}, trang đầu, chưa giữ gì"),
        Target("Trang nặng nhất của bảng, nén", largest[0], KILOBYTES, "KB", f"{database}, /{largest[1]}"),
    ]


async def _ask(reader: Browser, path: str) -> tuple[float, float]:
    """Return the seconds of an answer, and its size in kilobytes as it is sent."""
    began = time.perf_counter()
    answer = await reader.client.get(f"{_BOARD}{path}")
    seconds = time.perf_counter() - began
    assert answer.status_code == 200, (path, answer.status_code)
    return seconds, len(zlib.compress(answer.content, 9)) / 1024


def _write(house: House, turn: int) -> None:
    """Record something, as an office does all the time."""
    with house.store.write() as session:
        duty = duty_lines.get_line(session, 200_000 + turn)
        progress.add_note(session, duty.id, "đang lấy ý kiến", Actor(SUPERVISOR, "chat"), house.clock.now())
