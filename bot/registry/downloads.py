"""Files that wait in the registry to be fetched by a link."""

from collections.abc import Callable
from datetime import datetime

from bot.registry.access import run_writing
from data.registry.conversations import downloads
from data.registry.conversations.downloads import Fetched, Offered
from data.store import Session, Store
from handlers.base.messages import Attachment

PATH = "/tai/"


class RegistryDownloads:
    """The links of one channel (`bot.channels.zalo.downloads.Downloads`). `wall` is the real time (UTC)."""

    def __init__(self, store: Store, wall: Callable[[], datetime], channel: str, public_url: str) -> None:
        self._store = store
        self._wall = wall
        self._channel = channel
        self._public_url = public_url

    async def offer(self, chat_id: str, file: Attachment, *, as_picture: bool) -> str:
        """Return the address at which a file waits for a chat."""

        def offer(session: Session) -> str:
            return downloads.store_file(
                session,
                channel=self._channel,
                chat_id=chat_id,
                name=file.name,
                media_type=file.media_type,
                content=file.content,
                is_picture=as_picture,
                wall=self._wall(),
            )

        return f"{self._public_url}{PATH}{await run_writing(self._store, offer)}"


class DownloadDesk:
    """What the HTTP face asks about links (`bot.http.downloads.DownloadRoutes`); it blocks."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store = store
        self._wall = wall

    def find(self, token: str) -> Offered | None:
        """Return what waits under a secret."""
        with self._store.read() as session:
            return downloads.find(session, token, self._wall())

    def fetch_once(self, token: str) -> Fetched | None:
        """Return the file under a secret, which is spent then unless it is a picture."""
        with self._store.write() as session:
            return downloads.fetch_once(session, token, self._wall())
