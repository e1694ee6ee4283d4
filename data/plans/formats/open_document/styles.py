"""What the styles of an OpenDocument file say: fonts, hidden text and tables, numbers of lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from data.plans.formats.open_document.names import name

_STYLE, _FACE = name("style:style"), name("style:font-face")
_LIST, _OUTLINE = name("text:list-style"), name("text:outline-style")
_TEXT_PROPERTIES, _TABLE_PROPERTIES = name("style:text-properties"), name("style:table-properties")
_FONTS = tuple(map(name, ("fo:font-family", "style:font-name")))
_STYLE_NAME, _PARENT = name("style:name"), name("style:parent-style-name")
_LEVEL, _DEPTH = name("text:level"), name("text:display-levels")
_FORM, _PREFIX, _SUFFIX = map(name, ("style:num-format", "style:num-prefix", "style:num-suffix"))
_START = name("text:start-value")
_BULLET_LEVEL, _IMAGE_LEVEL = name("text:list-level-style-bullet"), name("text:list-level-style-image")
_DEEPEST = 20
"""Styles that a style is based on; a circle of styles ends here."""
OUTLINE = "\0outline"
"""The name under which the numbers of headings are kept."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a level of a list is numbered: `form` is "1", "a", "A", "i", "I", "" for none, "-" for a sign."""

    form: str
    start: int
    prefix: str
    suffix: str
    depth: int
    """How many levels are shown, this one the last."""


class Styles:
    """The styles of a document, by their roots."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._faces: dict[str, str] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._fonts: dict[str, str] = {}
        for root in filter(None, roots):
            for style in root.iter(_STYLE):
                self._styles[style.get(_STYLE_NAME, "")] = style
            for face in root.iter(_FACE):
                self._faces[face.get(_STYLE_NAME, "")] = face.get(name("svg:font-family"), "").strip("'\"")
            for style in root.iter(_LIST):
                self._lists[style.get(_STYLE_NAME, "")] = dict(_levels(style))
            for style in root.iter(_OUTLINE):
                self._lists[OUTLINE] = dict(_levels(style))

    def font_of(self, style: str) -> str:
        """Return the name of a style's font; "" where neither it nor those it is based on name one."""
        if style not in self._fonts:
            self._fonts[style] = next((font for one in self._based_on(style) if (font := self._font(one))), "")
        return self._fonts[style]

    def is_hidden(self, style: str) -> bool:
        """Tell if text of a style is not shown."""
        found = self._styles.get(style)
        properties = found.find(_TEXT_PROPERTIES) if found is not None else None
        return properties is not None and properties.get(name("text:display")) == "none"

    def is_table_hidden(self, style: str) -> bool:
        """Tell if a table of a style (a hidden sheet) is not shown."""
        found = self._styles.get(style)
        properties = found.find(_TABLE_PROPERTIES) if found is not None else None
        return properties is not None and properties.get(name("table:display")) == "false"

    def list_levels(self, style: str) -> dict[int, ListLevel]:
        """Return the levels of a list style, from 1."""
        return self._lists.get(style, {})

    def list_style_of(self, paragraph: str) -> str:
        """Return the list style that a paragraph's style brings; "" for none."""
        return next(
            (found for one in self._based_on(paragraph) if (found := one.get(name("style:list-style-name")))), ""
        )

    def _based_on(self, style: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = found.get(_PARENT, "")

    def _font(self, style: Element) -> str:
        properties = style.find(_TEXT_PROPERTIES)
        if properties is None:
            return ""
        family, face = (properties.get(key, "").strip("'\"") for key in _FONTS)
        return family or self._faces.get(face, face)


def _levels(style: Element) -> Iterator[tuple[int, ListLevel]]:
    for level in style:
        place = level.get(_LEVEL, "")
        if place.isdecimal():
            is_sign = level.tag in (_BULLET_LEVEL, _IMAGE_LEVEL)
            yield (
                int(place),
                ListLevel(
                    "-" if is_sign else level.get(_FORM, ""),
                    _number(level.get(_START), 1),
                    "" if is_sign else level.get(_PREFIX, ""),
                    "" if is_sign else level.get(_SUFFIX, ""),
                    _number(level.get(_DEPTH), 1),
                ),
            )


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() else otherwise
