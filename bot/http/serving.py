"""GET /serving: whether this process serves or stands by, for what stands before several of them."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route


def serving_route(*, is_serving: bool) -> BaseRoute:
    """Return the route that answers 200, or 503 in a process that stands by, whatever else is well or not."""

    async def serving(request: Request) -> JSONResponse:  # noqa: ARG001
        return JSONResponse({"serving": is_serving}, 200 if is_serving else 503)

    return Route("/serving", serving)
