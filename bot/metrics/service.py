"""Open the port at which Prometheus reads the meters of a process."""

from collections.abc import Collection, Mapping
from pathlib import Path

from prometheus_client import CollectorRegistry

from bot.http.listening import open_port
from bot.http.server import HttpServer
from bot.metrics.office_figures import OfficeFigures
from bot.metrics.process_meters import ProcessMeters
from bot.metrics.routes import MetricsRoutes
from bot.settings import Settings
from data.rules.calendar import WorkingCalendar
from data.store import Store
from scheduler.clock import Clock


class Metrics:
    """The figures of one process: `meters` are what its channels count by, `server` what hands them out."""

    def __init__(
        self,
        settings: Settings,
        port: int,
        store: Store,
        clock: Clock,
        calendar: WorkingCalendar,
        folders: Collection[Path],
    ) -> None:
        """Open the port. Raises SettingsRefused where it cannot be opened."""
        registry = CollectorRegistry(auto_describe=False)
        self.meters = ProcessMeters(registry)
        registry.register(OfficeFigures(store, clock, calendar, settings.hours, folders, _quotas(settings)))
        listening = open_port(port, str(settings.metrics_host), "metrics")
        self.server = HttpServer(listening, MetricsRoutes(registry).routes(), store.fault)


def _quotas(settings: Settings) -> Mapping[str, int]:
    return dict.fromkeys(settings.zalo_channels, settings.zalo_monthly_messages)
