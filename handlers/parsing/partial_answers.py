"""Join an answer of two parts, of which people may type one at a time, in either order."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from data.errors import BadAnswer

Answer = TypeVar("Answer")


def read_with_partial(text: str, half: str, read: Callable[[str], Answer]) -> Answer:
    """Return what `read` finds in `text`, or, where that is only a half, in it together with the `half` typed before.

    Raises the BadAnswer of `text` alone.
    """
    try:
        return read(text)
    except BadAnswer as error:
        if half and error.half:
            for whole in (f"{half} {text}", f"{text} {half}"):
                with suppress(BadAnswer):
                    return read(whole)
        raise
