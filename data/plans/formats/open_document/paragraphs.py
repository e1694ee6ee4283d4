"""Paragraphs of an OpenDocument text as the page shows them, in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from data.plans.formats.notes import Seen
from data.plans.formats.old_fonts import decode_font
from data.plans.formats.open_document import names
from data.plans.formats.open_document.lists import ListPlace, Lists
from data.plans.formats.open_document.names import name
from data.plans.formats.open_document.styles import Styles

_SPACE, _TAB, _BREAK = map(name, ("text:s", "text:tab", "text:line-break"))
_COUNT, _OUTLINE_LEVEL = name("text:c"), name("text:outline-level")
_UNNUMBERED = name("text:is-list-header")
_MOST_BLANKS = 100
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Flowing:
    """A paragraph, a heading or a table, with its automatic number."""

    element: Element
    numbering: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a paragraph, and the text boxes that hang on it."""

    text: str
    boxes: tuple[Element, ...]


class Paragraphs:
    """The reader of all paragraphs of one document: numbers go on from each to the next."""

    def __init__(self, styles: Styles, seen: Seen) -> None:
        self.seen = seen
        self.styles = styles
        self._lists = Lists(styles)

    def flow(self, parent: Element) -> Iterator[Flowing]:
        """Yield paragraphs, headings and tables of a body, a cell or a text box."""
        for child in parent:
            if child.tag == names.PARAGRAPH or child.tag == names.TABLE:
                yield Flowing(child)
            elif child.tag == names.HEADING:
                level = _whole(child.get(_OUTLINE_LEVEL), 1)
                number = "" if child.get(_UNNUMBERED) == "true" else self._lists.number_of_heading(level)
                yield Flowing(child, number, level)
            elif child.tag == names.LIST:
                yield from self._flow_of_list(child, None)
            elif child.tag in names.FLOW_WRAPPERS:
                yield from self.flow(child)
            elif child.tag == names.FRAME:
                for box in child.iterfind(names.TEXT_BOX):
                    yield from self.flow(box)

    def _flow_of_list(self, element: Element, outer: ListPlace | None) -> Iterator[Flowing]:
        place = self._lists.enter(element, outer)
        for item in element:
            if item.tag != names.LIST_ITEM:
                yield from self.flow(item)
                continue
            number: str | None = None
            for child in item:
                if child.tag == names.LIST:
                    yield from self._flow_of_list(child, place)
                elif child.tag in (names.PARAGRAPH, names.HEADING):
                    number = self._lists.number_of(place, item) if number is None else ""
                    yield Flowing(child, number, _level_of(child))
                elif child.tag == names.TABLE:
                    yield Flowing(child)

    def read(self, paragraph: Element, line: int) -> ReadText:
        """Return what a paragraph shows; `line` is its place, for what was seen."""
        reading = _Reading(self.styles)
        reading.walk(paragraph, paragraph.get(names.STYLE_NAME, ""))
        text = reading.text()
        self.seen.changes += [line] * reading.has_changed
        self.seen.fonts += [line] * reading.has_old_font
        self.seen.hidden += [line] * reading.has_hidden
        return ReadText(text, tuple(reading.boxes))


class _Reading:
    """One paragraph on its way: pieces of text with their fonts."""

    def __init__(self, styles: Styles) -> None:
        self.boxes: list[Element] = []
        self.has_changed = self.has_old_font = self.has_hidden = False
        self._styles = styles
        self._pieces: list[tuple[str, str]] = []

    def text(self) -> str:
        """Return the text, what is in an old font decoded, in whole stretches: a letter may be cut by two of them."""
        stretches: list[list[str]] = []
        for text, font in self._pieces:
            if stretches and stretches[-1][1] == font:
                stretches[-1][0] += text
            else:
                stretches.append([text, font])
        shown = []
        for text, font in stretches:
            decoded = decode_font(text, font) if font else None
            self.has_old_font = self.has_old_font or decoded is not None
            shown.append(text if decoded is None else decoded)
        return "".join(shown)

    def walk(self, element: Element, style: str) -> None:
        """Read an element whose text is in a style; blanks count as in XML: one for many, none at the beginning."""
        if self._styles.is_hidden(style):
            self.has_hidden = self.has_hidden or any(text.strip() for text in element.itertext())
            return
        font = self._styles.font_of(style)
        self._add(element.text, font)
        for child in element:
            self._read_child(child, style, font)
            self._add(child.tail, font)

    def _read_child(self, child: Element, style: str, font: str) -> None:
        if child.tag == _SPACE:
            self._pieces.append((" " * min(_whole(child.get(_COUNT), 1), _MOST_BLANKS), font))
        elif child.tag in (_TAB, _BREAK):
            self._pieces.append(("\t" if child.tag == _TAB else "\n", font))
        elif child.tag in names.CHANGES:
            self.has_changed = True
        elif child.tag == names.FRAME:
            self.boxes += child.iterfind(names.TEXT_BOX)
        elif child.tag not in names.UNSHOWN:
            self.walk(child, child.get(names.STYLE_NAME) or style)

    def _add(self, text: str | None, font: str) -> None:
        if text:
            shown = _BLANKS.sub(" ", text)
            if not self._pieces or self._pieces[-1][0].endswith((" ", "\n")):
                shown = shown.lstrip(" ")
            if shown:
                self._pieces.append((shown, font))


def _level_of(element: Element) -> int | None:
    return _whole(element.get(_OUTLINE_LEVEL), 1) if element.tag == names.HEADING else None


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() else otherwise
