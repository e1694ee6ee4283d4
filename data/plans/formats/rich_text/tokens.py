"""Cut the bytes of an RTF file into control words, signs, bytes and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a file: one of `word` (with its `number`), `sign`, `brace`, `text` is set; a byte is a text."""

    word: str = ""
    number: int | None = None
    sign: str = ""
    brace: str = ""
    text: bytes = b""


def cut(content: bytes) -> Iterator[Token]:
    """Yield the pieces of a file; data in bytes (\\bin) are left out."""
    place = 0
    while found := _TOKEN.search(content, place):
        place = found.end()
        kind = found.lastgroup
        if found["word"]:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == b"bin":
                place += max(number or 0, 0)
                continue
            yield Token(word=found["word"].decode(), number=number)
        elif kind == "byte":
            yield Token(text=bytes.fromhex(found["byte"].decode()))
        elif kind == "sign":
            yield Token(sign=found["sign"].decode("latin-1"))
        elif kind == "brace":
            yield Token(brace=found["brace"].decode())
        else:
            yield Token(text=found["text"])
