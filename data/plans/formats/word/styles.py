"""What the styles of a Word document say of a paragraph: its number, the level of a heading, the font of a run."""

from functools import lru_cache
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from data.plans.formats.word.names import PROPERTIES, RUN_PROPERTIES, VALUE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FONTS = (qn("w:ascii"), qn("w:hAnsi"))
_DEEPEST = 20
"""Styles that a style is based on; a circle of styles ends here."""


class Styles:
    """The styles of a document; `part` is the root of styles.xml, None where there is none."""

    def __init__(self, part: "Element | None") -> None:
        self._by_id: dict[str, Element] = {}
        self._default = ""
        self._defaults: Element | None = None
        if part is None:
            return
        self._defaults = part.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{RUN_PROPERTIES}")
        for style in part.iterfind(qn("w:style")):
            name = style.get(qn("w:styleId"), "")
            self._by_id[name] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on"):
                self._default = name
        self._font_of_style = lru_cache(maxsize=1000)(self._find_font)

    def numbering_of(self, properties: "Element | None") -> tuple[str, int] | None:
        """Return the id of a paragraph's list and its level, from 0; None for one without a number."""
        found: str | None = None
        level: int | None = None
        for one in self._chain(properties, PROPERTIES):
            number = one.find(qn("w:numPr"))
            if number is None:
                continue
            level = _number(number.find(qn("w:ilvl"))) if level is None else level
            identity = number.find(qn("w:numId"))
            if identity is not None:
                found = identity.get(VALUE)
                break
        return (found, level or 0) if found and found != "0" else None

    def level_of(self, properties: "Element | None") -> int | None:
        """Return the level of a heading, from 1; None for a paragraph that is none."""
        for one in self._chain(properties, PROPERTIES):
            level = _number(one.find(qn("w:outlineLvl")))
            if level is not None:
                return level + 1 if level < 9 else None
        return None

    def font_of(self, run: "Element", properties: "Element | None") -> str:
        """Return the name of the font of a run in a paragraph with `properties`; "" where none is named."""
        own = run.find(RUN_PROPERTIES)
        if own is not None:
            if font := _font(own):
                return font
            style = own.find(qn("w:rStyle"))
            if style is not None and (font := self._font_in(style.get(VALUE, ""))):
                return font
        return self._font_in(self._style_id(properties)) or (
            _font(self._defaults) if self._defaults is not None else ""
        )

    def _font_in(self, style: str) -> str:
        return self._font_of_style(style) if self._by_id else ""

    def _find_font(self, style: str) -> str:
        return next(
            (font for one in self._based_on(style) if (found := one.find(RUN_PROPERTIES)) is not None
             and (font := _font(found))), ""
        )  # fmt: skip

    def _style_id(self, properties: "Element | None") -> str:
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        return style.get(VALUE, "") if style is not None else self._default

    def _chain(self, properties: "Element | None", tag: str) -> "list[Element]":
        """Return the properties of a paragraph and of its styles, the nearest first."""
        own = [properties] if properties is not None else []
        styles = self._based_on(self._style_id(properties))
        return [*own, *(found for style in styles if (found := style.find(tag)) is not None)]

    def _based_on(self, style_id: str) -> "list[Element]":
        chain: list[Element] = []
        while (style := self._by_id.get(style_id)) is not None and len(chain) < _DEEPEST:
            chain.append(style)
            base = style.find(qn("w:basedOn"))
            style_id = base.get(VALUE, "") if base is not None else ""
        return chain


def _font(properties: "Element") -> str:
    fonts = properties.find(qn("w:rFonts"))
    return next((name for key in _FONTS if fonts is not None and (name := fonts.get(key))), "")


def _number(element: "Element | None") -> int | None:
    value = element.get(VALUE, "") if element is not None else ""
    return int(value) if value.isdecimal() else None
