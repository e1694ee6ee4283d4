"""What the program brings with it: plan 175/KH-UBND of Thái Bình, its directory of agencies, decided days off."""

from pathlib import Path


def seed(name: str) -> Path:
    """The path of the shipped file `name` ("days-off.csv"). Raises FileNotFoundError for any other name."""
    path = Path(__file__).with_name(name)
    if not path.is_file():
        raise FileNotFoundError(name)
    return path


def shipped_plans() -> list[Path]:
    """The plans the program brings, each with its confirmations beside it."""
    return sorted(Path(__file__).parent.glob("ke-hoach-*.txt"))
