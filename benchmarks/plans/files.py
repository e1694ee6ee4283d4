"""Five thousand rows in every kind of file; a .pdf of five hundred pages and more."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.target import Target
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from tests.data.plans.formats.test_tables import WRITERS

ROWS, PAGES = 5000, 500
SECONDS, MEGABYTES, PDF_SECONDS = 20.0, 300.0, 60.0
_HEAD = ("STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
_ROW = (
    "Xây dựng kế hoạch kiểm tra công tác cải cách hành chính trên địa bàn tỉnh",
    *("Kế hoạch của UBND tỉnh", "Sở Nội vụ", "Các sở, ban, ngành", "Quý II/2024"),
)


def measure_plan_files(folder: Path) -> Iterator[Target]:
    """Measure the reading of each kind in its own process, from the bytes to the draft."""
    for kind, write in WRITERS.items():
        file = folder / f"plan.{kind}"
        file.write_bytes(write(_plan()))
        read = _read(file)
        detail = f"CPU {read['cpu']:.1f} s; {read['tasks']:.0f} nhiệm vụ, {read['pages']:.0f} trang"
        of_pages = f"hơn {PAGES} trang" if kind == "pdf" else f"{ROWS} hàng"
        limit = PDF_SECONDS if kind == "pdf" else SECONDS
        yield Target(f"Đọc kế hoạch .{kind} {of_pages}", read["seconds"], limit, "s", detail)
        yield Target(f"Bộ nhớ để đọc .{kind} ấy", read["megabytes"], MEGABYTES, "MB", "tiến trình lớn hơn của hai")


def _plan() -> Document:
    rows = [
        TableRow((Cell(str(number)), Cell(f"{_ROW[0]} ({number})"), *map(Cell, _ROW[1:])), number + 1)
        for number in range(1, ROWS + 1)
    ]
    head = (
        *(Paragraph("Số: 9/KH-UBND", 1), Paragraph("Thái Bình, ngày 29 tháng 12 năm 2023", 2)),
        *(Paragraph("KẾ HOẠCH", 3), Paragraph("Cải cách hành chính năm 2024", 4)),
    )
    return Document((*head, Table((TableRow(tuple(map(Cell, _HEAD)), 1), *rows), "Phụ lục")))


def _read(file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.plans.file_once", str(file)]
    measured: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return measured
