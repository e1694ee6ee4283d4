"""The ways in by an invitation code that the settings and the running channels offer."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.channels.channel import Channel
from bot.channels.zalo.usage import describe_link
from bot.settings import Settings
from data.registry.people import bot_places
from data.registry.people.joining.entrances import Entrance
from data.store import Session

_TELEGRAM = "https://t.me/{name}?start={code}"
_PAGE = "{public_url}/trang/#moi={code}"
"""What stands behind "#" is sent to no server."""


class ChannelEntrances:
    """The ways in by the channels that run (`data.registry.people.joining.entrances.Entrances`)."""

    def __init__(self, settings: Settings, channels: Mapping[str, Channel]) -> None:
        self._settings = settings
        self._channels = channels

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
            found.append(Entrance("", _PAGE.format(public_url=self._settings.public_url, code=code)))
        return found

    def _telegram(self, code: str) -> Entrance:
        bot = self._channels.get("telegram")
        name: str | None = getattr(bot, "username", None)  # of the Telegram channel alone
        if name is None:
            return Entrance("Telegram", "", f"/start {code}")
        return Entrance("Telegram", _TELEGRAM.format(name=name, code=code))
