"""Files that officers sent: name and size at once, content on demand."""

import logging
from datetime import datetime
from functools import partial
from mimetypes import guess_extension

from telegram import Animation, Audio, Bot, Document, Message, PhotoSize, Video, VideoNote, Voice

from bot.channels.answer_retries import a_few_times
from bot.channels.telegram.errors import call_bot_api
from data.rules.viet_nam_time import VIET_NAM
from handlers.base.messages import FetchFailed, Upload
from scheduler.sending.errors import Rejected, SendFailed

_TOO_BIG = "file is too big"

_log = logging.getLogger(__name__)


def get_uploads(message: Message, bot: Bot, at: datetime) -> tuple[Upload, ...]:
    """Return the file of a message: a picture in its largest size, named after the time `at` (UTC) of receipt."""
    attached = message.effective_attachment
    if isinstance(attached, (list, tuple)):
        picture = max((one for one in attached if isinstance(one, PhotoSize)), key=lambda one: one.width * one.height)
        return (_make_upload(bot, picture, f"anh-{at.astimezone(VIET_NAM):%Y%m%d-%H%M%S}.jpg"),)
    if isinstance(attached, (Document, Animation, Audio, Video)):
        return (_make_upload(bot, attached, attached.file_name or _make_name(attached.mime_type)),)
    if isinstance(attached, (Voice, VideoNote)):
        return (_make_upload(bot, attached, _make_name("audio/ogg" if isinstance(attached, Voice) else "video/mp4")),)
    return ()


def _make_upload(
    bot: Bot, file: PhotoSize | Document | Animation | Audio | Video | Voice | VideoNote, name: str
) -> Upload:
    return Upload(name, file.file_size, partial(_fetch, bot, file.file_id))


def _make_name(media_type: str | None) -> str:
    return f"tep{guess_extension(media_type or '') or ''}"


async def _fetch(bot: Bot, file_id: str) -> bytes:
    async def once() -> bytes:
        file = await call_bot_api(bot.get_file(file_id))
        return bytes(await call_bot_api(file.download_as_bytearray()))

    try:
        return await a_few_times(once)
    except SendFailed as failed:
        _log.warning("Telegram: chưa tải được một tệp (%s: %s)", type(failed).__name__, failed)
        too_big = isinstance(failed, Rejected) and str(failed) == _TOO_BIG
        raise FetchFailed("file_too_big" if too_big else "file_not_fetched") from None
