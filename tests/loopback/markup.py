"""HTML as the Bot API reads it: a short list of tags, and an error for everything it cannot close."""

import re

from tests.loopback.errors import Refusal, bad_request

TAGS = {
    *("b", "strong", "i", "em", "u", "ins", "s", "strike", "del"),
    *("a", "code", "pre", "span", "blockquote", "tg-spoiler", "tg-emoji"),
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(r"<(/?)([^\s>/]*)([^>]*)(>?)|&(?:(lt|gt|amp|quot)|#(\d+)|#x([0-9a-fA-F]+));|[^<&]+|&", re.DOTALL)


def plain(html: str) -> str:
    """Return the text that a reader sees of `html`. Raises a Refusal in Telegram's words if it is malformed."""
    text: list[str] = []
    opened: list[str] = []
    for token in _TOKEN.finditer(html):
        slash, tag, _, closed, named, decimal, hexadecimal = token.groups()
        if tag is not None:
            _read_tag(opened, tag.lower(), slash, closed, _offset(html, token.start()))
        elif named or decimal or hexadecimal:
            text.append(_NAMED[named] if named else chr(int(decimal or hexadecimal, 10 if decimal else 16)))
        else:
            text.append(token.group())
    if opened:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{opened[-1]}"')
    return "".join(text)


def _read_tag(opened: list[str], tag: str, slash: str, closed: str, at: int) -> None:
    if slash:
        if not opened:
            raise _unreadable(f"Unexpected end tag at byte offset {at}")
        if not closed:
            raise _unreadable(f"Unclosed end tag at byte offset {at}")
        if tag and tag != opened[-1]:
            raise _unreadable(f'Unmatched end tag at byte offset {at}, expected "</{opened[-1]}>", found "</{tag}>"')
        opened.pop()
    else:
        if tag not in TAGS:
            raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {at}')
        if not closed:
            raise _unreadable(f"Unclosed start tag at byte offset {at}")
        opened.append(tag)


def _offset(html: str, index: int) -> int:
    return len(html[:index].encode())


def _unreadable(what: str) -> Refusal:
    return bad_request(f"can't parse entities: {what}")
