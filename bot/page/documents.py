"""Pages of HTML that hold the chat: its markup is written once, in `templates/chat.html`."""

from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

_CHAT = Path(__file__).with_name("templates") / "chat.html"


def chat_page(template: Path, *, leave: str) -> Route:
    """Return the route of a page at "/": its template with the chat in it, whose last button says `leave`."""
    chat = Template(_CHAT.read_text("utf-8")).substitute(leave=leave)
    content = Template(template.read_text("utf-8")).substitute(chat=chat)

    async def show(request: Request) -> HTMLResponse:  # noqa: ARG001 - an endpoint is given its request
        return HTMLResponse(content)

    return Route("/", show, methods=["GET"])
