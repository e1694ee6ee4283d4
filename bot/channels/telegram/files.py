"""A file that an officer sent: what Telegram tells of it at once, and the way to its content."""

import logging
from datetime import datetime
from functools import partial
from mimetypes import guess_extension

from telegram import Animation, Audio, Bot, Document, Message, PhotoSize, Video, VideoNote, Voice

from bot.channels.retries import with_retries
from bot.channels.telegram.errors import asked
from data.rules.viet_nam_time import VIET_NAM
from handlers.base.messages import FetchFailed, Upload
from scheduler.sending.errors import Rejected, SendFailed

_TOO_BIG = "file is too big"

_log = logging.getLogger(__name__)


def uploads(message: Message, bot: Bot, at: datetime) -> tuple[Upload, ...]:
    """The file of a message: of a picture the largest of its sizes, named after the moment `at` (UTC) it came in."""
    attached = message.effective_attachment
    if isinstance(attached, (list, tuple)):
        picture = max((one for one in attached if isinstance(one, PhotoSize)), key=lambda one: one.width * one.height)
        return (_upload(bot, picture, f"anh-{at.astimezone(VIET_NAM):%Y%m%d-%H%M%S}.jpg"),)
    if isinstance(attached, (Document, Animation, Audio, Video)):
        return (_upload(bot, attached, attached.file_name or _name(attached.mime_type)),)
    if isinstance(attached, (Voice, VideoNote)):
        return (_upload(bot, attached, _name("audio/ogg" if isinstance(attached, Voice) else "video/mp4")),)
    return ()


def _upload(
    bot: Bot, file: PhotoSize | Document | Animation | Audio | Video | Voice | VideoNote, name: str
) -> Upload:
    return Upload(name, file.file_size, partial(_fetched, bot, file.file_id))


def _name(media_type: str | None) -> str:
    return f"tep{guess_extension(media_type or '') or ''}"


async def _fetched(bot: Bot, file_id: str) -> bytes:
    async def once() -> bytes:
        file = await asked(bot.get_file(file_id))
        return bytes(await asked(file.download_as_bytearray()))

    try:
        return await with_retries(once)
    except SendFailed as failed:
        _log.warning("Telegram: chưa tải được một tệp (%s: %s)", type(failed).__name__, failed)
        too_big = isinstance(failed, Rejected) and str(failed) == _TOO_BIG
        raise FetchFailed("file_too_big" if too_big else "file_not_fetched") from None
