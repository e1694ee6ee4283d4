"""The picture of the rooms in `docs/engineering.md` shows the folders as they are, guides name files that are
there, no folder is crowded."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "scheduler", "data")
AT_MOST = 16
"""Python files in one folder."""
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


def folders_of(*tops: str) -> set[str]:
    """Return the folders under `tops` that hold Python files."""
    packages = {file.parent for top in tops for file in (ROOT / top).rglob("*.py")}
    return {str(folder.relative_to(ROOT)) for folder in packages}


def test_the_picture_shows_every_room_once() -> None:
    shown = list(drawn())
    assert sorted(shown) == sorted(set(shown))
    assert set(shown) == folders_of(*ROOMS) | {"data/seeds"}


@pytest.mark.parametrize("top", [*ROOMS, "tests", "benchmarks"])
def test_no_folder_is_crowded(top: str) -> None:
    folders = folders_of(top) - {str(NUMBERED.relative_to(ROOT))}
    files = {folder: len(list((ROOT / folder).glob("*.py"))) for folder in folders}
    assert {folder: number for folder, number in files.items() if number > AT_MOST} == {}


@pytest.mark.parametrize(
    "guide", ["CONTRIBUTING.md", "README.md", "SECURITY.md", "docs/engineering.md", "docs/van-hanh.md"]
)
def test_a_guide_names_files_that_are_there(guide: str) -> None:
    places = "|".join((*ROOMS, "tests", "benchmarks", "docs", "deploy"))
    named = set(re.findall(rf"`((?:{places})/[\w./-]+)`", (ROOT / guide).read_text()))
    assert {place for place in named if not (ROOT / place).exists()} == set()
