"""The JSON of `nhacviec status`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

from bot.cli.json_output.values import Document, date_json, instant_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.auditor import Findings


def status_json(address: str, schema: str, audited: Findings, problems: Iterable[str]) -> Document:
    """Return the document of `status --json`; `problems` are the alarms in words."""
    found = audited.health
    return {
        "ok": audited.well,
        "problems": list(problems),
        "well": audited.well,
        "alarms": list(audited.alarms),
        "database": {"address": address, "schema": schema},
        "last_tick": instant_json(found.last_tick),
        "trouble": found.trouble,
        "last_planned": instant_json(audited.last_planned),
        "oldest_unsent": date_json(found.oldest_unsent),
        "set_aside": found.set_aside,
        "unreachable_officers": found.unreachable_officers,
        "channels": [
            {
                "name": name,
                "ok": name not in audited.channels,
                "trouble": beat.trouble,
                "channel": name,
                "last_heard": instant_json(beat.at),
            }
            for name, beat in found.channels.items()
        ],
        "processes": [{"name": "engine", "last_beat": instant_json(found.last_tick)}] if found.last_tick else [],
        "unheard_agencies": found.unheard_agencies,
    }


def unusable_json(problem: str) -> Document:
    """Return the document of `status --json` where there is no registry to look at."""
    unknown = ("last_tick", "trouble", "last_planned", "oldest_unsent", "set_aside", "unreachable_officers")
    return {
        "ok": False,
        "problems": [problem],
        "well": False,
        "alarms": ["unusable"],
        "database": {"address": None, "schema": None},
        **dict.fromkeys(unknown),
        "channels": [],
        "processes": [],
        "unheard_agencies": None,
    }
