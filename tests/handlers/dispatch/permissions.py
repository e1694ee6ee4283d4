"""The table of permissions in the handbook, read as it stands there."""

import re
from pathlib import Path

from data.enums import Role

PAGE = Path(__file__).parents[3] / "docs" / "quyen-han.md"
COLUMNS: tuple[Role | None, ...] = (Role.OFFICER, Role.HEAD, Role.SUPERVISOR, Role.ADMIN, None)
BOARD = "\n## Trang của bảng theo dõi\n"
CELLS = {"có": True, "–": False}


def read_permissions() -> dict[str, frozenset[Role | None]]:
    """Return who may use each command ("/moi"), button ("card") and answer ("?note")."""
    return _read(PAGE.read_text(encoding="utf-8").partition(BOARD)[0])


def read_pages() -> dict[str, frozenset[Role | None]]:
    """Return who may open each page of the board, by its address below the board's ("/co-quan")."""
    return _read(PAGE.read_text(encoding="utf-8").partition(BOARD)[2])


def _read(text: str) -> dict[str, frozenset[Role | None]]:
    found: dict[str, frozenset[Role | None]] = {}
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
    for row in rows:
        _what, *cells, names = (cell.strip() for cell in row.strip("|").split("|"))
        may = frozenset(role for role, cell in zip(COLUMNS, cells, strict=True) if CELLS[cell])
        for name in re.findall(r"`([^`]+)`", names):
            assert name not in found, f"{name} stands in two rows"
            found[name] = may
    return found
