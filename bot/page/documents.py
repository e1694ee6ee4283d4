"""Pages of HTML that hold the chat: their frame and its markup are written once, in `templates`."""

from datetime import timedelta
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from data.rules.limits.terms import SUPERVISOR_SESSION_TERM

_TEMPLATES = Path(__file__).with_name("templates")
_BOARD = '<a class="quiet round" href="bang/" aria-label="Bảng theo dõi" title="Bảng theo dõi">📊</a>'
_MODULES = "\n    ".join(
    f'<link rel="modulepreload" href="shared/{one.name}">'
    for one in sorted(Path(__file__).with_name("static").glob("shared/*.js"))
)
"""Asked for with the page: module after module, as one names the next, a slow network takes its time for each."""
_INSTALLABLE = (_TEMPLATES / "installable.html").read_text("utf-8")


def chat_page(screens: Path, *, title: str, leave: str, installable: bool = False) -> Route:
    """Return the route of a page at "/": its screens with the chat in them, whose last button says `leave`.

    Its style and its script bear the name of the file of its screens. What can be installed is an officer's own page,
    from which a link leads to the board.
    """
    chat = _fill(_TEMPLATES / "chat.html", leave=leave, board=_BOARD if installable else "")
    hours = SUPERVISOR_SESSION_TERM // timedelta(hours=1)
    shown = _fill(screens, chat=chat, hours=str(hours))
    head = _INSTALLABLE if installable else ""
    content = _fill(
        _TEMPLATES / "frame.html", title=title, name=screens.stem, modules=_MODULES, head=head, screens=shown
    )

    async def show(request: Request) -> HTMLResponse:  # noqa: ARG001 - an endpoint is given its request
        return HTMLResponse(content)

    return Route("/", show, methods=["GET"])


def _fill(template: Path, **parts: str) -> str:
    return Template(template.read_text("utf-8")).substitute(parts)
