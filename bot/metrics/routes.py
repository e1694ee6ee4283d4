"""Answer GET /metrics with all figures, in the text form of Prometheus."""

import asyncio

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

PATIENCE = 8.0
"""Seconds that reading the registry may take: less than the ten that Prometheus waits."""


class MetricsRoutes:
    """The figures of one registry of Prometheus. While one reading hangs, no other is begun."""

    def __init__(self, registry: CollectorRegistry, patience: float = PATIENCE) -> None:
        self._registry = registry
        self._patience = patience
        self._reading: asyncio.Task[bytes] | None = None

    def routes(self) -> list[BaseRoute]:
        """Return the route."""
        return [Route("/metrics", self.metrics)]

    async def metrics(self, request: Request) -> Response:  # noqa: ARG002
        """Answer with the figures, or 503 where the registry does not answer in time."""
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(asyncio.to_thread(generate_latest, self._registry))
        done, _pending = await asyncio.wait({self._reading}, timeout=self._patience)
        if not done:
            return Response(status_code=503)
        return Response(self._reading.result(), media_type=CONTENT_TYPE_LATEST)
