"""The service: the wired program with its channels, its server and its engine, until it is told to end."""

import logging
from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import App
from bot.channels.channel import Channel
from bot.channels.configured import ChannelEntrances, Host, build_channels
from bot.channels.webhook import WebhookInTheWay
from bot.file_checks.checks import FileChecks
from bot.file_checks.virus_scan import VirusScan
from bot.gc_tuning import freeze_existing
from bot.metrics.optional import measured, open_metrics
from bot.page.shown_chat import RegistryHistory
from bot.process import Process
from bot.registry.browsers import RegistryBrowsers
from bot.service.jobs import build_engine
from bot.settings import Settings, SettingsRefused, variable
from bot.standby.company import Company, join
from bot.watchdog import Heartbeat, run_watchdog
from bot.workers.frames import Registry
from bot.workers.pool import Workers
from data.errors import RegistryUnusable
from data.files import Files
from data.free_space import list_written
from data.registry.reach.mail_addresses import CHANNEL as MAIL
from data.rules.stages import Policy
from data.store import Store
from scheduler.auditor import Auditor
from scheduler.clock import Clock

if TYPE_CHECKING:
    from bot.http.server import HttpServer

_log = logging.getLogger(__name__)


async def serve(settings: Settings, clock: Clock, store: Store, files: Files, *, is_cluster: bool = False) -> None:
    """Run the bot until SIGTERM or SIGINT, then finish turns and pushes under way, within ten seconds.

    On a PostgreSQL registry it stands by while another process serves the same channels; with `is_cluster` all
    serve together.
    """
    company = await join(settings, store, clock, is_cluster=is_cluster)
    with clock.stand_still() as still:  # a rehearsal begins when the office does
        workers = Workers(Registry(settings.database_url, settings.language))
        channels: dict[str, Channel] = {}
        app = _build_app(settings, clock, store, files, workers, channels, company.process)
        folders = list_written(store, files)
        metrics = open_metrics(settings, store, clock, app.calendar, folders)
        channels.update(build_channels(settings, measured(_build_host(app, files, company), metrics)))
        if mail := channels.get(MAIL):
            app.send_letters_by(mail)
        servers = _http_servers(app, settings, channels, folders)
        servers += [metrics.server] if metrics else []
        process = Process(build_engine(app, files, channels, company, settings))
        freeze_existing()
        still.until = settings.hours.last_call(clock.now(), app.calendar)
        process.start(
            [
                *(channel.run() for channel in channels.values()),
                *(server.live() for server in servers),
                *company.parts(),
                run_watchdog(Auditor(store, clock, app.calendar, settings.hours, folders), _heartbeat(settings)),
            ]
        )
    try:
        await process.run_until_signal()
    except WebhookInTheWay as webhook:
        raise SettingsRefused(
            variable("receive"),
            f"bot này đang gửi tin tới một webhook nên không hỏi tin được. Gỡ webhook bằng: {webhook},"
            f" hoặc nhận tin bằng webhook: {variable('receive')}=webhook.",
        ) from None
    finally:
        await workers.close()
        await _save_last(app)
        company.leave()


async def _save_last(app: App) -> None:
    """Save what is saved now and then; a registry that cannot be used was told of while the bot ran."""
    try:
        app.save_shown()
        await app.save_quotas()
    except RegistryUnusable as error:
        _log.warning("not saved at the end: %s", error)


def _build_app(
    settings: Settings,
    clock: Clock,
    store: Store,
    files: Files,
    workers: Workers,
    channels: Mapping[str, Channel],
    own: str,
) -> App:
    return App(
        store,
        clock,
        files,
        Policy(look_back=timedelta(days=settings.look_back_days), hours=settings.hours),
        settings.public_url,
        retention=settings.retention,
        has_page=settings.page,
        workers=workers,
        checks=FileChecks(scan=_virus_scan(settings)),
        mail_domains=settings.mail_domain_list,
        entrances=ChannelEntrances(settings, lambda: getattr(channels.get("telegram"), "username", None)),
        own=own,
    )


def _build_host(app: App, files: Files, company: Company) -> Host:
    store, clock = app.store, app.clock
    history = RegistryHistory(store, files, clock.wall, own=company.process)
    company.hear("page", history.hear)
    company.hear("journal", app.hear_of_updates)
    company.hear("menu", app.hear_of_menus)
    return Host(
        app.converse,
        app.links,
        history,
        app.journal,
        app.quota,
        app.downloads,
        app.ways_in(),
        RegistryBrowsers(store, clock.wall),
        clock.now,
        clock.wall,
        app.remember,
        places=partial(company.places, store),
        may_poll=company.may_poll,
    )


def _heartbeat(settings: Settings) -> Heartbeat | None:
    return Heartbeat(settings.heartbeat_url.get_secret_value()) if settings.heartbeat_url else None


def _http_servers(
    app: App, settings: Settings, channels: Mapping[str, Channel], folders: Collection[Path]
) -> "list[HttpServer]":
    """Return the HTTP server, if a port is set: a bot without one does not load it (5 MB)."""
    if settings.http_port is None:
        return []
    from bot.http_face import open_server

    return [open_server(app, settings.http_port, settings, channels, folders)]


def _virus_scan(settings: Settings) -> VirusScan | None:
    return VirusScan(settings.clamd, required=settings.clamd_required) if settings.clamd else None
