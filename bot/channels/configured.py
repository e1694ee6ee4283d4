"""The channels that are set up in the settings, and the ways in by an invitation code that they offer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.channels.channel import Channel, Converse, Remember
from bot.channels.chat_links import ChatLinks
from bot.channels.mail.ways_in import WaysIn
from bot.channels.meters import NO_METERS, Meters
from bot.channels.pace import Places
from bot.channels.receiving.journal import Journal
from bot.channels.web.browser_notices import Notices, Subscriptions
from bot.channels.web.channel import WebChannel
from bot.channels.web.shown_chat import History
from bot.channels.zalo.downloads import Downloads
from bot.channels.zalo.quota import Quota
from bot.channels.zalo.usage import describe_link
from bot.lean_imports import leaving_out
from bot.settings import Settings
from data.registry.people import bot_places
from data.registry.people.joining.entrances import Entrance
from data.store import Session
from handlers.account.page import INVITED


@dataclass(frozen=True, slots=True)
class Host:
    """The interface of the process to a channel: answers, and the office's time (UTC).

    `history` is what the page has shown. `links`, `journal` and `remember` return the chats of a channel, its
    journal, and what keeps its messages, by its name, `meters` what its calls are measured by; `quota` its count of
    messages, by its name and how many it may send in a month; `downloads` what gives links to files, None where
    phones do not reach the process. `ways_in` gives mails their links to the page, `browsers` are those that are told
    of messages while it is closed. `wall` is the real time (UTC). `places` returns the places of a channel in its
    provider's limits that other processes share. `may_poll` says whether it is this process that asks for updates.
    """

    converse: Converse
    links: Callable[[str], ChatLinks]
    history: History
    journal: Callable[[str], Journal]
    quota: Callable[[str, int], Quota]
    downloads: Callable[[str], Downloads | None]
    ways_in: WaysIn
    browsers: Subscriptions
    now: Callable[[], datetime]
    wall: Callable[[], datetime]
    remember: Callable[[str], Remember] | None = None
    meters: Callable[[str], Meters] = lambda _channel: NO_METERS
    places: Callable[[str], Places | None] = lambda _channel: None
    may_poll: Callable[[], bool] = lambda: True


Builder = Callable[[Settings, Host], Sequence[Channel]]
"""A function that makes channels of their settings; none where they do not ask for any."""


def build_channels(settings: Settings, host: Host) -> dict[str, Channel]:
    """Build the channels that the settings ask for; return them by name."""
    return {channel.name: channel for build in BUILDERS for channel in build(settings, host)}


def _build_telegram(settings: Settings, host: Host) -> Sequence[Channel]:
    if settings.telegram_token is None:
        return ()
    # The library takes long to load: not for the demo and the console. Passports it decrypts with what takes 7 MB.
    with leaving_out("cryptography.hazmat.backends"):
        from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.telegram.limits import RATE_LIMITS

    telegram = TelegramChannel(
        settings.telegram_token.get_secret_value(),
        host.converse,
        host.links("telegram"),
        host.journal("telegram"),
        host.now,
        base_url=settings.telegram_base_url,
        base_file_url=settings.telegram_file_base_url,
        proxy=settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None,
        answer_timeout=settings.telegram_timeout,
        remember=host.remember("telegram") if host.remember else None,
        webhook=settings.webhook,
        limits=RATE_LIMITS.replaced_by(
            settings.telegram_per_second, settings.telegram_per_chat, settings.telegram_per_group
        ),
        meters=host.meters("telegram"),
        places=host.places("telegram"),
        may_poll=host.may_poll,
    )

    return (telegram,)


def _build_zalo(settings: Settings, host: Host) -> Sequence[Channel]:
    if not settings.zalo_tokens:
        return ()
    from bot.channels.zalo.channel import ZaloChannel
    from bot.channels.zalo.names import channel_name

    return [
        ZaloChannel(
            token,
            settings.zalo_base_url,
            host.converse,
            host.links(channel_name(token)),
            host.journal(channel_name(token)),
            host.quota(channel_name(token), settings.zalo_monthly_messages),
            host.downloads(channel_name(token)),
            host.now,
            webhook=settings.webhook,
            meters=host.meters(channel_name(token)),
            places=host.places(channel_name(token)),
            may_poll=host.may_poll,
        )
        for token in settings.zalo_tokens
    ]


def _build_mail(settings: Settings, host: Host) -> Sequence[Channel]:
    if settings.smtp_url is None or settings.mail_from is None:
        return ()
    from bot.channels.mail.channel import MailChannel
    from bot.channels.mail.connections import Connections
    from bot.mail_server import read_server

    connections = Connections(read_server(settings.smtp_url.get_secret_value()))
    return [
        MailChannel(
            connections,
            settings.mail_from,
            host.ways_in,
            host.wall,
            settings.mail_per_minute,
            host.meters(MailChannel.name),
        )
    ]


def _build_page(settings: Settings, host: Host) -> Sequence[Channel]:
    if not settings.page:
        return ()
    journal = host.journal(WebChannel.name)
    return (WebChannel(host.converse, host.now, host.history, journal, _build_notices(settings, host)),)


def _build_notices(settings: Settings, host: Host) -> Notices | None:
    if settings.push_key is None:
        return None
    from bot.channels.web.push_services import PushServices  # takes long to load

    subject = f"mailto:{settings.mail_from}" if settings.mail_from else settings.public_url or ""
    return PushServices(settings.push_key.get_secret_value(), subject, host.browsers)


BUILDERS: Sequence[Builder] = (_build_telegram, _build_zalo, _build_mail, _build_page)

_TELEGRAM = "https://t.me/{name}?start={code}"
_TELEGRAM_GROUP = "https://t.me/{name}?startgroup={code}"


class ChannelEntrances:
    """The ways in by the channels that run (`data.registry.people.joining.entrances.Entrances`)."""

    def __init__(self, settings: Settings, telegram_name: Callable[[], str | None]) -> None:
        """Make it; `telegram_name` returns the name of the bot on Telegram, None while it is not known."""
        self._settings = settings
        self._telegram_name = telegram_name

    def find_room(self, session: Session, now: datetime) -> str | None:
        """Return the Zalo bot that has room; None if there is none."""
        return bot_places.find_room(session, self._settings.zalo_channels, self._settings.zalo_people, now)

    def list_for(self, code: str, channel: str | None) -> Sequence[Entrance]:
        """Return Telegram, Zalo and the page, as far as the settings name them."""
        found = []
        if self._settings.telegram_token is not None:
            found.append(self._telegram(code))
        if channel in self._settings.zalo_channels:
            found.append(Entrance("Zalo", describe_link(channel), code))
        if self._settings.page and self._settings.public_url:
            found.append(Entrance("", INVITED.format(public_url=self._settings.public_url, code=code)))
        return found

    def group_link(self, code: str) -> str:
        """Return the address at which Telegram asks for a group; "" where there is none."""
        name = self._telegram_name() if self._settings.telegram_token is not None else None
        return _TELEGRAM_GROUP.format(name=name, code=code) if name else ""

    def _telegram(self, code: str) -> Entrance:
        name = self._telegram_name()
        if name is None:
            return Entrance("Telegram", "", f"/start {code}")
        return Entrance("Telegram", _TELEGRAM.format(name=name, code=code))
