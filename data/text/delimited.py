"""Tables as text: what Excel, LibreOffice or an editor saves, parted by commas, semicolons or tabs."""

import csv
import io

_DELIMITERS = (",", ";", "\t")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class NotDelimited(Exception):
    """Bytes that are no such text; `line` is where, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def decode_text(content: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16, with or without a mark. Raises NotDelimited."""
    unmarked = "utf-16-le" if content[1::2].count(0) > len(content) // 4 else "utf-8"
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), unmarked)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotDelimited(content.count(b"\n", 0, error.start) + 1) from error


def read_cells(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a text that are not blank, each with the line at which it ends. Raises NotDelimited.

    What parts the columns is what parts most of them in the first line that is not blank.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=max(_DELIMITERS, key=first.count))
    try:
        cells = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise NotDelimited(reader.line_num) from error
    return [(line, row) for line, row in cells if any(row)]
