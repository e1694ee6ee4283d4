"""The HTTP face of the bot: calendars, files, webhooks and the page, put together on one server."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Protocol

from starlette.routing import BaseRoute

from bot.board.forms import FormDesk
from bot.board.public import PublicRoutes
from bot.board.routes import BoardRoutes, BoardServices
from bot.channels.channel import Channel
from bot.channels.chat_links import Command
from bot.http.calendar_feed import FeedRoutes
from bot.http.downloads import DownloadRoutes
from bot.http.listening import open_port
from bot.http.readiness import Readiness
from bot.http.server import HttpServer
from bot.http.serving import serving_route
from bot.http.webhooks import webhook_routes
from bot.page.cookie import SessionCookie
from bot.page.routes import STREAM, page_routes
from bot.page.sessions import Sessions
from bot.readiness import fault_finder
from bot.registry.browsers import RegistryBrowsers
from bot.registry.downloads import DownloadDesk
from bot.settings import Settings
from data.rules.calendar import WorkingCalendar
from data.store import Store
from handlers.base.messages import Attachment, Incoming
from handlers.base.uploads import FilesNeeded
from handlers.dispatch.board_forms import BoardForms
from scheduler.clock import Clock


class Office(Protocol):
    """What of the wired program is asked for by HTTP; `bot.app.App` is one."""

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    board_forms: BoardForms

    async def fetch_files(self, incoming: Incoming, needed: FilesNeeded, /) -> Incoming:
        """Return what came in with its files checked, and read or kept."""
        ...

    async def make_file(self, file: Attachment, /) -> Attachment:
        """Return a file with its content. Raises WorkFailed and NhacviecError."""
        ...

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
    sessions = Sessions(app.store, app.clock)
    board = board_routes(app, sessions, settings.public_url)
    page = page_routes(channels, sessions, app.commands_for, settings.public_url, browsers, board)
    find_faults = fault_finder(app.store, app.clock, app.calendar, settings.hours, folders)
    public = PublicRoutes(app.store, app.clock, app.calendar).routes() if settings.public_figures else []
    routes = [*FeedRoutes(app.feed).routes(), *files.routes(), *webhook_routes(webhooks), *page, *public]
    routes.append(serving_route(is_serving=True))
    return HttpServer(listening, routes, app.store.fault, Readiness(find_faults), endless=[STREAM])


def board_routes(app: Office, sessions: Sessions, public_url: str | None) -> list[BaseRoute]:
    """Return the routes of the board, which stand inside those of the page; none where there is no address."""
    if public_url is None:
        return []
    forms, cookie = FormDesk(app.clock, app.board_forms), SessionCookie(public_url)
    services = BoardServices(
        app.store, app.clock, app.calendar, sessions, cookie, forms, app.make_file, app.fetch_files
    )
    return BoardRoutes(services).routes()
