"""Reply → the texts and the keyboard that Telegram takes."""

from collections.abc import Iterator
from html import escape
from itertools import accumulate, takewhile
from unicodedata import combining

from handlers.base.messages import Button, Reply

Keyboard = dict[str, list[list[dict[str, str]]]]
"""The API's InlineKeyboardMarkup as it travels: the library's objects for it cost a quarter of a whole turn."""

TEXT_LIMIT = 4096
"""Telegram's limit on a message, counted here in UTF-16 code units, the stricter of the ways it counts."""
_LONGEST_LETTER = 8
"""A letter with its marks, in decomposed text; more marks than that are no letter of any language."""


def messages(reply: Reply) -> list[tuple[str, Keyboard | None]]:
    """The messages that `reply` becomes, as HTML, the buttons under the last. Empty where there is no text."""
    texts = [_html(part, reply.heading) for part in split(reply.text)]
    keyboards: list[Keyboard | None] = [None] * len(texts)
    if texts and reply.buttons:
        keyboards[-1] = _keyboard(reply.buttons)
    return list(zip(texts, keyboards, strict=True))


def split(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Cuts `text` between lines into parts of at most `limit`; inside a line only where one alone is longer.

    Parts of nothing but white space are left out: Telegram refuses them.
    """
    if _units(text) <= limit:
        return [text] if text.strip() else []
    parts: list[str] = []
    room = 0
    for line in _lines(text, limit):
        size = _units(line)
        if size > room:
            parts.append("")
            room = limit
        parts[-1] += line
        room -= size
    return [part.rstrip("\n") for part in parts if part.strip()]


def _lines(text: str, limit: int) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        rest = line
        while _units(rest) > limit:
            cut = _cut(rest, limit)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _cut(line: str, limit: int) -> int:
    """Where to break a line: after a space if it has one, else between a letter and the next."""
    sizes = accumulate(1 + (char > "\uffff") for char in line)
    end = sum(1 for _ in takewhile(lambda size: size <= limit, sizes))
    space = line.rfind(" ", 0, end)
    if space > 0:
        return space + 1
    return next((at for at in range(end, max(end - _LONGEST_LETTER, 0), -1) if not combining(line[at])), end)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _html(part: str, heading: str) -> str:
    # A heading that was itself cut is shown without its weight.
    if heading and part.startswith(heading):
        return f"<b>{escape(heading, quote=False)}</b>{escape(part[len(heading) :], quote=False)}"
    return escape(part, quote=False)


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> Keyboard:
    return {"inline_keyboard": [[{"text": b.text, "callback_data": b.value} for b in row] for row in rows]}
