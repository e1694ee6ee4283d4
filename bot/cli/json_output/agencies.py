"""The JSON of `nhacviec agency`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

from bot.cli.json_output.values import Document, date_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.registry.office.directories import AgencyLine


def agencies_json(lines: Iterable[AgencyLine]) -> Document:
    """Return the document of `agency list --json`."""
    return {
        "agencies": [
            {
                "code": one.code,
                "name": one.name,
                "short_name": one.short_name,
                "kind": one.kind,
                "directory": one.directory,
                "first_day": date_json(one.first_day),
                "last_day": date_json(one.last_day),
                "successor": one.successor,
            }
            for one in lines
        ]
    }
