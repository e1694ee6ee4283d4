"""Output of commands: tables for a person, one JSON document for a program."""

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime

import typer

from data.rules.viet_nam_time import VIET_NAM

_WIDTH_OF_A_FILE = 160
"""Columns of a table that does not go to a terminal. Nothing is cut: a longer cell goes on in the next line."""


def say(text: str) -> None:
    """Print a line of text."""
    typer.echo(text)


def say_json(document: object, *, indent: int | None = 2) -> None:
    """Print the JSON document of a command with --json."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=indent))


def say_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table with these headings; None is an empty cell."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE).print(table)


def progress(label: str, *, silent: bool) -> AbstractContextManager[object]:
    """Show a spinner on stderr if it is a terminal, unless `silent`."""
    if silent or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(f"{label}...")


def format_instant(instant: datetime) -> str:
    """Format an instant in Viet Nam's time: 08:00 ngày 29/02/2024."""
    return f"{instant.astimezone(VIET_NAM):%H:%M ngày %d/%m/%Y}"


def format_date(day: date | None) -> str:
    """Format a date: 29/02/2024; "" for None."""
    return f"{day:%d/%m/%Y}" if day else ""
