"""Shipped data: plan 175/KH-UBND of Thái Bình, its agencies, decided days off; the whole country's units."""

from pathlib import Path


def seed(name: str) -> Path:
    """Return the path of the shipped file `name` ("days-off.csv", "national/departments-2025.csv").

    Raises FileNotFoundError for any other name.
    """
    path = Path(__file__).parent / name
    if not path.is_file():
        raise FileNotFoundError(name)
    return path


def shipped_plans() -> list[Path]:
    """Return the paths of the shipped plans, each with its confirmations beside it."""
    return sorted(Path(__file__).parent.glob("ke-hoach-*.txt"))
