"""`nhacviec` and `python -m bot`."""

import sys

from bot.cli.program import run


def main() -> None:
    """Runs one command and ends the process with its exit status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
