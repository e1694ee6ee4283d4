"""Text of an XML part, read piece by piece: no tree is built, and nothing that a DTD could bring is taken."""

from collections.abc import Callable, Mapping, Set
from xml.parsers import expat

from data.documents import limits
from data.documents.faults import Fault, Unacceptable

Attributes = Mapping[str, str]


def read_xml(
    content: bytes,
    *,
    breaks: Set[str],
    blanks: Set[str] = frozenset(),
    shown: Callable[[str, Attributes], str | None] = lambda _name, _attributes: None,
    left_out: Callable[[str], bool] = lambda _text: False,
) -> str:
    """Return the text of an XML part: its character data, at most `limits.TEXT_LETTERS`, without what is `left_out`.

    Elements are told by their names without the namespace. Those in `breaks` begin and end a line, those in `blanks`
    stand for a blank. `shown` returns what an element shows by its attributes, on a line of its own; None for
    nothing. Raises Unacceptable: no XML, or with a DTD, which no office program writes.
    """
    text = _Text()

    def start(name: str, attributes: Attributes) -> None:
        local = _local(name)
        if local in breaks:
            text.end_line()
        elif local in blanks:
            text.add(" ")
        said = shown(local, attributes)
        if said:
            text.add_line(said)

    def end(name: str) -> None:
        if _local(name) in breaks:
            text.end_line()

    def write(piece: str) -> None:
        if not left_out(piece):
            text.add(piece)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = write
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Unacceptable(Fault.DAMAGED) from error
    return "".join(text.pieces)


class _Text:
    """Text that grows up to its bound; what comes after is dropped."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._left = limits.TEXT_LETTERS

    def add(self, piece: str) -> None:
        if self._left > 0:
            self.pieces.append(piece)
            self._left -= len(piece)

    def end_line(self) -> None:
        if self.pieces and self.pieces[-1] != "\n":  # a sheet has a million empty cells
            self.add("\n")

    def add_line(self, line: str) -> None:
        self.end_line()
        self.add(line)
        self.end_line()


def attribute(attributes: Attributes, name: str) -> str:
    """Return an attribute by its name without the namespace; "" if there is none."""
    return next((value for key, value in attributes.items() if _local(key) == name), "")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_doctype(*_what: object) -> None:
    raise Unacceptable(Fault.DAMAGED)
