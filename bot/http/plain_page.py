"""Pages of one file, for whoever opens a link of a chat: no scripts, nothing loaded, their own rules."""

import hashlib
from base64 import b64encode
from html import escape
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse

_FOLDER = Path(__file__).with_name("templates")
_STYLE = (_FOLDER / "plain.css").read_text("utf-8")
_PAGE = Template((_FOLDER / "plain.html").read_text("utf-8"))
_STYLE_HASH = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

PLAIN_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; frame-ancestors 'none';"
        " base-uri 'none'"
    ),
    "referrer-policy": "same-origin",  # without a referrer a form posts with the origin "null"
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}


def plain_page(title: str, content: str, status: int = 200) -> HTMLResponse:
    """Return a page of this title; `content` is HTML, in which texts are escaped already."""
    return HTMLResponse(_PAGE.substitute(title=escape(title), style=_STYLE, content=content), status, PLAIN_HEADERS)
