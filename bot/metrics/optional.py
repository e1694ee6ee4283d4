"""Open the metrics where a port is set for them; else load nothing of what measures."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.configured import Host
from bot.settings import Settings
from data.rules.calendar import WorkingCalendar
from data.store import Store
from scheduler.clock import Clock

if TYPE_CHECKING:
    from bot.metrics.service import Metrics


def open_metrics(
    settings: Settings, store: Store, clock: Clock, calendar: WorkingCalendar, folders: Collection[Path]
) -> "Metrics | None":
    """Return the metrics, their port open; None where none is set. Raises SettingsRefused."""
    if settings.metrics_port is None:
        return None
    from bot.metrics.service import Metrics

    return Metrics(settings, settings.metrics_port, store, clock, calendar, folders)


def measured(host: Host, metrics: "Metrics | None") -> Host:
    """Return `host` with its turns and its channels' calls measured, if they are to be."""
    if metrics is None:
        return host
    return replace(host, converse=metrics.meters.timed(host.converse), meters=metrics.meters.of_channel)
