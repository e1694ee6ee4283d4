"""Read an RTF file: paragraphs and tables in reading order."""

from collections.abc import Iterator
from dataclasses import replace

from data.documents.faults import Fault, Unacceptable
from data.plans.formats.document import Block, Document, Paragraph
from data.plans.formats.notes import Seen
from data.plans.formats.rich_text import words
from data.plans.formats.rich_text.rows import RichRow, RichTables, RowShapes
from data.plans.formats.rich_text.texts import Fonts, Letters, State, with_word
from data.plans.formats.rich_text.tokens import Token, cut

_MARK = b"{\\rtf"
_LEVELS = 9
_LETTERS = 0x10000
_DEEPEST = 5000
"""Groups within groups; office programs stay below a hundred."""


def read_rich_text(content: bytes) -> Document:
    """Return the paragraphs and tables of a .rtf. Raises `data.documents.faults.Unacceptable` for a torn one."""
    if not content.startswith(_MARK):
        raise Unacceptable(Fault.DAMAGED)
    reader = _Reader()
    blocks = [block for token in cut(content) for block in reader.read(token)]
    if reader.depth:
        raise Unacceptable(Fault.DAMAGED)  # the end of the file is missing
    blocks += reader.end()
    return Document(tuple(blocks), reader.seen.notes())


class _Flow:
    """What is being written: a paragraph, and the lines of the cell that it is in."""

    def __init__(self, fonts: Fonts) -> None:
        self.letters = Letters(fonts)
        self.lines: list[str] = []
        self.number = ""


class _Reader:
    def __init__(self) -> None:
        self.seen = Seen()
        self.depth = 0
        self._fonts = Fonts()
        self._state = State()
        self._states: list[State] = []
        self._flow = _Flow(self._fonts)
        self._outer: list[_Flow] = []
        self._boxes: list[str] = []
        self._number = Letters(self._fonts)
        self._is_marked = False
        self._skip = 0
        self._line = 0
        self._in_table = False
        self._level: int | None = None
        self._tables = RichTables(self.seen)
        self._shapes = RowShapes()
        self._cells: list[str] = []

    def read(self, token: Token) -> Iterator[Block]:
        """Read one piece; yield the blocks that it ends."""
        if token.brace == "{":
            self._open()
        elif token.brace:
            self._close()
        elif token.sign == "*":
            self._is_marked = True
        elif token.word:
            yield from self._read_word(token.word, token.number)
        elif token.sign in words.SIGNS:
            self._write(words.SIGNS[token.sign])
        elif token.text:
            self._write_bytes(token.text)

    def end(self) -> Iterator[Block]:
        """Yield what the end of the file ends."""
        if self._flow.letters.has_any:
            yield from self._end_paragraph()
        yield from self._tables.take()

    def _open(self) -> None:
        if len(self._states) >= _DEEPEST:
            raise Unacceptable(Fault.DAMAGED)
        self._states.append(self._state)
        self.depth = len(self._states)
        self._is_marked, self._skip = False, 0

    def _close(self) -> None:
        if not self._states:
            return
        ended, self._state = self._state, self._states.pop()
        self.depth = len(self._states)
        self._skip = 0
        if ended.destination in words.NUMBERS and self._state.destination != ended.destination:
            text, _ = self._number.take()
            self._flow.number = " ".join(text.split())
        elif ended.destination in words.BOXES and self._state.destination != ended.destination:
            if self._flow.letters.has_any:
                self._end_line()
            self._boxes += self._flow.lines
            self._flow = self._outer.pop()

    def _read_word(self, word: str, number: int | None) -> Iterator[Block]:
        is_marked, self._is_marked = self._is_marked, False
        if self._state.destination == "fonttbl":
            self._fonts.read_word(word, number)
        elif word == "u":
            self._write(chr((number or 0) % _LETTERS))
            self._skip = self._state.uncounted
        elif self._enters(word, is_marked=is_marked):
            pass
        elif word in words.SIGNS:
            self._write(words.SIGNS[word])
        elif self._state.left_out:
            pass
        elif word in ("par", "sect"):
            yield from self._end_paragraph()
        elif not self._read_table_word(word, number):
            self._read_other_word(word, number)

    def _enters(self, word: str, *, is_marked: bool) -> bool:
        """Begin a group that is left out or read apart, if a word does."""
        if word in words.BOXES and not self._state.left_out:
            self._outer.append(self._flow)
            self._flow = _Flow(self._fonts)
        elif word not in words.LEFT_OUT and word not in words.NUMBERS and word != "fonttbl":
            if is_marked and word not in words.SHOWN_THOUGH_MARKED:
                self._state = replace(self._state, left_out=True)
            return is_marked
        left_out = self._state.left_out or word in words.LEFT_OUT
        self._state = replace(self._state, destination=word, left_out=left_out)
        return True

    def _read_other_word(self, word: str, number: int | None) -> None:
        match word:
            case "pard":
                self._in_table, self._level = False, None
            case "intbl":
                self._in_table = True
            case "outlinelevel":
                level = (number or 0) + 1
                self._level = level if level <= _LEVELS else None
            case "deff":
                self._fonts.default = number
            case "ansicpg":
                self._fonts.set_code_page(number)
            case "revised" | "deleted" if number != 0:
                self.seen.changes += [self._line + 1] * (self.seen.changes[-1:] != [self._line + 1])
        self._state = with_word(self._state, word, number)

    def _read_table_word(self, word: str, number: int | None) -> bool:
        """Read a word that shapes a row or ends a cell; tell if it was one."""
        match word:
            case "cell":
                self._end_cell()
            case "nestcell":
                self._write(" ")
            case "nestrow":
                self._end_line()
            case "row":
                self._end_row()
            case _:
                return self._shapes.read_word(word, number)
        return True

    def _write(self, text: str) -> None:
        if self._is_shown():
            target = self._number if self._state.destination in words.NUMBERS else self._flow.letters
            target.add(text, self._state)

    def _write_bytes(self, content: bytes) -> None:
        if self._skip:  # what stands for a letter of Unicode in older readers
            content, self._skip = content[self._skip :], max(self._skip - len(content), 0)
        if not content:
            return
        if self._state.destination == "fonttbl":
            self._fonts.read_name(content.decode("latin-1"))
        elif self._is_shown():
            target = self._number if self._state.destination in words.NUMBERS else self._flow.letters
            target.add_bytes(content, self._state)

    def _is_shown(self) -> bool:
        state = self._state
        if state.hidden and not state.left_out:
            self.seen.hidden += [self._line + 1] * (self.seen.hidden[-1:] != [self._line + 1])
        return not (state.left_out or state.hidden or state.deleted)

    def _end_paragraph(self) -> Iterator[Block]:
        """End a paragraph: a line of a cell or of a text box, else a block of its own."""
        if self._in_table or self._outer or self._cells:
            self._end_line()
            return
        yield from self._tables.take()
        self._line += 1
        flow = self._flow
        text, was_old = flow.letters.take()
        self.seen.fonts += [self._line] * was_old
        number, flow.number = flow.number, ""
        yield Paragraph(text, self._line, numbering=number, level=self._level)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._line += 1
            yield Paragraph(box, self._line)

    def _end_line(self) -> None:
        flow = self._flow
        text, was_old = flow.letters.take()
        self.seen.fonts += [self._line + 1] * was_old
        flow.lines.append(f"{flow.number} {text}".strip().replace("\t", " "))
        flow.number = ""
        if not self._outer:
            flow.lines += self._boxes
            self._boxes = []

    def _end_cell(self) -> None:
        if self._outer:
            return
        self._end_line()
        self._cells.append("\n".join(self._flow.lines).strip("\n"))
        self._flow.lines = []

    def _end_row(self) -> None:
        shapes, cells, self._cells = self._shapes.cells, self._cells, []
        if shapes and not self._outer:
            self._line += 1
            texts = [*cells, *[""] * len(shapes)][: len(shapes)]
            self._tables.add(RichRow(self._shapes.left, tuple(shapes), tuple(texts), self._line))
