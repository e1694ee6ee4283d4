"""The picture of the rooms in `docs/engineering.md` shows the folders as they are, none of them crowded."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "scheduler", "data")
CROWDED = 16
"""Python files in one folder among which nobody finds the one they look for."""
NUMBERED = ROOT / "data" / "migrations" / "versions"
"""Steps of the schema are many and have an order of their own."""


def drawn() -> Iterator[str]:
    """Yield the folders of the picture, from the indents of its lines."""
    picture = re.search(r"```\n(bot/.*?)```", (ROOT / "docs" / "engineering.md").read_text(), re.DOTALL)
    assert picture
    above: list[str] = []
    for line in picture[1].splitlines():
        indent, name = re.match(r"( *)([\w]+)/", line).groups()  # type: ignore[union-attr]
        above[len(indent) // 2 :] = [name]
        yield "/".join(above)


def folders() -> set[str]:
    """Return the folders that hold Python files of the program."""
    packages = {file.parent for room in ROOMS for file in (ROOT / room).rglob("*.py")}
    return {str(folder.relative_to(ROOT)) for folder in packages} | {"data/seeds"}


def test_the_picture_shows_every_room_once() -> None:
    shown = list(drawn())
    assert sorted(shown) == sorted(set(shown))
    assert set(shown) == folders()


def test_no_room_is_crowded() -> None:
    flat = {folder: len(list((ROOT / folder).glob("*.py"))) for folder in folders() if ROOT / folder != NUMBERED}
    assert {folder: files for folder, files in flat.items() if files > CROWDED} == {}
