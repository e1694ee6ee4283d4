"""The site of the guides: every page is in its navigation, and nothing is there that is not."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OF_THE_ROOT = {"CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"}
"""What `make docs` copies beside the guides; the README is the first page."""


def pages(nav: list[dict[str, Any]]) -> Iterator[str]:
    for entry in nav:
        for target in entry.values():
            if isinstance(target, str):
                yield target
            else:
                yield from pages(target)


def test_every_guide_is_in_the_navigation_of_the_site() -> None:
    settings = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))
    guides = {page.name for page in (ROOT / "docs").glob("*.md")}
    assert sorted(pages(settings["project"]["nav"])) == sorted(guides | OF_THE_ROOT | {"index.md"})
    assert all((ROOT / name).exists() for name in OF_THE_ROOT)
