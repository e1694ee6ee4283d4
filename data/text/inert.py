"""Text in which nothing can be tapped: chats turn what looks like an address, a name or a command into a link."""

import re
from collections.abc import Collection

JOINER = "\u2060"
"""Word joiner: takes no room, breaks no line, and ends whatever a chat would take for one word."""

_LIVE = re.compile(
    r"""
      :(?=//)                                     # https://, tg://
    | (?<=\w)[.\u3002\uff0e](?=[^\W\d_]{2})
        (?!(?:pdf|docx?|xlsx?|odt|ods|rtf|txt|csv|ics|png|jpe?g|tiff?)(?![\w.]))  # vidu.vn, t.me, but not tep.pdf
    | (?<=\d)\.(?=\d{1,3}(?:\.\d{1,3}){2}(?!\d))  # the first point of 192.0.2.1
    | @(?=\w)                                     # @name, name@vidu.vn
    | \#(?=\w*[^\W\d])                            # what a chat searches for
    | \$(?=[A-Z])
    | (?<![\w/<>])/(?=([A-Za-z0-9_]+))            # /command
    """,
    re.VERBOSE,
)


def make_inert(text: str, commands: Collection[str] = (), addresses: Collection[str] = ()) -> str:
    """Return `text` with a joiner in each address, name and command; it reads as before.

    The `commands`, given without their slash, and the `addresses` are one's own: they stay as they are.
    """
    for own in addresses:
        before, found, after = text.partition(own)
        if found:
            return make_inert(before, commands, addresses) + own + make_inert(after, commands, addresses)
    return _LIVE.sub(lambda found: _break(found, commands), text)


def _break(found: re.Match[str], commands: Collection[str]) -> str:
    return found[0] if found[1] in commands else found[0] + JOINER
