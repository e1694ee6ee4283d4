"""The HTTP face of the bot: calendars, files, webhooks and the page, put together on one server."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Protocol

from bot.channels.channel import Channel
from bot.channels.chat_links import Command
from bot.http.calendar_feed import FeedRoutes
from bot.http.downloads import DownloadRoutes
from bot.http.listening import open_port
from bot.http.readiness import Readiness
from bot.http.server import HttpServer
from bot.http.serving import serving_route
from bot.http.webhooks import webhook_routes
from bot.page.routes import STREAM, page_routes
from bot.page.sessions import Sessions
from bot.readiness import fault_finder
from bot.registry.browsers import RegistryBrowsers
from bot.registry.downloads import DownloadDesk
from bot.settings import Settings
from data.rules.calendar import WorkingCalendar
from data.store import Store
from scheduler.clock import Clock


class Office(Protocol):
    """What of the wired program is asked for by HTTP; `bot.app.App` is one."""

    store: Store
    clock: Clock
    calendar: WorkingCalendar

    def feed(self, token: str) -> bytes | None:
        """Return the calendar of a secret token."""
        ...

    def commands_for(self, channel: str, chat_id: str) -> list[Command]:
        """Return the command menu of a chat."""
        ...


def open_server(
    app: Office,
    port: int,
    settings: Settings,
    channels: Mapping[str, Channel],
    folders: Collection[Path],
) -> HttpServer:
    """Listen on `port` and return the server of everything that is asked for by HTTP. Raises SettingsRefused."""
    listening = open_port(port, str(settings.http_host), "http")
    webhooks = [webhook for channel in channels.values() for webhook in channel.webhooks]
    files = DownloadRoutes(DownloadDesk(app.store, app.clock.wall))
    browsers = RegistryBrowsers(app.store, app.clock.wall)
    page = page_routes(channels, Sessions(app.store, app.clock), app.commands_for, settings.public_url, browsers)
    find_faults = fault_finder(app.store, app.clock, app.calendar, settings.hours, folders)
    routes = [*FeedRoutes(app.feed).routes(), *files.routes(), *webhook_routes(webhooks), *page]
    routes.append(serving_route(is_serving=True))
    return HttpServer(listening, routes, app.store.fault, Readiness(find_faults), endless=[STREAM])
