"""Automatic numbers of list items and headings, counted as ODF has it (part 3, 4.3 and 5.3)."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from data.plans.formats.list_numbers import letter, roman
from data.plans.formats.open_document.names import STYLE_NAME, name
from data.plans.formats.open_document.styles import OUTLINE, Styles

_CONTINUES, _GOES_ON = name("text:continue-list"), name("text:continue-numbering")
_IDENTITY, _START = name("xml:id"), name("text:start-value")


@dataclass(slots=True)
class ListPlace:
    """A list that is being read: its style, its counters by level, and the level, from 1."""

    style: str
    counters: dict[int, int] = field(default_factory=dict)
    level: int = 1


class Lists:
    """The counters of all lists of one document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_style: dict[str, dict[int, int]] = {}
        self._by_id: dict[str, dict[int, int]] = {}
        self._headings: dict[int, int] = {}

    def enter(self, element: Element, outer: ListPlace | None) -> ListPlace:
        """Begin a list, or go on with the one that it continues; one within another counts one level deeper."""
        if outer:
            inner = ListPlace(element.get(STYLE_NAME) or outer.style, outer.counters, outer.level + 1)
            if element.get(_GOES_ON) != "true":
                outer.counters.pop(inner.level, None)
            return inner
        style = element.get(STYLE_NAME, "")
        counters: dict[int, int] | None = self._by_id.get(element.get(_CONTINUES, ""))
        if counters is None and element.get(_GOES_ON) == "true":
            counters = self._by_style.get(style)
        place = ListPlace(style, {} if counters is None else counters)
        self._by_style[style] = self._by_id[element.get(_IDENTITY, "")] = place.counters
        return place

    def number_of(self, place: ListPlace, item: Element) -> str:
        """Count one item of a list and return its number as the page shows it: "1.", "I.2", "a)", "-"."""
        start = item.get(_START, "")
        return self._count(place.style, place.level, place.counters, int(start) if start.isdecimal() else None)

    def number_of_heading(self, level: int) -> str:
        """Count one heading and return its number; "" where headings have none."""
        return self._count(OUTLINE, level, self._headings, None)

    def _count(self, style: str, level: int, counters: dict[int, int], start: int | None) -> str:
        levels = self._styles.list_levels(style)
        shown = levels.get(level)
        if shown is None:
            return ""
        if start is not None:
            counters[level] = start
        else:
            counters[level] = counters[level] + 1 if level in counters else shown.start
        for deeper in [one for one in counters if one > level]:
            del counters[deeper]
        if shown.form in ("", "-"):
            return shown.form
        parts = [
            _write(counters.get(one, of.start), of.form)
            for one in range(level - shown.depth + 1, level + 1)
            if (of := levels.get(one)) and of.form not in ("", "-")
        ]
        return f"{shown.prefix}{'.'.join(parts)}{shown.suffix}".strip()


def _write(number: int, form: str) -> str:
    match form:
        case "i":
            return roman(number)
        case "I":
            return roman(number).upper()
        case "a":
            return letter(number)
        case "A":
            return letter(number).upper()
    return str(number)
