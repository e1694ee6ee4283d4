"""The ASGI application, built from the routes that the process needs."""

import logging
from collections.abc import Callable, Collection, Sequence
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from bot.http.readiness import Readiness
from bot.http.request_limit import RequestLimit
from data.errors import RegistryUnusable

_log = logging.getLogger(__name__)

MAX_BODY_BYTES = 64 * 1024


def no_fault() -> str | None:
    """Return None, the fault of a healthy process."""
    return None


def build_app(
    routes: Sequence[BaseRoute] = (),
    middleware: Sequence[Middleware] = (),
    fault: Callable[[], str | None] = no_fault,
    readiness: Readiness | None = None,
    endless: Collection[str] = (),
) -> Starlette:
    """Build the application: GET /healthz, /readyz, then `routes`. A body over 64 KiB is refused (413).

    Errors are JSON. `fault` tells in a word why a process that answers is of no use all the same; it must not take
    long. `readiness` answers /readyz. `endless`: see `RequestLimit`.
    """
    ready = [Route("/readyz", readiness.readyz)] if readiness else []
    return Starlette(
        routes=[Route("/healthz", partial(healthz, fault)), *ready, *routes],
        middleware=[*middleware, Middleware(RequestLimit, endless=endless)],
        exception_handlers={HTTPException: refuse, RegistryUnusable: unavailable},
        max_body_size=MAX_BODY_BYTES,
    )


async def healthz(fault: Callable[[], str | None], request: Request) -> JSONResponse:  # noqa: ARG001
    """Answer 200, or 503 with the fault."""
    found = fault()
    return JSONResponse({"ok": False, "fault": found}, 503) if found else JSONResponse({"ok": True})


async def refuse(request: Request, error: Exception) -> JSONResponse:  # noqa: ARG001
    """Answer `{"error": one sentence}` with the status and headers of the `HTTPException`."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)


async def unavailable(request: Request, error: Exception) -> JSONResponse:  # noqa: ARG001
    """Answer 503: the registry cannot be used just now."""
    _log.error("not answered: %s", error)
    return JSONResponse({"error": "Bot đang bận, mời thử lại sau."}, 503, {"retry-after": "5"})
