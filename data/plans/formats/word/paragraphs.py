"""The text of a paragraph of Word as its page shows it, with its number and what stands in its text boxes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from data.plans.formats.notes import Seen
from data.plans.formats.old_fonts import decode_font
from data.plans.formats.word import names
from data.plans.formats.word.numbering import Numbering
from data.plans.formats.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEXT, _SOFT_HYPHEN, _FIELD, _HIDDEN = map(qn, ("w:t", "w:softHyphen", "w:fldChar", "w:vanish"))
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_MARK_DELETED = f"{names.RUN_PROPERTIES}/{qn('w:del')}"
_ON = (None, "1", "true", "on")


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph. `joins_next` is True where its end was deleted: the next one goes on in it.

    `boxes` are the paragraphs of the text boxes that hang on it.
    """

    text: str
    numbering: str
    level: int | None
    joins_next: bool
    boxes: "tuple[Element, ...]"

    @property
    def shown(self) -> str:
        """Return the text behind its number."""
        return f"{self.numbering} {self.text}".strip() if self.numbering else self.text


class Paragraphs:
    """The reader of all paragraphs of one document: numbers go on from each to the next."""

    def __init__(self, styles: Styles, numbering: Numbering, seen: Seen) -> None:
        self.seen = seen
        self._styles = styles
        self._numbering = numbering

    def read(self, paragraph: "Element", line: int) -> ReadParagraph:
        """Return what a paragraph shows; `line` is its place, for what was seen."""
        properties = paragraph.find(names.PROPERTIES)
        reading = _Reading(self._styles, properties)
        reading.walk(paragraph)
        joins_next = properties is not None and properties.find(_MARK_DELETED) is not None
        list_level = self._styles.numbering_of(properties)
        number = self._numbering.next_number(*list_level) if list_level and not joins_next else ""
        text = reading.text()
        self._tell(reading, line, has_changed=joins_next)
        return ReadParagraph(text, number, self._styles.level_of(properties), joins_next, tuple(reading.boxes))

    def _tell(self, reading: "_Reading", line: int, *, has_changed: bool) -> None:
        seen = self.seen
        seen.changes += [line] * (has_changed or reading.has_changed)
        seen.fonts += [line] * reading.has_old_font
        seen.hidden += [line] * reading.has_hidden


class _Reading:
    """One paragraph on its way: pieces of text with their fonts, fields that are open."""

    def __init__(self, styles: Styles, properties: "Element | None") -> None:
        self.boxes: list[Element] = []
        self.has_changed = self.has_old_font = self.has_hidden = False
        self._styles, self._properties = styles, properties
        self._pieces: list[tuple[str, str]] = []
        self._fields: list[bool] = []
        """For each open field whether its result is being shown; before, there is its instruction."""

    def walk(self, parent: "Element") -> None:
        for child in parent:
            tag = child.tag
            if tag == names.RUN:
                self._read_run(child)
            elif tag in names.DELETED:
                self.has_changed = True
            elif tag in names.WRAPPERS:
                self.has_changed = self.has_changed or tag in names.INSERTED
                self.walk(child)
            elif tag == qn("m:oMath") or tag == qn("m:oMathPara"):
                self._pieces.append(("".join(child.itertext()), ""))

    def text(self) -> str:
        """Return the whole text; runs in old fonts are decoded together, since a letter may be cut by two runs."""
        shown = []
        for text, font in self._joined():
            decoded = decode_font(text, font) if font else None
            self.has_old_font = self.has_old_font or decoded is not None
            shown.append(text if decoded is None else decoded)
        return "".join(shown)

    def _joined(self) -> Iterator[tuple[str, str]]:
        held, last = "", ""
        for text, font in self._pieces:
            if font != last and held:
                yield held, last
                held = ""
            held, last = held + text, font
        if held:
            yield held, last

    def _read_run(self, run: "Element") -> None:
        properties = run.find(names.RUN_PROPERTIES)
        hidden = properties.find(_HIDDEN) if properties is not None else None
        if hidden is not None and hidden.get(names.VALUE) in _ON:
            self.has_hidden = self.has_hidden or any(child.text for child in run.iter(_TEXT))
            return
        text = "".join(self._shown(child) for child in self._children(run))
        if text:
            self._pieces.append((text, self._styles.font_of(run, self._properties)))

    def _children(self, run: "Element") -> "Iterator[Element]":
        for child in run:
            if child.tag == names.ALTERNATIVES:
                chosen = next((one for one in child if one.tag != names.FALLBACK), None)
                chosen = chosen if chosen is not None else next(iter(child), None)
                if chosen is not None:
                    yield from self._children(chosen)
            else:
                yield child

    def _shown(self, child: "Element") -> str:
        tag = child.tag
        if tag == _FIELD:
            self._turn_field(child.get(qn("w:fldCharType"), ""))
        elif self._fields and not all(self._fields):
            return ""
        elif tag == _TEXT:
            return child.text or ""
        elif tag in _SIGNS:
            return _SIGNS[tag]
        elif tag == _SOFT_HYPHEN:
            return "\u00ad"
        else:
            self.boxes += outermost_boxes(child)
        return ""

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def outermost_boxes(parent: "Element") -> "Iterator[Element]":
    """Yield the contents of text boxes below an element, those in other boxes and in fallbacks of boxes left out."""
    for child in parent:
        if child.tag == names.TEXT_BOX:
            yield child
        elif child.tag != names.FALLBACK:
            yield from outermost_boxes(child)
