"""Read from the registry how the office stands, whenever Prometheus asks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from data import schema
from data.enums import DeliveryState
from data.errors import NhacviecError
from data.registry.office import audit_log, channel_months
from data.registry.statistics.outbox_counts import count_by_state
from data.rules.calendar import WorkingCalendar
from data.rules.sending_hours import SendingHours
from data.rules.viet_nam_time import month_of, viet_nam_date
from data.store import Store
from data.version import VERSION
from scheduler.auditor import Alarm, Findings, audit
from scheduler.clock import Clock

_LATELY = timedelta(days=1)

Labelled = Mapping[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A gauge: its name, what it tells, and its values by those of its labels."""

    name: str
    text: str
    values: Labelled
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class OfficeFigures(Collector):
    """The figures of one office. `quotas` are the messages a month that channels may send, by their names.

    A registry that cannot be read has one figure: `nhacviec_registry_up` 0.
    """

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    hours: SendingHours
    folders: Collection[Path] = ()
    quotas: Mapping[str, int] = field(default_factory=dict)

    def collect(self) -> Iterator[Metric]:
        """Yield the figures as of now; reads the registry, and may wait for it."""
        try:
            figures = self._read()
        except NhacviecError:
            figures = [_plain("registry_up", "Whether the registry can be read", 0)]
        for figure in figures:
            family = GaugeMetricFamily(f"nhacviec_{figure.name}", figure.text, labels=figure.labels)
            for labels, value in figure.values.items():
                family.add_metric(labels, value)
            yield family

    def describe(self) -> Iterator[Metric]:
        """Yield nothing: to register the figures the registry need not be read."""
        yield from ()

    def _read(self) -> list[Figure]:
        now, wall = self.clock.now(), self.clock.wall()
        with self.store.read() as session:
            found = audit(session, now, wall, self.calendar, self.hours, self.folders)
            outbox = count_by_state(session, viet_nam_date(now - _LATELY))
            usages = channel_months.list_usages(session, month_of(wall))
            backed_up = audit_log.get_last_instant(session, "backup.make")
        left: dict[tuple[str, ...], float] = {
            (name,): max(0.0, allowed - (usages[name].sent if name in usages else 0))
            for name, allowed in self.quotas.items()
            if allowed
        }
        channels = {channel for channel, _state in outbox} | found.health.channels.keys()
        return [
            _plain("registry_up", "Whether the registry can be read", 1),
            Figure(
                "info",
                "Versions of program and schema",
                {(VERSION, schema.revisions()[-1]): 1},
                ("version", "schema"),
            ),
            Figure(
                "deliveries",
                "Messages that wait, and those of yesterday's and today's slots that do not any more",
                {
                    (channel, state.value): outbox.get((channel, state), 0)
                    for channel in sorted(channels)
                    for state in DeliveryState
                },
                ("channel", "state"),
            ),
            Figure("quota_left", "Messages that a channel may still send this month", left, ("channel",)),
            Figure(
                "last_backup_timestamp_seconds",
                "When the last backup was made",
                {(): backed_up.timestamp()} if backed_up else {},
            ),
            *_figures_of(found, now),
        ]


def _figures_of(found: Findings, now: datetime) -> Iterator[Figure]:
    health = found.health
    waiting = (now - health.oldest_due).total_seconds() if health.oldest_due else 0.0
    yield _plain("oldest_due_seconds", "How long the oldest message that is due has waited", max(0.0, waiting))
    if health.last_tick:
        yield _plain("last_tick_timestamp_seconds", "When the last tick ended", health.last_tick.timestamp())
    yield _plain("unreachable_officers", "Officers in office without an open chat", health.unreachable_officers)
    yield _plain(
        "unheard_agencies", "Agencies that owe something and have nobody who can be reached", health.unheard_agencies
    )
    yield _plain("set_aside", "Messages that were given up", health.set_aside)
    yield Figure(
        "alarm",
        "1 while `nhacviec status` tells of it",
        {(alarm.value,): float(alarm in found.alarms) for alarm in Alarm},
        ("alarm",),
    )
    yield Figure(
        "channel_trouble",
        "1 while a channel receives nothing",
        {(name,): float(beat.trouble is not None) for name, beat in health.channels.items()},
        ("channel",),
    )


def _plain(name: str, text: str, value: float) -> Figure:
    return Figure(name, text, {(): value})
