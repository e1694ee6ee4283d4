"""The channels that are set up in the settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.channels.channel import Channel, Converse, Remember
from bot.channels.chat_links import ChatLinks
from bot.channels.receiving.journal import Journal
from bot.channels.web.channel import WebChannel
from bot.channels.web.history import History
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Host:
    """The interface of the process to a channel: answers, and the office's time (UTC).

    `history` is what the page has shown. `links`, `journal` and `remember` return the chats of a channel, its
    journal, and what keeps its messages, by its name.
    """

    converse: Converse
    links: Callable[[str], ChatLinks]
    history: History
    journal: Callable[[str], Journal]
    now: Callable[[], datetime]
    remember: Callable[[str], Remember] | None = None


Builder = Callable[[Settings, Host], Channel | None]
"""A function that makes a channel of its settings; None where they do not ask for it."""


def build_channels(settings: Settings, host: Host) -> dict[str, Channel]:
    """Build the channels that the settings ask for; return them by name."""
    built = {name: build(settings, host) for name, build in BUILDERS.items()}
    return {name: channel for name, channel in built.items() if channel}


def _build_telegram(settings: Settings, host: Host) -> Channel | None:
    if settings.telegram_token is None:
        return None
    # The library takes long to load: not for the demo and the console.
    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.telegram.limits import RATE_LIMITS

    return TelegramChannel(
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
    )


def _build_page(settings: Settings, host: Host) -> Channel | None:
    return WebChannel(host.converse, host.now, host.history) if settings.page else None


BUILDERS: Mapping[str, Builder] = {"telegram": _build_telegram, "web": _build_page}
