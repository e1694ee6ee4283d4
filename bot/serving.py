"""Serving an office: the bot with the channels, HTTP face and metrics of its settings, until a signal ends it."""

from collections.abc import Collection, Mapping
from datetime import timedelta
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
from bot.orphan_files import run_orphan_cleanup
from bot.page.history import RegistryHistory
from bot.process import Process
from bot.registry.browsers import RegistryBrowsers
from bot.settings import Settings, SettingsRefused, variable
from bot.standby.waiting import take_seat
from bot.watchdog import Heartbeat, run_watchdog
from bot.workers.frames import Registry
from bot.workers.pool import Workers
from data.files import Files
from data.registry.reach.mail_addresses import CHANNEL as MAIL
from data.rules.stages import Policy
from data.store import Store
from scheduler.auditor import Auditor
from scheduler.clock import Clock
from scheduler.engines.local import LocalEngine

if TYPE_CHECKING:
    from bot.http.server import HttpServer

_TICK = timedelta(seconds=20)
_REHEARSED = timedelta(minutes=30)
_SHORTEST_TICK = timedelta(milliseconds=50)


async def serve(settings: Settings, clock: Clock, store: Store, files: Files) -> None:
    """Run the bot until SIGTERM or SIGINT, then finish turns and pushes under way, within ten seconds.

    While another process serves the same channels from the same PostgreSQL registry, it stands by.
    """
    seat = await take_seat(settings, store)
    with clock.stand_still() as still:  # a rehearsal begins when the office does
        workers = Workers(Registry(settings.database_url, settings.language))
        policy = Policy(look_back=timedelta(days=settings.look_back_days), hours=settings.hours)
        channels: dict[str, Channel] = {}
        app = App(
            store,
            clock,
            files,
            policy,
            settings.public_url,
            retention=settings.retention,
            has_page=settings.page,
            workers=workers,
            checks=FileChecks(scan=_virus_scan(settings)),
            mail_domains=settings.mail_domain_list,
            entrances=ChannelEntrances(settings, channels),
        )
        history = RegistryHistory(store, files, clock.wall)
        host = Host(
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
        )
        folders = [*([store.folder] if store.folder else []), files.folder]
        metrics = open_metrics(settings, store, clock, app.calendar, folders)
        channels.update(build_channels(settings, measured(host, metrics)))
        if mail := channels.get(MAIL):
            app.send_letters_by(mail)
        servers = _http_servers(app, settings, channels, folders)
        servers += [metrics.server] if metrics else []
        process = Process(LocalEngine(lambda: app.beat(channels), _tick_length(settings)))
        freeze_existing()
        still.until = policy.hours.last_call(clock.now(), app.calendar)
        process.start(
            [
                *(channel.run() for channel in channels.values()),
                *(server.live() for server in servers),
                run_orphan_cleanup(store, files, clock),
                *([seat.keep()] if seat else []),
                run_watchdog(Auditor(store, clock, app.calendar, policy.hours, folders), _heartbeat(settings)),
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
        app.save_shown()
        await app.save_quotas()
        if seat:
            seat.leave()


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


def _tick_length(settings: Settings) -> timedelta:
    """Return the real time between two ticks: a fast rehearsal needs short ones to meet every officer's hour."""
    return max(_SHORTEST_TICK, min(_TICK, _REHEARSED / settings.clock_rate))
