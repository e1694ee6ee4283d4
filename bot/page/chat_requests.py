"""Requests to one chat, the same for the page and for the demo."""

from collections.abc import Mapping
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.channel import WebChannel
from bot.channels.web.receive import Malformed, get_text
from bot.channels.web.send import read_message_id
from bot.channels.web.shown_chat import Latest

_MOST_DIGITS = 9


async def say(
    channel: WebChannel, chat_id: str, body: Mapping[str, object], *, may_oversee: bool = True
) -> JSONResponse:
    """Answer what was typed or tapped, `may_oversee` as in `Incoming`; return the toast."""
    try:
        return JSONResponse({"toast": await channel.receive(chat_id, body, may_oversee=may_oversee)})
    except Malformed as malformed:
        raise bad_field(malformed) from malformed


async def upload(channel: WebChannel, chat_id: str, request: Request, *, may_oversee: bool = True) -> JSONResponse:
    """Answer a file, the body of the request, as `say`; return the toast."""
    try:
        named, content = dict(request.query_params), await request.body()
        toast = await channel.receive(chat_id, named, content, may_oversee=may_oversee)
    except Malformed as malformed:
        raise bad_field(malformed) from malformed
    return JSONResponse({"toast": toast})


async def download(channel: WebChannel, chat_id: str, key: str) -> Response:
    """Return a file that was handed out in the chat, to be saved."""
    attachment = await channel.history.read_file(chat_id, key)
    if attachment is None:
        raise HTTPException(404, "Tệp này không còn. Anh/chị yêu cầu lại trong cuộc trò chuyện.")
    disposition = f"attachment; filename*=utf-8''{quote(attachment.name, safe='')}"
    headers = {"content-disposition": disposition, "cache-control": "private, no-store"}
    return Response(attachment.content, media_type=attachment.media_type, headers=headers)


async def list_messages(channel: WebChannel, chat_id: str, request: Request) -> Latest:
    """Return the last messages of the chat, or those before the message `?before=`. Raises HTTPException 400."""
    told = request.query_params.get("before")
    before = read_message_id(told)
    if told is not None and before is None:
        raise HTTPException(400, "Số thứ tự tin nhắn không đúng.")
    return await channel.history.list_latest(chat_id, before)


def read_seen(request: Request) -> int:
    """Return the number of the last entry that a page has seen. Raises HTTPException 400 for what is none."""
    seen = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    if not (seen.isascii() and seen.isdigit() and len(seen) <= _MOST_DIGITS):
        raise HTTPException(400, "Số thứ tự tin nhắn không đúng.")
    return int(seen)


def text_fields(body: Mapping[str, object], *names: str) -> list[str]:
    """Return the named text fields. Raises HTTPException 400 for a missing or malformed one."""
    try:
        return [get_text(body, name) for name in names]
    except Malformed as malformed:
        raise bad_field(malformed) from malformed


def bad_field(malformed: Malformed) -> HTTPException:
    """Return the refusal (400) for a missing or malformed field."""
    return HTTPException(400, f"Trường “{malformed}” thiếu hoặc không đọc được.")
