"""JSON bodies of requests."""

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request


async def read_json_body(request: Request) -> dict[str, object]:
    """Return the posted JSON object. Raises HTTPException 400 if it is none."""
    try:
        body = json.loads(await request.body())
    # A body of nothing but brackets nests deeper than Python's stack.
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise HTTPException(400, "Nội dung gửi lên không phải một đối tượng JSON.")
    return body
