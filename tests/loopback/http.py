"""The part of HTTP/1.1 that a Bot API client uses: kept-alive connections, forms, uploads."""

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}
_LABEL = re.compile(r'\b(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Request:
    path: str
    params: dict[str, str]
    files: dict[str, Upload]
    fields: Any = field(default_factory=dict)
    """The JSON body as it came; None for a body that is no JSON."""


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """Return the next request of a connection; None if the other side has gone."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        start, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    target = urlsplit(start.split(" ")[1])
    kind = headers.get("content-type", "")
    params, files = _read_body(kind, body)
    return Request(target.path, dict(parse_qsl(target.query)) | params, files, _read_json(kind, body))


def response(status: int, body: Any) -> bytes:
    """Format a response: bytes as they are, anything else as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = _kind_of(body) if isinstance(body, bytes) else "application/json"
    head = (
        f"HTTP/1.1 {status} {_REASONS.get(status, 'Error')}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _kind_of(content: bytes) -> str:
    return "image/png" if content.startswith(b"\x89PNG") else "application/octet-stream"


def _read_body(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    if kind.startswith("multipart/"):
        return _read_multipart(kind, body)
    if kind.startswith("application/json"):
        found = _read_json(kind, body)
        return {key: _as_form(value) for key, value in found.items()} if isinstance(found, dict) else {}, {}
    return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}


def _read_json(kind: str, body: bytes) -> Any:
    if not kind.startswith("application/json"):
        return {}
    try:
        return json.loads(body)
    except ValueError:
        return None


def _as_form(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _read_multipart(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    params: dict[str, str] = {}
    files: dict[str, Upload] = {}
    boundary = b"--" + kind.partition("boundary=")[2].encode()
    for part in body.split(boundary)[1:-1]:
        head, _, content = part.removesuffix(b"\r\n").partition(b"\r\n\r\n")
        labels = dict(_LABEL.findall(head.decode()))
        if "filename" in labels:
            files[labels["name"]] = Upload(labels["filename"], content)
        else:
            params[labels["name"]] = content.decode()
    return params, files
