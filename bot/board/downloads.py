"""Files that the board hands out, to be saved."""

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from handlers.base.messages import Attachment

Making = Callable[[Attachment], Coroutine[Any, Any, Attachment]]
"""Makes the content of a file. Raises `handlers.base.messages.WorkFailed` and NhacviecError."""


def downloaded(file: Attachment) -> Response:
    """Return a file to be saved, whatever it is: nothing on the way opens it."""
    name = f"attachment; filename*=utf-8''{quote(file.name, safe='')}"
    headers = {"content-disposition": name, "cache-control": "private, no-store"}
    return Response(file.content, media_type=file.media_type, headers=headers)
