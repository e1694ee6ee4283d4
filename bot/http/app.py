"""The HTTP face: one ASGI application, put together from the routes the process needs."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

MAX_BODY_BYTES = 64 * 1024


def build(routes: Sequence[BaseRoute] = (), middleware: Sequence[Middleware] = ()) -> Starlette:
    """The application: GET /healthz, then `routes`. A body over 64 KiB is refused (413), errors are JSON."""
    return Starlette(
        routes=[Route("/healthz", healthz), *routes],
        middleware=middleware,
        exception_handlers={HTTPException: refuse},
        max_body_size=MAX_BODY_BYTES,
    )


async def healthz(request: Request) -> JSONResponse:  # noqa: ARG001 - an endpoint is given its request
    """The process answers."""
    return JSONResponse({"ok": True})


async def refuse(request: Request, error: Exception) -> JSONResponse:  # noqa: ARG001
    """`{"error": one sentence}` with the status and headers of the `HTTPException`."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)
